"""The first row of a table: which columns it has."""

from collections import Counter
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from tables.rows import Unreadable

SHOWN = 5


def headings(cells: Sequence[object], known: Callable[[str], bool]) -> list[str]:
    """Return the names of columns; refuse unknown ones and those that stand there twice."""
    names = [str("" if cell is None else cell).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not any(known(name) for name in names):
        raise Unreadable(_("The first row does not hold the names of columns. Begin with the template."))
    refuse(_("There is no such column: %(names)s. Look at the template."), [one for one in names if not known(one)])
    refuse(_("These columns stand there twice: %(names)s."), [one for one, many in Counter(names).items() if many > 1])
    return names


def refuse(sentence: str, names: list[str]) -> None:
    """Refuse a file for some of its columns."""
    if names:
        shown = ", ".join(f"“{name[:60]}”" for name in names[:SHOWN])
        raise Unreadable(sentence % {"names": shown})
