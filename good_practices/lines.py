"""What a practice has several of without more to say about each: partners and keywords, a line each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from good_practices.keywords import known
from good_practices.models import Partner
from good_practices.parts import KEYWORDS, MOST_KEYWORDS, MOST_PARTNERS, PARTNERS


@dataclass(frozen=True)
class Lines:
    """Something of which there are several, a line each, with those to choose from in a list of the page."""

    heading: Any
    label: Any
    most: int
    longest: int
    offered: str
    sort: Callable[[Iterable[str]], list[str]]


LINES = {
    PARTNERS: Lines(
        *(gettext_lazy("Partners"), gettext_lazy("Partner %(number)s"), MOST_PARTNERS),
        Partner._meta.get_field("name").max_length or 0,
        *("bodies", list),
    ),
    KEYWORDS: Lines(
        *(gettext_lazy("Keywords"), gettext_lazy("Keyword %(number)s"), MOST_KEYWORDS, 60),
        "keywords",
        lambda names: sorted(known(list(names))),
    ),
}
