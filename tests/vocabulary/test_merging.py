"""One word takes the place of another: nothing that used it is lost, and old addresses lead on."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from good_practices.models import GoodPracticeIndexPage
from network_members.models import Organisation, User
from tests.factories.practices import make_practice
from tests.factories.translations import start_translation
from tests.factories.words import make_place, make_term, make_theme
from vocabulary import actions
from vocabulary.models import Merged, Place, ServiceKind, TargetGroup, Term, Theme

CANARY = "ΚΑΝΑΡΙΝΙ-5c1d"


@pytest.fixture
def old(db: None) -> Theme:
    """The word that goes."""
    theme = make_theme("jobs", ("Δουλειά", "Jobs"))
    Theme.objects.in_language("en").filter(code="jobs").update(synonyms="employment, work")
    return theme


@pytest.fixture
def new(db: None) -> Theme:
    """The word that stays."""
    return make_theme("work", ("Εργασία", "Work"))


def address(kind: type[Term], name: str, *numbers: Any) -> str:
    """Return an address of one kind's corner of the admin."""
    return reverse(f"wagtailsnippets_vocabulary_{kind._meta.model_name}:{name}", args=numbers)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The browser of an editor."""
    client.force_login(editor)
    return client


def test_practices_carry_the_word_that_stays_and_each_once(old: Theme, new: Theme, editor: User) -> None:
    one, both = make_practice("Α", themes=[old]), make_practice("Β", themes=[old, new])

    actions.merge(old, into=new, by=editor)

    assert [list(page.themes.values_list("code", flat=True)) for page in (one, both)] == [["work"], ["work"]]
    assert sorted(Theme.objects.values_list("code", flat=True)) == ["work", "work"]


def test_drafts_and_older_versions_name_the_word_that_stays(old: Theme, new: Theme, editor: User) -> None:
    page = make_practice(themes=[old])
    page.themes = [old, new]
    page.save_revision()

    actions.merge(old, into=new, by=editor)

    contents = Revision.objects.filter(object_id=str(page.pk)).order_by("pk").values_list("content", flat=True)
    assert [content["themes"] for content in contents] == [[new.pk], [new.pk]]
    assert page.get_latest_revision_as_object().themes.get() == new


def test_translations_are_made_with_the_word_that_stays(old: Theme, new: Theme, editor: User) -> None:
    translation = start_translation(make_practice(themes=[old]))

    actions.merge(old, into=new, by=editor)

    translation.source.refresh_from_db()
    assert json.loads(translation.source.content_json)["themes"] == [new.pk]
    assert translation.get_target_instance().themes.get() == new


def test_uses_are_counted_for_the_word_that_stays(editor: User) -> None:
    lost, kept = make_place("pireus", ("Πειραιά", "Pireus")), make_place("piraeus", ("Πειραιάς", "Piraeus"))
    pages = [make_practice("Α", place=lost), make_practice("Β", place=kept)]

    actions.merge(lost, into=kept, by=editor)

    used = ReferenceIndex.get_references_to(kept).values_list("object_id", flat=True).distinct()
    assert sorted(used) == sorted(str(page.pk) for page in pages)


def test_bodies_move_to_the_place_and_the_services_that_stay(council: Organisation, editor: User) -> None:
    place, lost = make_place("patras", ("Πάτρα", "Patras")), council.place
    kinds = [make_term(ServiceKind, code, (code, code)) for code in ("advice", "counsel")]
    council.services.set(kinds)

    actions.merge(lost, into=place, by=editor)
    actions.merge(kinds[0], into=kinds[1], by=editor)

    council.refresh_from_db()
    assert (council.place, list(council.services.all())) == (place, [kinds[1]])


def test_names_become_synonyms_in_their_language(old: Theme, new: Theme, editor: User) -> None:
    actions.merge(old, into=new, by=editor)

    synonyms = Theme.objects.order_by("locale__language_code").values_list("synonyms", flat=True)
    assert list(synonyms) == ["Δουλειά", "Jobs, employment"]


def test_a_word_without_a_name_in_one_language_leaves_nothing_there(old: Theme, new: Theme, editor: User) -> None:
    Theme.objects.in_language("en").filter(code="jobs").delete()

    actions.merge(old, into=new, by=editor)

    assert dict(Theme.objects.values_list("title", "synonyms")) == {"Εργασία": "Δουλειά", "Work": ""}


def test_synonyms_that_do_not_fit_are_left_out_whole(old: Theme, new: Theme, editor: User) -> None:
    Theme.objects.filter(pk=new.pk).update(synonyms="α" * 245)

    actions.merge(old, into=new, by=editor)

    new.refresh_from_db()
    assert new.synonyms == "α" * 245


def test_old_codes_lead_to_the_last_word_of_a_chain(old: Theme, new: Theme, editor: User) -> None:
    last = make_theme("labour", ("Απασχόληση", "Labour"))

    actions.merge(old, into=new, by=editor)
    actions.merge(new, into=last, by=editor)

    ends = Merged.objects.order_by("code").values_list("kind", "code", "into")
    assert list(ends) == [("theme", "jobs", "labour"), ("theme", "work", "labour")]


@pytest.mark.parametrize("language", ["el", "en"])
def test_old_addresses_of_filters_lead_to_the_word_that_stays(
    language: str, old: Theme, new: Theme, client: Client, editor: User
) -> None:
    library = GoodPracticeIndexPage.objects.get(locale__language_code=language).url
    make_theme("school", ("Σχολείο", "School"))

    actions.merge(old, into=new, by=editor)

    answers = [client.get(f"{library}?theme=school&theme=jobs&sort=title"), client.get(f"{library}?group=jobs")]
    assert [answer.status_code for answer in answers] == [301, 200]
    assert answers[0].headers["Location"] == f"{library}?theme=school&theme=work&sort=title"


def test_old_addresses_of_the_directory_lead_to_the_place_that_stays(
    council: Organisation, client: Client, editor: User
) -> None:
    actions.merge(council.place, into=make_place("patras", ("Πάτρα", "Patras")), by=editor)

    answer = client.get(reverse("organisations:list") + "?place=athens")

    assert (answer.status_code, answer.headers["Location"][-13:]) == (301, "?place=patras")


def test_the_history_of_the_word_that_stays_tells_of_it(old: Theme, new: Theme, desk: Client, editor: User) -> None:
    actions.merge(old, into=new, by=editor)

    entry = ModelLogEntry.objects.get(action=actions.MERGED)
    page = desk.get(address(Theme, "history", new.pk)).content.decode()
    assert (entry.user, entry.object_id) == (editor, str(new.pk))
    assert "«Δουλειά» (jobs)" in page


@pytest.mark.parametrize("role", ["member", "facilitator", "moderator", "translator"])
def test_only_who_keeps_words_merges_them(role: str, old: Theme, new: Theme, request: Any, client: Client) -> None:
    person = request.getfixturevalue(role)
    Theme.objects.filter(pk=old.pk).update(title=CANARY)
    client.force_login(person)

    answers = [getattr(client, how)(address(Theme, "merge", old.pk), {"into": new.pk}) for how in ("get", "post")]

    assert {answer.status_code for answer in answers} <= {302, 403}
    assert CANARY not in "".join(answer.content.decode() for answer in answers)
    with pytest.raises(PermissionDenied):
        actions.merge(old, into=new, by=person)
    assert Theme.objects.count() == 4


def test_a_word_does_not_merge_with_itself_or_with_another_kind(old: Theme, editor: User) -> None:
    group = make_term(TargetGroup, "women", ("Γυναίκες", "Women"))
    twin = Theme.objects.in_language("en").get(code="jobs")

    for into in (twin, group):
        with pytest.raises(actions.NotMergeableError):
            actions.merge(old, into=into, by=editor)
    assert Theme.objects.count() == 2


SAID = {
    "el": ("Συγχώνευση της λέξης «Δουλειά» με άλλη", "Η λέξη «Δουλειά» αποτελεί πλέον μέρος της λέξης «Εργασία»."),
    "en": ("Merge “Jobs” with another word", "“Jobs” is now part of “Work”."),
}


@pytest.mark.parametrize("language", ["el", "en"])
def test_editors_merge_in_their_own_language(language: str, old: Theme, new: Theme, desk: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(language=language)
    where, (title, said) = address(Theme, "merge", old.pk), SAID[language]

    page, answer = desk.get(where), desk.post(where, {"into": new.pk}, follow=True)

    assert title in page.content.decode()
    assert said in answer.content.decode()
    assert Theme.objects.count() == 2


def test_the_list_leads_to_merging_each_word(old: Theme, new: Theme, desk: Client) -> None:
    page = desk.get(address(Theme, "list")).content.decode()

    assert [page.count(f'href="{address(Theme, "merge", word.pk)}"') for word in (old, new)] == [1, 1]


@pytest.mark.parametrize("chosen", ["", "0", "x"])
def test_without_a_word_that_stays_nothing_is_merged(chosen: str, old: Theme, new: Theme, desk: Client) -> None:
    answer = desk.post(address(Theme, "merge", old.pk), {"into": chosen})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["into"])
    assert Theme.objects.count() == 4


def test_a_new_word_cannot_take_the_code_of_a_merged_one(old: Theme, new: Theme, desk: Client, editor: User) -> None:
    actions.merge(old, into=new, by=editor)

    answer = desk.post(
        address(Theme, "add"), {"title": "Χ", "synonyms": "", "code": "jobs", "order": "1", "dye": "sea"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["code"])


# Order


def order(kind: type[Term], language: str) -> list[str]:
    """Return the codes of a kind as readers of a language meet them."""
    return list(kind.objects.in_language(language).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("0", ["c", "a", "b"]),
        ("1", ["a", "c", "b"]),
        ("2", ["a", "b", "c"]),
        ("9", ["a", "b", "c"]),
        ("x", ["a", "b", "c"]),
    ],
)
def test_a_word_moves_in_both_languages(position: str, expected: list[str], desk: Client) -> None:
    words = {code: make_term(TargetGroup, code, (code, code)) for code in "abc"}

    answer = desk.post(address(TargetGroup, "reorder", words["c"].pk) + f"?position={position}")

    assert answer.status_code == 200
    assert [order(TargetGroup, language) for language in ("el", "en")] == [expected, expected]


def test_the_list_offers_to_arrange_words_and_the_alphabet_arranges_places(desk: Client) -> None:
    make_term(TargetGroup, "women", ("Γυναίκες", "Women"))

    arranged = desk.get(address(TargetGroup, "list") + "?ordering=order").content.decode()
    alphabetic = desk.get(address(Place, "list") + "?ordering=order").content.decode()

    assert ("w-orderable" in arranged, "w-orderable" in alphabetic) == (True, False)
