"""What made-up practices say: the same number says the same thing in both languages, every time."""

from collections.abc import Sequence
from math import prod
from typing import Any, TypeVar
from zlib import crc32

from demo.loader import content

Choice = TypeVar("Choice")
Texts = dict[str, str]

CONTENT: dict[str, Any] = content("scale")
TITLES: dict[str, list[list[str]]] = CONTENT["titles"]
MOST = prod(len(part) for part in TITLES["el"])
"""How many different titles there are."""
STRIDE = 155_921
"""Shares no factor with MOST: neighbours in number have nothing in common."""
LENGTHS = {"summary": (5, 7), "challenge": (4, 7), "difficulties": (3, 5), "transfer": (4, 6)}
"""Sentences of the long texts: from, up to."""
PLACES, NAMED = 200_000, 40
"""Made-up names of places, and how often a practice draws one."""
FINE = 1_000_000


def draw(number: int, what: str, below: int) -> int:
    """Return the number below `below` that a practice draws for something; always the same one."""
    return crc32(f"{what} {number}".encode()) % below


def pick(choices: Sequence[Choice], number: int, what: str) -> Choice:
    """Return one of the choices."""
    return choices[draw(number, what, len(choices))]


def pick_some(choices: Sequence[Choice], number: int, what: str, most: int) -> list[Choice]:
    """Return one up to `most` neighbours among the choices, none of them twice."""
    first, many = draw(number, what, len(choices)), 1 + draw(number, f"many {what}", most)
    return [choices[(first + step) % len(choices)] for step in range(min(many, len(choices)))]


def title(number: int, language: str) -> str:
    """Return the title of a practice; no other number has it."""
    rest, words = number * STRIDE % MOST, []
    for part in TITLES[language]:
        rest, place = divmod(rest, len(part))
        words.append(part[place])
    return " ".join(words)


def passage(number: int, name: str, language: str) -> str:
    """Return a long text: some sentences of the list in a row, from a drawn place on."""
    sentences: list[str] = CONTENT[name][language]
    least, most = LENGTHS[name]
    first, many = draw(number, name, len(sentences)), least + draw(number, f"length {name}", most - least + 1)
    return " ".join(sentences[(first + step) % len(sentences)] for step in range(many))


def asked_in(number: int, language: str) -> str:
    """Return a sentence of names that follow Zipf's law, as words do: few in every practice, most in hardly any."""
    opening, syllables = CONTENT["asked_in"][language]
    ranks = [int(PLACES ** (draw(number, f"place {turn}", FINE) / FINE)) for turn in range(NAMED)]
    return f"{opening} {', '.join(name_of(rank, syllables.split()) for rank in dict.fromkeys(ranks))}."


def name_of(rank: int, syllables: Sequence[str]) -> str:
    """Return a name, the shorter the commoner it is; no other rank has it."""
    rest, name = rank + len(syllables), ""
    while rest:
        rest, place = divmod(rest, len(syllables))
        name += syllables[place]
    return name.capitalize()


def texts(number: int, language: str) -> Texts:
    """Return the texts of a practice in one language."""
    short = {name: pick(CONTENT[name][language], number, name) for name in ("one_line", "equality")}
    long = {name: passage(number, name, language) for name in LENGTHS}
    return {
        "title": title(number, language),
        **short,
        **long,
        "transfer": f"{long['transfer']} {asked_in(number, language)}",
        "users_opinion": pick(["", *CONTENT["users_opinion"][language]], number, "users_opinion"),
    }


def rows(number: int, name: str, language: str, most: int) -> list[Any]:
    """Return the texts of a practice's rows of one kind."""
    return pick_some(CONTENT[name][language], number, name, most)
