"""What every page is held to, whatever it shows: WCAG 2.2 AA and best practice, no sideways scroll, no complaint."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (1366, 390, 320)
SCHEMES = ("light", "dark")
EVERY_LOOK = tuple((width, scheme) for width in WIDTHS for scheme in SCHEMES)
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice")
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# Only what is wrong is brought over: all that axe found to be right is 60 kB more.
AXE = "(options) => axe.run(options).then((found) => found.violations)"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Look:
    """A page in one width and one colour scheme."""

    page: Page
    width: int
    scheme: Any

    def show(self) -> None:
        """Bring the window into this look; the page stays as it is."""
        widen(self.page, self.width)
        self.page.emulate_media(color_scheme=self.scheme)

    def findings(self) -> list[str]:
        """Return what axe finds, each with the element."""
        self.show()
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(AXE, OPTIONS)
        where = f"{self.page.url} {self.width} {self.scheme}"
        return [f"{where}: {rule['id']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def widen(page: Page, width: int) -> None:
    """Bring the window to a width, if it has another one: the page is laid out anew then."""
    if not page.viewport_size or page.viewport_size["width"] != width:
        page.set_viewport_size({"width": width, "height": 900})


def too_wide(page: Page) -> list[str]:
    """Say how far a page goes beyond its window, if it does."""
    beyond = page.evaluate(WIDER)
    return [f"{page.url} is {beyond} px wider than {page.viewport_size}"] if beyond > 0 else []


def faults(page: Page, looks: Collection[tuple[int, str]] = EVERY_LOOK) -> list[str]:
    """Return everything that is wrong with a page, measured in each width and looked at in some looks."""
    found = []
    for width in WIDTHS:
        widen(page, width)
        found += too_wide(page)
        found += [fault for wide, scheme in looks if wide == width for fault in Look(page, wide, scheme).findings()]
    return found
