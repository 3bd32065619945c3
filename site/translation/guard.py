"""The door to wagtail-localize: each of its addresses is judged here before its own view runs.

Its views ask for less than this site does: the report and the list of snippets ask for nothing, submitting
asks for one right on the whole site, and several answer bad input with a fault of the server.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import Translation, TranslationSource

from translation import po_desk, rules

NAMESPACE = "wagtail_localize"

Judge = Callable[..., HttpResponseBase | None]


class GuardTranslation:
    """Judge requests for wagtail-localize; what is not listed below is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let the judge of this address decide; visitors are led to the login by the admin itself."""
        if not is_guarded(request) or not request.user.is_authenticated:
            return None
        judge = JUDGES.get(name_of(request), refuse)
        try:
            return judge(request, **kwargs)
        except (ObjectDoesNotExist, Http404) as lost:
            # The same answer as for what exists: numbers cannot be tried out.
            raise PermissionDenied from lost

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer missing fields and texts that no column takes as the bad requests they are."""
        if is_guarded(request) and isinstance(exception, (KeyError, DataError)):
            return render(request, "400.html", status=400)
        return None


def is_guarded(request: HttpRequest) -> bool:
    """Say whether a request is for wagtail-localize."""
    match = request.resolver_match
    return match is not None and NAMESPACE in match.namespaces


def name_of(request: HttpRequest) -> str:
    """Return the name of the address that was asked for, without its namespace."""
    return (request.resolver_match and request.resolver_match.url_name) or ""


def refuse(request: HttpRequest, **kwargs: Any) -> None:
    """Refuse everybody: nobody judged this address, or the site does without it."""
    raise PermissionDenied


def admit(request: HttpRequest, **kwargs: Any) -> None:
    """Leave the decision to the view: there is nothing to hide."""


def judge_page(request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase | None:
    """Ask for the right to edit the page; its parent must exist in the language asked for."""
    page = Page.objects.get(pk=page_id)
    if not rules.can_edit(request.user, page):
        raise PermissionDenied
    asked = Locale.objects.filter(pk__in=[pk for pk in request.POST.getlist("locales") if pk.isdigit()])
    if any(not page.get_parent().has_translation(locale) for locale in asked):
        return back(request, _("The page above this one does not exist in that language yet. Translate it first."))
    return None


def judge_snippet(request: HttpRequest, app_label: str, model_name: str, **kwargs: Any) -> None:
    """Ask for the right to edit snippets of this kind."""
    if not rules.can_edit_kind(request.user, get_snippet_model_from_url_params(app_label, model_name)):
        raise PermissionDenied


def judge_source(request: HttpRequest, translation_source_id: int, **kwargs: Any) -> HttpResponseBase | None:
    """Ask for the right to edit the original; publishing unread texts in one go is not offered."""
    source = TranslationSource.objects.get(pk=translation_source_id)
    if not rules.can_update(request.user, source):
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("publish_translations"):
        return back(request, _("Open each translation, translate what changed, and publish it there."))
    return None


def judge_translation(request: HttpRequest, translation_id: int, **kwargs: Any) -> None:
    """Ask for the right to edit both languages, and to change a page that somebody locked."""
    translation = Translation.objects.get(pk=translation_id)
    if not rules.can_translate(request.user, translation):
        raise PermissionDenied
    if request.method not in {"GET", "HEAD"} and not rules.can_change_now(
        request.user, translation.get_target_instance()
    ):
        raise PermissionDenied


def judge_upload(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponseBase | None:
    """Ask for the right to edit; what a file brings is shown before it is written, which the package does not."""
    judge_translation(request, translation_id)
    if request.method != "POST":
        raise PermissionDenied
    return po_desk.receive(request, Translation.objects.get(pk=translation_id))


def judge_report(request: HttpRequest, **kwargs: Any) -> None:
    """Ask for the right to edit every page: the report names them all."""
    if not rules.can_see_report(request.user):
        raise PermissionDenied


def back(request: HttpRequest, message: str) -> HttpResponseBase:
    """Say why nothing was done, and return to the form."""
    messages.error(request, message)
    return redirect(request.path if name_of(request) in FORMS else reverse("wagtailadmin_home"))


FORMS = {"submit_page_translation", "update_translations"}
JUDGES: dict[str, Judge] = {
    "javascript_catalog": admit,
    "submit_page_translation": judge_page,
    "submit_snippet_translation": judge_snippet,
    "update_translations": judge_source,
    "edit_string_translation": judge_translation,
    "edit_override": judge_translation,
    "download_pofile": judge_translation,
    "upload_pofile": judge_upload,
    "machine_translate": judge_translation,
    "preview_translation": judge_translation,
    "stop_translation": judge_translation,
    # The site has no aliases: what is not translated is shown under the other language's address.
    "convert_to_alias": refuse,
    "translations_report": judge_report,
    "translations_report_results": judge_report,
    "snippets_api_listing": judge_snippet,
    "snippets_api_detail": judge_snippet,
}
