"""Members write, answer, change and take back; nothing typed is lost, nothing is stored twice."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from comments import actions
from comments.models import Comment, EarlierText, Talk
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.people import PASSWORD
from tests.factories.practices import make_practice
from tests.factories.talk import at, say
from tests.factories.words import make_term
from tests.network_members.rooms import enter, in_greek, page_of, value_of, words_of
from tests.reading import faults, read
from vocabulary.models import Axis

EL, EN = "/el/kales-praktikes/diktyo/", "/en/good-practices/diktyo/"
NEARLY = (
    "You wrote almost the same a few minutes ago. Your text is kept here: change the earlier comment instead, "
    "or send this one in five minutes."
)
BOTH = pytest.mark.parametrize("language", ["el", "en"])


@pytest.fixture(autouse=True)
def grown_up(request: pytest.FixtureRequest) -> None:
    """Let nobody be a new member, but where a test is about that."""
    if "db" in request.fixturenames:
        for name in ("member", "stranger"):
            person = request.getfixturevalue(name)
            User.objects.filter(pk=person.pk).update(date_joined=timezone.now() - timedelta(days=90))


def typed(**changed: str) -> dict[str, str]:
    """Return what a member sends."""
    return {"text": "Πόσο κοστίζει;", "language": "el", "axis": "", "token": str(uuid4()), **changed}


def address(step: str, thing: Any, language: str = "en") -> str:
    """Return where something is done under a practice, or with a comment."""
    if isinstance(thing, Comment):
        return f"/{language}/talk/comments/{thing.pk}/{step}/"
    return f"/{language}/talk/{thing.translation_key}/{step}/"


def said() -> list[str]:
    return list(Comment.objects.in_order().values_list("comment", flat=True))


# Writing


@BOTH
def test_a_member_writes_under_a_practice_and_comes_to_the_comment(
    language: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    axis = make_term(Axis, "coordination", ("Συντονισμός", "Coordination"))
    client = enter(member)

    answer: Any = client.post(address("write", practice, language), typed(axis="coordination"))

    comment = Comment.objects.get()
    where = {"el": EL, "en": EN}[language]
    assert (answer.status_code, answer["Location"]) == (302, f"{where}#comment-{comment.pk}")
    assert (comment.user, comment.comment, comment.language, comment.axis) == (member, "Πόσο κοστίζει;", "el", axis)
    online = "Your comment is online."
    assert (in_greek(online) if language == "el" else online) in page_of(client.get(where))
    assert faults(read(client, where)) == []


@BOTH
def test_the_form_offers_the_language_of_the_page_first(
    language: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    page = read(enter(member), {"el": EL, "en": EN}[language])

    assert f'<option value="{language}" selected>' in page.partition('name="language"')[2]


@BOTH
def test_an_empty_comment_is_refused_beside_its_field(
    language: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    page = page_of(enter(member).post(address("write", practice, language), typed(text=" ")), 422)

    assert ('aria-invalid="true"' in page, f'<html lang="{language}"' in page, said()) == (True, True, [])


def test_what_is_refused_stays_typed(practice: GoodPracticePage, member: User, stranger: User) -> None:
    page = page_of(enter(member).post(address("write", practice), typed(language="xx")), 422)

    assert ("Πόσο κοστίζει;</textarea>" in page, said(), faults(page)) == (True, [], [])


@BOTH
def test_a_preview_shows_the_look_and_stores_nothing(
    language: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    text = "**Ναι** <script>alert(1)</script> [x](javascript:alert(1)) [y](https://a.example)"

    page = enter(member).post(address("write", practice, language), typed(text=text, preview="1"))

    shown = page.content.decode().partition('id="preview"')[2].partition("</section>")[0]
    assert (page.status_code, said(), "<strong>Ναι</strong>" in shown, "<script" in shown) == (200, [], True, False)
    assert ('href="javascript' in shown, 'rel="nofollow ugc noopener"' in shown) == (False, True)
    assert "**Ναι** &lt;script&gt;" in page.content.decode()


def test_the_same_form_sent_twice_is_stored_once(practice: GoodPracticePage, member: User, stranger: User) -> None:
    client, same = enter(member), typed()

    answers = [client.post(address("write", practice), same)["Location"] for _time in range(2)]

    assert (answers[0], len(set(answers)), said()) == (answers[0], 1, ["Πόσο κοστίζει;"])


def test_nobody_sends_the_form_of_somebody_else(practice: GoodPracticePage, member: User, stranger: User) -> None:
    comment = say(member, practice)

    answer = enter(stranger).post(address("write", practice), typed(token=str(comment.token)))

    assert (answer.status_code, Comment.objects.count()) == (404, 1)


@BOTH
def test_the_same_words_are_not_taken_twice_within_five_minutes(
    language: str, practice: GoodPracticePage, member: User, stranger: User, time_machine: Any
) -> None:
    start, other = timezone.now(), make_practice("Άλλη")
    say(member, other, "Πόσο  ΚΟΣΤΊΖΕΙ;")
    client = enter(member)

    time_machine.move_to(start + timedelta(minutes=4), tick=False)
    page = page_of(client.post(address("write", practice, language), typed()), 429)
    time_machine.move_to(start + timedelta(minutes=6), tick=False)
    later = client.post(address("write", practice, language), typed())

    words = "You wrote the same a few minutes ago, so it was not stored again."
    assert (in_greek(words) if language == "el" else words) in page
    assert ("Πόσο κοστίζει;</textarea>" in page, later.status_code, len(said())) == (True, 302, 2)


@BOTH
def test_the_same_words_at_the_same_place_lead_to_what_stands_there(
    language: str, practice: GoodPracticePage, member: User, stranger: User, time_machine: Any
) -> None:
    start, client = timezone.now(), enter(member)
    places = set()
    for seconds in range(5):
        time_machine.move_to(start + timedelta(seconds=seconds), tick=False)
        places.add(
            client.post(address("write", practice, language), typed(text=f"Πόσο {' ' * seconds}ΚΟΣΤΊΖΕΙ;"))["Location"]
        )
    page = page_of(client.get(places.copy().pop()))

    words = "You wrote the same here before, so it was not stored again. This is where it stands."
    assert (in_greek(words) if language == "el" else words) in page
    assert (len(places), said()) == (1, ["Πόσο ΚΟΣΤΊΖΕΙ;"])


def test_the_same_words_in_answer_to_others_are_no_duplicate_and_stay_typed(
    practice: GoodPracticePage, member: User, stranger: User, time_machine: Any
) -> None:
    first, second = say(stranger, practice, "Ένα"), say(stranger, practice, "Δύο")
    client, start = enter(member), timezone.now()
    client.post(address("reply", first), typed(text="Ευχαριστώ"))
    time_machine.move_to(start + timedelta(minutes=1), tick=False)

    page = page_of(client.post(address("reply", second), typed(text="Ευχαριστώ")), 429)

    assert ("Ευχαριστώ</textarea>" in page, said()) == (True, ["Ένα", "Ευχαριστώ", "Δύο"])


@BOTH
def test_nearly_the_same_words_are_not_taken_within_five_minutes(
    language: str, practice: GoodPracticePage, member: User, stranger: User, time_machine: Any
) -> None:
    text = "Δείτε την υπέροχη προσφορά μας για μαθήματα ελληνικών στο κέντρο"
    start, other, client = timezone.now(), make_practice("Άλλη"), enter(member)
    client.post(address("write", practice), typed(text=text))

    time_machine.move_to(start + timedelta(minutes=4), tick=False)
    page = page_of(client.post(address("write", other, language), typed(text=f"{text}!!! Τώρα")), 429)
    own = client.post(address("write", other), typed(text="Πόσα μαθήματα ελληνικών είχατε στο κέντρο της πόλης;"))
    time_machine.move_to(start + timedelta(minutes=6), tick=False)
    later = client.post(address("write", other), typed(text=f"{text}!!! Τώρα"))

    assert (in_greek(NEARLY) if language == "el" else NEARLY) in page
    assert ("Τώρα</textarea>" in page, own.status_code, later.status_code, len(said())) == (True, 302, 302, 3)


def test_members_wait_five_seconds_and_new_ones_thirty(
    practice: GoodPracticePage, member: User, stranger: User, time_machine: Any
) -> None:
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    User.objects.filter(pk=stranger.pk).update(date_joined=start - timedelta(hours=1))
    newcomer = User.objects.get(pk=stranger.pk)
    old_hand = User.objects.get(pk=member.pk)
    clients = [enter(old_hand), enter(newcomer)]

    codes = []
    for second, text in ((0, "Α"), (3, "Β"), (6, "Γ"), (33, "Δ")):
        time_machine.move_to(start + timedelta(seconds=second), tick=False)
        codes.append([one.post(address("write", practice), typed(text=text)).status_code for one in clients])

    assert codes == [[302, 302], [429, 429], [302, 429], [302, 302]]


def test_new_members_write_ten_comments_on_their_first_day(
    practice: GoodPracticePage, member: User, stranger: User, time_machine: Any
) -> None:
    start = timezone.now()
    User.objects.filter(pk=member.pk).update(date_joined=start)
    newcomer = User.objects.get(pk=member.pk)
    codes = []

    for number in range(11):
        time_machine.move_to(start + timedelta(minutes=number), tick=False)
        codes.append(enter(newcomer).post(address("write", practice), typed(text=f"Λόγια {number}")).status_code)

    assert codes == [302] * 10 + [429]


@pytest.mark.parametrize("pattern", ["[{0}](https://{0}.example)", "https://www.{0}.example", "WWW.{0}.example"])
def test_new_members_put_two_links_into_a_comment(
    pattern: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    text = " ".join(pattern.format(number) for number in range(3))
    old_hand = enter(member).post(address("write", practice), typed(text=text)).status_code
    User.objects.filter(pk=stranger.pk).update(date_joined=timezone.now())

    newcomer = enter(User.objects.get(pk=stranger.pk)).post(address("write", practice), typed(text=text))

    two = text.rpartition(" ")[0]
    taken = enter(User.objects.get(pk=stranger.pk)).post(address("write", practice), typed(text=two)).status_code
    assert (old_hand, "Please take some out." in page_of(newcomer, 422)) == (302, True)
    assert (taken, len(said())) == (302, 2)


def test_what_was_typed_waits_for_who_signs_in(
    practice: GoodPracticePage, member: User, stranger: User, visitor: Client
) -> None:
    answer: Any = visitor.post(address("write", practice), typed())
    visitor.post("/en/account/login/", {"login": member.email, "password": PASSWORD})

    assert (answer.status_code, said()) == (302, [])
    assert answer["Location"] == f"/en/account/login/?next={address('write', practice)}"
    assert "Πόσο κοστίζει;</textarea>" in read(visitor, address("write", practice))


def test_an_applicant_writes_nothing(practice: GoodPracticePage, applicant: User, member: User, stranger: User) -> None:
    comment = say(member, practice)
    client = enter(applicant)

    steps = [address("write", practice), address("used", practice), address("react", practice) + "useful/"]
    codes = [client.post(step, typed()).status_code for step in [*steps, address("reply", comment)]]

    assert (codes, len(said())) == ([403] * 4, 1)
    with pytest.raises(PermissionDenied):
        say(applicant, practice)


# Answering


@BOTH
def test_a_reply_shows_what_it_answers(language: str, practice: GoodPracticePage, member: User, stranger: User) -> None:
    comment, client = say(stranger, practice, "Πόσο;"), enter(member)
    page = read(client, address("reply", comment, language))

    client.post(address("reply", comment, language), typed(text="Λίγο"))

    reply = Comment.objects.latest("pk")
    assert ("Πόσο;" in page, reply.answers, reply.branch, reply.talk) == (True, comment, comment.pk, comment.talk)
    assert faults(page) == []


def test_nothing_answers_a_comment_of_another_talk_or_one_that_is_gone(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    other = Talk.objects.create(key=uuid4())
    foreign, hidden = say(stranger, practice, "Α"), say(stranger, practice, "Β")
    Comment.objects.filter(pk=foreign.pk).update(talk=other)
    actions.hide(hidden.pk)

    for comment in (foreign, hidden):
        with pytest.raises(actions.NotThere):
            say(member, practice, "Γ", answers=comment)
    assert enter(member).post(address("reply", hidden), typed()).status_code == 404
    assert len(said()) == 2


# Changing


def test_a_change_within_half_an_hour_is_silent_and_a_later_one_keeps_what_stood_there(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    comment, client = say(member, practice, "Πρώτο"), enter(member)
    client.post(address("edit", comment), typed(text="Δεύτερο", version="0"))
    silent = (EarlierText.objects.count(), "edited" in words_of(client.get(EN)))
    at(comment, timezone.now() - timedelta(minutes=31))

    client.post(address("edit", comment), typed(text="Third", language="en", version="1"))

    assert (silent, said()) == ((0, False), ["Third"])
    assert list(EarlierText.objects.values_list("text", "language")) == [("Δεύτερο", "el")]
    page = Client().get(f"/en/talk/comments/{comment.pk}/history/").content.decode()
    assert ('lang="el"><p>Δεύτερο' in page, "Third" in page, "Πρώτο" in page, faults(page)) == (True, True, False, [])
    assert f"/en/talk/comments/{comment.pk}/history/" in read(Client(), EN)


def test_the_form_of_a_change_holds_the_comment(practice: GoodPracticePage, member: User, stranger: User) -> None:
    axis = make_term(Axis, "coordination", ("Συντονισμός", "Coordination"))
    comment = say(member, practice, "Once", language="en", axis=axis)

    page = read(enter(member), address("edit", comment))

    assert ("Once</textarea>" in page, value_of(page, "version")) == (True, "0")
    assert ('value="en" selected' in page, 'value="coordination" selected' in page) == (True, True)


def test_two_who_change_at_once_see_both_texts(practice: GoodPracticePage, member: User, stranger: User) -> None:
    comment, client = say(member, practice, "Πρώτο"), enter(member)
    client.post(address("edit", comment), typed(text="Δεύτερο", version="0"))

    page = page_of(client.post(address("edit", comment), typed(text="Τρίτο", version="0")), 409)
    after = said()
    client.post(address("edit", comment), typed(text="Τρίτο", version=value_of(page, "version")))

    assert ("Δεύτερο" in page, "Τρίτο</textarea>" in page, after, said()) == (True, True, ["Δεύτερο"], ["Τρίτο"])


def test_nobody_changes_or_deletes_what_somebody_else_said(
    practice: GoodPracticePage, member: User, stranger: User, editor: User, superuser: User
) -> None:
    comment = say(member, practice, "Δικό μου")

    for person in (stranger, editor, superuser):
        client = enter(person)
        codes = [client.post(address(step, comment), typed(version="0")).status_code for step in ("edit", "delete")]
        assert codes == [403, 403]
        with pytest.raises(PermissionDenied):
            actions.edit(comment, actions.Words("Ξένο", "el"), by=person, version=0)
        with pytest.raises(PermissionDenied):
            actions.delete(comment, by=person)
    assert said() == ["Δικό μου"]


# Taking back


@BOTH
def test_a_deleted_comment_keeps_its_place_as_long_as_it_is_answered(
    language: str, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    comment = say(member, practice, "Φεύγει")
    reply, where = say(stranger, practice, "Μένει", answers=comment), {"el": EL, "en": EN}[language]
    enter(member).post(address("delete", comment, language))

    page = read(Client(), where)

    gone = "This comment was deleted by its author."
    assert ((in_greek(gone) if language == "el" else gone) in page, "Φεύγει" in page, "Μένει" in page) == (
        True,
        False,
        True,
    )
    enter(stranger).post(address("delete", reply, language))
    assert Comment.objects.count() == 0


def test_a_comment_that_nobody_answers_goes_with_its_texts(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    comment = at(say(member, practice, "Α"), timezone.now() - timedelta(days=1))
    actions.edit(comment, actions.Words("Β", "el"), by=member, version=0)
    client = enter(member)

    asked = page_of(client.get(address("delete", comment)))
    answer: Any = client.post(address("delete", comment))

    assert ("Delete the comment" in asked, answer["Location"]) == (True, f"{EN}#talk")
    assert (Comment.objects.count(), EarlierText.objects.count()) == (0, 0)


# Hidden, closed


def test_a_hidden_comment_stays_hidden_whatever_happens_to_its_parent(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    parent = say(member, practice, "Γονέας")
    reply = say(stranger, practice, "Κρυφό", answers=parent)
    actions.hide(reply.pk)

    Comment.objects.get(pk=parent.pk).save()
    actions.edit(parent, actions.Words("Άλλο", "el"), by=member, version=0)
    actions.delete(parent, by=member)

    found = Comment.objects.get(pk=reply.pk)
    assert (found.state, found.is_public) == (Comment.State.HIDDEN, False)
    assert "Κρυφό" not in read(enter(stranger), EN)
    with pytest.raises(PermissionDenied):
        actions.delete(found, by=stranger)


@BOTH
def test_a_closed_talk_is_read_and_takes_nothing_more(
    language: str, practice: GoodPracticePage, member: User, stranger: User, moderator: User
) -> None:
    comment, client = say(member, practice, "Μένει"), enter(member)
    enter(moderator).post(address("close", practice))

    codes = [
        client.post(address(step, thing, language), typed(version="0")).status_code
        for step, thing in (("write", practice), ("reply", comment), ("edit", comment))
    ]
    page = read(client, {"el": EL, "en": EN}[language])

    assert (codes, said(), 'name="text"' in page) == ([409] * 3, ["Μένει"], False)
    enter(moderator).post(address("close", practice), {"open": "1"})
    assert 'name="text"' in read(client, EN)


def test_members_close_no_talk(practice: GoodPracticePage, member: User, stranger: User) -> None:
    assert enter(member).post(address("close", practice)).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.close(practice.translation_key, by=member, closed=True)


def test_nothing_happens_without_the_token_of_the_form(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member, "allauth.account.auth_backends.AuthenticationBackend")

    steps = [address(step, practice) for step in ("write", "close", "used")]
    codes = [client.post(step, typed()).status_code for step in [*steps, address("react", practice) + "useful/"]]

    assert (codes, said()) == ([403] * 4, [])


def test_what_could_not_be_stored_does_not_count(
    practice: GoodPracticePage, member: User, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(actions, "store", fail)
        with pytest.raises(RuntimeError):
            actions.write(member, practice.translation_key, actions.Words("Πόσο κοστίζει;", "el"))

    # Neither the same words nor the pause stand in the way.
    actions.write(member, practice.translation_key, actions.Words("Πόσο κοστίζει;", "el"))
    assert said() == ["Πόσο κοστίζει;"]


def test_a_comment_that_went_meanwhile_is_not_there(practice: GoodPracticePage, member: User, stranger: User) -> None:
    comment = say(member, practice)
    Comment.objects.filter(pk=comment.pk).delete()

    with pytest.raises(actions.NotThere):
        actions.delete(comment, by=member)
    actions.hide(comment.pk)

    assert said() == []


@pytest.mark.parametrize("closed", [True, False])
def test_a_talk_that_is_closed_or_open_already_stays_so(
    closed: bool, practice: GoodPracticePage, member: User, moderator: User
) -> None:
    say(member, practice)
    if closed:
        actions.close(practice.translation_key, by=moderator, closed=True)
    before = Talk.objects.values_list("closed_at", flat=True).get()

    actions.close(practice.translation_key, by=moderator, closed=closed)

    assert Talk.objects.values_list("closed_at", flat=True).get() == before
