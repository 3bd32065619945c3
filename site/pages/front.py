"""The home page as visitors see it: the next meeting, the newest practices, and the network in numbers."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.db.models import Count
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext, npgettext
from wagtail.models import Page

from blocks.links import in_language_of_reader
from blocks.pages import address_in
from blocks.places import Places
from blocks.spots import Pin
from good_practices.atlas import words as words_of_pin
from good_practices.models import GoodPracticePage
from good_practices.pictures import CARD
from good_practices.rows import as_row, with_rows
from good_practices.words import Labels, labels
from language.numbers import format_number
from network_members.models import Organisation
from pages import frame
from pages.models import HomeMeeting, HomePage
from translation.marks import marks_on

NEWEST, POPULAR = 3, 3
CARD_SIZE = CARD.partition("-")[2].split("x")
PARTS = {
    "mast": ("title", "headline", "lead"),
    "cycle": ("method_title", "method_text", "meetings"),
    "network": ("network_title", "network_text"),
}
"""The texts of each part of the home page."""
DYES = {HomeMeeting.State.DONE: "olive", HomeMeeting.State.NOW: "madder"}


@dataclass(frozen=True)
class Front:
    """Everything the template shows of the network."""

    page: HomePage
    reader: str
    """The language of the page around the texts."""
    request: HttpRequest

    @cached_property
    def labels(self) -> Labels:
        """Return the labels of all words."""
        return labels(self.reader)

    @cached_property
    def library_url(self) -> str:
        """Return the address of the library."""
        return str(frame.kept_for(self.reader)["library_url"])

    @property
    def headline(self) -> str:
        """Return the headline, or the name of the site while nobody wrote one."""
        return self.page.headline or self.page.title

    @cached_property
    def marks(self) -> dict[str, str]:
        """Return how the texts stand to the original."""
        return marks_on(self.page, self.request, self.reader, PARTS)

    @cached_property
    def meetings(self) -> list[dict[str, str]]:
        """Return the meetings of the cycle in order, each with the look of its state."""
        return [
            {
                "cloth": str(meeting.translation_key),
                "title": meeting.title,
                "text": meeting.text,
                "when_where": meeting.when_where,
                "state": meeting.state,
                "tag": str(meeting.get_state_display()),
                "dye": DYES.get(meeting.state, ""),
            }
            for meeting in self.page.meetings.all()
        ]

    @property
    def next_meeting(self) -> dict[str, str] | None:
        """Return the meeting that takes registrations, or the first one that is planned."""
        ranked = (HomeMeeting.State.NOW, HomeMeeting.State.NEXT)
        return next((one for state in ranked for one in self.meetings if one["state"] == state), None)

    @property
    def method_url(self) -> str:
        """Return where the method is explained, in the reader's language; nothing while that page is hidden."""
        keys = Page.objects.filter(pk=self.page.method_page_id).values_list("translation_key", flat=True)
        pages = in_language_of_reader(keys, self.reader)
        return next((address_in(page, self.reader, self.request)[0] for page in pages.values()), "")

    @cached_property
    def places(self) -> list[tuple[Any, ...]]:
        """Return code, latitude, longitude and number of practices of each place; practices without one count too."""
        found = GoodPracticePage.objects.in_library(self.reader).order_by()
        rows = found.values_list("place__code", "place__latitude", "place__longitude")
        return list(rows.annotate(number=Count("pk")))

    @property
    def total(self) -> int:
        """Return how many practices the reader finds in the library."""
        return sum(row[-1] for row in self.places)

    @property
    def total_shown(self) -> str:
        """Return that number as the reader's language writes it."""
        return format_number(self.total, self.reader)

    @cached_property
    def atlas(self) -> Places:
        """Return what the pins of the map say, and that they lead into the library."""
        points = {
            code: (float(latitude), float(longitude)) for code, latitude, longitude, _number in self.places if code
        }
        return Places(self.labels["place"], points, partial(address_of, self.library_url), words_of_pin)

    @cached_property
    def pins(self) -> list[Pin]:
        """Return the places on the map, in the reader's alphabet."""
        return self.atlas.pins({code: number for code, *_point, number in self.places})

    @property
    def centre(self) -> str:
        """Return the place with the most practices, where the strands of the map come together."""
        most = max(self.pins, key=lambda pin: pin["count"], default=None)
        return most["place"] if most else ""

    @cached_property
    def popular(self) -> list[dict[str, str]]:
        """Return the themes of the most practices."""
        found = GoodPracticePage.objects.in_library(self.reader).order_by().filter(themes__isnull=False)
        rows = found.values_list("themes__code").annotate(number=Count("pk")).order_by("-number", "themes__code")
        return [
            {"text": self.labels["theme"][code], "url": f"{self.library_url}?theme={code}"}
            for code, _number in rows[:POPULAR]
            if code in self.labels["theme"]
        ]

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        """Return the newest practices as `components/card.html` takes them."""
        newest = GoodPracticePage.objects.in_library(self.reader).order_by("-first_published_at", "-pk")
        return [self.card(practice) for practice in with_rows(newest, CARD)[:NEWEST]]

    def card(self, practice: Any) -> dict[str, Any]:
        """Return a practice as a card: a row with its theme alone, and a picture of another shape."""
        row = as_row(practice, self.labels, self.reader, self.library_url)
        theme = self.labels["theme"].get(practice.theme_code, "")
        return {**row, "tag": theme, "tag_dye": row["dye"], "picture": picture(practice.picture_file)}

    @cached_property
    def members(self) -> dict[str, int]:
        """Return how many bodies of the public directory each country has."""
        listed = Organisation.objects.visible_to(AnonymousUser()).order_by()
        return dict(listed.values_list("place__country__code").annotate(number=Count("pk")))

    @property
    def member_countries(self) -> list[str]:
        """Return the codes of the countries with members as the map knows them."""
        return sorted(code.upper() for code in self.members)

    @property
    def stats(self) -> list[dict[str, str]]:
        """Return the network in three numbers."""
        bodies, countries = sum(self.members.values()), len(self.members)
        found = (
            (bodies, ngettext("member organisation", "member organisations", bodies)),
            (countries, npgettext("number above", "country", "countries", countries)),
            (self.total, ngettext("practice", "practices", self.total)),
        )
        return [{"value": format_number(number, self.reader), "label": label} for number, label in found]


def address_of(library_url: str, codes: tuple[str, ...]) -> str:
    """Return the address of the library at some places."""
    return f"{library_url}?{urlencode([('place', code) for code in codes])}"


def picture(file: str | None) -> dict[str, Any] | None:
    """Return a rendition of the size of cards as the picture component takes it."""
    width, height = CARD_SIZE
    return {"url": default_storage.url(file), "width": width, "height": height} if file else None


def present(page: HomePage, request: HttpRequest) -> Front:
    """Return the home page for the language of the request."""
    return Front(page=page, reader=get_language() or page.language, request=request)
