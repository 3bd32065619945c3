"""The controlled words of the demo, in both languages."""

from typing import Any

from wagtail.models import Locale

from demo.loader import content
from vocabulary.models import (
    Axis,
    Country,
    FundingProgramme,
    InterventionLevel,
    Place,
    ServiceKind,
    TargetGroup,
    Term,
    Theme,
)

KINDS: dict[str, type[Term]] = {
    "themes": Theme,
    "target_groups": TargetGroup,
    "countries": Country,
    "places": Place,
    "service_kinds": ServiceKind,
    "axes": Axis,
    "intervention_levels": InterventionLevel,
    "funding_programmes": FundingProgramme,
}


def load_words() -> int:
    """Create the words that are missing; return how many were."""
    made = 0
    for name, kind in KINDS.items():
        for order, word in enumerate(content("vocabulary")[name]):
            made += load_word(kind, word, order)
    return made


def load_word(kind: type[Term], word: dict[str, Any], order: int) -> bool:
    """Create both rows of a word unless it is there; return whether it was made."""
    if kind.objects.filter(code=word["code"]).exists():
        return False
    translation_key = None
    for language in ("el", "en"):
        term = kind(
            code=word["code"],
            title=word[language],
            synonyms=", ".join(word.get("synonyms", {}).get(language, [])),
            order=order,
            locale=Locale.objects.get(language_code=language),
            **own_fields(kind, word),
        )
        term.translation_key = translation_key or term.translation_key
        term.save()
        translation_key = term.translation_key
    return True


def own_fields(kind: type[Term], word: dict[str, Any]) -> dict[str, Any]:
    """Return what only this kind of word has."""
    if kind is Theme:
        return {"dye": word["dye"]}
    if kind is Place:
        country = Country.objects.anchors().get(code=word["country"])
        return {"country": country, "latitude": str(word["lat"]), "longitude": str(word["lon"])}
    return {}
