"""What proposals ask of the practice: which texts there are, what readers see of them, what its writers have by now."""

from typing import Any
from uuid import UUID

from good_practices.models import GoodPracticePage
from proposals import rules

FIELDS = (
    *("title", "one_line", "summary", "challenge", "evaluation_text", "users_opinion"),
    *("difficulties", "transfer", "equality", "resources", "funding_source"),
)
"""The plain texts of the template, in the order of its page; no workflow, no bodies, no files."""
NEEDED = frozenset({"title", "one_line", "summary"})
"""What no practice can be without."""
Texts = dict[str, str]


def original_of(key: UUID) -> Any:
    """Return the original of a practice, if everybody may read it; None for others."""
    found = GoodPracticePage.objects.public_to_all().originals().filter(translation_key=key)
    return found.select_related("locale", "owner", "contact", "lead_organisation").first()


def page_in(key: UUID, language: str) -> Any:
    """Return the public page of a practice in exactly this language; None when there is none."""
    found = GoodPracticePage.objects.public_to_all().filter(translation_key=key, locale__language_code=language)
    return found.select_related("locale").first()


def names_for(user: Any, page: GoodPracticePage) -> tuple[str, ...]:
    """Return the texts that a person may read, and so may propose."""
    return tuple(name for name in FIELDS if rules.can_read_field(user, page, name))


def texts_of(page: Any, names: tuple[str, ...] = FIELDS) -> Texts:
    """Return the texts of a page, or of a draft in memory."""
    return {name: str(getattr(page, name)) for name in names}


def titles_of(keys: set[UUID], reader: str) -> dict[UUID, tuple[str, str]]:
    """Return titles of public practices with their languages by key; the reader's language where there is one."""
    found = GoodPracticePage.objects.public_to_all().filter(translation_key__in=keys)
    rows = found.values_list("translation_key", "title", "locale__language_code")
    return {key: (title, code) for key, title, code in sorted(rows, key=lambda row: row[2] == reader)}
