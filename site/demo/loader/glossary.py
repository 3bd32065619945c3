"""The glossary of the demo: the first words of the field, in both languages."""

from typing import Any

from demo.loader import content
from translation.models import GlossaryTerm


def load_glossary() -> int:
    """Write the terms that are missing; return how many were."""
    there = set(GlossaryTerm.objects.values_list("code", flat=True))
    missing = [term for term in content("glossary") if term["code"] not in there]
    GlossaryTerm.objects.bulk_create(term_of(term) for term in missing)
    return len(missing)


def term_of(told: dict[str, Any]) -> GlossaryTerm:
    """Return a term as it is stored."""
    texts = {f"{name}_{code}": told[code][name] for code in ("el", "en") for name in ("term", "forms", "explanation")}
    return GlossaryTerm(code=told["code"], domain=told["domain"], status=told.get("status", "preferred"), **texts)
