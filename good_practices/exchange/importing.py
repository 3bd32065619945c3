"""Practices from a file: looked at row by row, written whole, and the same number changes what it made before."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from good_practices.actions import locked
from good_practices.addresses import working_slug
from good_practices.exchange.columns import LANGUAGES, ROWS, TEXTS, TIES
from good_practices.exchange.creating import create
from good_practices.exchange.drafts import Draft, Eyes, not_ready
from good_practices.exchange.writing import fill, has_texts, translate
from good_practices.forms import people
from good_practices.inserting import hold_in_memory
from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from tables.kinds import Outcome, Way
from tables.rows import Row

FOUND = ("content_type", "locale", "owner", *TIES)
"""What was found in the database just now; nobody need ask again whether it is there."""


class PracticeImporter:
    """Brings the practices of one file in."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.held: set[Any] = set()
        """Values for which a condition of the table holds."""
        self.eyes = Eyes()
        self.libraries = {
            library.language: library for library in GoodPracticeIndexPage.objects.select_related("locale")
        }

    def check(self, row: Row) -> Draft:
        """Return what a row says; what is wrong with it is noted in the row."""
        draft = self.eyes.read(row, self.way.source)
        known = draft.known = self.known(draft)
        if known and known.source_language != draft.language:
            row.blame("source_language", _("The practice was written in the other language; that stays."))
        if known and (known.workflow_in_progress or known.locked):
            row.blame("external_id", _("The practice is being checked or locked, and cannot be changed now."))
        if not row.faults:
            self.check_page(draft)
        return draft

    def check_page(self, draft: Draft) -> None:
        """Note what is wrong with the practice as a whole."""
        known = draft.known
        page = known.get_latest_revision_as_object() if known else self.blank(draft.language)
        self.fill(page, draft)
        if not page.title:
            draft.row.blame(f"title_{draft.language}", _("A practice needs a title in the language it was written in."))
        check_rows(draft)
        check_translation(page, draft)
        if draft.facts.get("contact"):
            self.check_contact(page, draft)
        blame_all(draft, page, self.held)
        if self.way.publish and not (known and known.live):
            for column, reason in not_ready(draft, page).items():
                draft.row.blame(column, reason)

    def check_contact(self, page: GoodPracticePage, draft: Draft) -> None:
        """Take as contact only whom the form would offer."""
        contact = draft.facts["contact"]
        page.contact = None
        if contact != self.way.by and str(contact.public_id) not in dict(people(page)):
            draft.row.blame("contact", _("This person does not belong to the lead organisation."))
        page.contact = contact

    def known(self, draft: Draft) -> GoodPracticePage | None:
        """Return the original that a number belongs to: from its source, or the number that our own files give it."""
        if not draft.external_id:
            return None
        number, key = self.numbers.get((draft.source, draft.external_id)), as_key(draft.external_id)
        if not (number or key):
            return None
        originals = GoodPracticePage.objects.originals().select_related("locale")
        return originals.filter(pk=number).first() or originals.filter(translation_key=key).first()

    @cached_property
    def numbers(self) -> dict[tuple[str, str], int]:
        """Return the practices that came in with a number, by source and number; a file says each only once."""
        numbered = GoodPracticePage.objects.originals().exclude(external_id="")
        return {row[:2]: row[2] for row in numbered.order_by().values_list("external_source", "external_id", "pk")}

    def blank(self, language: str) -> GoodPracticePage:
        """Return a practice before its first word."""
        library, key = self.libraries[language], uuid4()
        page = GoodPracticePage(
            source_language=language,
            locale=library.locale,
            translation_key=key,
            slug=working_slug(key),
            owner=self.way.by,
            contact=self.way.by,
            live=False,
        )
        hold_in_memory(page)
        return page

    def fill(self, page: GoodPracticePage, draft: Draft) -> None:
        """Put what a row says into a page; a practice always has somebody who answers."""
        former = page.contact
        fill(page, draft)
        page.contact = page.contact or former or self.way.by
        page.draft_title = page.title

    def write(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Write practices with their translations, in the order of their rows; new ones all at once."""
        fresh = [(self.begin(draft), draft) for draft in drafts if not draft.known]
        if fresh:
            create(fresh, self.way)
        return [self.change(draft.known, draft) if draft.known else Outcome.NEW for draft in drafts]

    def begin(self, draft: Draft) -> GoodPracticePage:
        """Return a new practice in memory."""
        page = self.blank(draft.language)
        page.external_source, page.external_id = draft.source, draft.external_id
        self.fill(page, draft)
        return page

    def change(self, known: GoodPracticePage, draft: Draft) -> Outcome:
        """Write over a practice and its translation."""
        outcome = self.change_original(known, draft)
        fresh = GoodPracticePage.objects.get(pk=known.pk).get_latest_revision_as_object()
        translated = has_texts(draft) and translate(fresh, draft, by=self.way.by, publish=self.way.publish)
        return Outcome.CHANGED if translated else outcome

    def change_original(self, known: GoodPracticePage, draft: Draft) -> Outcome:
        """Write over a practice, unless the row says what stands there already."""
        page = locked(known.pk)
        text = page.get_latest_revision_as_object()
        before = text.serializable_data()
        self.fill(text, draft)
        waits = self.way.publish and (not page.live or page.has_unpublished_changes)
        if is_same(before, text.serializable_data()) and not waits:
            return Outcome.SAME
        self.keep(text)
        return Outcome.CHANGED

    def keep(self, page: GoodPracticePage) -> None:
        """Keep a text as the latest draft, and put it online if that was asked for."""
        revision = page.save_revision(user=self.way.by)
        if self.way.publish:
            revision.publish(user=self.way.by, skip_permission_checks=True)


def check_rows(draft: Draft) -> None:
    """Ask rows for what they cannot be without."""
    reason = _("This is needed where the row has more.")
    for kind in ROWS:
        for row in draft.rows.get(kind.relation, []):
            for name in kind.texts:
                needed = not kind.model._meta.get_field(name).blank
                if needed and not row.texts[draft.language][name]:
                    draft.row.blame(kind.name(row.number, name, draft.language), reason)
            for name, value in row.facts.items():
                if not (value or kind.model._meta.get_field(name).blank):
                    draft.row.blame(kind.name(row.number, name), reason)


def check_translation(page: GoodPracticePage, draft: Draft) -> None:
    """Refuse texts in the other language that translate nothing."""
    other = next(language for language in LANGUAGES if language != draft.language)
    reason = _("The original has no such text, so there is nothing that this could translate.")
    for name, text in draft.translation.items():
        if text and not getattr(page, name):
            draft.row.blame(f"{name}_{other}", reason)
    for kind in ROWS:
        for row in draft.rows.get(kind.relation, []):
            for name, text in row.texts[other].items():
                if text and not row.texts[draft.language][name]:
                    draft.row.blame(kind.name(row.number, name, other), reason)


def blame_all(draft: Draft, page: GoodPracticePage, held: set[Any]) -> None:
    """Note what the model says about the page."""
    try:
        page.clean_fields(exclude=["slug", "title", "path", "depth", "url_path", *FOUND])
        if not holds(page, held):
            page.validate_constraints(exclude=["external_id", "external_source"])
    except ValidationError as problem:
        for name, reasons in problem.message_dict.items():
            column = f"{name}_{draft.language}" if name in TEXTS else name
            for reason in reasons:
                draft.row.blame("" if name == "__all__" else column, reason)


def holds(page: GoodPracticePage, held: set[Any]) -> bool:
    """Say whether all conditions of the table hold; the same values are asked about once for a whole file."""
    for check in (one for one in page._meta.constraints if isinstance(one, CheckConstraint)):
        condition = Q(check.condition)
        names = sorted(condition.referenced_base_fields)
        values = (check.name, *(getattr(page, name) for name in names))
        if values not in held and not condition.check(page._get_field_expression_map(meta=page._meta)):
            return False
        held.add(values)
    return True


def as_key(number: str) -> UUID | None:
    """Return the key that a number of our own files stands for."""
    try:
        return UUID(number)
    except ValueError:
        return None


def is_same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Say whether two states of a practice differ in nothing that people wrote."""
    # "words" stands in versions older than the search.
    kept = {"extent", "evidence", "label", "title_key", "words", "draft_title", "pk"}
    return strip(before, kept) == strip(after, kept)


def strip(content: Any, kept: set[str]) -> Any:
    """Return a state without what is worked out."""
    if isinstance(content, dict):
        return {name: strip(value, kept) for name, value in content.items() if name not in kept}
    return [strip(one, kept) for one in content] if isinstance(content, list) else content
