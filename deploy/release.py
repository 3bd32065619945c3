"""Closes the changelog's open part under a version and a date, commits and tags it: `make release VERSION=1.2.0`."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
OPEN = "## Unreleased\n"


def main(version: str = "") -> None:
    """Release what is committed."""
    release(ROOT, version, datetime.now(UTC).date())
    print(f"Tagged v{version}; git push --follow-tags sends it.")


def release(root: Path, version: str, today: date) -> None:
    """Refuse what could not be taken back, then close, commit and tag."""
    refuse_unfit(root, version)
    changelog = root / "CHANGELOG.md"
    changelog.write_text(closed(changelog.read_text(encoding="utf-8"), version, today), encoding="utf-8")
    git(root, "commit", "--quiet", "--message", f"Release {version}", "--", changelog.name)
    git(root, "tag", "--annotate", f"v{version}", "--message", f"Release {version}")


def refuse_unfit(root: Path, version: str) -> None:
    """Stop when the version or the tree is not fit for a release."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        give_up("name the version, such as make release VERSION=1.2.0")
    if git(root, "status", "--porcelain"):
        give_up("there are changes that are not committed")
    released = [tag.removeprefix("v") for tag in git(root, "tag", "--list", "v*.*.*").split()]
    if version in released:
        give_up(f"v{version} is tagged already")
    if any(numbers(version) < numbers(older) for older in released):
        give_up(f"{version} is older than {max(released, key=numbers)}, which is tagged")


def numbers(version: str) -> list[int]:
    """Return a version as numbers, which compare as people count."""
    return [int(number) for number in re.findall(r"\d+", version)]


def closed(text: str, version: str, today: date) -> str:
    """Return the changelog with its open part under the version, and a new open part above."""
    before, found, after = text.partition(OPEN)
    part = after.partition("\n## ")[0]
    if not found or not re.search(r"^- ", part, re.MULTILINE):
        give_up("CHANGELOG.md has nothing under Unreleased")
    return f"{before}{OPEN}\n## {version} – {today:%Y-%m-%d}\n{after}"


def git(root: Path, *words: str) -> str:
    """Return what git says."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True)
    if done.returncode:
        give_up(f"git {words[0]} failed: {done.stderr.strip()}")
    return done.stdout.strip()


def give_up(reason: str) -> NoReturn:
    """End with one sentence."""
    sys.exit(f"Nima: {reason}; nothing was released.")


if __name__ == "__main__":
    main(*sys.argv[1:])
