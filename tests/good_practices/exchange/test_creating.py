"""New practices are written many at a time, and stand as if Wagtail had written each of them step by step."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from good_practices.exchange.creating import create
from good_practices.exchange.drafts import Draft
from good_practices.exchange.importing import PracticeImporter
from good_practices.exchange.writing import has_texts, translate
from good_practices.models import GoodPracticePage
from network_members.models import Organisation, User
from tables.kinds import Way
from tables.rows import Row
from tests.factories.rows import COMPLETE
from tests.factories.words import make_place, make_term, make_theme
from vocabulary.models import ServiceKind, TargetGroup

ROWS = {
    "objective_1_el": "Λιγότερη αναμονή",
    "objective_1_en": "Less waiting",
    "objective_2_el": "Περισσότερες επισκέψεις",
    "objective_2_en": "More visits",
    "activity_1_name_el": "Γραφείο",
    "activity_1_name_en": "Desk",
    "activity_1_what_el": "Μία πόρτα για όλα.",
    "activity_1_what_en": "One door for everything.",
    "activity_1_service_kinds": "mediation",
    "link_1_title_el": "Ο οδηγός",
    "link_1_title_en": "The guide",
    "link_1_url": "https://example.org/odigos",
    "result_1_indicator_el": "Εβδομάδες",
    "result_1_indicator_en": "Weeks",
    "result_1_target": "2",
    "result_1_actual": "3",
    "tags_el": "κουζίνα | γειτονιά",
    "partners": "Δήμος | Σύλλογος",
    "challenge_el": "<b>Δεν</b> υπήρχε & χώρος\nπουθενά",
    "challenge_en": "There was <b>no</b> room & place\nanywhere",
}
WHOLE = {**COMPLETE, **ROWS}
ENGLISH = {name: text for name, text in WHOLE.items() if not name.endswith("_el") and name != "tags_el"}
CASES: dict[str, tuple[dict[str, Any], bool]] = {
    "whole and online": (WHOLE, True),
    "with a text that lacks": ({**WHOLE, "objective_2_en": ""}, True),
    "a draft": (WHOLE, False),
    "in one language": ({**ENGLISH, "source_language": "en"}, True),
}
COPIED = "wagtail.copy_for_translation"
"""A step that many at a time do not take: no translation is copied first and filled then."""
OF_THE_STEP = (
    "pk path numchild url_path slug live has_unpublished_changes first_published_at last_published_at draft_title "
    "latest_revision latest_revision_created_at live_revision translation_key practice content_object owner"
)
"""What a content says of the moment that it was written in, and of keys."""


@pytest.fixture
def words(db: None) -> None:
    """The words that rows name."""
    make_place()
    make_theme()
    make_term(TargetGroup, "women", ("Γυναίκες", "Women"))
    make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))
    # On PostgreSQL a key that was taken back is not given again.
    Tag.objects.bulk_create([Tag(name="κουζίνα", slug="kouzina"), Tag(name="γειτονιά", slug="geitonia")])


@pytest.fixture
def way(words: None, editor: User) -> Callable[[bool], Way]:
    """How the rows are brought in."""
    return lambda publish: Way(by=editor, publish=publish)


def step_by_step(importer: PracticeImporter, draft: Draft) -> None:
    """Write a practice as an editor does: into the tree, a revision, online, its translation, that online too."""
    page = importer.begin(draft)
    importer.libraries[draft.language].add_child(instance=page)
    importer.keep(page)
    fresh = GoodPracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    if has_texts(draft):
        translate(fresh, draft, by=importer.way.by, publish=importer.way.publish)


def together(importer: PracticeImporter, draft: Draft) -> None:
    """Write a practice as one of many."""
    create([(importer.begin(draft), draft)], importer.way)


def left_by(write: Any, row: dict[str, Any], way: Way) -> dict[str, Any]:
    """Return what a way of writing leaves behind; the database is then as before."""
    with transaction.atomic():
        importer = PracticeImporter(way)
        draft = importer.check(Row(1, row))
        assert draft.row.faults == []
        write(importer, draft)
        found = {"pages": [pages_of(page) for page in written()], **kept_of_translation()}
        transaction.set_rollback(True)
    return found


def written() -> list[GoodPracticePage]:
    """Return the practices, the original first."""
    return sorted(GoodPracticePage.objects.select_related("locale"), key=lambda page: not page.is_original)


def pages_of(page: GoodPracticePage) -> dict[str, Any]:
    """Return everything that is kept of a page."""
    engine: Any = get_search_backend()
    references = ReferenceIndex.objects.filter(object_id=page.pk)
    return {
        "state": [page.language, page.slug if page.live else "", page.live, page.has_unpublished_changes],
        "place": [page.url_path.removesuffix(f"{page.slug}/"), page.depth, page.numchild],
        "times": [bool(page.first_published_at), bool(page.last_published_at), bool(page.latest_revision_created_at)],
        "revisions": [page.live_revision_id == (page.latest_revision_id if page.live else None), page.draft_title],
        "keys": [page.owner, page.external_id, page.external_source],
        "facts": [page.evidence, page.title_key],
        "online": stripped(page.serializable_data()),
        "draft": stripped(page.latest_revision.content),
        "log": list(PageLogEntry.objects.filter(page=page.pk).exclude(action=COPIED).values_list("action", "user")),
        "references": sorted(references.values_list("model_path", "to_object_id")),
        "found": [one.pk == page.pk for one in engine.autocomplete(page.title.split()[-1], GoodPracticePage)],
    }


def stripped(content: Any) -> Any:
    """Return a content without what is of its step alone."""
    if isinstance(content, dict):
        return {name: stripped(value) for name, value in content.items() if name not in OF_THE_STEP.split()}
    return [stripped(one) for one in content] if isinstance(content, list) else content


def kept_of_translation() -> dict[str, Any]:
    """Return what wagtail-localize keeps, rows named by their order instead of their key."""
    keys: dict[str, str] = {}

    def named(path: str) -> str:
        return ".".join(keys.setdefault(part, f"row {len(keys)}") if "-" in part else part for part in path.split("."))

    texts = StringSegment.objects.order_by("order").select_related("context", "string")
    words = StringTranslation.objects.select_related("context").order_by("context__stringsegment__order")
    return {
        "sources": [(one.object_repr, one.schema_version, one.locale_id) for one in TranslationSource.objects.all()],
        "originals": [stripped(json.loads(one.content_json)) for one in TranslationSource.objects.all()],
        "texts": [(one.order, named(one.context.path), one.string.data, one.attrs) for one in texts],
        "facts": [
            (one.order, named(one.context.path), one.data_json) for one in OverridableSegment.objects.order_by("order")
        ],
        "fields": sorted(TranslationContext.objects.values_list("field_path", flat=True)),
        "words": [(named(one.context.path), one.data, one.has_error, one.last_translated_by) for one in words],
        "log": TranslationLog.objects.count(),
    }


@pytest.mark.parametrize("case", CASES)
def test_many_at_a_time_leave_what_step_by_step_leaves(case: str, way: Callable[[bool], Way]) -> None:
    row, publish = CASES[case]

    one = left_by(step_by_step, row, way(publish))
    many = left_by(together, row, way(publish))

    assert many == one


def test_many_keep_the_tree_and_their_addresses_apart(way: Callable[[bool], Way]) -> None:
    importer = PracticeImporter(way(True))
    drafts = [importer.check(Row(number, {**WHOLE, "external_id": f"A-{number}"})) for number in (1, 2, 3)]

    importer.write(drafts)

    slugs = [page.slug for page in GoodPracticePage.objects.order_by("locale", "path")]
    assert slugs == [f"{name}{end}" for name in ("koini-kouzina", "a-shared-kitchen") for end in ("", "-2", "-3")]
    assert Page.find_problems() == ([], [], [], [], [])


def test_many_cost_hardly_more_queries_than_one(way: Callable[[bool], Way]) -> None:
    def asked(numbers: range) -> int:
        drafts = [importer.check(Row(number, {**WHOLE, "external_id": f"A-{number}"})) for number in numbers]
        with CaptureQueriesContext(connection) as captured:
            importer.write(drafts)
        return len(captured)

    importer = PracticeImporter(way(True))
    asked(range(1))

    assert (asked(range(1, 12)) - asked(range(12, 13))) / 10 <= 9


def test_a_body_by_name_stays_a_name(way: Callable[[bool], Way]) -> None:
    importer = PracticeImporter(way(True))

    importer.write([importer.check(Row(1, WHOLE))])

    assert Organisation.objects.filter(name_el="Σύλλογος").count() == 0
    assert [[str(one) for one in page.partners.all()] for page in written()] == [["Δήμος", "Σύλλογος"]] * 2
