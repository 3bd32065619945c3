"""Who may see a picture or a document: whoever may read what it hangs on."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from wagtail.models import BaseViewRestriction, Page, ReferenceIndex
from wagtail.permissions import policy_registry

from library.models import NetworkDocument, NetworkImage

File = NetworkImage | NetworkDocument


def can_see(request: HttpRequest, file: File) -> bool:
    """May the sender of a request see this file?"""
    return can_use(request.user, file) or can_read(request, file)


def can_use(user: Any, file: File) -> bool:
    """May this person put the file on pages, or is it their own upload?"""
    own = user.is_authenticated and file.uploaded_by_user_id == user.pk
    policy = policy_registry.get_by_type(type(file))
    return bool(own or policy.user_has_any_permission_for_instance(user, ["choose", "change"], file))


def can_read(request: HttpRequest, file: File) -> bool:
    """May the sender open the file's collection, and read something that shows the file?"""
    return accepts(file.collection.get_view_restrictions(), request) and is_shown(request, file)


def is_shown(request: HttpRequest, file: File) -> bool:
    """Does something that the sender may read show the file?"""
    return any(can_read_any(request, model, keys) for model, keys in holders(file).items())


def is_public(file: File) -> bool:
    """May everybody see this file?"""
    anybody = HttpRequest()
    anybody.user = AnonymousUser()
    anybody.session = {}  # type: ignore[assignment]  # asked for passed passwords only, and there are none
    return can_read(anybody, file)


def is_published(file: models.Model) -> bool:
    """Say whether something that is no draft shows a file."""
    found = ReferenceIndex.get_references_to(file).values_list("base_content_type__model", "object_id").distinct()
    pages = [key for _model, key in found if Page.objects.filter(pk=key, live=True).exists()]
    return bool(pages) or bool([key for _model, key in found if not Page.objects.filter(pk=key).exists()])


def holders(file: File) -> dict[type[models.Model], list[str]]:
    """Return what shows a file, by kind: live texts, and drafts that were never published."""
    found: dict[type[models.Model], list[str]] = {}
    for kind, key in ReferenceIndex.get_references_to(file).values_list("content_type", "object_id").distinct():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model:
            found.setdefault(model, []).append(key)
    return found


def can_read_any(request: HttpRequest, model: type[models.Model], keys: list[str]) -> bool:
    """May the sender read one of these rows, by the row's own rule or by Wagtail's?"""
    rows: Any = model._default_manager.filter(pk__in=keys)
    if hasattr(rows, "visible_to") and rows.visible_to(request.user).exists():
        return True
    if issubclass(model, Page):
        return any(accepts(page.get_view_restrictions(), request) for page in rows.live())
    return bool(not hasattr(rows, "visible_to") and rows.exists())


def accepts(restrictions: Any, request: HttpRequest) -> bool:
    """Does each restriction let the sender of a request pass?"""
    passed: list[BaseViewRestriction] = list(restrictions)
    return all(restriction.accept_request(request) for restriction in passed)
