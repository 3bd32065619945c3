"""Adoptions of a practice of the demo by three of its bodies, in both languages."""

from datetime import date
from typing import Any

from django.utils import timezone

from adoptions import actions
from adoptions.models import NUMBERS, TEXTS, AdoptedResult, Adoption
from adoptions.practices import indicators_of
from demo.loader import content
from demo.loader.pages import key_of, practice_of
from network_members.models import Organisation, User
from vocabulary.models import Place


def load_adoptions() -> int:
    """Write the adoptions that are missing; return how many were new."""
    return sum(load_adoption(one) for one in content("adoptions"))


def load_adoption(one: dict[str, Any]) -> bool:
    """Write one adoption, unless it is there."""
    key = key_of(f"adoption-{one['code']}")
    if Adoption.objects.filter(key=key).exists():
        return False
    practice = practice_of(one["practice"], one["language"])
    adoption = Adoption.objects.create(
        key=key,
        practice_key=practice.translation_key,
        organisation=Organisation.objects.get(code=one["organisation"]),
        owner=User.objects.get(email=f"{one['person']}@nima.example"),
        place=Place.objects.anchors().get(code=one["place"]),
        state=Adoption.State.PUBLIC,
        published_at=timezone.now(),
        **{name: one[name] for name in ("language", "where", "start_year", "end_year", *NUMBERS)},
        **{f"{name}_{code}": text for name in TEXTS for code, text in one[name].items()},
    )
    actions.write_rows(adoption, rows_of(one, practice))
    actions.renew_evidence(practice.translation_key)
    return True


def rows_of(one: dict[str, Any], practice: Any) -> actions.Typed:
    """Return results, in the order of the practice's own, and local actions."""
    results = [
        AdoptedResult(row_key=known.key, indicator=known.indicator, unit=known.unit, language=known.language, **values)
        for known, values in zip(indicators_of(practice), one["results"], strict=True)
    ]
    deeds = [actions.Deed(date.fromisoformat(row["day"]), row["text"], row["people"]) for row in one["actions"]]
    return actions.Typed({}, results, deeds)
