"""The matrix of roles, address by address: who gets in, who is refused, and that refusals change nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from moderation.models import Appeal, Report
from network_members.models import MembershipRequest, User
from tables.models import Import
from tests.addresses import named_addresses
from tests.factories.adoptions import make_adoption
from tests.factories.people import CAST, give_photo
from tests.factories.practices import make_draft, make_practice
from tests.factories.proposals import make_proposal
from tests.factories.talk import say
from tests.factories.translations import make_task
from tests.test_access import state

ALL = frozenset(CAST)
SIGNED_IN = ALL - {"visitor"}
APPROVED = SIGNED_IN - {"applicant"}
CHECKERS = frozenset({"editor", "administrator", "superuser"})
DECIDERS = frozenset({"administrator", "superuser"})
MODERATORS = CHECKERS | {"moderator"}
COUNCIL = frozenset({"member", "colleague"}) | CHECKERS
NOBODY: frozenset[str] = frozenset()
MATRIX: dict[str, frozenset[str]] = {
    "organisations:list": ALL,
    "organisations:detail": ALL,
    # The council of the matrix takes no messages; `test_letters.py` knows one that does.
    "organisations:write": NOBODY,
    "my:home": SIGNED_IN,
    "my:profile": SIGNED_IN,
    "my:data": SIGNED_IN,
    # Those who have just signed in are asked once more who they are.
    "my:copy": SIGNED_IN,
    "my:erase": SIGNED_IN,
    # A copy belongs to one person, who is not of the cast.
    "my:take": NOBODY,
    # Who may not ask is led to their own space.
    "my:ask": SIGNED_IN,
    "membership_requests:list": DECIDERS,
    "membership_requests:detail": DECIDERS,
    "people:directory": ALL,
    "people:list": DECIDERS,
    "people:photo": APPROVED,
    "people:profile": APPROVED,
    "people:assign": DECIDERS,
    "my_practices:list": APPROVED,
    "my_practices:create": APPROVED,
    "my_practices:begin": APPROVED,
    "my_practices:write": APPROVED,
    "my_practices:word": APPROVED,
    "my_practices:word_template": APPROVED,
    "my_practices:word_fill": COUNCIL,
    "my_practices:word_file": COUNCIL,
    "my_practices:detail": COUNCIL,
    "my_practices:edit": COUNCIL,
    "my_practices:autosave": COUNCIL,
    "my_practices:part": COUNCIL,
    "my_practices:autosave_part": COUNCIL,
    "my_practices:pictures": COUNCIL,
    # The draft of the matrix has no picture.
    "my_practices:picture": NOBODY,
    "my_practices:remove_picture": COUNCIL,
    "my_practices:lift_picture": COUNCIL,
    "my_practices:files": COUNCIL,
    # Nor a file.
    "my_practices:file": NOBODY,
    "my_practices:remove_file": COUNCIL,
    "my_practices:report": COUNCIL,
    # The draft of the matrix has no report.
    "my_practices:report_file": NOBODY,
    "my_practices:remove_report": COUNCIL,
    "my_practices:preview": COUNCIL,
    "my_practices:changes": COUNCIL,
    "my_practices:end": COUNCIL,
    # A draft neither ends nor goes on, and nobody confirms it.
    "my_practices:confirm": NOBODY,
    "my_practices:take_up": NOBODY,
    "my_practices:submit": COUNCIL,
    "my_practices:withdraw": COUNCIL,
    # Nobody is asked to review the draft of the matrix.
    "my_reviews:detail": NOBODY,
    "my_reviews:preview": NOBODY,
    "my_reviews:decline": NOBODY,
    "my_adoptions:list": APPROVED,
    # A draft is no practice that somebody takes over.
    "my_adoptions:begin": NOBODY,
    "my_adoptions:edit": COUNCIL,
    # Its author does not report it, it tells no lesson, and what is hidden in the matrix is a comment.
    "my_adoptions:report": ALL - {"member"},
    "my_adoptions:lesson": NOBODY,
    "my_adoptions:hide": CHECKERS,
    "my_adoptions:show": CHECKERS,
    "my_proposals:list": APPROVED,
    # The public practice of the matrix is the member's own, and the stranger has proposed something for it.
    "my_proposals:write": APPROVED - CHECKERS - {"member"},
    "my_proposals:detail": CHECKERS | {"member", "stranger"},
    "my_proposals:withdraw": frozenset({"stranger"}),
    "translation_tasks:assign": CHECKERS,
    "my_translations:list": APPROVED,
    "my_translations:detail": APPROVED,
    # The talk of the matrix stands under the only public practice, and its comment is the member's.
    "comments:write": APPROVED,
    "comments:react": APPROVED,
    "comments:used": APPROVED,
    "comments:close": MODERATORS,
    "comments:one": ALL,
    "comments:reply": APPROVED,
    "comments:edit": frozenset({"member"}),
    "comments:delete": frozenset({"member"}),
    "comments:appeal": frozenset({"member"}),
    "comments:report": ALL,
    "comments:history": ALL,
    "moderation:list": MODERATORS,
    "moderation:detail": MODERATORS,
    "moderation:judge": MODERATORS,
    "bookmarks:list": APPROVED,
    # A draft cannot be saved, not even by those who write it.
    "bookmarks:add": NOBODY,
    "bookmarks:remove": APPROVED,
    "following:list": APPROVED,
    "following:choose": APPROVED,
    "notices:list": APPROVED,
    # A notice belongs to one person, who is not of the cast.
    "notices:see": NOBODY,
    "notices:read": NOBODY,
    "notices:read_all": APPROVED,
    "notices:mails": APPROVED,
    # The sample token is not of our making.
    "notices:stop": NOBODY,
    "searches:list": APPROVED,
    "searches:save": APPROVED,
    "searches:save_site": APPROVED,
    # A search belongs to one person, who is not of the cast.
    "searches:edit": NOBODY,
    "searches:pause": NOBODY,
    "searches:remove": APPROVED,
    "practice_desk:work_list": CHECKERS,
    "practice_desk:check": CHECKERS,
    "practice_desk:ask_reviewers": CHECKERS,
    "practice_desk:label": CHECKERS,
    "practice_desk:merge": CHECKERS,
    # Without a tick it leads back to the work list.
    "practice_desk:several": CHECKERS,
    # A decision belongs to one person, who is not of the cast.
    "practice_desk:undo": NOBODY,
    "links_desk:report": CHECKERS,
    "translation_desk:table": CHECKERS,
    "translation_desk:texts": CHECKERS,
    "imports:list": CHECKERS,
    "imports:detail": CHECKERS,
    "imports:step": CHECKERS,
    "imports:template": CHECKERS,
    "machine_draft": NOBODY,
    "health": DECIDERS,
    "statements:accessibility": ALL,
    "statements:feedback": ALL,
    "statements:privacy": ALL,
    "statements:ask": ALL,
    "search:page": ALL,
    "search:suggest": ALL,
    "statements:glossary": ALL,
    "statements:open_data": ALL,
    # The sample practice is a draft, which nobody is asked about.
    "practices:ask": NOBODY,
    "practices:compare": ALL,
    # A link that was made up opens nothing for anybody.
    "practices:confirm": ALL,
    "practices:confirmed": ALL,
    # The sample token is not of our making.
    "practices:stop": NOBODY,
    # A draft is no file either.
    "practices:pdf": NOBODY,
    "feeds:all": ALL,
    "feeds:practices": ALL,
    "feeds:news": ALL,
    "search_api:search": ALL,
    "search_api:description": ALL,
    "outward:sitemap": ALL,
    "outward:sitemap_pages": ALL,
    "outward:sitemap_organisations": ALL,
    "outward:open_data": ALL,
    "outward:site_card": ALL,
    # A draft has no picture, not even for those who write it.
    "outward:card": NOBODY,
    # The mailbox exists in the demo only.
    "mail:mailbox": NOBODY,
    "mail:message": NOBODY,
    "mail:html": NOBODY,
}
"""Who gets an answer, from `roles.md`; the draft belongs to the council of the member and the colleague."""
ROOMS = {name.partition(":")[0] for name in MATRIX}
PEOPLE = ("people:profile", "people:assign")
ADOPTION = ("edit", "hide", "show", "report", "lesson")
TALKED = ("write", "react", "used", "close")
SAID = ("one", "reply", "edit", "delete", "report", "history")
ONLY_POST = {
    "bookmarks:add",
    "bookmarks:remove",
    "comments:close",
    "comments:react",
    "following:choose",
    "imports:step",
    "my_adoptions:lesson",
    "my_adoptions:show",
    "notices:mails",
    "notices:read",
    "notices:read_all",
    "practice_desk:undo",
    "my:copy",
    "my:take",
    "my_practices:autosave",
    "my_practices:autosave_part",
    "my_practices:remove_picture",
    "my_practices:lift_picture",
    "my_practices:remove_file",
    "my_practices:remove_report",
    "my_practices:confirm",
    "my_practices:take_up",
    "my_practices:withdraw",
    "my_proposals:withdraw",
    "searches:pause",
    "searches:remove",
}


@pytest.fixture
def addresses(member: User, applicant: User, stranger: User) -> dict[str, str]:
    """Return the address of everything in the matrix, leading to things that exist."""
    draft = make_draft(member, title="Σχέδιο του συμβουλίου")
    asked = MembershipRequest.objects.create(
        applicant=applicant, country=draft.place.country, state=MembershipRequest.State.PENDING
    )
    begun = Import.objects.create(kind="practices", name="practices.csv", language="el")
    practice = make_practice("Δημόσια", owner=member)
    comment = say(member, practice, "Λόγια")
    reported = Report.objects.create(
        kind="comment", number=comment.pk, text="Λόγια", language="el", author=member, reason="other"
    )
    decided = {"state": "upheld", "decision": "Γιατί", "decided_at": timezone.now()}
    hidden = Report.objects.create(kind="comment", number=0, text="Κρυμμένα", language="el", author=member, **decided)
    Appeal.objects.create(report=hidden, words="Λόγια")
    proposed = make_proposal(practice, stranger)
    special: dict[str, dict[str, Any]] = {
        "membership_requests:detail": {"pk": asked.pk},
        "people:photo": {"name": give_photo(member)},
        **{name: {"name": "practices", "form": "csv"} for name in ("imports:template", "outward:open_data")},
        **{name: {"key": begun.public_id} for name in ("imports:detail", "imports:step")},
        **{name: {"key": member.public_id} for name in PEOPLE},
        **{f"comments:{name}": {"key": practice.translation_key, "kind": "useful"} for name in TALKED},
        **{f"comments:{name}": {"pk": comment.pk} for name in SAID},
        **{f"my_adoptions:{name}": {"key": make_adoption(practice, member).key} for name in ADOPTION},
        "my_proposals:write": {"key": practice.translation_key},
        **{f"my_proposals:{name}": {"key": proposed.key} for name in ("detail", "withdraw")},
        "following:choose": {"kind": "page", "key": practice.translation_key},
        "my_translations:detail": {"pk": make_task(practice).pk},
        "moderation:detail": {"pk": reported.pk},
        "moderation:judge": {"pk": hidden.pk},
        "comments:appeal": {"pk": hidden.pk},
        "translation_desk:texts": {"pk": practice.pk},
    }
    parameters = dict(named_addresses())
    return {
        name: reverse(
            name, kwargs={key: (usual(draft, member) | special.get(name, {}))[key] for key in parameters[name]}
        )
        for name in MATRIX
    }


def usual(draft: Any, member: User) -> dict[str, Any]:
    """Return what addresses name when nothing else is said: the draft of the council."""
    return {
        "pk": draft.pk,
        "key": draft.translation_key,
        "token": draft.translation_key,
        "part": "aims",
        "public_id": draft.translation_key,
        "language": "el",
        "number": 1,
        "look": 1,
        "stamp": "1-0",
        "code": member.organisation.code if member.organisation else "",
    }


def is_refused(answer: Any) -> bool:
    """Say whether an answer keeps somebody out."""
    # Wagtail leads people who may enter the admin, but not this room of it, back to its first page.
    away = answer.status_code == 302 and ("/account/login/" in answer.url or answer.url == reverse("wagtailadmin_home"))
    return away or answer.status_code in {401, 403, 404, 405}


def test_every_address_of_our_rooms_has_its_line() -> None:
    names = {name for name, _parameters in named_addresses() if name.partition(":")[0] in ROOMS}

    assert names == set(MATRIX)


@pytest.mark.parametrize("name", CAST)
def test_each_role_gets_what_is_its_own_and_nothing_else(
    name: str, request: pytest.FixtureRequest, addresses: dict[str, str]
) -> None:
    client = Client(raise_request_exception=False)
    if name != "visitor":
        client.force_login(request.getfixturevalue(name), "allauth.account.auth_backends.AuthenticationBackend")

    answers = {
        where: client.post(path) if where in ONLY_POST else client.get(path) for where, path in addresses.items()
    }

    assert {where for where, one in answers.items() if not is_refused(one)} == {
        where for where, allowed in MATRIX.items() if name in allowed
    }
    assert [where for where, one in answers.items() if one.status_code >= 500] == []


@pytest.mark.parametrize("name", CAST)
def test_what_is_refused_changes_nothing(name: str, request: pytest.FixtureRequest, addresses: dict[str, str]) -> None:
    client = Client(raise_request_exception=False)
    if name != "visitor":
        client.force_login(request.getfixturevalue(name), "allauth.account.auth_backends.AuthenticationBackend")
    closed = [path for where, path in addresses.items() if name not in MATRIX[where]]
    before = state()

    answers = {(path, method): getattr(client, method)(path) for path in closed for method in ("post", "put", "delete")}

    assert {key: one.status_code for key, one in answers.items() if not is_refused(one)} == {}
    assert state() == before
