"""Which of the two languages a text is written in, judged by its letters."""

import re

SHARE = 0.6
ADDRESS = re.compile(r"https?://|www\.|@")
GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str | None:
    """Return "el" or "en" when three letters in five are of its script, else None.

    Latin letters are taken for English, as the site knows no third language. Web and mail addresses do not count.
    """
    words = (word for word in text.split() if not ADDRESS.search(word))
    letters = "".join(filter(str.isalpha, "".join(words)))
    enough = max(1, len(letters) * SHARE)
    if len(GREEK.findall(letters)) >= enough:
        return "el"
    return "en" if len(LATIN.findall(letters)) >= enough else None
