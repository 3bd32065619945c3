"""Covers and portraits are the same cloth for the same words, small, and drawn of cells alone."""

import re

import pytest

from blocks.weaving import (
    DYES,
    REPEAT,
    Cell,
    band,
    comb,
    cover,
    cross,
    diagonal,
    fingerprint,
    lozenge,
    portrait,
    star,
    teeth,
    weave,
    zigzag,
)

TITLES = [f"Πρακτική {number}: στήριξη στη γειτονιά" for number in range(200)]


def draw(cell: Cell, height: int) -> list[str]:
    """Return a motif as letters: a point for the ground, a number for a yarn."""
    return ["".join(".123"[cell(x, y, (1, 2, 3))] for x in range(REPEAT)) for y in range(height)]


def cells(svg: str) -> dict[tuple[int, int], str]:
    """Return the yarn of each cell that a drawing fills."""
    filled: dict[tuple[int, int], str] = {}
    for yarn, path in re.findall(r'<path class="(y\d)" d="([^"]+)"/>', svg):
        x, y = 0, 0
        for begun, left, upper, gap, length in re.findall(r"(?:(M)(\d+) (\d+)\.5|m(\d+) 0)h(\d+)", path):
            x, y = (int(left), int(upper)) if begun else (x + int(gap), y)
            filled |= {(x + across, y): yarn for across in range(int(length))}
            x += int(length)
    return filled


def test_the_same_title_is_always_the_same_cloth() -> None:
    cover.cache_clear()
    first = cover("συνΑΝΑΠΤΥΞΗ", dye="olive")
    cover.cache_clear()

    assert cover("συνΑΝΑΠΤΥΞΗ", dye="olive") == first
    assert cover(" συνΑΝΑΠΤΥΞΗ ", dye="olive") == first


def test_two_hundred_titles_make_two_hundred_cloths() -> None:
    assert len({frozenset(cells(cover(title, dye="sea")).items()) for title in TITLES}) == 200


def test_a_taller_cover_goes_on_where_the_smaller_one_ends() -> None:
    low, high = cells(cover("Νήμα", height=26)), cells(cover("Νήμα", height=48))

    assert {place: yarn for place, yarn in high.items() if place[1] < 26} == low


def test_the_theme_picks_the_dye_and_without_one_the_title_does() -> None:
    assert 'class="weave dye-madder"' in cover("Νήμα", dye="madder")
    assert {re.findall(r"dye-(\w+)", cover(title))[0] for title in TITLES} == set(DYES)


def test_covers_on_one_page_have_ids_of_their_own() -> None:
    covers = [cover(title, dye=dye, height=height) for title in TITLES[:20] for dye in DYES[:2] for height in (15, 26)]

    assert len({re.findall(r'id="([^"]+)"', svg)[0] for svg in covers}) == 80


def test_a_cover_refers_to_its_own_pattern() -> None:
    svg = cover("Νήμα")

    assert re.findall(r"url\(#(.+?)\)", svg) == re.findall(r'id="(.+?)"', svg)


def test_nothing_of_the_title_stands_in_the_drawing() -> None:
    assert "canary" not in cover('"><script>canary</script>') + portrait('"><script>canary</script>')


def test_covers_stay_small() -> None:
    assert max(len(cover(title)) for title in TITLES) < 2600
    assert sum(len(cover(title, width=32, height=32)) for title in TITLES[:20]) < 40_000


def test_a_portrait_is_the_same_from_left_right_above_and_below() -> None:
    filled = cells(portrait("0b8f2c1e"))

    assert filled == {(7 - x, y): yarn for (x, y), yarn in filled.items()}
    assert filled == {(x, 7 - y): yarn for (x, y), yarn in filled.items()}


def test_a_portrait_knows_its_size() -> None:
    assert [re.findall(r'class="(avatar[^"]*?) dye', portrait("a", size))[0] for size in ("", "s", "l")] == [
        "avatar",
        "avatar s",
        "avatar l",
    ]


def test_the_band_is_twelve_rows_on_the_whole_width() -> None:
    assert 'viewBox="0 0 420 12"' in band()


def test_every_row_is_one_repeat_wide() -> None:
    rows = weave(fingerprint("Νήμα"))

    assert {len(next(rows)) for _ in range(300)} == {REPEAT}


@pytest.mark.parametrize(
    ("cell", "picture"),
    [
        (teeth, ["...11......11...", "..1111....1111..", ".111111..111111.", "1111111111111111"]),
        (comb, ["1111111111111111", ".22..22..22..22.", ".22..22..22..22.", "1111111111111111"]),
        (diagonal, ["11..22..11..22..", "11..22..11..22..", "..11..22..11..22", "..11..22..11..22"]),
        (zigzag, ["12.11.2112.11.21", "112..211112..211", ".112211..112211.", "2.1111.22.1111.2"]),
        (cross, ["...11......11...", "...11......11...", "2111111221111112", "...11......11...", "...11......11..."]),
        (
            star,
            [
                "1..22..11..22..1",
                ".1.22.1..1.22.1.",
                "..1221....1221..",
                ".223322..223322.",
                "..1221....1221..",
                ".1.22.1..1.22.1.",
                "1..22..11..22..1",
            ],
        ),
        (
            lozenge(4),
            [
                "....1..22..1....",
                "...1..2..2..1...",
                "..1..2....2..1..",
                ".1..2..33..2..1.",
                "1..2..3333..2..1",
                ".1..2..33..2..1.",
                "..1..2....2..1..",
                "...1..2..2..1...",
                "....1..22..1....",
            ],
        ),
    ],
)
def test_a_motif_is_drawn_as_on_the_loom(cell: Cell, picture: list[str]) -> None:
    assert draw(cell, len(picture)) == picture
