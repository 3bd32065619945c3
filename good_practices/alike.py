"""Notes which practices that go online mean what they meant before, field by field."""

from collections.abc import Iterable, Iterator
from typing import Any

from good_practices.checking import Shown, shown
from good_practices.followed import published_before
from good_practices.models import GoodPracticePage, Review
from good_practices.same_text import keep
from translation.meaning import meaning


def note(pages: Iterable[GoodPracticePage]) -> None:
    """Note which practices that went online mean what they meant before; only those that were reviewed matter."""
    originals = {page.pk: page for page in pages if page.is_original and page.live_revision_id}
    reviewed = Review.objects.given().filter(practice__in=originals).order_by().values_list("practice", flat=True)
    for page in (originals[number] for number in reviewed.distinct()):
        before = published_before(page)
        if before and means(before.as_object()) == means(page):
            keep(page, page.live_revision, before)


def means(practice: GoodPracticePage) -> dict[str, Any]:
    """Return what everything in a practice means, by the name of its field."""
    return {row.name: list(meant(row)) for row in shown(practice)}


def meant(row: Shown) -> Iterator[Any]:
    """Yield what a field means; an address, a file and a picture are others as soon as one letter is."""
    for language, texts in row.by_language.items():
        yield language, texts if row.name == "links" else [meaning(text) for text in texts]
    yield [paper.url for paper in row.papers] + [picture.url for picture in row.pictures]
