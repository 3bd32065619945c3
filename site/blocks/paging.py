"""The pages of a list: this one, those beside it, the first and the last."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


@dataclass(frozen=True)
class PageLinks:
    """What `components/pager.html` takes; there is no address before the first page and behind the last."""

    pages: list[dict[str, Any]]
    """Each with number, url and current; a gap has an empty number only."""
    previous_url: str
    next_url: str


def page_links(current: int, last: int, address: Callable[[int], str]) -> PageLinks:
    """Return the links of a list that is at one page; `address` says where a page is."""
    numbers = Paginator(range(last), 1).get_elided_page_range(current, on_each_side=1, on_ends=1)
    pages = [
        {"number": number, "url": address(number), "current": number == current}
        if isinstance(number, int)
        else {"number": ""}
        for number in numbers
    ]
    return PageLinks(
        pages=pages,
        previous_url=address(current - 1) if current > 1 else "",
        next_url=address(current + 1) if current < last else "",
    )


def links_of(page: Page[Any], request: HttpRequest) -> PageLinks:
    """Return the links of a list at an address that keeps everything else it asks for."""

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return page_links(page.number, page.paginator.num_pages, address)
