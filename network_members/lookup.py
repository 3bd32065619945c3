"""Finds organisations by what people write: the code, or the name in any language."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from language.folding import fold
from network_members.models import Organisation

SHOWN = 60


class Bodies:
    """The directory, fetched once; case and accents do not matter."""

    def __init__(self) -> None:
        self.by_code: dict[str, Organisation] = {}
        self.by_name: dict[str, set[Organisation]] = defaultdict(set)
        for body in Organisation.objects.all():
            self.by_code[fold(body.code)] = body
            for name in (body.name_el, body.name_en):
                self.by_name[fold(name)].add(body)

    def get(self, text: str) -> Organisation | None:
        """Return an organisation, or nothing when none or several are called so."""
        named = self.by_name.get(fold(text), set())
        return self.by_code.get(fold(text)) or (next(iter(named)) if len(named) == 1 else None)

    def find(self, text: str) -> Organisation:
        """Return an organisation of the directory."""
        body = self.get(text)
        if body is None:
            message = _("The directory has no single organisation “%(text)s”. Write its code, or add it first.")
            raise ValidationError(message % {"text": text[:SHOWN]})
        return body
