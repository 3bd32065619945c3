"""Two to four practices side by side: the same questions, each practice's answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caching.pages import kept_with
from good_practices.listing import show
from good_practices.models import GoodPracticePage
from good_practices.presentation import Presentation, present
from network_members.organisations import alternates
from network_members.space import language

MOST = 4
OFFERED = 8
"""Practices that may be added, as far as they are shown."""


@kept_with("practice")
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show the chosen practices in columns, and others that may be added."""
    chosen = Chosen(request, tuple(keys_in(request.GET.getlist("practice"))))
    words = request.GET.get("q", "").strip()
    context = {
        "chosen": chosen,
        "words": words,
        "offers": chosen.offers(words) if chosen.has_room else [],
        "crumbs": chosen.crumbs,
        "alternates": alternates(request),
    }
    return render(request, "good_practices/compare.html", context)


def keys_in(texts: Iterable[str]) -> Iterable[UUID]:
    """Yield the keys that are some, each once."""
    seen = set()
    for text in texts:
        try:
            key = UUID(text)
        except ValueError:
            continue
        if key not in seen:
            seen.add(key)
            yield key


@dataclass(frozen=True)
class Chosen:
    """The practices that an address names, as far as this reader may read them."""

    request: HttpRequest
    keys: tuple[UUID, ...]

    @cached_property
    def practices(self) -> list[Presentation]:
        """Return the first four, in the order of the address, in the reader's language where there is one."""
        online = GoodPracticePage.to_read().visible_to(self.request.user).live().filter(translation_key__in=self.keys)
        in_own_last = sorted(online, key=lambda page: page.language == language())
        found = {page.translation_key: page for page in in_own_last}
        return [present(found[key], self.request) for key in self.keys if key in found][:MOST]

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        """Return what stands above each column."""
        return [
            {
                "title": one.practice.title,
                "woven": one.woven_title,
                "dye": one.contents.dye,
                "language": one.language,
                "url": one.url,
                "without": self.address(key for key in self.shown if key != one.practice.translation_key),
            }
            for one in self.practices
        ]

    @property
    def shown(self) -> list[UUID]:
        """Return the keys of the columns."""
        return [one.practice.translation_key for one in self.practices]

    @property
    def missing(self) -> int:
        """Return how many the address names that are not shown."""
        return len(self.keys) - len(self.practices)

    @property
    def has_room(self) -> bool:
        """Say whether one more fits."""
        return len(self.practices) < MOST

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Return the questions that at least one of the practices answers."""
        answers = [answers_of(one) for one in self.practices]
        rows = zip(*answers, strict=True)
        return [{"label": row[0]["label"], "cells": row} for row in rows if any(cell["value"] for cell in row)]

    def offers(self, words: str) -> list[dict[str, Any]]:
        """Return practices that may be added: those with some words, else the relatives of what is chosen."""
        if words:
            rows = show(QueryDict(urlencode({"q": words})), language=language(), url="").rows
        else:
            rows = [row for one in self.practices for row in one.related]
        fresh = {row["key"]: row for row in rows if row["key"] not in map(str, self.shown)}
        return [{**row, "url": self.address([*self.shown, key])} for key, row in fresh.items()][:OFFERED]

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way here; through the practice when there is only one."""
        first = [{"title": one["title"], "url": one["url"], "language": one["language"]} for one in self.columns[:1]]
        here = {"title": _("Compare practices"), "url": ""}
        return [{"title": _("Home"), "url": f"/{language()}/"}, *first, here]

    @staticmethod
    def address(keys: Iterable[Any]) -> str:
        """Return the address of a comparison."""
        return f"{reverse('practices:compare')}?{urlencode([('practice', key) for key in keys])}"


def answers_of(one: Presentation) -> list[dict[str, Any]]:
    """Return the answers of a practice, always as many and in one order."""
    plain, own = one.reader, one.language
    return [
        *({"language": plain, **fact} for fact in one.facts),
        {"label": _("Themes"), "value": ", ".join(one.named("themes", "theme")), "language": plain},
        {"label": _("Policy goals"), "value": ", ".join(one.named("goals", "policygoal")), "language": plain},
        {"label": _("Status"), "value": one.practice.get_status_display(), "language": plain},
        {"label": _("Evidence"), "value": one.practice.get_evidence_display(), "language": plain},
        {"label": _("People"), "value": listed(one.numbers), "language": plain},
        {"label": _("Cost"), "value": one.cost, "language": plain},
        {"label": _("Source of funding"), "value": one.source, "language": own},
        {"label": _("Share and years of funding"), "value": one.funded, "language": plain},
        {"label": _("In short"), "value": one.text("summary"), "language": own},
        {"label": _("What was done"), "value": names(one.contents.activities), "language": own},
        {"label": _("Difficulties and advice"), "value": one.text("difficulties"), "language": own},
        {"label": _("What you can take over"), "value": one.text("transfer"), "language": own},
    ]


def listed(numbers: list[dict[str, str]]) -> str:
    """Return numbers of people in one line."""
    return ", ".join(f"{one['number']} {one['label']}" for one in numbers)


def names(blocks: Iterable[Any]) -> SafeString | str:
    """Return the names of the activities as lines."""
    return format_html_join("", "<p>{}</p>", ((block.name,) for block in blocks))
