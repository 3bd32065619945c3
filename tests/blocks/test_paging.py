"""The pages of a list."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from blocks.paging import PageLinks, links_of, page_links


@pytest.mark.parametrize(
    ("current", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, "", 9]),
        (3, 9, [1, 2, 3, 4, "", 9]),
        (5, 9, [1, "", 4, 5, 6, "", 9]),
        (7, 9, [1, "", 6, 7, 8, 9]),
        (9, 9, [1, "", 8, 9]),
    ],
)
def test_page_numbers_skip_what_is_far(current: int, last: int, numbers: list[int | str]) -> None:
    assert [page["number"] for page in page_links(current, last, str).pages] == numbers


def test_links_keep_what_else_an_address_asks_for() -> None:
    request = RequestFactory().get("/", {"q": "α & β", "page": "2"})

    assert links_of(Paginator(range(3), 1).get_page(2), request) == PageLinks(
        pages=[
            {"number": 1, "url": "?q=%CE%B1+%26+%CE%B2&page=1", "current": False},
            {"number": 2, "url": "?q=%CE%B1+%26+%CE%B2&page=2", "current": True},
            {"number": 3, "url": "?q=%CE%B1+%26+%CE%B2&page=3", "current": False},
        ],
        previous_url="?q=%CE%B1+%26+%CE%B2&page=1",
        next_url="?q=%CE%B1+%26+%CE%B2&page=3",
    )


def test_a_list_of_one_page_has_no_links() -> None:
    context = Context({"listed": Paginator(range(3), 5).get_page(1), "request": RequestFactory().get("/")})

    assert Template("{% load blocks %}{% pager listed %}").render(context).strip() == ""
