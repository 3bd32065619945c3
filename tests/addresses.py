"""Walks every named address of the site, so that no test can forget one."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

SAMPLES: dict[str, Any] = {"int": 1, "str": "1", "slug": "x", "path": "x", "uuid": uuid.UUID(int=1)}


def converters(pattern: Any) -> dict[str, str]:
    """Return the parameters of one part of an address with the names of their kinds."""
    kinds = {name: type(kind).__name__.removesuffix("Converter").lower() for name, kind in pattern.converters.items()}
    groups = getattr(getattr(pattern, "regex", None), "groupindex", {})
    return {**dict.fromkeys(groups, "str"), **{name: {"string": "str"}.get(kind, kind) for name, kind in kinds.items()}}


def named_addresses(
    resolver: Any = None, namespaces: tuple[str, ...] = (), taken: dict[str, str] | None = None
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the full name of every address with its parameters' kinds."""
    for entry in (resolver or get_resolver()).url_patterns:
        parameters = {**(taken or {}), **converters(entry.pattern)}
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from named_addresses(entry, inner, parameters)
        elif isinstance(entry, URLPattern) and entry.name:
            yield ":".join((*namespaces, entry.name)), parameters


def address(name: str, parameters: dict[str, str], known: dict[str, Any]) -> str | None:
    """Return an address with known values for its parameters, samples for the rest; None when it takes none of them."""
    values = {key: known.get(key, SAMPLES.get(kind, 1)) for key, kind in parameters.items()}
    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        return reverse_by_position(name, list(values.values()))


def reverse_by_position(name: str, values: list[Any]) -> str | None:
    """Return the address of a pattern with unnamed groups."""
    for arguments in (values, [*values, 1], [*values, "x"]):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return None
