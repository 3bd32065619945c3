"""Machine drafts: off by default, never over human words, never of private texts, never above the budget."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from config.settings import machine as machine_settings
from config.settings.environment import Environment
from good_practices.models import GoodPracticePage
from network_members.models import Organisation, User
from tests.factories.practices import make_practice
from tests.factories.translations import fill_in, start_translation
from tests.network_members.rooms import enter, words_of
from tests.translation.machine_engine import LocalEngine, running
from translation import budget, engines, machine, tasks
from translation.completeness import gaps
from translation.models import MachineDraft, MachineMonth
from translation.publishing import why_not

CANARY = "ΚΑΝΑΡΙΝΙ-31"
pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(settings: LazySettings) -> Iterator[LocalEngine]:
    """LibreTranslate on this machine."""
    with running() as local:
        settings.MACHINE_TRANSLATION = "libretranslate"
        settings.MACHINE_TRANSLATION_URL = local.url
        settings.MACHINE_TRANSLATION_KEY = "key-1"
        yield local


@pytest.fixture
def deepl(engine: LocalEngine, settings: LazySettings) -> LocalEngine:
    """DeepL on this machine."""
    settings.MACHINE_TRANSLATION = "deepl"
    settings.MACHINE_TRANSLATION_GLOSSARY = "glossary-1"
    return engine


@pytest.fixture
def practice(council: Organisation) -> GoodPracticePage:
    """A public practice with a cost that members alone may read."""
    return make_practice("Σύμβουλοι", lead_organisation=council, resources=CANARY)


@pytest.fixture
def translation(practice: GoodPracticePage) -> Translation:
    """Its translation, of which nothing is written."""
    return start_translation(practice)


def words(translation: Translation) -> list[tuple[str, str]]:
    """Return type and text of what is written."""
    found = StringTranslation.objects.filter(locale=translation.target_locale)
    return sorted(found.values_list("translation_type", "data"))


def sent_by(engine: LocalEngine) -> str:
    """Return everything that the engine was asked."""
    return json.dumps(engine.asked, ensure_ascii=False)


def test_no_engine_is_asked_by_default(translation: Translation) -> None:
    assert machine.draft(translation) == (0, "off")
    assert words(translation) == []


@pytest.mark.parametrize("kind", ["engine", "deepl"])
def test_a_draft_writes_what_lacks_as_the_words_of_a_machine(
    kind: str, translation: Translation, request: pytest.FixtureRequest
) -> None:
    local: LocalEngine = request.getfixturevalue(kind)

    number, problem = machine.draft(translation)

    assert (number > 0, problem) == (True, "")
    assert ("machine", "T Σύμβουλοι") in words(translation)
    assert {kind for kind, _text in words(translation)} == {"machine"}
    assert len(local.asked) == 1


def test_the_engines_are_asked_as_they_publish_it(translation: Translation, deepl: LocalEngine) -> None:
    machine.draft(translation)

    body = deepl.asked[0]
    assert (body["source_lang"], body["target_lang"], body["glossary_id"]) == ("EL", "EN-GB", "glossary-1")
    assert deepl.keys == ["DeepL-Auth-Key key-1"]


def test_the_words_of_people_stay(translation: Translation, engine: LocalEngine) -> None:
    fill_in(translation, words="Human {}".format)
    StringTranslation.objects.update(translation_type="manual")
    StringTranslation.objects.filter(data__contains="Σύμβουλοι").update(has_error=True)
    before = words(translation)

    assert machine.draft(translation) == (0, "")
    assert (words(translation), engine.asked) == (before, [])


def test_words_that_somebody_wrote_meanwhile_stay(translation: Translation, engine: LocalEngine) -> None:
    segments = list(machine.texts_to_send(translation))
    fill_in(translation, words="Human {}".format)
    StringTranslation.objects.update(translation_type="manual")
    before = words(translation)
    tool: Any = engines.engine()

    for segment in segments:
        machine.keep(segment, "T", tool, translation)

    assert words(translation) == before


def test_what_only_members_may_read_is_never_sent(
    translation: Translation, practice: GoodPracticePage, engine: LocalEngine
) -> None:
    machine.draft(translation)
    assert ("Σύμβουλοι" in sent_by(engine), CANARY in sent_by(engine)) == (True, False)

    GoodPracticePage.objects.filter(pk=practice.pk).update(costs_shown_to="all")
    machine.draft(translation)
    assert CANARY in sent_by(engine)


@pytest.mark.parametrize("how", ["hidden", "restricted", "in a restricted section"])
def test_a_page_that_is_not_public_is_never_sent(
    how: str, translation: Translation, practice: GoodPracticePage, engine: LocalEngine
) -> None:
    if how == "hidden":
        practice.unpublish()
    else:
        place = practice if how == "restricted" else practice.get_parent()
        PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.LOGIN)

    assert machine.draft(translation) == (0, "private")
    assert (engine.asked, words(translation)) == ([], [])


@pytest.mark.parametrize(
    ("status", "problem", "is_paid"),
    [(429, "busy", False), (456, "quota", False), (403, "refused", False), (503, "busy", True), (307, "refused", True)],
)
def test_a_refusal_is_told_and_costs_nothing_when_the_engine_said_no(
    status: int, problem: str, is_paid: bool, translation: Translation, engine: LocalEngine
) -> None:
    engine.status = status

    assert machine.draft(translation) == (0, problem)
    assert (MachineMonth.objects.get().sent > 0, len(engine.asked), words(translation)) == (is_paid, 1, [])


@pytest.mark.parametrize(
    "body", [b"<html>", b"{}", b"[]", b'{"translatedText": "one"}', b'{"translatedText": ["one"]}', b"\xff\xfe"]
)
def test_garbage_is_told_and_nothing_of_it_is_kept(body: bytes, translation: Translation, engine: LocalEngine) -> None:
    engine.body = body

    assert machine.draft(translation) == (0, "garbage")
    assert words(translation) == []


def test_translations_with_other_markup_are_not_kept(translation: Translation, engine: LocalEngine) -> None:
    engine.mark = "<script>x</script>"

    assert machine.draft(translation) == (0, "garbage")
    assert words(translation) == []


def test_an_engine_that_does_not_answer_is_told(
    translation: Translation, engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "TIMEOUTS", (0.2, 0.2))
    engine.wait = 0.6

    assert machine.draft(translation) == (0, "busy")


def test_an_engine_that_is_not_there_is_told(translation: Translation, engine: LocalEngine, settings: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.MACHINE_TRANSLATION_URL = f"http://127.0.0.1:{free.getsockname()[1]}"

    assert machine.draft(translation) == (0, "busy")


def test_time_outs_are_those_of_the_policy() -> None:
    assert engines.TIMEOUTS == (3, 10)


def test_nothing_is_sent_above_the_budget(translation: Translation, engine: LocalEngine, settings: Any) -> None:
    settings.MACHINE_TRANSLATION_CHARACTERS = machine.cost(translation) - 1

    assert machine.draft(translation) == (0, "budget")
    assert (engine.asked, MachineMonth.objects.filter(sent__gt=0).exists()) == ([], False)


def test_what_was_sent_is_counted(translation: Translation, engine: LocalEngine, settings: Any) -> None:
    cost = settings.MACHINE_TRANSLATION_CHARACTERS = machine.cost(translation)

    machine.draft(translation)

    assert (MachineMonth.objects.get().sent, budget.left(), machine.cost(translation)) == (cost, 0, 0)


def test_the_table_refuses_more_than_the_budget(translation: Translation, engine: LocalEngine) -> None:
    machine.draft(translation)
    month = MachineMonth.objects.get()

    with pytest.raises(IntegrityError, match="never_above_the_monthly_budget"), transaction.atomic():
        MachineMonth.objects.filter(pk=month.pk).update(sent=month.most + 1)


def test_a_machine_draft_is_not_published_before_somebody_looked(translation: Translation, engine: LocalEngine) -> None:
    GoodPracticePage.objects.update(costs_shown_to="all")
    machine.draft(translation)
    before = why_not(translation)
    StringTranslation.objects.update(translation_type="manual")

    assert (gaps(translation).count(), "nobody has looked at" in before, why_not(translation)) == (0, True, "")


def test_the_worker_writes_what_an_editor_asked_for(
    translation: Translation,
    engine: LocalEngine,
    editor: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client = enter(editor)
    where = reverse("machine_draft", args=[translation.pk])
    page = words_of(client.get(where))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(where)
    asked_within_the_request = list(engine.asked)
    tasks.write_draft.call(MachineDraft.objects.get().pk)

    draft = MachineDraft.objects.get()
    assert "characters" in page
    assert asked_within_the_request == []
    assert (draft.state, draft.problem, draft.texts > 0) == ("done", "", True)
    assert "Write a machine draft" not in words_of(client.get(where))


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_failure_is_told_plainly(language: str, translation: Translation, engine: LocalEngine, editor: User) -> None:
    editor.language = language
    editor.save(update_fields=["language"])
    engine.status = 456
    tasks.write_draft.call(machine.ask(translation, by=editor).pk)

    page = words_of(enter(editor).get(reverse("machine_draft", args=[translation.pk])))

    told = {"el": "Το όριο της ίδιας της μηχανής εξαντλήθηκε", "en": "The engine's own quota is used up"}
    assert told[language] in page


def test_who_may_not_translate_asks_for_nothing(translation: Translation, engine: LocalEngine, member: User) -> None:
    with pytest.raises(PermissionDenied):
        machine.ask(translation, by=member)

    answers = [enter(member).post(reverse("machine_draft", args=[pk])) for pk in (translation.pk, 999_999)]
    assert len({answer.status_code for answer in answers}) == 1
    assert MachineDraft.objects.count() == 0


def test_without_an_engine_nothing_can_be_asked_for(translation: Translation, editor: User) -> None:
    where = reverse("machine_draft", args=[translation.pk])

    assert "No machine engine is set up" in words_of(enter(editor).get(where))
    assert enter(editor).post(where).status_code in {302, 403}
    assert MachineDraft.objects.count() == 0


@pytest.mark.parametrize(("engine_name", "lacks"), [("libretranslate", "URL"), ("deepl", "KEY")])
def test_an_engine_that_is_set_up_by_halves_stops_the_start(engine_name: str, lacks: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"MACHINE_TRANSLATION_{lacks}"):
        machine_settings.place_and_key(Environment(), engine_name)
