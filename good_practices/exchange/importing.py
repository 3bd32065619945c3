"""Practices from a file: looked at row by row, written whole, and the same number changes what it made before."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from good_practices.actions import locked
from good_practices.addresses import working_slug
from good_practices.exchange.columns import LANGUAGES, ROWS, TEXTS
from good_practices.exchange.drafts import Draft, Eyes, not_ready
from good_practices.exchange.writing import fill, has_texts, translate
from good_practices.forms import people
from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from tables.kinds import Outcome, Way
from tables.rows import Row


class PracticeImporter:
    """Brings the practices of one file in."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.eyes = Eyes()
        self.libraries = {
            library.language: library for library in GoodPracticeIndexPage.objects.select_related("locale")
        }

    def check(self, row: Row) -> Draft:
        """Return what a row says; what is wrong with it is noted in the row."""
        draft = self.eyes.read(row, self.way.source)
        known = self.known(draft)
        if known and known.source_language != draft.language:
            row.blame("source_language", _("The practice was written in the other language; that stays."))
        if known and (known.workflow_in_progress or known.locked):
            row.blame("external_id", _("The practice is being checked or locked, and cannot be changed now."))
        if not row.faults:
            self.check_page(draft, known)
        return draft

    def check_page(self, draft: Draft, known: GoodPracticePage | None) -> None:
        """Note what is wrong with the practice as a whole."""
        page = known.get_latest_revision_as_object() if known else self.blank(draft.language)
        self.fill(page, draft)
        if not page.title:
            draft.row.blame(f"title_{draft.language}", _("A practice needs a title in the language it was written in."))
        check_rows(draft)
        check_translation(page, draft)
        if draft.facts.get("contact"):
            self.check_contact(page, draft)
        blame_all(draft, page)
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
        originals = GoodPracticePage.objects.originals().select_related("locale")
        found = originals.filter(external_source=draft.source, external_id=draft.external_id).first()
        return found or originals.filter(translation_key=as_key(draft.external_id)).first()

    def blank(self, language: str) -> GoodPracticePage:
        """Return a practice before its first word."""
        library, key = self.libraries[language], uuid4()
        return GoodPracticePage(
            source_language=language,
            locale=library.locale,
            translation_key=key,
            slug=working_slug(key),
            owner=self.way.by,
            contact=self.way.by,
            live=False,
        )

    def fill(self, page: GoodPracticePage, draft: Draft) -> None:
        """Put what a row says into a page; a practice always has somebody who answers."""
        former = page.contact
        fill(page, draft)
        page.contact = page.contact or former or self.way.by
        page.draft_title = page.title

    def write(self, draft: Draft) -> Outcome:
        """Write a practice with its translation."""
        known = self.known(draft)
        page, outcome = self.change(known, draft) if known else (self.create(draft), Outcome.NEW)
        fresh = GoodPracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
        translated = has_texts(draft) and translate(fresh, draft, by=self.way.by, publish=self.way.publish)
        return Outcome.CHANGED if translated and outcome == Outcome.SAME else outcome

    def create(self, draft: Draft) -> GoodPracticePage:
        """Begin a practice."""
        page = self.blank(draft.language)
        page.external_source, page.external_id = draft.source, draft.external_id
        self.fill(page, draft)
        self.libraries[draft.language].add_child(instance=page)
        self.keep(page)
        return page

    def change(self, known: GoodPracticePage, draft: Draft) -> tuple[GoodPracticePage, Outcome]:
        """Write over a practice, unless the row says what stands there already."""
        page = locked(known.pk)
        text = page.get_latest_revision_as_object()
        before = text.serializable_data()
        self.fill(text, draft)
        waits = self.way.publish and (not page.live or page.has_unpublished_changes)
        if is_same(before, text.serializable_data()) and not waits:
            return page, Outcome.SAME
        self.keep(text)
        return page, Outcome.CHANGED

    def keep(self, page: GoodPracticePage) -> None:
        """Keep a text as the latest draft, and put it online if that was asked for."""
        revision = page.save_revision(user=self.way.by)
        if self.way.publish:
            revision.publish(user=self.way.by, skip_permission_checks=True)


def check_rows(draft: Draft) -> None:
    """Ask rows for what they cannot be without."""
    for kind in ROWS:
        for row in draft.rows.get(kind.relation, []):
            for name in kind.texts:
                needed = not kind.model._meta.get_field(name).blank
                if needed and not row.texts[draft.language][name]:
                    draft.row.blame(
                        kind.name(row.number, name, draft.language), _("This is needed where the row has more.")
                    )


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


def blame_all(draft: Draft, page: GoodPracticePage) -> None:
    """Note what the model says about the page."""
    try:
        page.clean_fields(exclude=["slug", "title", "path", "depth", "url_path", "content_type"])
        page.validate_constraints(exclude=["external_id", "external_source"])
    except ValidationError as problem:
        for name, reasons in problem.message_dict.items():
            column = f"{name}_{draft.language}" if name in TEXTS else name
            for reason in reasons:
                draft.row.blame("" if name == "__all__" else column, reason)


def as_key(number: str) -> UUID | None:
    """Return the key that a number of our own files stands for."""
    try:
        return UUID(number)
    except ValueError:
        return None


def is_same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Say whether two states of a practice differ in nothing that people wrote."""
    kept = {"evidence", "title_key", "words", "draft_title", "pk"}
    return strip(before, kept) == strip(after, kept)


def strip(content: Any, kept: set[str]) -> Any:
    """Return a state without what is worked out."""
    if isinstance(content, dict):
        return {name: strip(value, kept) for name, value in content.items() if name not in kept}
    return [strip(one, kept) for one in content] if isinstance(content, list) else content
