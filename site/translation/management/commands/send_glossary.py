"""`manage.py send_glossary`: brings the glossary to DeepL, so that machine drafts use the network's terms."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation import deepl_glossary
from translation.engines import DeepL, EngineFailed, engine
from translation.models import MachineDraft


class Command(BaseCommand):
    """Send the terms to the engine."""

    help = "Brings the glossary to DeepL, in the place of what it had; run it after the glossary changed."

    def handle(self, *args: Any, **options: Any) -> None:
        tool = engine()
        if not isinstance(tool, DeepL):
            raise CommandError("Only DeepL keeps a glossary; the engine of this site does not.")
        if deepl_glossary.is_empty():
            raise CommandError("The glossary has no term yet; nothing was sent.")
        try:
            number = deepl_glossary.send(tool)
        except EngineFailed as failure:
            raise CommandError(str(MachineDraft.Problem(failure.problem).label)) from failure
        self.stdout.write(f"Sent. Drafts follow it with MACHINE_TRANSLATION_GLOSSARY={number}")
