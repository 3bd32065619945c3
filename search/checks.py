"""What is wrong with the settings of the search, told when the site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from search.engines import address


def cluster_is_named(**kwargs: Any) -> list[CheckMessage]:
    """Say what of `SEARCH_URL` cannot be understood; it may hold a password and is not shown."""
    try:
        if settings.SEARCH_URL:
            address.read(settings.SEARCH_URL)
    except ValueError as fault:
        said = f"SEARCH_URL cannot be understood: {fault}."
        return [Error(said, hint=f"Write it like {address.EXAMPLE}, or leave it out.", id="search.E001")]
    return []
