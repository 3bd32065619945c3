"""Parts of the full template with everything they can hold."""

from typing import Any

from tests.factories.words import make_term
from vocabulary.models import Axis, FundingProgramme, InterventionLevel, ServiceKind

KEYS = ["3f2b8c1e-0000-4000-8000-000000000001", "3f2b8c1e-0000-4000-8000-000000000002"]


def terms() -> None:
    """Make the words that the full text can name, once."""
    if Axis.objects.exists():
        return
    make_term(Axis, "resources", ("Πόροι", "Resources"))
    make_term(InterventionLevel, "person", ("Άτομο", "Person"))
    make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))
    make_term(FundingProgramme, "amif", ("ΤΑΜΕ", "AMIF"))


def block(key: str, name: str, **changes: Any) -> dict[str, Any]:
    """Return a building block."""
    return {"key": key, "name": name, "what": "Τι", "enabling": "", "lesson": "", "service_kinds": [], **changes}


def result(key: str, **changes: Any) -> dict[str, Any]:
    """Return a result."""
    empty = dict.fromkeys(("objective", "unit", "baseline", "target", "actual"), "")
    return {"key": key, **empty, "indicator": "Θέσεις", **changes}


def full(code: str) -> dict[str, Any]:
    """Return a part with everything it can hold."""
    terms()
    parts: dict[str, dict[str, Any]] = {
        "aims": {
            "challenge": "Δύσκολη πρόσβαση",
            "axes": ["resources"],
            "levels": ["person"],
            "objectives": [{"key": KEYS[0], "text": "Πενήντα γυναίκες"}, {"key": KEYS[1], "text": "Δύο γειτονιές"}],
        },
        "activities": {
            "activities": [
                block(KEYS[0], "Μαθήματα", enabling="Χώρος", lesson="Νωρίς", service_kinds=["mediation"]),
                block(KEYS[1], "Βόλτες"),
            ]
        },
        "people": {
            "people_planned": 60,
            "people_reached": 50,
            "women_reached": 50,
            "children_reached": 0,
            "partners": ["Σύλλογος Γυναικών", "Δήμος Βόλου"],
        },
        "resources": {
            "cost": 1200,
            "costs_shown_to": "all",
            "funding_programme": "amif",
            "funding_share": 75,
            "funding_from": 2021,
            "funding_until": 2024,
            "resources": "Δύο εθελόντριες",
            "funding_source": "Δήμος",
        },
        "results": {
            "evaluation": "users",
            "evaluation_text": "Με συνεντεύξεις",
            "users_opinion": "Καλή",
            "result_rows": [result(KEYS[0], unit="άτομα", baseline="0", target="60", actual="50")],
        },
        "finding": {
            "start_month": 3,
            "end_month": None,
            "goals": ["ap-health", "sdg-3"],
            "links": [{"key": KEYS[0], "title": "Οδηγός", "url": "https://example.org/odigos"}],
            "tags": ["γλώσσα", "υγεία"],
        },
        "lessons": {"difficulties": "Ώρες", "transfer": "Ένας χώρος", "equality": "Παιδότοπος"},
    }
    return parts[code]
