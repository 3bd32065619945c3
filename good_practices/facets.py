"""The filters of the library: what can be chosen, what is chosen, and how many practices each choice would show."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from good_practices.models.practice import GoodPracticePage
from good_practices.models.queries import GoodPracticeQuerySet
from good_practices.wanted import NOTHING, Wanted

Words = Mapping[str, Mapping[str, str]]
"""Labels in one language: name of a facet → code → label, in the order of the page."""

BEST, NEWEST, CONFIRMED, USED, DISCUSSED, TITLE = "best", "newest", "confirmed", "used", "discussed", "title"
SORTS = {
    BEST: _("Best match"),
    NEWEST: _("Newest"),
    CONFIRMED: _("Recently confirmed"),
    USED: _("Most used"),
    DISCUSSED: _("Most discussed"),
    TITLE: _("Title"),
}
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True)
class Facet:
    """A group of choices; `path` leads from a practice to the code that addresses carry."""

    name: str
    title: Any
    path: str
    kind: str = ""
    """Name of the kind of word, for facets whose labels editors keep."""
    choices: Iterable[tuple[Any, Any]] = ()
    closed: bool = True
    sparse: bool = False
    """True for long lists: only words in use are shown."""

    @cached_property
    def relation(self) -> Any:
        """Return the field of the practice that holds the words."""
        return GoodPracticePage._meta.get_field(self.path.partition("__")[0])

    def condition(self, codes: tuple[str, ...]) -> Q | Exists:
        """Return what a practice must meet to carry one of the codes."""
        if not self.relation.many_to_many:
            return Q(**{f"{self.path}__in": codes})
        mine = {self.relation.m2m_field_name(): OuterRef("pk")}
        words = {f"{self.relation.m2m_reverse_field_name()}__code__in": codes}
        return Exists(self.relation.remote_field.through.objects.filter(**mine, **words))


LANGUAGES = [(code, settings.LANGUAGE_NAMES[code]) for code, _name in settings.LANGUAGES]
FACETS = (
    Facet("theme", _("Theme"), "themes__code", kind="theme", closed=False),
    Facet("country", _("Country"), "place__country__code", kind="country", closed=False, sparse=True),
    Facet("group", _("Whom it is for"), "target_groups__code", kind="targetgroup", closed=False),
    Facet("place", _("Place"), "place__code", kind="place", sparse=True),
    Facet("area", _("Kind of area"), "area_kind", choices=GoodPracticePage.AreaKind.choices),
    Facet("level", _("Level of intervention"), "levels__code", kind="interventionlevel"),
    Facet("status", pgettext_lazy("of a practice", "Status"), "status", choices=GoodPracticePage.Status.choices),
    Facet("extent", pgettext_lazy("of a practice", "Extent"), "extent", choices=GoodPracticePage.Extent.choices),
    Facet("evidence", _("Evidence"), "evidence", choices=GoodPracticePage.Evidence.choices),
    Facet("label", pgettext_lazy("of a practice", "Label"), "label", choices=GoodPracticePage.Label.choices),
    Facet("programme", _("Funding programme"), "funding_programme__code", kind="fundingprogramme", sparse=True),
    Facet("axis", _("Horizontal axis"), "axes__code", kind="axis"),
    Facet("goal", _("Policy goal"), "goals__code", kind="policygoal", sparse=True),
    Facet("language", _("Written in"), "source_language", choices=LANGUAGES),
)
BY_NAME = {facet.name: facet for facet in FACETS}


@dataclass(frozen=True)
class Selection:
    """What a reader chose; equal choices have one address."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = NEWEST
    page: int = 1
    wanted: Wanted = NOTHING

    @classmethod
    def read(cls, query: QueryDict, words: Words) -> "Selection":
        """Read a query string; what the library does not know is left out without a word."""
        chosen = {}
        for facet in FACETS:
            known = set(query.getlist(facet.name)) & words[facet.name].keys()
            if known:
                chosen[facet.name] = tuple(sorted(known))
        wanted, page = Wanted.read(query.get("q", "")), query.get("page", "")
        sort = query.get("sort", "")
        return cls(
            chosen,
            sort if sort in sorts_of(wanted) else usual_sort(wanted),
            int(page) if PAGE_NUMBER.fullmatch(page) else 1,
            wanted,
        )

    def address(self) -> str:
        """Return the query string, with its question mark; nothing for the plain list."""
        pairs = [("q", self.wanted.text)] if self.wanted.text else []
        pairs += [(name, code) for name in BY_NAME for code in self.chosen.get(name, ())]
        if self.sort != usual_sort(self.wanted):
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return f"?{urlencode(pairs)}" if pairs else ""

    def at_page(self, page: int) -> "Selection":
        """Return the same choice on another page."""
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> "Selection":
        """Return the same choice in another order, from its first page."""
        return replace(self, sort=sort, page=1)

    def worded(self, text: str) -> "Selection":
        """Return the same choice with other words, from its first page."""
        return replace(self, wanted=Wanted.read(text), page=1)

    def without(self, name: str, code: str = "") -> "Selection":
        """Return the choice without one code of a facet, or without the whole facet."""
        left = tuple(one for one in self.chosen.get(name, ()) if code and one != code)
        chosen = {**self.chosen, name: left}
        return replace(self, chosen={key: codes for key, codes in chosen.items() if codes}, page=1)

    def cleared(self) -> "Selection":
        """Return no choice at all, with the same search in the same order."""
        return Selection(sort=self.sort, wanted=self.wanted)

    def of_everything(self) -> "Selection":
        """Return neither choice nor search, in the same order."""
        return Selection(sort=NEWEST if self.sort == BEST else self.sort)

    def narrow(self, practices: GoodPracticeQuerySet) -> GoodPracticeQuerySet:
        """Return the practices that carry one of the codes of each facet; words are asked of the index."""
        for name, codes in self.chosen.items():
            practices = practices.filter(BY_NAME[name].condition(codes))
        return practices


def sorts_of(wanted: Wanted) -> Mapping[str, Any]:
    """Return the orders that there are: nothing matches best where nothing was typed."""
    return {code: label for code, label in SORTS.items() if wanted.text or code != BEST}


def usual_sort(wanted: Wanted) -> str:
    """Return the order that addresses do not name."""
    return BEST if wanted.text else NEWEST


Counts = Mapping[str, Mapping[str, int]]
"""How many practices a choice would show: name of a facet → code → number."""
