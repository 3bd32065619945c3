"""The admin speaks Greek to whoever reads Greek: no English is left over on any screen, form, refusal or mail."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.translation import override
from wagtail.models import Page, Workflow

from network_members.models import Organisation, User
from tests.factories import admin_world
from tests.words_of_admin import english
from vocabulary.models import KINDS

LEFT_OUT = (
    *("logout", "_results", "wagtailadmin_api", "wagtailadmin_sprite", "wagtailsnippetchoosers_vocabulary"),
    *("view_draft", "revisions_view", "workflow_preview", "preview_translation"),
)
"""Addresses that sign out, parts of screens that are walked anyway, what no person sees, and pages of the site."""
ALIKE = tuple(f"wagtailsnippets_vocabulary_{kind._meta.model_name}:" for kind in KINDS[1:])
"""The other kinds of words, whose screens are those of the first."""
CHANGES = (
    "add_multiple",
    "delete",
    "lock",
    "unpublish",
    "remove",
    "disable",
    "enable",
    "stop",
    "release",
    "move",
    "alias",
    "cancel",
)
"""What would change the others' screens, or answers a script."""
HTML = "text/html"


@pytest.fixture
def world(council: Organisation, association: Organisation, editor: User) -> Any:
    """One of everything."""
    return admin_world.build(council, association, editor)


def screens(world: Any) -> list[tuple[str, str]]:
    """Return name and address of the screens to walk."""
    found = set(admin_world.screens(world))
    return sorted(one for one in found if not any(part in one[0] for part in LEFT_OUT) and not one[0].startswith(ALIKE))


def enter(person: User) -> Client:
    """Return a browser of somebody who reads Greek; nothing else about the browser is Greek."""
    User.objects.filter(pk=person.pk).update(language="el")
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def names() -> set[str]:
    """Return what people have named, in whatever language, with the names of people and of the rows of English."""
    with override("el"):
        people = {str(person) for person in User.objects.all()}
        words = {str(word) for kind in KINDS for word in kind.objects.all()}
        bodies = {name for names in Organisation.objects.values_list("name_en", "code") for name in names}
        pages = set(Page.objects.values_list("title", flat=True))
        return people | words | bodies | pages | set(Workflow.objects.values_list("name", flat=True))


def shown(answer: Any) -> str:
    """Return what a person sees of an answer: a page, or the window that a script opens with it."""
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming or answer.status_code in {301, 302, 405}:
        return ""
    if kind.startswith("application/json"):
        told = json.loads(answer.content)
        return str(told.get("html") or "") if isinstance(told, dict) else ""
    return answer.content.decode() if kind.startswith(HTML) else ""


def left_over(client: Client, world: Any, method: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each screen that was seen with the English on it."""
    known = sorted(names(), key=len, reverse=True)
    for name, where in screens(world):
        if method == "get" or not any(part in name for part in CHANGES):
            page = shown(getattr(client, method)(where))
            if page:
                yield where, english(page, known)


def gathered(found: list[tuple[str, set[str]]]) -> dict[str, str]:
    """Return each English text with one of the screens that show it."""
    return {text: where for where, words in found for text in words}


@pytest.mark.parametrize(("reader", "least"), [("superuser", 170), ("administrator", 110), ("editor", 110)])
def test_no_english_is_left_over_on_the_screens(
    reader: str, least: int, world: Any, request: pytest.FixtureRequest
) -> None:
    found = list(left_over(enter(request.getfixturevalue(reader)), world, "get"))

    assert gathered(found) == {}
    assert len(found) >= least


def test_forms_say_in_greek_what_is_missing(world: Any, superuser: User) -> None:
    found = list(left_over(enter(superuser), world, "post"))

    assert gathered(found) == {}
    assert len(found) >= 60


def test_groups_are_called_by_the_roles_they_are(db: None) -> None:
    with override("el"):
        named = [str(group) for group in Group.objects.filter(name__in=["editor", "Editors"]).order_by("name")]

    assert named == ["Σύνταξη (ομάδα του Wagtail)", "Σύνταξη"]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("/admin/jsi18n/", ["Μετακίνηση επάνω", "Γίνεται αυτόματη αποθήκευση…", "Αποθήκευση"]),
        ("/admin/localize/jsi18n/", ["Χωρίς μετάφραση", "Δημοσίευση στη γλώσσα: ", "τμήματα μεταφρασμένα"]),
    ],
)
def test_the_scripts_of_the_admin_get_greek_words(where: str, words: list[str], editor: User) -> None:
    answer = enter(editor).get(where)

    told = answer.content.decode()
    assert [word for word in words if json.dumps(word) not in told] == []
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_admin_bears_the_name_of_the_network(editor: User, client: Client) -> None:
    client.force_login(editor)

    page = client.get("/admin/").content.decode()

    assert re.findall(r"<title>(.*?)</title>", page) == ["Αρχική της διαχείρισης - Νήμα"]
    assert "<svg" in page.partition("data-wagtail-sidebar-branding-logo>")[2].partition("</template>")[0]


def test_who_came_first_does_not_set_the_language_of_the_menu(editor: User, client: Client) -> None:
    client.force_login(editor)

    assert "whats-new-in-wagtail" not in client.get("/admin/").content.decode()
