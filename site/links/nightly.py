"""Which links of public pages lead to other hosts, and which of them do not open."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from links.addresses import can_work, is_own
from links.models import LONGEST, BrokenLink
from links.reading import contents_of


def outside_links() -> dict[str, list[tuple[int, str]]]:
    """Return the addresses on other hosts with the pages and the words that lead there."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number, address, words in links_of_pages():
        found.setdefault(address, []).append((number, words))
    return found


def links_of_pages() -> Iterator[tuple[int, str, str]]:
    """Yield page, address and words of each link that leads away from the site."""
    for page in Page.objects.live().order_by("pk").specific().iterator(chunk_size=100):
        for link in contents_of(page).links:
            address = link.attributes.get("href", "")
            if is_outside(address):
                yield page.pk, address, link.words[:250]


def is_outside(address: str) -> bool:
    """Say whether an address leads to a page of another site."""
    is_web = address.startswith(("http://", "https://")) and len(address) <= LONGEST
    return is_web and can_work(address) and not is_own(address)


def check(ask: Callable[[str], str], now: datetime) -> tuple[int, int]:
    """Ask each address once and write down what does not open; return how many were asked, and how many are broken."""
    links = outside_links()
    reasons = {address: ask(address) for address in links}
    broken = [
        BrokenLink(page_id=number, address=address, words=words, reason=reasons[address], found_at=now)
        for address, places in links.items()
        if reasons[address]
        for number, words in dict(places).items()
    ]
    write(broken)
    return len(links), sum(map(bool, reasons.values()))


@transaction.atomic
def write(broken: list[BrokenLink]) -> None:
    """Keep what is broken; what was broken before keeps its day, and what opens again is forgotten."""
    known = {(one.page_id, one.address): one for one in BrokenLink.objects.all()}
    for one in broken:
        before = known.pop((one.page_id, one.address), None)
        if before:
            one.pk, one.found_at = before.pk, before.found_at
        one.save()
    BrokenLink.objects.filter(pk__in=[one.pk for one in known.values()]).delete()
