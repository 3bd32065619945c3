"""Stems of English words, the same for British and American spelling."""

import re

from Stemmer import Stemmer

ENDING = "(s|ed|ing|ite|ites|able|al|ful|less|er|ers|hood|hoods)?"
SPELLINGS = (
    # organize, organizations
    (re.compile("([a-z]{3,})iz(e[ds]?|ers?|ing|ations?|ational)"), r"\1is\2"),
    # neighbour, colours, behavioural; hour, flour and source have too little before it or too much behind
    (re.compile(f"([a-z]{{2,}}[^aeou])our{ENDING}"), r"\1or\2"),
    # centres, theatre, kilometre
    (re.compile("([a-z]{2,}[tb])re(s?)"), r"\1er\2"),
    # counsellors
    (re.compile("([a-z]{3,}[aeiou])l(lors?)"), r"\1\2"),
    # the 1980s
    (re.compile("([0-9]{2,})(s)"), r"\1"),
)
# travelled and traveled, programme and program, defence and defense
ENDS = (("ll", "l"), ("mm", "m"), ("enc", "ens"))
LONG_ENOUGH = 5


def english_stem(word: str) -> str:
    """Return the stem of a folded word of Latin letters, or of digits with an s."""
    for spelling, other in SPELLINGS:
        if spelling.fullmatch(word):
            word = spelling.sub(other, word)
            break
    # One of its own for each word: a stemmer holds the word it works on, and threads share the module.
    found = Stemmer("english").stemWord(word)
    if len(found) >= LONG_ENOUGH:
        for end, other in ENDS:
            if found.endswith(end):
                return found.removesuffix(end) + other
    return found
