"""A practice as its page tells it: facts, sections, thread, and what only some readers see."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from blocks.pages import shown_at
from blocks.richtext import render_markdown
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from language.dates import format_date
from language.numbers import format_number
from translation.freshness import Freshness, freshness

from good_practices.contents import Contents, collect, fetch
from good_practices.models.practice import GoodPracticePage
from good_practices.related import related
from good_practices.rows import evidence_tag, status_tag, years
from good_practices.words import Labels, labels


@dataclass(frozen=True)
class Presentation:
    """Everything the template shows of one practice, in the reader's language; texts keep their own."""

    practice: GoodPracticePage
    contents: Contents
    labels: Labels
    reader: str
    """The language of the page around the practice."""
    url: str
    """Where the practice is read now."""
    full_url: str
    other_url: str
    """Where the other language version is read."""
    user: Any
    freshness: Freshness

    @property
    def language(self) -> str:
        """Return the language of the practice's own texts."""
        return self.practice.language

    @cached_property
    def sees_more(self) -> bool:
        """Members read the contact's name and what a practice cost; others only what was opened to all."""
        return bool(getattr(self.user, "is_authenticated", False) and self.user.is_approved)

    @property
    def tags(self) -> list[dict[str, str]]:
        """Return theme, evidence and status."""
        themes = self.named("themes", "theme")[:1]
        theme = [{"text": text, "dye": self.contents.dye} for text in themes]
        return [*theme, *evidence_tag(self.practice), status_tag(self.practice)]

    def named(self, field: str, kind: str) -> list[str]:
        """Return the labels of the words in a field."""
        return self.labelled(kind, self.contents.words[field])

    def labelled(self, kind: str, codes: list[str]) -> list[str]:
        """Return the labels of codes; a word that editors removed in the meantime is left out."""
        return [self.labels[kind][code] for code in codes if code in self.labels[kind]]

    # Facts

    @property
    def facts(self) -> list[dict[str, Any]]:
        """Return who, when, where, for whom, with whose money."""
        return [
            {"label": _("Lead organisation"), **self.body_and_partners},
            {"label": _("Duration"), "value": years(self.practice, self.reader)},
            {"label": _("Place"), "value": self.place},
            {"label": _("Whom it is for"), "value": ", ".join(self.named("target_groups", "targetgroup"))},
            {"label": _("Levels of intervention"), "value": ", ".join(self.named("levels", "interventionlevel"))},
            {"label": _("Funding"), **self.funding},
        ]

    @property
    def body_and_partners(self) -> dict[str, str]:
        """Return the name of the lead organisation, and the language it is in."""
        body = self.practice.lead_organisation
        if body is None:
            return {"value": "", "language": self.reader}
        return {"value": body.name_in(self.reader), "language": body.name_language(self.reader)}

    @property
    def place(self) -> str:
        """Return place, country and kind of area."""
        place = self.practice.place
        names = self.labelled("place", [place.code]) + self.labelled("country", [place.country.code]) if place else []
        area = self.practice.get_area_kind_display() if self.practice.area_kind else ""
        where = ", ".join(dict.fromkeys(names))
        return f"{where} ({area.lower()})" if where and area else where or str(area)

    @property
    def funding(self) -> dict[str, str]:
        """Return the programme, or the source in the author's words."""
        programme = self.practice.funding_programme
        names = self.labelled("fundingprogramme", [programme.code]) if programme else []
        if names:
            return {"value": names[0] + self.share, "language": self.reader}
        source = self.practice.funding_source
        return {"value": source + self.share if source else "", "language": self.language}

    @property
    def share(self) -> str:
        """Return the share of funding."""
        share = self.practice.funding_share
        return f" ({share} %)" if share else ""

    @property
    def partners(self) -> list[dict[str, str]]:
        """Return the bodies that worked along, each with the language of its name."""
        return [self.partner(one.name, one.name_el, one.name_en) for one in self.contents.partners]

    def partner(self, name: str, name_el: str, name_en: str) -> dict[str, str]:
        """Return a partner's name in the reader's language, or in the one there is."""
        if name:
            return {"name": name, "language": self.language}
        names = {"el": name_el, "en": name_en}
        language = self.reader if names[self.reader] else next(code for code in names if code != self.reader)
        return {"name": names[language], "language": language}

    # Money

    @property
    def sees_costs(self) -> bool:
        """Say whether this reader may know what the practice cost."""
        return self.sees_more or self.practice.costs_shown_to == GoodPracticePage.Costs.ALL

    @property
    def cost(self) -> str:
        """Return the cost in euros, for those who may know."""
        if not self.sees_costs or self.practice.cost is None:
            return ""
        return f"{format_number(self.practice.cost, self.reader, 0)} €"

    @property
    def resources(self) -> str:
        """Return what staff and help it took, for those who may know."""
        return self.text("resources") if self.sees_costs else ""

    # Sections

    def text(self, name: str) -> str:
        """Return a text of the practice as HTML; nothing for an empty one."""
        value = getattr(self.practice, name).strip()
        return render_markdown(value) if value else ""

    @cached_property
    def sections(self) -> list[dict[str, Any]]:
        """Return the sections that have something to say, in order; `part` names the template."""
        found = (
            ("summary", _("In short"), "text", self.text("summary")),
            ("need", _("The need"), "text", self.text("challenge")),
            ("objectives", _("The objectives"), "objectives", self.contents.objectives),
            ("activities", _("What was done"), "activities", self.activities),
            ("results", _("Results"), "figures", self.numbers or self.contents.results),
            ("evaluation", _("Evaluation"), "evaluation", self.evaluation),
            ("opinion", _("What users say"), "opinion", self.text("users_opinion")),
            ("difficulties", _("Difficulties and advice"), "text", self.text("difficulties")),
            ("transfer", _("What you can take over"), "text", self.text("transfer")),
            ("resources", _("Cost and resources"), "resources", self.cost or self.resources),
            ("equality", _("Equality and accessibility"), "text", self.text("equality")),
            ("ended", _("Why it ended"), "text", self.text("ended_reason")),
        )
        return [
            {"id": name, "title": title, "part": f"good_practices/parts/{part}.html", "content": content}
            for name, title, part, content in found
            if content
        ]

    @property
    def activities(self) -> list[dict[str, Any]]:
        """Return the building blocks as HTML, with the labels of their kinds of service."""
        return [
            {
                "name": block.name,
                "what": render_markdown(block.what),
                "enabling": render_markdown(block.enabling),
                "lesson": render_markdown(block.lesson),
                "kinds": self.labelled("servicekind", block.kinds),
            }
            for block in self.contents.activities
        ]

    @property
    def numbers(self) -> list[dict[str, str]]:
        """Return how many people were reached, of whom how many women and children."""
        practice = self.practice
        found = (
            (practice.people_reached, _("people reached")),
            (practice.women_reached, _("of them women")),
            (practice.children_reached, _("of them children")),
            (None if practice.people_reached else practice.people_planned, _("people planned")),
        )
        return [{"number": format_number(value, self.reader), "label": label} for value, label in found if value]

    @property
    def evaluation(self) -> dict[str, Any]:
        """Return who evaluated the practice, how, and the report; nothing when nobody did."""
        practice = self.practice
        if practice.evaluation == GoodPracticePage.Evaluation.NONE:
            return {}
        return {
            "by": practice.get_evaluation_display(),
            "text": self.text("evaluation_text"),
            "report": practice.evaluation_report,
        }

    # Beside the text

    @property
    def thread(self) -> list[dict[str, str]]:
        """Return the life of the practice: written, published, translated, confirmed."""
        practice = self.practice
        body = self.body_and_partners["value"]
        knots = [{"title": self.written_in, "state": "done", "text": body}]
        if practice.first_published_at:
            knots.append({"title": _("Published"), "state": "done", "text": self.date(practice.first_published_at)})
        knots.append(self.translation_knot)
        if practice.confirmed_on:
            knots.append({"title": _("Confirmed"), "state": "done", "text": self.date(practice.confirmed_on)})
        return sorted(knots, key=lambda knot: ("done", "now", "next").index(knot["state"]))

    @property
    def written_in(self) -> str:
        """Say which language the practice was written in."""
        return _("Written in Greek") if self.practice.source_language == "el" else _("Written in English")

    @property
    def translation_knot(self) -> dict[str, str]:
        """Say how far the translation is."""
        into = _("English translation") if self.practice.source_language == "el" else _("Greek translation")
        if not self.freshness.translated:
            return {"title": into, "state": "next", "text": ""}
        if self.freshness.outdated:
            return {"title": into, "state": "now", "text": _("The original has changed since.")}
        text = self.date(self.freshness.reviewed_at) if self.freshness.reviewed_at else ""
        return {"title": into, "state": "done", "text": text}

    def date(self, moment: date | datetime) -> str:
        """Return a day in the reader's language."""
        day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
        return format_date(day, self.reader)

    @property
    def contact(self) -> str:
        """Return the contact's name, for members only."""
        return str(self.practice.contact) if self.sees_more and self.practice.contact_id else ""

    @property
    def citation(self) -> str:
        """Say how to cite the practice: body, year, title, site, address."""
        body = self.practice.lead_organisation
        year = self.practice.first_published_at.year if self.practice.first_published_at else ""
        author = body.name_in(self.language) if body else ""
        head = f"{author} ({year})." if author and year else author
        return " ".join(part for part in (head, f"{self.practice.title}.", f"Nima. {self.full_url}") if part)

    @property
    def body_kind(self) -> str:
        """Return what sort of body leads the practice, and where it sits."""
        body = self.practice.lead_organisation
        if body is None:
            return ""
        return ", ".join([str(body.get_kind_display()), *self.labelled("place", [body.place.code])])

    @property
    def picture(self) -> dict[str, str] | None:
        """Return the uploaded picture with its words in the reader's language, or in the one there is."""
        found = self.contents.picture
        if found is None:
            return None
        alts = {"el": found.alt_el, "en": found.alt_en}
        language = next((code for code in (self.reader, *alts) if alts[code]), self.reader)
        return {"url": found.url, "alt": alts[language], "language": language, "credit": found.credit}

    @property
    def members_only_costs(self) -> bool:
        """Say whether others than members do not see the cost."""
        return self.practice.costs_shown_to == GoodPracticePage.Costs.MEMBERS

    @cached_property
    def related(self) -> list[dict[str, Any]]:
        """Return practices on the same themes."""
        themes = self.contents.words["themes"]
        library_url = self.url.removesuffix(f"{self.practice.slug}/")
        return related(self.practice, themes, labels=self.labels, reader=self.reader, library_url=library_url)


def present(practice: GoodPracticePage, request: HttpRequest) -> Presentation:
    """Return a practice as the person who asks may see it; a preview shows the draft in memory."""
    reader = get_language() or practice.language
    url = shown_at(practice, reader, request)[0]
    original, translation = (practice, practice.twin) if practice.is_original else (practice.twin or practice, practice)
    return Presentation(
        practice=practice,
        contents=collect(practice) if getattr(request, "is_preview", False) else fetch(practice),
        labels=labels(reader),
        reader=reader,
        url=url,
        full_url=request.build_absolute_uri(url),
        other_url=practice.twin.get_url(request) if practice.twin else "",
        user=getattr(request, "user", None),
        freshness=freshness(original, translation),
    )
