"""Modules that come late, as they do over a slow connection: one types before they are there."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route


@contextmanager
def late(page: Page, path: str, module: str) -> Iterator[None]:
    """Open a page, and bring one of its modules only at the end."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/{module}", hold)
    with page.expect_request(f"**/{module}"):
        page.goto(path)
    while not held:
        page.wait_for_timeout(10)
    yield
    held.pop().fallback()
