"""First names as people are called by them: Greek has a form of its own for it, English has not."""

import re

GREEK = re.compile("[Ͱ-Ͽἀ-῿]+")
LAST_VOWELS = re.compile("[αεηιουωάέήίόύώϊϋΐΰ]+(?=[^αεηιουωάέήίόύώϊϋΐΰ]*$)", re.IGNORECASE)
ACCENTS = frozenset("άέήίόύώΐΰΆΈΉΊΌΎΏ")
EXCEPTIONS = {"Στέλιος": "Στέλιο"}


def called(name: str, language: str) -> str:
    """Return a first name for «Γεια σας Γιώργο»; names in other letters, and for English readers, stay as they are."""
    return GREEK.sub(lambda word: vocative(word[0]), name) if language == "el" else name


def vocative(name: str) -> str:
    """Return the vocative of one Greek name: Γιώργο, Αλέξανδρε, Στυλιανέ, Γιάννη, Ελένη."""
    if name in EXCEPTIONS:
        return EXCEPTIONS[name]
    if name.endswith("ός"):
        return f"{name[:-2]}έ"
    if name.endswith("ος"):
        return name[:-2] + ending(name[:-2])
    return name[:-1] if name.endswith(("ας", "άς", "ης", "ής", "ές", "ούς")) else name


def ending(stem: str) -> str:
    """Return ο for names accented just before it (Νίκο), ε for the others and for those in -ίνος (Κωνσταντίνε)."""
    vowels = LAST_VOWELS.search(stem)
    near = vowels is None or bool(ACCENTS.intersection(vowels[0])) or not ACCENTS.intersection(stem)
    long_in = stem.endswith("ίν") and len(stem) > len("Ντίν")
    return "ο" if near and not long_in else "ε"
