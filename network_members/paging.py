"""Lists in pages; the filters stay in the address."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE = 20


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """Return the page of a list that an address asks for; the nearest one when there is no such page."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def pager(request: HttpRequest, page: Page[Any]) -> dict[str, Any]:
    """Return the inputs of `components/pager.html`."""
    numbers: Sequence[Any] = list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return {
        "pages": [as_link(request, number, page.number) for number in numbers],
        "previous_url": address(request, page.previous_page_number()) if page.has_previous() else "",
        "next_url": address(request, page.next_page_number()) if page.has_next() else "",
    }


def as_link(request: HttpRequest, number: Any, current: int) -> dict[str, Any]:
    """Return one page of the pager; a gap has no number."""
    if not isinstance(number, int):
        return {"number": ""}
    return {"number": number, "url": address(request, number), "current": number == current}


def address(request: HttpRequest, number: int) -> str:
    """Return the address of a page of this list."""
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
