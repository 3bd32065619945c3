"""A file of practices for the benchmark: 2,000 words each, in both languages."""

import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from demo.scale.texts import CONTENT, texts

LONG = {
    "summary": 115,
    "challenge": 200,
    "difficulties": 150,
    "transfer": 200,
    "users_opinion": 100,
    "evaluation_text": 90,
    "resources": 100,
    "equality": 80,
    **{f"objective_{number}": 25 for number in range(1, 7)},
    **{f"activity_{number}_{name}": 50 for number in range(1, 6) for name in ("what", "enabling", "lesson")},
    **{f"activity_{number}_name": 6 for number in range(1, 6)},
    **{f"result_{number}_indicator": 8 for number in range(1, 4)},
}
"""Words of each text."""
FACTS = {
    "source": "bench",
    "source_language": "en",
    "themes": "health",
    "target_groups": "families",
    "place": "athens",
    "lead_organisation": "nostos",
    "status": "ongoing",
    "area_kind": "municipality",
    "period_kind": "since",
    "start_year": 2015,
    "evaluation": "self",
    "result_1_actual": "55",
}


def write_file(path: Path, practices: int) -> None:
    """Write as many practices as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(practices):
            file.write(json.dumps(row(number), ensure_ascii=False) + "\n")


def row(number: int) -> dict[str, Any]:
    """Return a practice."""
    found: dict[str, Any] = {"external_id": str(number), **FACTS}
    for language in ("el", "en"):
        short = texts(number, language)
        found |= {f"{name}_{language}": short[name] for name in ("title", "one_line")}
        found |= {f"{name}_{language}": passage(number, language, words) for name, words in LONG.items()}
    return found


def passage(number: int, language: str, words: int) -> str:
    """Return so many words; short enough for their field, since long words are rare."""
    return " ".join(islice(of_language(language), number % 500, number % 500 + words))


def of_language(language: str) -> Iterator[str]:
    """Yield the words of made-up practices, over and over."""
    sentences = [
        text for name in ("summary", "challenge", "difficulties", "transfer") for text in CONTENT[name][language]
    ]
    return cycle(" ".join(sentences).split())
