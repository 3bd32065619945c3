"""The documents tell the truth: links lead somewhere, and settings, commands and rooms are named."""

import re
from pathlib import Path

import polib
import pytest
import wagtail
from django.utils.text import capfirst

from demo.loader.people import PASSWORD
from demo.loader.run import roles
from tests.test_layout import FILES, ROOMS, ROOT

DOCUMENTS = [name for name in FILES if name.endswith(".md")]
DEPLOY = ROOT / "docs" / "deploy.md"
DEVELOPERS = ROOT / "docs" / "developers.md"
GUIDES = ("members", "editors", "facilitators", "administrators")


def text_of(*names: str) -> str:
    """Return the words of some documents."""
    return "\n".join((ROOT / name).read_text() for name in names)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_files_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", (ROOT / name).read_text())

    assert [link for link in links if not ((ROOT / name).parent / link).exists()] == []


def test_every_setting_from_the_environment_is_explained() -> None:
    sources = text_of(*(name for name in FILES if name.startswith("site/config/settings/")))
    names = set(re.findall(r"""(?:env(?:\.\w+)?|required)\(\s*"([A-Z_]+)\"""", sources))

    assert {name for name in names if f"`{name}`" not in DEPLOY.read_text()} == set()


def test_every_command_of_ours_is_explained() -> None:
    commands = [
        Path(name).stem for name in FILES if "/management/commands/" in name and not name.endswith("__init__.py")
    ]
    written = text_of("README.md", "docs/developers.md", "docs/deploy.md")

    assert [command for command in commands if f"manage.py {command}" not in written] == []


def test_every_target_of_make_is_explained_and_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", text_of("README.md", "docs/developers.md", "CONTRIBUTING.md")))

    assert named - targets == set()
    assert targets - named == set()


def test_every_room_is_named_with_its_folder() -> None:
    assert [str(room) for room in ROOMS if f"`{room}/`" not in DEVELOPERS.read_text()] == []


@pytest.mark.parametrize("name", ["README.md", "README.el.md"])
def test_the_readme_names_every_login_of_the_demo(name: str) -> None:
    logins = re.findall(r"^\| `([^`]+@[^`]+)` \|", text_of(name), re.MULTILINE)

    assert (logins, PASSWORD in text_of(name)) == ([email for _, email in roles()], True)


def test_the_greek_readme_says_what_the_english_one_says() -> None:
    english, greek = (
        re.sub(r"```.*?```", "", text_of(name), flags=re.DOTALL) for name in ("README.md", "README.el.md")
    )
    codes = [sorted(re.findall(r"`[^`]+`|https?://\S+|\]\([^)]+\)", text)) for text in (english, greek)]

    assert [set(codes[0]) - set(codes[1]), set(codes[1]) - set(codes[0])] == [{"](README.el.md)"}, {"](README.md)"}]
    assert english.count("\n## ") == greek.count("\n## ")


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))

    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_tells_context_decision_and_consequences(path: Path) -> None:
    assert re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE) == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_says_the_same_in_both_languages(guide: str) -> None:
    english, greek = (text_of(f"docs/{guide}/{language}.md") for language in ("en", "el"))

    assert re.findall(r"^(?:#+|\d+\.|-|\|)(?= )", greek, re.M) == re.findall(r"^(?:#+|\d+\.|-|\|)(?= )", english, re.M)
    assert re.findall(r"`[^`]+`|(?<!\*)\*[A-Za-z ]+\*", greek) == re.findall(r"`[^`]+`|(?<!\*)\*[A-Za-z ]+\*", english)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_calls_everything_by_the_words_of_the_site(guide: str) -> None:
    english, greek = (bold_words(f"docs/{guide}/{language}.md") for language in ("en", "el"))
    known = site_words()

    assert [label for label in english if label not in known] == []
    assert [(label, twin) for label, twin in zip(english, greek, strict=True) if twin not in known[label]] == []


def bold_words(name: str) -> list[str]:
    """Return the labels that a guide names."""
    return [capfirst(" ".join(label.split())) for label in re.findall(r"\*\*(.+?)\*\*", text_of(name), re.DOTALL)]


def site_words() -> dict[str, set[str]]:
    """Return the English labels of the site and of Wagtail with the Greek ones."""
    ours = (ROOT / "site" / "locale").rglob("*.mo")
    theirs = Path(wagtail.__file__).parent.glob("**/locale/el/LC_MESSAGES/django.mo")
    found: dict[str, set[str]] = {}
    for path in (*theirs, *ours):
        for entry in polib.mofile(str(path)):
            found.setdefault(capfirst(entry.msgid), set()).add(capfirst(entry.msgstr))
    return found


def test_the_readme_leads_to_every_guide() -> None:
    guides = [f"docs/{guide}/{language}.md" for guide in GUIDES for language in ("en", "el")]

    assert [guide for guide in guides if f"({guide})" not in text_of("README.md")] == []
