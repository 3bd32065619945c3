"""The glossary at DeepL: our terms, both ways, each phrase once, and words a person understands when it fails."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from tests.translation.machine_engine import LocalEngine, running
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db
AVOID = GlossaryTerm.Status.AVOID


@pytest.fixture
def deepl(settings: LazySettings) -> Iterator[LocalEngine]:
    """DeepL on this machine, without a glossary of ours."""
    with running() as local:
        settings.MACHINE_TRANSLATION = "deepl"
        settings.MACHINE_TRANSLATION_URL = local.url
        settings.MACHINE_TRANSLATION_KEY = "key-1"
        settings.MACHINE_TRANSLATION_GLOSSARY = ""
        yield local


@pytest.fixture(autouse=True)
def terms() -> None:
    """Two terms to use, of which one has two English words, and one to avoid."""
    GlossaryTerm.objects.all().delete()
    make("Συμβούλιο Ένταξης Μεταναστών", "Migrant Integration Council", forms_el="ΣΕΜ")
    make("διαμεσολαβητής", "mediator")
    make("διαμεσολάβηση", "Mediator")
    make("λαθρομετανάστης", "illegal immigrant", status=AVOID)


def make(greek: str, english: str, **fields: Any) -> None:
    GlossaryTerm.objects.create(term_el=greek, term_en=english, **fields)


def send() -> str:
    """Return what the command says."""
    said = StringIO()
    call_command("send_glossary", stdout=said)
    return said.getvalue()


def test_a_first_glossary_holds_both_directions_and_tells_its_number(deepl: LocalEngine) -> None:
    said = send()

    assert (deepl.doors, deepl.keys) == (["POST /v3/glossaries"], ["DeepL-Auth-Key key-1"])
    pairs = [(one["source_lang"], one["target_lang"]) for one in deepl.asked[0]["dictionaries"]]
    assert pairs == [("el", "en"), ("en", "el")]
    assert "MACHINE_TRANSLATION_GLOSSARY=def3a26b-3e84-45b3-84ae-0c0aaf3525f7" in said


def test_each_phrase_is_sent_once_and_no_term_to_avoid(deepl: LocalEngine) -> None:
    send()

    greek, english = [sorted(one["entries"].split("\n")) for one in deepl.asked[0]["dictionaries"]]
    council = "Συμβούλιο Ένταξης Μεταναστών\tMigrant Integration Council"
    assert greek == sorted([council, "διαμεσολαβητής\tmediator", "διαμεσολάβηση\tMediator"])
    assert english == ["Migrant Integration Council\tΣυμβούλιο Ένταξης Μεταναστών", "mediator\tδιαμεσολαβητής"]


def test_the_glossary_that_drafts_follow_is_replaced_in_both_directions(
    deepl: LocalEngine, settings: LazySettings
) -> None:
    settings.MACHINE_TRANSLATION_GLOSSARY = "our/glossary"

    send()

    assert deepl.doors == ["PUT /v3/glossaries/our%2Fglossary/dictionaries"] * 2
    assert [one["source_lang"] for one in deepl.asked] == ["el", "en"]


@pytest.mark.parametrize("engine", ["none", "libretranslate"])
def test_other_engines_have_none_and_are_not_asked(engine: str, deepl: LocalEngine, settings: LazySettings) -> None:
    settings.MACHINE_TRANSLATION = engine

    with pytest.raises(CommandError, match="Only DeepL"):
        send()

    assert deepl.doors == []


def test_an_empty_glossary_is_not_sent(deepl: LocalEngine) -> None:
    GlossaryTerm.objects.exclude(status=AVOID).delete()

    with pytest.raises(CommandError, match="no term"):
        send()

    assert deepl.doors == []


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [(403, None, "key"), (503, None, "later"), (456, None, "quota"), (201, b"{}", "no translation")],
)
def test_a_failure_says_what_to_do(status: int, body: bytes | None, says: str, deepl: LocalEngine) -> None:
    deepl.status, deepl.body = status, body

    with pytest.raises(CommandError, match=says):
        send()


def test_deepl_answers_201_to_a_new_glossary(deepl: LocalEngine) -> None:
    deepl.status = 201

    assert "Sent." in send()
