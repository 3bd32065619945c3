"""Words and organisations as choices, in the reader's language and alphabet."""

from collections.abc import Iterable

from language.collation import sort_key
from network_members.models import Organisation
from vocabulary.models import Term

Choice = tuple[str, str]


def titles(kind: type[Term], language: str) -> dict[str, str]:
    """Return code → title of all words of a kind, in the editors' order."""
    return dict(kind.objects.in_language(language).values_list("code", "title"))


def choices(kind: type[Term], language: str) -> list[Choice]:
    """Return the words of a kind by the alphabet."""
    return sorted(titles(kind, language).items(), key=lambda choice: sort_key(choice[1]))


def organisation_choices(organisations: Iterable[Organisation], language: str) -> list[Choice]:
    """Return code and name of organisations by the alphabet."""
    named = ((one.code, one.name_in(language)) for one in organisations)
    return sorted(named, key=lambda choice: sort_key(choice[1]))
