"""What an editor looks at before a practice is published: what the fields tell already, with a hint where to look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from good_practices.checking import Shown
from good_practices.completeness import NEEDED_IN_FULL, is_told
from good_practices.labels import label_of
from good_practices.models import GoodPracticePage
from language.readability import long_sentences
from links.addresses import can_work

ADDRESS = re.compile(r"(?:https?:|www\.)\S+")
"""What an author means as an address."""
ENDS = ".,;:!?·)»”\"'"
"""Signs after an address that belong to the sentence."""


@dataclass(frozen=True)
class Point:
    """One thing to look at."""

    title: str
    is_met: bool
    told: str = ""
    passages: tuple[tuple[str, str], ...] = ()
    """Words of the practice that are meant, each after the name of its field."""


def checklist(draft: GoodPracticePage, rows: list[Shown]) -> list[Point]:
    """Return the points in the order in which an editor takes them."""
    return [whole(draft, rows), lasting(draft), evident(draft), *pictured(draft), *linked(rows), readable(rows)]


def whole(draft: GoodPracticePage, rows: list[Shown]) -> Point:
    """Say what the full text still lacks; a snapshot is publishable without."""
    told = {row.name: any(row.texts) for row in rows} | {"evaluation": draft.evaluation}
    lacks = [str(label_of(name)) for name in NEEDED_IN_FULL if not is_told(name, {name: False, **told})]
    words = _("Missing for the full text: %(fields)s. A snapshot can be published without them.")
    return Point(_("Full text"), not lacks, words % {"fields": ", ".join(lacks)} if lacks else "")


def lasting(draft: GoodPracticePage) -> Point:
    """Say whether it has run for a year, which the network's call asks for."""
    title = _("Has run for a year")
    if not draft.start_year:
        return Point(title, False, _("Nothing says when it began."))
    began, today = date(draft.start_year, draft.start_month or 1, 1), localdate()
    until = date(draft.end_year, draft.end_month or 12, 1) if draft.end_year else today
    months = (min(until, today).year - began.year) * 12 + min(until, today).month - began.month
    if months >= 12:
        return Point(title, True)
    said = ngettext("It has run for %(number)s month.", "It has run for %(number)s months.", max(months, 0))
    return Point(title, False, said % {"number": max(months, 0)})


def evident(draft: GoodPracticePage) -> Point:
    """Say how well the results are shown."""
    level = draft.work_out_evidence()
    is_shown = level != GoodPracticePage.Evidence.DESCRIBED
    told = GoodPracticePage.Evidence(level).label
    return Point(_("Evidence"), is_shown, str(told) if is_shown else _("Only described: no result was measured."))


def pictured(draft: GoodPracticePage) -> Iterator[Point]:
    """Say whether every picture has its words and the consent of those shown."""
    pictures = [row.image for row in draft.images.select_related("image")]
    if not pictures:
        return
    silent = sum(not getattr(picture, f"alt_{draft.source_language}") for picture in pictures)
    unasked = sum(not picture.consent for picture in pictures)
    yield Point(_("Pictures described"), not silent, without_words(silent))
    yield Point(_("Consent of those shown"), not unasked, without_consent(unasked))


def without_words(number: int) -> str:
    """Say how many pictures nobody describes."""
    told = ngettext("%(number)s picture has no description.", "%(number)s pictures have no description.", number)
    return told % {"number": number} if number else ""


def without_consent(number: int) -> str:
    """Say for how many pictures nobody said that those shown agree."""
    told = ngettext("%(number)s picture is without consent.", "%(number)s pictures are without consent.", number)
    return told % {"number": number} if number else ""


def linked(rows: list[Shown]) -> Iterator[Point]:
    """Name the addresses in the texts that cannot work; no other site is asked."""
    texts = [(row, text) for row in rows if row.language for text in row.texts]
    addresses = [(str(row.label), word.rstrip(ENDS)) for row, text in texts for word in ADDRESS.findall(text)]
    faulty = tuple((label, address) for label, address in addresses if not can_work(address))
    told = ngettext("%(number)s address cannot work.", "%(number)s addresses cannot work.", len(faulty))
    if addresses:
        yield Point(_("Links"), not faulty, told % {"number": len(faulty)} if faulty else "", faulty)


def readable(rows: list[Shown]) -> Point:
    """Name the sentences that ask for two readings; a hint, which never hinders."""
    found = tuple(
        (str(row.label), sentence)
        for row in rows
        if row.language
        for text in row.texts
        for sentence in long_sentences(text, row.language)
    )
    told = ngettext(
        "%(number)s sentence has more than 25 words.", "%(number)s sentences have more than 25 words.", len(found)
    )
    return Point(_("Easy to read"), not found, told % {"number": len(found)} if found else "", found)
