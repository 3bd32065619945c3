"""The map shows each place as a link of its own, with a name that covers nothing else."""

import re
from itertools import combinations
from math import hypot

import pytest
from django.utils.translation import override

from blocks.maps import draw_map
from blocks.outlines import EUROPE, around, countries
from blocks.places import Places
from blocks.spots import DIAMOND, LETTER, LINE, ROOM, Box, Pin, Spot, place_spots

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
    return Pin(
        code=place,
        place=place,
        count=count,
        url=f"?place={place}",
        label=f"{place}: {count}",
        latitude=latitude,
        longitude=longitude,
    )


def pins() -> list[Pin]:
    """Return the cities of the network."""
    return [pin(place, *position) for place, position in CITIES.items()]


def ground(spot: Spot) -> Box:
    """Return what the name of a spot covers."""
    width = LETTER * len(spot.pin["place"])
    left = {"start": spot.name_x, "end": spot.name_x - width, "middle": spot.name_x - width / 2}[spot.anchor]
    return Box(left + 1, spot.name_y - LINE + 6, left + width - 1, spot.name_y + 4)


def links(drawn: str) -> list[tuple[str, str]]:
    """Return address and name of every pin."""
    return re.findall('<a class="pin" href="(.+?)" aria-label="(.+?)"', drawn)


def test_places_stand_where_the_outlines_have_them() -> None:
    found = {place: tuple(round(part) for part in EUROPE.point(*CITIES[place][:2])) for place in ("Λισαβόνα", "Παρίσι")}

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
    drawn = draw_map([pin("Patras", 38.25, 21.73), pin("Athens", 37.98, 23.73, 3)])

    assert links(drawn) == [("?place=Athens", "Athens: 3"), ("?place=Patras", "Patras: 1")]


def diamond(one: Pin) -> Pin:
    """Return the pin of another kind at the same place."""
    return {**one, "shape": DIAMOND, "url": f"#{one['code']}"}


def test_pins_of_two_kinds_differ_in_shape_and_share_the_name_of_their_place() -> None:
    patras = pin("Patras", 38.25, 21.73, 3)

    drawn = draw_map([patras, diamond(patras), diamond(pin("Athens", 37.98, 23.73))])

    assert links(drawn) == [("?place=Patras", "Patras: 3")]
    assert re.findall('<a class="pin diamond" href="(.+?)" .+?><(path)', drawn) == [
        ("#Patras", "path"),
        ("#Athens", "path"),
    ]
    assert re.findall('class="name".+?>(.+?)<', drawn) == ["Patras", "Athens"]


def test_a_pin_of_another_kind_can_be_hit_alone() -> None:
    spots = place_spots([one for city in pins() for one in (city, diamond(city))])

    assert min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(spots, 2)) > 2 * ROOM


def test_only_pins_of_one_kind_become_one() -> None:
    known = places(ATTICA)
    circles = known.pins(dict.fromkeys(ATTICA, 2))

    drawn = draw_map([*circles, *map(diamond, circles)], together=known.together)

    assert re.findall('class="(pin[a-z ]*)"', drawn) == ["pin", "pin diamond"]


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
            drawn.append("Map of the places" in draw_map([pin("Patras", 38.25, 21.73)]))

    assert drawn == [False, True, False]


# Closer


ATTICA = {"Αθήνα": (37.98, 23.73), "Πειραιάς": (37.94, 23.65), "Ίλιον": (38.03, 23.7)}
FAR = {"Θεσσαλονίκη": (40.64, 22.94), "Ηράκλειο": (35.34, 25.14)}


def places(points: dict[str, tuple[float, float]]) -> Places:
    """Return places that lead to a list, as the rooms make them."""
    return Places(
        {name: name for name in points},
        points,
        lambda codes: f"?{'&'.join(codes)}",
        lambda name, count, nearby: f"{name}{' and nearby' if nearby else ''}: {count}",
    )


def close_map(points: dict[str, tuple[float, float]]) -> str:
    """Return the map of places that hold two things each, as close as they allow."""
    known = places(points)
    return draw_map(known.pins(dict.fromkeys(points, 2)), ["GR"], view="close", together=known.together)


def test_places_near_each_other_are_one_pin_that_leads_to_all_of_them() -> None:
    assert links(close_map(ATTICA | FAR)) == [
        ("?Ίλιον&amp;Αθήνα&amp;Πειραιάς", "Αθήνα and nearby: 6"),
        ("?Ηράκλειο", "Ηράκλειο: 2"),
        ("?Θεσσαλονίκη", "Θεσσαλονίκη: 2"),
    ]
    assert "Αθήνα +2</text>" in close_map(ATTICA | FAR)


def test_what_one_pin_held_together_stands_apart_in_its_own_list() -> None:
    assert [name for _url, name in links(close_map(ATTICA))] == ["Ίλιον: 2", "Αθήνα: 2", "Πειραιάς: 2"]


def test_places_at_one_point_stand_side_by_side_since_no_view_parts_them() -> None:
    drawn = close_map({"Αθήνα": (37.98, 23.73), "Δήμος Αθηναίων": (37.98, 23.73)} | FAR)

    assert [name for _url, name in links(drawn)][:2] == ["Αθήνα: 2", "Δήμος Αθηναίων: 2"]


@pytest.mark.parametrize(
    ("points", "kilometres"), [(ATTICA, 200), (ATTICA | FAR, 1600), ({"Αθήνα": (37.98, 23.73)}, 640)]
)
def test_a_view_is_as_close_as_its_places_allow(points: dict[str, tuple[float, float]], kilometres: int) -> None:
    view = around(list(points.values()))

    assert round(640 * 6371 / view.scale) == kilometres
    assert all(view.shows(*point) for point in points.values())


@pytest.mark.parametrize("far", [(55.6, 13.0), (38.72, -9.14), (70, 25)])
def test_places_far_apart_are_seen_on_a_strip_of_europe(far: tuple[float, float]) -> None:
    view = around([(37.98, 23.73), far])

    assert (view.scale, view.box[2], 310 <= view.box[3] <= 560) == (EUROPE.scale, 640, True)
    assert view.shows(37.98, 23.73)


def test_nothing_to_show_is_still_a_map() -> None:
    assert around([]).box == (0, 212, 640, 310)


def test_near_lists_share_a_view_so_that_few_are_drawn() -> None:
    assert around([(37.98, 23.73)]) == around([(37.97, 23.71)])


def test_a_close_view_shows_its_countries_in_their_own_tone_and_nothing_far_away() -> None:
    view = around([(37.98, 23.73)])
    greece, sea = countries(view, frozenset({"GR"})), countries(view, frozenset({"PT"}))

    assert re.findall('class="member" d="(M?)', greece) == ["M"]
    assert re.findall('class="member" d="(.*?)"', sea) == [""]


def test_outlines_stay_inside_the_view() -> None:
    drawn = re.findall('class="member" d="(.*?)"', countries(around([(37.98, 23.73)]), frozenset({"GR"})))[0]

    starts = [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+) (-?\d+)", drawn)]
    assert [start for start in starts if not (-13 <= start[0] <= 653 and -13 <= start[1] <= 373)] == []


@pytest.mark.parametrize("point", [(37.98, 23.73), (38.72, -9.14), (48.21, 16.37), (55.6, 13.0)])
def test_a_close_map_weighs_little(point: tuple[float, float]) -> None:
    assert len(countries(around([point]), frozenset())) < 30_000


def test_places_without_a_name_or_a_number_have_no_pin() -> None:
    known = places(ATTICA)

    assert [pin["place"] for pin in known.pins({"Αθήνα": 1, "Πειραιάς": 0, "Άγνωστη": 3})] == ["Αθήνα"]


def test_pins_stand_by_the_alphabet() -> None:
    assert [pin["place"] for pin in places(ATTICA).pins(dict.fromkeys(ATTICA, 1))] == ["Αθήνα", "Ίλιον", "Πειραιάς"]
