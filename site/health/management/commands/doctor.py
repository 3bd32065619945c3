"""`manage.py doctor`: asks the site and the machine how they are, and names the remedy."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, no_translations

from health import installed, running
from health.findings import Finding, look


class Command(BaseCommand):
    """Say what is broken and what mends it; the exit code is 1 when something is."""

    help = "Ask the site and the machine how they are; each fault stands with its remedy."
    # What checks and migrations have to say is part of the answer.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="write a list for machines")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        found = look((*installed.CHECKS, *running.CHECKS))
        self.stdout.write(as_json(found) if options["json"] else "\n".join(line(finding) for finding in found))
        if any(finding.is_broken for finding in found):
            sys.exit(1)


def as_json(found: list[Finding]) -> str:
    """Return the findings for machines."""
    return json.dumps([finding.as_json() for finding in found], ensure_ascii=False, indent=2)


def line(finding: Finding) -> str:
    """Return a finding in one line."""
    answer = finding.answer
    remedy = f" -> {answer.remedy}" if answer.remedy else ""
    return f"{answer.state.label!s:<12} {finding.check.label!s:<17} {answer.said}{remedy}"
