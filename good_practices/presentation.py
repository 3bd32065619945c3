"""A practice as its page tells it: tags, sections, the thread, and what stands beside them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blocks.pages import shown_at
from blocks.paper import is_possible
from blocks.richtext import render_markdown
from good_practices import rules
from good_practices.above import sections_above
from good_practices.contents import Picture
from good_practices.ending import ending_of
from good_practices.facts import Facts
from good_practices.flipping import choices, shown
from good_practices.labelling import standing_of
from good_practices.models.bookmarks import Bookmark
from good_practices.models.practice import GoodPracticePage
from good_practices.pointed import projects_of
from good_practices.related import related
from good_practices.rows import evidence_tag, extent_tag, label_tag, status_tag, woven_title
from language.dates import format_date
from language.numbers import format_number
from translation.glossary import explained_in, found_in
from translators.credits import Credit, credit_of

EXPLAINED = ("one_line", "summary", "challenge", "difficulties", "transfer", "users_opinion", "equality")
"""Fields whose words the glossary explains."""


class Presentation(Facts):
    """Everything the template shows of one practice."""

    @property
    def tags(self) -> list[dict[str, str]]:
        """Return theme, label, evidence, extent and status."""
        themes = self.named("themes", "theme")[:1]
        theme = [{"text": text, "dye": self.contents.dye} for text in themes]
        practice = self.practice
        return [*theme, *label_tag(practice), *evidence_tag(practice), extent_tag(practice), status_tag(practice)]

    @property
    def woven_title(self) -> str:
        """Return the title that the cover is woven from."""
        return woven_title(self.practice, self.practice.twin.title if self.practice.twin else None)

    @cached_property
    def sections(self) -> list[dict[str, Any]]:
        """Return the sections that have something to say, in order; `part` names the template."""
        found = (
            ("summary", _("In short"), "text", self.told("summary")),
            ("need", _("The need"), "text", self.told("challenge")),
            ("objectives", _("The objectives"), "objectives", self.contents.objectives),
            ("activities", _("What was done"), "activities", self.activities),
            ("results", _("Results"), "figures", self.numbers or self.contents.results),
            ("evaluation", _("Evaluation"), "evaluation", self.evaluation),
            ("opinion", _("What users say"), "opinion", self.told("users_opinion")),
            ("difficulties", _("Difficulties and advice"), "text", self.told("difficulties")),
            ("transfer", _("What you can take over"), "text", self.told("transfer")),
            ("resources", _("Cost and funding"), "resources", self.money),
            ("equality", _("Equality and accessibility"), "text", self.told("equality")),
            ("files", _("To take along"), "files", self.contents.files),
            ("links", _("Read on elsewhere"), "links", self.contents.links),
            ("ended", _("Why it ended"), "ending", self.ending),
        )
        own = self.marks.laid_over(found, self.language, self.practice.source_language)
        return own + sections_above(self.practice, self.request)

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

    @cached_property
    def standing(self) -> list[dict[str, Any]]:
        """Return what the network says of the practice, with its reasons."""
        return standing_of(self.practice, self.reader)

    @cached_property
    def has_ended(self) -> bool:
        """Say whether the practice has ended."""
        return self.practice.status == GoodPracticePage.Status.ENDED

    @cached_property
    def ending(self) -> dict[str, Any]:
        """Return why the practice ended and what was learned, each with its language; nothing when nobody said."""
        own, ended = self.text("ended_reason"), ending_of(self.practice)
        told = render_markdown(ended.reason) if ended else ""
        parts = {
            "reason": own or told,
            "reason_language": self.language if own or not ended else ended.language,
            "lessons": render_markdown(ended.lessons) if ended else "",
            "lessons_language": ended.language if ended else "",
        }
        return parts if parts["reason"] else {}

    @cached_property
    def words_explained(self) -> list[dict[str, str]]:
        """Return the terms that stand in the text, each with its explanation; the text stays as it is."""
        texts = [self.practice.title, *(getattr(self.practice, name) for name in EXPLAINED)]
        texts += [text for block in self.contents.activities for text in (block.name, block.what)]
        found = found_in([*texts, *self.contents.objectives], self.language)
        explained = (explained_in(entry, self.language, self.reader) for entry in found if not entry.avoid)
        return [row for row in explained if row["explanation"]]

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
    def thread(self) -> list[dict[str, str]]:
        """Return the life of the practice in order: written, then published, translated, confirmed."""
        fresh, practice = self.freshness, self.practice
        dated = (
            (practice.first_published_at, _("Published")),
            (None if fresh.outdated else fresh.reviewed_at, self.translation_title),
            (practice.confirmed_on, _("Confirmed")),
        )
        # Sorting is stable: on the same day a practice is published before it is translated.
        days = sorted(((self.day(moment), title) for moment, title in dated if moment), key=lambda knot: knot[0])
        return [
            {"title": self.written_in, "state": "done", "text": self.body["value"]},
            *({"title": title, "state": "done", "text": format_date(day, self.reader)} for day, title in days),
            *self.open_knots,
        ]

    @property
    def open_knots(self) -> list[dict[str, str]]:
        """Return what is still to do about the translation."""
        if not self.freshness.translated:
            return [{"title": self.translation_title, "state": "next"}]
        if self.freshness.outdated:
            return [{"title": self.translation_title, "state": "now", "text": _("The original has changed since.")}]
        return []

    @property
    def unconfirmed(self) -> str:
        """Say since when nobody has confirmed the practice; empty while somebody has within 13 months."""
        day = self.practice.unconfirmed_since
        return (
            _("Nobody has confirmed this practice since %(date)s.") % {"date": format_date(day, self.reader)}
            if day
            else ""
        )

    @property
    def written_in(self) -> str:
        """Say which language the practice was written in."""
        return _("Written in Greek") if self.practice.source_language == "el" else _("Written in English")

    @property
    def translation_title(self) -> str:
        """Name the translation."""
        return _("English translation") if self.practice.source_language == "el" else _("Greek translation")

    @property
    def texts(self) -> list[dict[str, Any]]:
        """Return both texts of the practice, to turn from one to the other."""
        return choices(self)

    @cached_property
    def credit(self) -> Credit | None:
        """Return which members translated this language and read it; None for the original."""
        return None if self.practice.is_original else credit_of(self.practice, self.user)

    @property
    def contact(self) -> str:
        """Return the contact's name, for members only."""
        return str(self.practice.contact) if self.sees_more and self.practice.contact_id else ""

    @property
    def ask_url(self) -> str:
        """Return where anybody writes to the contact person; nothing in a preview and when nobody would read it."""
        is_asked = not self.is_preview and rules.can_be_asked(self.practice)
        return reverse("practices:ask", args=[self.practice.translation_key]) if is_asked else ""

    @property
    def can_bookmark(self) -> bool:
        """Say whether this reader may save the practice: a member may, once everybody can read it."""
        return self.practice.is_open and rules.can_bookmark(self.user)

    @property
    def is_bookmarked(self) -> bool:
        """Say whether this reader has saved it."""
        return Bookmark.objects.visible_to(self.user).filter(practice_key=self.practice.translation_key).exists()

    @property
    def stable_url(self) -> str:
        """Return the address to cite: where the practice is read in the language of its own text."""
        return self.request.build_absolute_uri(self.practice.get_url(self.request) or self.url)

    @property
    def pdf_url(self) -> str:
        """Return where the practice is had as a file; nothing for what is not online, and where none can be made."""
        is_there = self.practice.live and not self.is_preview and is_possible()
        return reverse("practices:pdf", args=[self.practice.translation_key]) if is_there else ""

    @property
    def citation(self) -> str:
        """Say how to cite the practice: body, year, title, site, address."""
        body = self.practice.lead_organisation
        year = self.practice.first_published_at.year if self.practice.first_published_at else ""
        author = body.name_in(self.language) if body else ""
        head = f"{author} ({year})." if author and year else author
        return " ".join(part for part in (head, f"{self.practice.title}.", f"Nima. {self.stable_url}") if part)

    @property
    def picture(self) -> dict[str, str] | None:
        """Return the uploaded picture with its words in the reader's language, or in the one there is."""
        return self.described(self.contents.picture) if self.contents.picture else None

    @property
    def gallery(self) -> list[dict[str, str]]:
        """Return the other pictures."""
        return [self.described(picture) for picture in self.contents.gallery]

    def described(self, found: Picture) -> dict[str, str]:
        """Return a picture with its words in the reader's language, or in the one there is."""
        alts = {"el": found.alt_el, "en": found.alt_en}
        language = next((code for code in (self.reader, *alts) if alts[code]), self.reader)
        return {"url": found.url, "alt": alts[language], "language": language, "credit": found.credit}

    @cached_property
    def projects(self) -> list[dict[str, str]]:
        """Return the projects that the practice came out of."""
        return projects_of(self.practice, self.reader)

    @cached_property
    def related(self) -> list[dict[str, Any]]:
        """Return practices on the same themes."""
        themes = self.contents.words["themes"]
        return related(self.practice, themes, labels=self.labels, reader=self.reader, library_url=self.library_url)

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to the practice."""
        return [
            {"title": _("Home"), "url": f"/{self.reader}/"},
            {"title": _("Good practices"), "url": self.library_url},
            {"title": self.practice.title, "language": self.language},
        ]


def present(practice: GoodPracticePage, request: HttpRequest) -> Presentation:
    """Return a practice as the person who asks may see it; what the page does not show is not asked for."""
    reader = get_language() or practice.language
    url = shown_at(practice, reader, request)[0]
    return Presentation(practice=practice, reader=reader, url=url, request=request)


def around(practice: GoodPracticePage, request: HttpRequest, kept_as: tuple[Any, ...]) -> dict[str, Any]:
    """Return what the page of a practice shows: its text, or the other language of it, and the key to keep it under."""
    text = shown(practice, request)
    is_other, presentation = text is not practice, present(text, request)
    return {
        "practice": presentation,
        "crumbs": presentation.crumbs,
        "is_other_text": is_other,
        "kept_as": kept_as and (*kept_as, is_other),
    }
