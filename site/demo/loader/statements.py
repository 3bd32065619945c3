"""What the demo's statements on accessibility and privacy say."""

from datetime import date
from typing import Any

from demo.loader import content
from pages.models import AccessibilityFinding, SiteFacts

DAYS = ("found_on", "planned_for", "solved_on")


def load_statements() -> int:
    """Write down who runs the site, and the findings, unless somebody did already; return how many were made."""
    if SiteFacts.objects.exists():
        return 0
    SiteFacts.objects.create(**facts_of(content("statements")["facts"]))
    findings = [finding_of(finding) for finding in content("statements")["findings"]]
    return len(AccessibilityFinding.objects.bulk_create(findings))


def facts_of(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts as their fields are called."""
    return {**in_both(facts), "reviewed_on": date.fromisoformat(facts["reviewed_on"])}


def finding_of(finding: dict[str, Any]) -> AccessibilityFinding:
    """Return one finding."""
    days = {name: date.fromisoformat(finding[name]) if finding[name] else None for name in DAYS}
    return AccessibilityFinding(**{**in_both(finding), **days})


def in_both(values: dict[str, Any]) -> dict[str, Any]:
    """Return values with a field for each language of a pair; the code is the demo's own."""
    plain = {name: value for name, value in values.items() if not isinstance(value, dict) and name != "code"}
    pairs = {
        f"{name}_{code}": text
        for name, value in values.items()
        if isinstance(value, dict)
        for code, text in value.items()
    }
    return plain | pairs
