"""The map shows each place as a link of its own, with a name that covers nothing else."""

import re
from itertools import combinations
from math import hypot

from django.utils.translation import override

from blocks.maps import LETTER, LINE, ROOM, Box, Pin, Spot, draw_map, place_spots, project

CITIES = {
    "Αθήνα": (37.98, 23.73, 9),
    "Πάτρα": (38.25, 21.73, 5),
    "Βόλος": (39.36, 22.94, 3),
    "Θεσσαλονίκη": (40.64, 22.94, 4),
    "Ρώμη": (41.9, 12.5, 3),
    "Λισαβόνα": (38.72, -9.14, 6),
    "Βιέννη": (48.21, 16.37, 5),
    "Παρίσι": (48.86, 2.35, 4),
    "Βουκουρέστι": (44.43, 26.1, 4),
}


def pin(place: str, latitude: float, longitude: float, count: int = 1) -> Pin:
    """Return a pin that leads to the list of its place."""
    return Pin(place=place, count=count, url=f"?place={place}", latitude=latitude, longitude=longitude)


def pins() -> list[Pin]:
    """Return the cities of the network."""
    return [pin(place, *position) for place, position in CITIES.items()]


def ground(spot: Spot) -> Box:
    """Return what the name of a spot covers."""
    width = LETTER * len(spot.pin["place"])
    left = {"start": spot.name_x, "end": spot.name_x - width, "middle": spot.name_x - width / 2}[spot.anchor]
    return Box(left + 1, spot.name_y - LINE + 6, left + width - 1, spot.name_y + 4)


def test_places_stand_where_the_outlines_have_them() -> None:
    found = {place: tuple(round(part) for part in project(*CITIES[place][:2])) for place in ("Λισαβόνα", "Παρίσι")}

    assert found == {"Λισαβόνα": (43, 415), "Παρίσι": (214, 269)}


def test_every_pin_can_be_hit_alone() -> None:
    spots = place_spots(pins())

    assert min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(spots, 2)) > 2 * ROOM


def test_two_pins_of_one_place_part() -> None:
    spots = place_spots([pin("Αθήνα", 37.98, 23.73), pin("Πειραιάς", 37.98, 23.73)])

    assert hypot(spots[0].x - spots[1].x, spots[0].y - spots[1].y) > 2 * ROOM


def test_no_name_covers_another_name_or_leaves_the_map() -> None:
    names = [ground(spot) for spot in place_spots(pins())]

    assert [pair for pair in combinations(names, 2) if pair[0].meets(pair[1])] == []
    assert [name for name in names if name.left < 0 or name.right > 640] == []


def test_a_line_leads_to_a_name_that_finds_no_room_beside_its_pin() -> None:
    around = [pin("Κοζάνη", 38 + down, 22 + right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right]

    drawn = draw_map([*around, pin("Μέση", 38, 22)])

    assert drawn.count('class="name"') == 9
    assert drawn.count('class="lead"') > 0


def test_a_name_that_nobody_could_read_is_left_to_its_link() -> None:
    crowd = [pin("Μακρινάρι Αιτωλοακαρνανίας", 38 + step / 50, 22 + step / 50) for step in range(12)]

    drawn = draw_map(crowd)

    assert 0 < len(re.findall('class="name"', drawn)) < 12
    assert drawn.count('aria-label="Μακρινάρι Αιτωλοακαρνανίας: ') == 12


def test_a_link_says_place_and_number() -> None:
    with override("en"):
        drawn = draw_map([pin("Patras", 38.25, 21.73), pin("Athens", 37.98, 23.73, 3)])

    assert re.findall('<a class="pin" href="(.+?)" aria-label="(.+?)"', drawn) == [
        ("?place=Athens", "Athens: 3 practices"),
        ("?place=Patras", "Patras: 1 practice"),
    ]


def test_what_people_typed_is_escaped() -> None:
    drawn = draw_map([pin("<b>canary</b>", 38.25, 21.73)])

    assert "<b>" not in drawn
    assert "&lt;b&gt;canary&lt;/b&gt;" in drawn


def test_countries_with_members_have_their_own_tone() -> None:
    without, one = (re.findall('class="member" d="(.*?)"', draw_map([], codes))[0] for codes in ([], ["GR"]))

    assert (without, one[:1]) == ("", "M")


def test_strands_lead_from_the_centre_to_the_others() -> None:
    assert [len(re.findall('class="strand"', draw_map(pins(), centre=name))) for name in ("Αθήνα", "", "Κως")] == [
        8,
        0,
        0,
    ]


def test_an_empty_map_is_still_a_map() -> None:
    assert re.findall("<(a|text)", draw_map([])) == []


def test_the_map_weighs_little() -> None:
    assert len(draw_map(pins(), ["GR", "PT"])) < 22_000


def test_a_view_shows_a_part() -> None:
    assert 'viewBox="0 212 640 310"' in draw_map(pins(), view="mediterranean")


def test_a_map_drawn_once_still_speaks_the_language_of_its_page() -> None:
    drawn = []
    for language in ("el", "en", "el"):
        with override(language):
            drawn.append("practice" in draw_map([pin("Patras", 38.25, 21.73)]))

    assert drawn == [False, True, False]
