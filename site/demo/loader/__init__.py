"""Loads the hand-written demo content; every step may run again without doubling anything."""

import json
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent.parent / "content"


def content(name: str) -> Any:
    """Return the content of one file of `site/demo/content`."""
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
