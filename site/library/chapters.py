"""A chapter of a guide as templates show it, and the rows of many chapters at once."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from blocks.sections import html_of
from library.models import (
    ChapterAdvice,
    ChapterIndicator,
    ChapterPractice,
    ChapterQuestion,
    ChapterStage,
    GuideChapterPage,
)

ROWS: dict[str, Any] = {
    "stages": ChapterStage,
    "indicators": ChapterIndicator,
    "questions": ChapterQuestion,
    "practices": ChapterPractice,
    "advice": ChapterAdvice,
}


PARTS = {
    "mast": ("title", "introduction"),
    "text": ("text",),
    **{name: (name,) for name in ("stages", "indicators", "questions", "advice")},
}
"""The texts of each part of a chapter."""


@dataclass(frozen=True)
class Chapter:
    """A chapter with its number in the guide."""

    page: GuideChapterPage
    number: int
    url: str
    level: int = 2
    """The level of the headings inside the chapter."""
    fetched: dict[str, list[Any]] | None = None
    """The rows, when they were fetched for all chapters at once."""
    marks: dict[str, str] = field(default_factory=dict)
    """What a reader is told of texts of a translation: of the whole, and of each part."""

    @property
    def heading(self) -> str:
        """Return the element of headings inside the chapter."""
        return f"h{self.level}"

    @property
    def below(self) -> str:
        """Return the element of headings one step further down."""
        return f"h{self.level + 1}"

    @property
    def anchor(self) -> str:
        """Return the name of the chapter on the page of the whole guide."""
        return f"chapter-{self.number}"

    @property
    def language(self) -> str:
        """Return the language of the chapter's own texts."""
        return self.page.language

    @property
    def text(self) -> SafeString:
        """Return the text; its headings stand below the chapter's title."""
        return html_of(RichText(self.page.text), self.heading)

    @cached_property
    def stages(self) -> list[ChapterStage]:
        """Return the stages of the approach."""
        return self.rows("stages")

    @cached_property
    def indicators(self) -> list[ChapterIndicator]:
        """Return the quality indicators."""
        return self.rows("indicators")

    @cached_property
    def advice(self) -> list[ChapterAdvice]:
        """Return the policy advice."""
        return self.rows("advice")

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        """Return the questions with their answers, and when those were revised."""
        return [
            {
                "question": row.question,
                "answer": html_of(RichText(row.answer), self.below),
                "after_pilot": row.after_pilot,
                "revised": row.revised,
            }
            for row in self.rows("questions")
        ]

    @cached_property
    def practices(self) -> list[int]:
        """Return the numbers of the practices that the chapter looks at."""
        return [row.practice_id for row in self.rows("practices")]

    def rows(self, name: str) -> list[Any]:
        """Return the rows of one kind; a preview shows those in memory."""
        return self.fetched[name] if self.fetched is not None else list(getattr(self.page, name).all())


def in_order(pages: list[GuideChapterPage], reader: str) -> list[GuideChapterPage]:
    """Return each chapter once, in the order of the language that has more of them."""
    by_language: dict[str, list[GuideChapterPage]] = {}
    for page in pages:
        by_language.setdefault(page.language, []).append(page)
    lists = sorted(by_language.items(), key=lambda one: (-len(one[1]), one[0] != reader))
    keys = dict.fromkeys(page.translation_key for _language, found in lists for page in found)
    known = {page.translation_key: page for page in pages}
    known |= {page.translation_key: page for page in by_language.get(reader, [])}
    return [known[key] for key in keys]


def rows_of(pages: list[GuideChapterPage]) -> dict[int, dict[str, list[Any]]]:
    """Return the rows of many chapters, in a query for each kind."""
    found: dict[int, dict[str, list[Any]]] = {page.pk: {name: [] for name in ROWS} for page in pages}
    for name, kind in ROWS.items():
        for row in kind._default_manager.filter(chapter__in=found).order_by("sort_order", "pk"):
            found[row.chapter_id][name].append(row)
    return found
