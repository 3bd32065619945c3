"""What the room keeps beside wagtail-localize's own tables."""

from translation.models.budget import MachineDraft, MachineMonth
from translation.models.glossary import GlossaryTerm

__all__ = ["GlossaryTerm", "MachineDraft", "MachineMonth"]
