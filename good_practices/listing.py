"""The library as a reader sees it: rows, filters with counts, chips, pages."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blocks.paging import PageLinks, page_links
from good_practices.facets import (
    FACETS,
    Counts,
    Facet,
    Selection,
    Words,
    sorts_of,
    usual_sort,
)
from good_practices.models.practice import GoodPracticePage
from good_practices.rows import as_row, with_rows
from good_practices.shelf import shelf_in
from good_practices.words import Labels, labels
from language.numbers import format_number
from search.listing import being_made

PAGE_SIZE = 20


@dataclass(frozen=True)
class Listing:
    """One page of the library under one selection; what the template shows."""

    selection: Selection
    words: Words
    labels: Labels
    counts: Counts
    total: int
    language: str
    url: str

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Return the practices of this page."""
        return self.rows_of(shelf_in(self.language).page(self.selection, PAGE_SIZE))

    @cached_property
    def more(self) -> list[dict[str, Any]]:
        """Return practices that hold some of the words only, where few hold all."""
        return self.rows_of(shelf_in(self.language).more(self.selection, PAGE_SIZE))

    def rows_of(self, numbers: list[int]) -> list[dict[str, Any]]:
        """Return practices as the template takes them."""
        if not numbers:
            return []
        found = with_rows(GoodPracticePage.objects.in_library(self.language).filter(pk__in=numbers))
        rows = {row.pk: as_row(row, self.labels, self.language, self.url) for row in found}
        return [rows[number] for number in numbers if number in rows]

    @cached_property
    def heading(self) -> str:
        """Say how many practices there are, and for which words."""
        values: dict[str, object] = {"total": self.total, "words": self.selection.wanted.text}
        if self.is_loose and self.total:
            said = ngettext(
                "%(total)s practice holds some of the words “%(words)s”",
                "%(total)s practices hold some of the words “%(words)s”",
                self.total,
            )
        elif self.selection.wanted.text:
            said = ngettext("%(total)s practice for “%(words)s”", "%(total)s practices for “%(words)s”", self.total)
        else:
            said = ngettext("%(total)s practice", "%(total)s practices", self.total)
        return said % values

    @cached_property
    def is_loose(self) -> bool:
        """Say whether nothing holds all words."""
        return shelf_in(self.language).is_loose(self.selection)

    @property
    def suggestion(self) -> dict[str, str]:
        """Return the search as it was meant, and its address, when a slip was repaired and something found."""
        meant = self.selection.wanted.text and self.selection.wanted.found.asked.suggestion
        return {"text": meant, "url": self.address(self.selection.worded(meant))} if meant and self.total else {}

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the words that no practice holds, where others find something."""
        return self.selection.wanted.found.unknown if self.selection.wanted.text and self.total else ()

    @property
    def unread(self) -> str:
        """Say that the whole index is being made, or how many practices no words find yet."""
        if not self.selection.wanted.text:
            return ""
        if said := being_made():
            return said
        number = shelf_in(self.language).unread(self.selection.wanted)
        said = ngettext(
            "The search has not read %(number)s practice yet. Look again in a moment.",
            "The search has not read %(number)s practices yet. Look again in a moment.",
            number,
        )
        return said % {"number": format_number(number, self.language)} if number else ""

    @cached_property
    def title(self) -> str:
        """Name what the page shows: words, filters and page number."""
        quoted = [f"“{self.selection.wanted.text}”"] if self.selection.wanted.text else []
        chosen = ", ".join([*quoted, *(chip["text"] for chip in self.chips)])
        parts = [_("Good practices") + (f": {chosen}" if chosen else "")]
        if self.selection.page > 1:
            parts.append(_("page %(number)s") % {"number": self.selection.page})
        return ", ".join(parts)

    @cached_property
    def facets(self) -> list[dict[str, Any]]:
        """Return the groups of filters with their counts."""
        groups = (self.group(facet) for facet in FACETS)
        return [group for group in groups if group["options"]]

    def group(self, facet: Facet) -> dict[str, Any]:
        """Return one group as `components/facet.html` takes it."""
        chosen = self.selection.chosen.get(facet.name, ())
        counts = self.counts.get(facet.name, {})
        options = [
            {"value": code, "label": str(label), "count": counts.get(code, 0), "chosen": code in chosen}
            for code, label in self.words[facet.name].items()
            if code in chosen or code in counts or not facet.sparse
        ]
        closed = facet.closed and not chosen
        return {"name": facet.name, "title": str(facet.title), "options": options, "closed": closed}

    @cached_property
    def chips(self) -> list[dict[str, str]]:
        """Return the chosen filters; following one removes it."""
        return [
            {"text": str(self.words[name][code]), "url": self.address(self.selection.without(name, code))}
            for name, codes in self.selection.chosen.items()
            for code in codes
        ]

    @property
    def clear_url(self) -> str:
        """Return the address without any filter."""
        return self.address(self.selection.cleared())

    @cached_property
    def sorts(self) -> list[dict[str, Any]]:
        """Return the orders of the list; the usual one has no name in addresses."""
        usual = usual_sort(self.selection.wanted)
        return [
            {"value": code if code != usual else "", "label": str(label), "chosen": code == self.selection.sort}
            for code, label in sorts_of(self.selection.wanted).items()
        ]

    @cached_property
    def way_out(self) -> dict[str, str]:
        """Return the nearest step that is not empty: one facet less, or no filter at all."""
        for name in reversed(list(self.selection.chosen)):
            if self.counts.get(name):
                facet = next(facet for facet in FACETS if facet.name == name)
                text = _("Remove the filter “%(title)s”") % {"title": facet.title}
                return {"url": self.address(self.selection.without(name)), "text": text}
        if self.chips and not self.selection.wanted.text:
            return {"url": self.clear_url, "text": _("Clear all filters")}
        return {"url": self.address(self.selection.of_everything()), "text": _("See all practices")}

    @property
    def last_page(self) -> int:
        """Return the number of the last page."""
        return last_page(self.total)

    @cached_property
    def pager(self) -> PageLinks:
        """Return the pages under this selection."""
        return page_links(
            self.selection.page, self.last_page, lambda number: self.address(self.selection.at_page(number))
        )

    def address(self, selection: Selection) -> str:
        """Return the address of a selection."""
        return f"{self.url}{selection.address()}"


def show(query: QueryDict, *, language: str, url: str) -> Listing:
    """Return the page of the library that a query string asks for."""
    known = labels(language)
    words = words_of(known)
    selection = Selection.read(query, words)
    total, counts = shelf_in(language).count(selection)
    selection = selection.at_page(min(selection.page, last_page(total)))
    return Listing(
        selection=selection, words=words, labels=known, counts=counts, total=total, language=language, url=url
    )


def words_of(known: Labels) -> Words:
    """Return the labels of every facet."""
    return {facet.name: known[facet.kind] if facet.kind else dict(facet.choices) for facet in FACETS}


def last_page(total: int) -> int:
    """Return the number of the last page of so many practices."""
    return max(1, -(-total // PAGE_SIZE))
