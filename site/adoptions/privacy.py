"""What the room keeps about people: who told of an adoption, and which editor hid one."""

from django.utils.translation import gettext_lazy as _

from adoptions.models import NUMBERS, TEXTS
from network_members.register import Fate, Kept, declare

WRITTEN = (
    *("body_name", "where", "place", "start_year", "end_year"),
    *(f"{name}_{code}" for name in TEXTS for code in ("el", "en")),
)

declare(
    Kept(
        "adoptions.Adoption",
        _("Adoptions of practices you told of"),
        ("owner", *WRITTEN),
        _("So that others see what a practice needs in another place."),
        _("Drafts your organisation and the editors; what is public everybody, without your name."),
        _("As long as the practice."),
        Fate.NAMELESS,
        owner="owner",
        exported=(*WRITTEN, *NUMBERS, "state", "made_at", "published_at"),
    ),
    Kept(
        "adoptions.Adoption",
        _("Adoptions you hid from readers"),
        ("hidden_by", "hidden_reason"),
        _("So that every decision has a reason and somebody who answers for it."),
        _("The author reads the reason."),
        _("As long as the adoption is hidden."),
        Fate.NAMELESS,
        owner="hidden_by",
        exported=("hidden_reason",),
    ),
)
