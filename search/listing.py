"""The search page: what an address asks for, and what it shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from blocks.paging import PageLinks, page_links
from caching.memory import values
from language.collation import sort_key
from language.dates import format_date
from language.folding import RefusedCharacters, clean_line
from language.numbers import format_number
from network_members.words import titles
from search.finding import MOST, NEWEST, Found, Wish, find
from search.kinds import kinds
from search.rebuilding import is_made
from search.showing import Hit, hits
from vocabulary.models import Country, Theme

SIZE, LONGEST, EARLIEST = 20, 200, 1989
"""Things on a page, characters of a query, and the year before the first one to choose."""
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
FACETS = {
    "kind": gettext_lazy("Kind"),
    "theme": gettext_lazy("Theme"),
    "country": gettext_lazy("Country"),
    "language": pgettext_lazy("of a text", "Language"),
    "year": gettext_lazy("Year"),
}
"""Filters of the page, in their order."""
SORTS = {"": gettext_lazy("Best match"), NEWEST: gettext_lazy("Newest first")}


@dataclass(frozen=True)
class Choice:
    """What an address asks for; equal choices have one address."""

    text: str
    filters: Mapping[str, tuple[str, ...]]
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict) -> "Choice":
        """Read a query string; what the page does not know is left out without a word."""
        chosen = {name: tuple(sorted(set(query.getlist(name)))) for name in FACETS}
        page = query.get("page", "")
        return cls(
            clean(query.get("q", "")[:LONGEST]),
            {name: codes for name, codes in chosen.items() if codes},
            query.get("sort", "") if query.get("sort", "") in SORTS else "",
            int(page) if PAGE_NUMBER.fullmatch(page) else 1,
        )

    def known(self, labels: Mapping[str, Mapping[str, str]]) -> "Choice":
        """Return the choice without codes that no filter has."""
        left = {name: tuple(code for code in codes if code in labels[name]) for name, codes in self.filters.items()}
        return replace(self, filters={name: codes for name, codes in left.items() if codes})

    def without(self, name: str, code: str) -> "Choice":
        """Return the choice without one code, from its first page."""
        left = {**self.filters, name: tuple(one for one in self.filters[name] if one != code)}
        return replace(self, filters={key: codes for key, codes in left.items() if codes}, page=1)

    def without_all(self, name: str) -> "Choice":
        """Return the choice without any code of a filter, from its first page."""
        return replace(self, filters={key: codes for key, codes in self.filters.items() if key != name}, page=1)

    @property
    def query(self) -> str:
        """Return the query string with its question mark, or nothing for an empty choice."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, code) for name, codes in self.filters.items() for code in codes]
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return f"?{urlencode(pairs)}" if pairs else ""


def clean(text: str) -> str:
    """Return a query as it is shown again; nothing for what nobody can type."""
    try:
        return clean_line(text)
    except RefusedCharacters:
        return ""


def labels(reader: str) -> dict[str, dict[str, str]]:
    """Return the labels of the filters' codes in a reader's language, in the order of the page; nobody changes them."""
    return values.remember(("labels of the search", reader), lambda: read_labels(reader), "vocabulary")


def read_labels(reader: str) -> dict[str, dict[str, str]]:
    """Read the labels of the filters' codes."""
    by_alphabet = sorted(titles(Country, reader).items(), key=lambda one: sort_key(one[1]))
    this_year = localdate().year
    return {
        "kind": {kind.code: str(kind.title) for kind in kinds().values()},
        "theme": titles(Theme, reader),
        "country": dict(by_alphabet),
        "language": {code: str(settings.LANGUAGE_NAMES[code]) for code, _name in settings.LANGUAGES},
        "year": {str(year): str(year) for year in range(this_year + 1, EARLIEST, -1)},
    }


@dataclass(frozen=True)
class Listing:
    """One page of what a person finds; what the template shows."""

    url: str
    choice: Choice
    user: Any
    reader: str

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Return the labels of the filters."""
        return labels(self.reader)

    @cached_property
    def found(self) -> Found:
        """Return what is found, from the last page if the asked one lies behind it."""
        found = find(self.wish(self.choice.page))
        last = last_page(found.total)
        return found if self.choice.page <= last else find(self.wish(last))

    def wish(self, page: int) -> Wish:
        """Return what is asked of the index for a page."""
        choice = self.choice
        return Wish(choice.text, self.user, choice.filters, choice.sort, (page - 1) * SIZE, SIZE)

    @property
    def page(self) -> int:
        """Return the number of this page, never behind the last."""
        return min(self.choice.page, last_page(self.found.total))

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Return the hits as the template takes them."""
        return self.rows_of(self.found.things)

    @cached_property
    def more(self) -> list[dict[str, Any]]:
        """Return things that hold some of the words only."""
        return self.rows_of(self.found.more)

    def rows_of(self, things: list[int]) -> list[dict[str, Any]]:
        """Return things as rows."""
        found = hits(things, self.found.scores, self.found.asked, self.user, self.reader)
        return [as_row(hit, self.labels, self.reader) for hit in found]

    @property
    def heading(self) -> str:
        """Return how many things were found."""
        total = self.found.total
        if self.found.is_loose and total:
            return ngettext(
                "%(total)s result holds some of the words", "%(total)s results hold some of the words", total
            ) % {"total": format_number(total, self.reader)}
        return ngettext("%(total)s result", "%(total)s results", total) % {"total": format_number(total, self.reader)}

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Return the filters with their counts as `components/facet.html` takes them."""
        groups = (self.group(name, title) for name, title in FACETS.items())
        return [group for group in groups if group["options"]]

    def group(self, name: str, title: Any) -> dict[str, Any]:
        """Return one filter; what nothing carries that was found is left out."""
        chosen, counts = self.choice.filters.get(name, ()), self.found.counts.get(name, {})
        options = [
            {"value": code, "label": label, "count": counts.get(code, 0), "chosen": code in chosen}
            for code, label in self.labels[name].items()
            if code in counts or code in chosen
        ]
        return {"name": name, "title": title, "options": options, "closed": name != "kind" and not chosen}

    @property
    def chips(self) -> list[dict[str, str]]:
        """Return what is chosen; following one removes it."""
        return [
            {"text": self.labels[name][code], "url": self.address(self.choice.without(name, code))}
            for name, codes in self.choice.filters.items()
            for code in codes
        ]

    @property
    def sorts(self) -> list[dict[str, Any]]:
        """Return the orders of the list."""
        return [{"value": code, "label": label, "chosen": code == self.choice.sort} for code, label in SORTS.items()]

    @property
    def clear_url(self) -> str:
        """Return the address of the same words without filters."""
        return self.address(replace(self.choice, filters={}, page=1))

    @property
    def steps(self) -> list[dict[str, str]]:
        """Return the filters without which something is found, each with the address that leaves it out."""
        return [
            {"text": str(FACETS[name]), "url": self.address(self.choice.without_all(name))}
            for name in self.choice.filters
            if self.found.counts.get(name)
        ]

    @property
    def themes(self) -> list[dict[str, str]]:
        """Return the themes of all that the person may find, each with its address: for whom no words lead on."""
        counts = find(Wish("", self.user, size=0)).counts.get("theme", {})
        known = [(code, label) for code, label in self.labels["theme"].items() if code in counts]
        return [{"text": label, "url": self.address(Choice("", {"theme": (code,)}))} for code, label in known]

    @property
    def suggestion(self) -> dict[str, str]:
        """Return the query as it was meant, and its address, when a slip was repaired and something found."""
        meant = self.found.asked.suggestion
        url = self.address(replace(self.choice, text=meant, page=1)) if meant else ""
        return {"text": meant, "url": url} if meant and self.found.total else {}

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the words that no text holds, where others find something."""
        return self.found.unknown if self.found.total else ()

    @cached_property
    def pager(self) -> PageLinks:
        """Return the pages of this list."""
        return page_links(self.page, last_page(self.found.total), self.page_url)

    def page_url(self, number: int) -> str:
        """Return the address of a page."""
        return self.address(replace(self.choice, page=number))

    def address(self, choice: Choice) -> str:
        """Return the address of a choice."""
        return f"{self.url}{choice.query}"


def being_made() -> str:
    """Say that the index is being made, while it is."""
    return "" if is_made() else _("The search is being prepared at the moment, so not everything is found yet.")


def last_page(total: int) -> int:
    """Return the number of the last page of so many things."""
    return max(1, -(-min(total, MOST) // SIZE))


def as_row(hit: Hit, known: Mapping[str, Mapping[str, str]], reader: str) -> dict[str, Any]:
    """Return a hit as the template takes it."""
    other = "" if hit.language == reader else str(settings.LANGUAGE_NAMES[hit.language])
    return {
        "title": hit.marked_title,
        "plain_title": hit.title,
        "url": hit.url,
        "language": hit.language if other else "",
        "text": hit.marked_passage,
        "text_language": hit.passage_language if hit.passage_language != reader else "",
        "tags": [{"text": known["kind"][hit.kind], "dye": "teal"}, *([{"text": other}] if other else [])],
        "note": format_date(localtime(hit.date).date(), reader) if hit.date else "",
    }
