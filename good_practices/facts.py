"""The short answers about a practice: who, where, when, for whom, with whose money; and who may know."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blocks.richtext import render_markdown
from good_practices import rules
from good_practices.above import Contributor, contributors_of, in_words, offers_above
from good_practices.contents import Contents, collect, draft_report, fetch
from good_practices.marks import Marks, marks_of
from good_practices.models.practice import GoodPracticePage
from good_practices.pointed import library_url
from good_practices.rows import funding_years, years
from good_practices.words import Labels, labels
from language.numbers import format_amount
from translation.freshness import Freshness, freshness


@dataclass(frozen=True)
class Facts:
    """The short answers about one practice, in the reader's language; its own texts keep theirs."""

    practice: GoodPracticePage
    reader: str
    """The language of the page around the practice."""
    url: str
    """Where the practice is read now."""
    request: HttpRequest

    @property
    def user(self) -> Any:
        """Return who reads."""
        return getattr(self.request, "user", None)

    @property
    def full_url(self) -> str:
        """Return the whole address of the practice."""
        return self.request.build_absolute_uri(self.url)

    @cached_property
    def library_url(self) -> str:
        """Return the library around the practice, in the reader's language; a preview stands elsewhere."""
        return library_url(self.reader) if self.is_preview else f"{self.url.rstrip('/').rpartition('/')[0]}/"

    @property
    def other_url(self) -> str:
        """Return where the other language version is read."""
        return self.practice.twin.get_url(self.request) if self.practice.twin else ""

    @property
    def is_preview(self) -> bool:
        """Say whether a draft is shown to those who work on it."""
        return bool(getattr(self.request, "is_preview", False))

    @cached_property
    def contents(self) -> Contents:
        """Return the rows and words of the practice; a preview shows the draft in memory."""
        return collect(self.practice) if self.is_preview else fetch(self.practice)

    @cached_property
    def labels(self) -> Labels:
        """Return the labels of all words."""
        return labels(self.reader)

    @cached_property
    def freshness(self) -> Freshness:
        """Return how the translation stands to the original."""
        practice, twin = self.practice, self.practice.twin
        return freshness(practice, twin) if practice.is_original else freshness(twin or practice, practice)

    @property
    def language(self) -> str:
        """Return the language of the practice's own texts."""
        return self.practice.language

    @property
    def is_original(self) -> bool:
        """Say whether the reader has the author's own version before them."""
        return self.practice.is_original

    @cached_property
    def sees_more(self) -> bool:
        """Say whether this reader may know who answers questions."""
        return rules.can_see_contact(self.user, self.practice)

    @staticmethod
    def day(moment: date | datetime) -> date:
        """Return the day of a moment in the network's zone."""
        return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment

    def named(self, field: str, kind: str) -> list[str]:
        """Return the labels of the words in a field."""
        return self.labelled(kind, self.contents.words[field])

    def labelled(self, kind: str, codes: list[str]) -> list[str]:
        """Return the labels of codes; a word that editors removed in the meantime is left out."""
        return [self.labels[kind][code] for code in codes if code in self.labels[kind]]

    def text(self, name: str) -> str:
        """Return a text of the practice as HTML; nothing for an empty one."""
        value = getattr(self.practice, name).strip()
        return render_markdown(value) if value else ""

    @cached_property
    def marks(self) -> Marks:
        """Return how fresh each text of a translation is."""
        return marks_of(self.practice, self.request, self.reader)

    def told(self, name: str) -> str:
        """Return a text as HTML; what the original says where a translation has none yet."""
        original = self.marks.original(name)
        return self.text(name) or (render_markdown(original) if original else "")

    @property
    def facts(self) -> list[dict[str, Any]]:
        """Return who, when, where, for whom, with whose money."""
        return [
            {"label": _("Lead organisation"), **self.body_and_partners},
            {"label": _("Duration"), "value": years(self.practice, self.reader)},
            {"label": _("Place"), "value": self.place},
            {"label": _("Whom it is for"), "value": ", ".join(self.named("target_groups", "targetgroup"))},
            {"label": _("Levels of intervention"), "value": ", ".join(self.named("levels", "interventionlevel"))},
            {"label": _("Funding"), "value": self.programme},
        ]

    @property
    def body(self) -> dict[str, str]:
        """Return the name of the lead organisation, the language it is in, and its page in the directory."""
        body = self.practice.lead_organisation
        if body is None:
            return {"value": "", "language": self.reader, "url": ""}
        url = reverse("organisations:detail", args=[body.code]) if body.listed else ""
        return {"value": body.name_in(self.reader), "language": body.name_language(self.reader), "url": url}

    @property
    def body_and_partners(self) -> dict[str, str]:
        """Return the name with the number of partners, where both are in one language."""
        body, number = self.body, len(self.contents.partners)
        if not number or body["language"] != self.reader:
            return body
        text = ngettext("%(body)s and one partner", "%(body)s and %(number)s partners", number)
        return {**body, "value": text % {"body": body["value"], "number": number}}

    @property
    def place(self) -> str:
        """Return place, country and kind of area."""
        place = self.practice.place
        names = self.labelled("place", [place.code]) + self.labelled("country", [place.country.code]) if place else []
        area = self.practice.get_area_kind_display() if self.practice.area_kind else ""
        where = ", ".join(dict.fromkeys(names))
        return f"{where} ({area.lower()})" if where and area else where or str(area)

    @property
    def programme(self) -> str:
        """Return the name of the funding programme, which everybody may read: whom it funds is public."""
        programme = self.practice.funding_programme
        return "".join(self.labelled("fundingprogramme", [programme.code])) if programme else ""

    @property
    def partners(self) -> list[dict[str, str]]:
        """Return the bodies that worked along, each with the language of its name."""
        return [self.partner(one.name, one.name_el, one.name_en) for one in self.contents.partners]

    def partner(self, name: str, name_el: str, name_en: str) -> dict[str, str]:
        """Return a partner's name in the reader's language, or in the one there is."""
        if name:
            return {"name": name, "language": self.practice.source_language}
        names = {"el": name_el, "en": name_en}
        language = self.reader if names[self.reader] else next(code for code in names if code != self.reader)
        return {"name": names[language], "language": language}

    @cached_property
    def contributors(self) -> list[Contributor]:
        """Return whose proposals stand in the practice."""
        key = self.practice.translation_key
        return contributors_of([key], self.user, self.reader).get(key, [])

    @property
    def contribution(self) -> str:
        """Say whose proposals stand in the practice."""
        return in_words(self.contributors)

    @property
    def offers(self) -> list[dict[str, str]]:
        """Return what other rooms let this reader do with the practice."""
        return [] if self.is_preview else offers_above(self.practice, self.request)

    @property
    def goals(self) -> list[dict[str, str]]:
        """Return the policy goals that the practice contributes to, each with the practices that do so too."""
        known = self.labels["policygoal"]
        codes = [code for code in self.contents.words["goals"] if code in known]
        return [{"title": known[code], "url": f"{self.library_url}?goal={code}"} for code in codes]

    @cached_property
    def sees_costs(self) -> bool:
        """Say whether this reader may know what the practice cost, and who paid."""
        return rules.can_see_costs(self.user, self.practice)

    @property
    def cost(self) -> str:
        """Return the cost in euros, for those who may know."""
        if not self.sees_costs or self.practice.cost is None:
            return ""
        return f"{format_amount(self.practice.cost, self.reader)} €"

    @property
    def source(self) -> str:
        """Return the source of the funding in the author's words, for those who may know."""
        return str(self.practice.funding_source) if self.sees_costs else ""

    @property
    def funded(self) -> str:
        """Return which share of the cost the money is, and for which years, for those who may know."""
        share = self.practice.funding_share
        parts = [f"{share} %" if share else "", funding_years(self.practice, self.reader)]
        return ", ".join(filter(None, parts)) if self.sees_costs else ""

    @property
    def money(self) -> bool:
        """Say whether there is something about cost and funding that this reader may know."""
        return bool(self.cost or self.source or self.funded or self.resources)

    @property
    def resources(self) -> str:
        """Return what staff and help it took, for those who may know."""
        return self.text("resources") if self.sees_costs else ""

    @property
    def evaluation(self) -> dict[str, Any]:
        """Return who evaluated the practice, how, and the report; nothing when nobody did."""
        practice = self.practice
        is_told = practice.evaluation != GoodPracticePage.Evaluation.NONE
        if not is_told and practice.evaluation_report is None:
            return {}
        return {
            "by": practice.get_evaluation_display() if is_told else "",
            "text": self.text("evaluation_text"),
            "report": practice.evaluation_report,
            "report_url": self.report_url,
            "report_language": getattr(practice.evaluation_report, "language", "") or practice.source_language,
        }

    @property
    def report_url(self) -> str:
        """Return where the report of the evaluation is opened; that of a draft behind the door of who writes."""
        report = self.practice.evaluation_report
        if report is None:
            return ""
        return draft_report(self.practice, report).url if self.is_preview else str(report.url)

    @property
    def body_kind(self) -> str:
        """Return what sort of body leads the practice, and where it sits."""
        body = self.practice.lead_organisation
        if body is None:
            return ""
        return ", ".join([str(body.get_kind_display()), *self.labelled("place", [body.place.code])])

    @property
    def members_only_costs(self) -> bool:
        """Say to a member that nobody else sees cost and funding; others see them only where they are open."""
        return self.sees_more and not self.practice.shows_costs_to_all
