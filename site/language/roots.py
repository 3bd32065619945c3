"""What related Greek words share beyond inflection: γαλλικός and Γάλλος, διαμαρτυρία and διαμαρτύρομαι.

Far looser than a stem, as πολιτική and πολιτισμός share it too: for where stems find next to nothing.
"""

import re

FEWEST = 4
"""Letters of a root."""
SUFFIXES = "ειακ|ατικ|ωτικ|ητικ|οτητ|εια|σιμ|ισμ|ιστ|ιακ|μεν|ευσ|ωσ|ισ|ησ|ητ|ωτ|ικ|ιν|ει|ημ|ακ|σ|ι"
DERIVED = re.compile(f"([α-ω]{{{FEWEST},}}?)(?:{SUFFIXES})?")


def root(stem: str) -> str:
    """Return the root of a Greek stem; "" for what is too short or not Greek."""
    found = DERIVED.fullmatch(stem)
    return found[1] if found else ""
