"""Rights in the admin, as the roles give them; what it says is read in English."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Page

from network_members.models import User

PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page")


@pytest.fixture(autouse=True)
def rights_of_editors(db: Any) -> None:
    """Let editors and administrators edit and publish every page; translators only enter the admin."""
    enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    submit = Permission.objects.get(codename="submit_translation")
    rights = Permission.objects.filter(content_type__model="page", codename__in=PAGE_RIGHTS)
    for role in ("editor", "administrator", "translator", "moderator"):
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.add(enter, submit)
        if role in {"editor", "administrator"}:
            for right in rights:
                GroupPagePermission.objects.get_or_create(
                    group=group, page=Page.get_first_root_node(), permission=right
                )


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Let what is said outside of requests be English."""
    with override("en"):
        yield


@pytest.fixture
def editor(editor: User) -> User:
    """Somebody who publishes, and reads the admin in English."""
    editor.language = "en"
    editor.save(update_fields=["language"])
    return editor
