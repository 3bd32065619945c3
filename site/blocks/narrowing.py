"""Lists that readers narrow by a few filters with counts: news, documents. The address keeps what is chosen."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property

from blocks.paging import PageLinks, page_links

PAGE_SIZE = 20
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True)
class Facet:
    """A group of choices: code → label, in the order of the page."""

    name: str
    title: Any
    labels: Mapping[str, Any]
    closed: bool = False


@dataclass(frozen=True)
class Item:
    """Something of the list: its number, and its codes in each facet."""

    pk: int
    codes: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Narrowed:
    """A list under one choice; equal choices have one address."""

    url: str
    facets: tuple[Facet, ...]
    items: Sequence[Item]
    chosen: Mapping[str, tuple[str, ...]]
    asked_page: int = 1

    @cached_property
    def found(self) -> list[Item]:
        """Return what carries one of the chosen codes of each facet."""
        return self.matching()

    def matching(self, besides: str = "") -> list[Item]:
        """Return what fits all chosen facets, one left out."""
        wanted = [(name, codes) for name, codes in self.chosen.items() if name != besides]
        return [item for item in self.items if all(item.codes[name] & set(codes) for name, codes in wanted)]

    @property
    def total(self) -> int:
        """Return how many things the choice shows."""
        return len(self.found)

    @property
    def page(self) -> int:
        """Return the number of this page, never beyond the last."""
        return min(self.asked_page, self.last_page)

    @property
    def last_page(self) -> int:
        """Return the number of the last page."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the things on this page, in order."""
        start = (self.page - 1) * PAGE_SIZE
        return [item.pk for item in self.found[start : start + PAGE_SIZE]]

    @cached_property
    def groups(self) -> list[dict[str, Any]]:
        """Return the filters with their counts as `components/facet.html` takes them."""
        groups = (self.group(facet) for facet in self.facets)
        return [group for group in groups if group["options"]]

    def group(self, facet: Facet) -> dict[str, Any]:
        """Return one filter; what nothing carries is left out."""
        chosen = self.chosen.get(facet.name, ())
        counts = Counter(code for item in self.matching(besides=facet.name) for code in item.codes[facet.name])
        used = {code for item in self.items for code in item.codes[facet.name]}
        options = [
            {"value": code, "label": str(label), "count": counts[code], "chosen": code in chosen}
            for code, label in facet.labels.items()
            if code in used
        ]
        return {"name": facet.name, "title": facet.title, "options": options, "closed": facet.closed and not chosen}

    @cached_property
    def chips(self) -> list[dict[str, str]]:
        """Return what is chosen; following one removes it."""
        labels = {facet.name: facet.labels for facet in self.facets}
        return [
            {"text": str(labels[name][code]), "url": self.address(self.without(name, code))}
            for name, codes in self.chosen.items()
            for code in codes
        ]

    def without(self, name: str, code: str) -> Mapping[str, tuple[str, ...]]:
        """Return the choice without one code."""
        left = {**self.chosen, name: tuple(one for one in self.chosen[name] if one != code)}
        return {key: codes for key, codes in left.items() if codes}

    def address(self, chosen: Mapping[str, tuple[str, ...]], page: int = 1) -> str:
        """Return the address of a choice."""
        pairs = [(name, code) for name, codes in chosen.items() for code in codes]
        query = urlencode([*pairs, *([("page", page)] if page > 1 else [])])
        return f"{self.url}?{query}" if query else self.url

    @property
    def kept(self) -> str:
        """Return the query string of this choice and page."""
        return self.address(self.chosen, self.page).removeprefix(self.url)

    @cached_property
    def pager(self) -> PageLinks:
        """Return the pages of this list."""
        return page_links(self.page, self.last_page, self.page_url)

    def page_url(self, number: int) -> str:
        """Return the address of a page."""
        return self.address(self.chosen, number)


def narrow(query: QueryDict, facets: Iterable[Facet], items: Sequence[Item], url: str) -> Narrowed:
    """Return a list as a query string asks for it; what it does not know is left out without a word."""
    known = tuple(facets)
    chosen = {facet.name: tuple(sorted(set(query.getlist(facet.name)) & facet.labels.keys())) for facet in known}
    page = query.get("page", "")
    return Narrowed(
        url=url,
        facets=known,
        items=items,
        chosen={name: codes for name, codes in chosen.items() if codes},
        asked_page=int(page) if PAGE_NUMBER.fullmatch(page) else 1,
    )


def years_of(items: Iterable[Item], name: str = "year") -> dict[str, str]:
    """Return the years that things of a list carry, newest first, as labels of a facet."""
    return {year: year for year in sorted({year for item in items for year in item.codes[name]}, reverse=True)}
