"""What related words share beyond inflection: γαλλικός and Γάλλος, διαμαρτυρία and διαμαρτύρομαι, German and Germany.

Far looser than a stem, as πολιτική and πολιτισμός share it too: for where stems find next to nothing.
"""

import re

from language.greek_stems import changing

GREEK = "ειακ|ατικ|ωτικ|ητικ|οτητ|εια|σιμ|ισμ|ιστ|ιακ|μεν|ευσ|ωσ|ισ|ησ|ητ|ωτ|ικ|ιν|ει|ημ|ακ|σ|ι"
ENGLISH = "ation|ition|ment|ness|ship|ist|ism|iti|ian|ion|ent|ens|ant|anc|ous|abl|ibl|ful|al|ic|iv|er|or|an|at|ur|a|i"
DERIVED = (re.compile(f"([α-ω]{{4,}}?)(?:{GREEK})?"), re.compile(f"([a-z]{{5,}}?)(?:{ENGLISH})?"))
"""Of either script; a root has four letters at least, or five."""


def root(stem: str) -> str:
    """Return the root of a stem; "" for what is too short or in other letters."""
    found = next(filter(None, (derived.fullmatch(stem) for derived in DERIVED)), None)
    return changing(found[1]) if found else ""
