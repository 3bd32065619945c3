"""The land under a map that is folded at first."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from blocks.land import land_under
from blocks.maps import draw_map
from blocks.outlines import View, around, countries

ATHENS = around([(37.98, 23.73)])
FAR = around([(37.98, 23.73), (55.6, 13.0)])
TOKENS = Path(__file__).parents[2] / "static/css/tokens.css"


def address(view: View, *members: str) -> str:
    """Return the address of a picture."""
    return re.findall('src="(.*?)"', land_under(view, frozenset(members)))[0]


@pytest.mark.parametrize("view", [ATHENS, FAR])
def test_the_picture_shows_what_the_map_would(view: View, client: Client) -> None:
    picture = client.get(address(view, "PT", "GR"))

    assert picture.content.decode().endswith(f"</style>{countries(view, frozenset({'GR', 'PT'}))}</svg>")
    assert f'viewBox="{" ".join(map(str, view.box))}"' in picture.content.decode()
    assert [picture.headers[name] for name in ("Content-Type", "Cache-Control", "Content-Security-Policy")] == [
        "image/svg+xml",
        "public, max-age=2592000",
        "default-src 'none'; style-src 'unsafe-inline'",
    ]


def test_equal_maps_share_a_picture_and_others_do_not() -> None:
    assert address(ATHENS, "GR", "PT") == address(ATHENS, "PT", "GR")
    assert len({address(ATHENS, "GR"), address(ATHENS), address(FAR, "GR")}) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["{}A", "A{}", "x", "é"])
def test_nobody_else_orders_a_drawing(change: str, client: Client) -> None:
    mark = address(ATHENS, "GR").removeprefix("/map/").removesuffix(".svg")

    assert client.get(reverse("land", args=[change.format(mark)])).status_code == 404


def test_a_close_map_leaves_its_land_to_the_picture() -> None:
    close, whole = draw_map([], ["GR"], view="close"), draw_map([], ["GR"])

    assert (close.count("<img "), close.count('class="land"')) == (1, 0)
    assert (whole.count("<img "), whole.count('class="land"')) == (0, 1)


def test_the_picture_has_the_colours_of_the_tokens(client: Client) -> None:
    picture, tokens = client.get(address(ATHENS)).content.decode(), TOKENS.read_text()
    both = [re.findall(rf"--{name}: light-dark\((#\w+), (#\w+)\)", tokens)[0] for name in ("land", "member", "sunken")]

    drawn = re.findall(r"#[0-9a-f]{6}", picture)

    assert drawn == [*(light for light, _dark in both), *(dark for _light, dark in both)]
