"""What people and organisations may be called: no look-alikes of other names, no names of roles."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.folding import ACCENTS, RefusedCharacters, clean_line, fold, without_invisible

WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = frozenset({"GREEK", "LATIN", "CYRILLIC", "ARMENIAN", "ARABIC", "HEBREW", "GEORGIAN"})
# The badge of a role comes from the system; nobody can type one.
RESERVED = frozenset(
    fold(word)
    for word in (
        "admin",
        "administrator",
        "editor",
        "moderator",
        "superuser",
        "διαχειριστής",
        "διαχειρίστρια",
        "συντάκτης",
        "συντάκτρια",
        "συντονιστής",
        "συντονίστρια",
        "Nima",
        "Νήμα",
    )
)


def scripts_of(word: str) -> frozenset[str]:
    """Return the alphabets that the letters of a word come from."""
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word)
    return SCRIPTS.intersection(names)


def refuse_mixed_scripts(text: str) -> None:
    """Refuse words that mix alphabets: «Νikos» with a Greek Ν looks like another person's name."""
    # Neither an invisible letter nor a mark that stands alone ends a word.
    whole = ACCENTS.sub("", without_invisible(unicodedata.normalize("NFC", text)))
    for word in WORD.findall(whole):
        if len(scripts_of(word)) > 1:
            raise ValidationError(
                _("The word “%(word)s” mixes letters of different alphabets. Type it in one alphabet."),
                code="mixed_scripts",
                params={"word": word},
            )


def refuse_reserved(text: str) -> None:
    """Refuse the names of roles as names of people."""
    if fold(text) in RESERVED:
        raise ValidationError(_("This is the name of a role. Type your own name."), code="reserved")


def cleaned(text: str) -> str:
    """Return a name as it is stored, in one line and in Unicode's normal form."""
    try:
        return clean_line(text)
    except RefusedCharacters as refused:
        raise ValidationError(
            _("This text holds a character that cannot be stored. Type it anew or paste it as plain text."),
            code="refused_characters",
        ) from refused
