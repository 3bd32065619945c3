"""Anchors of a body are unique beside those of the page around it."""

from blocks.sections import headings_of, parts_of
from pages.models import ContentPage


def body(*blocks: tuple[str, str]) -> object:
    """Return a body as a page holds it."""
    return ContentPage(body=list(blocks)).body


def test_anchors_leave_reserved_names_to_the_page_around(db: None) -> None:
    parts = parts_of(body(("heading", "Outputs"), ("heading", "Outputs")), "en", "en", ["outputs"])

    assert [part["id"] for part in parts] == ["outputs-2", "outputs-3"]


def test_headings_say_their_language(db: None) -> None:
    parts = parts_of(body(("heading", "Η ιδέα"), ("text", "<p>Α</p>")), "el", "en")

    assert headings_of(parts, "el") == [{"id": "i-idea", "title": "Η ιδέα", "language": "el"}]


def test_subheadings_move_up_while_there_is_nothing_above(db: None) -> None:
    parts = parts_of(body(("text", "<h3>Α</h3><p>Β</p>"), ("heading", "Γ"), ("text", "<h3>Δ</h3>")), "el", "el")

    assert [part.get("html") for part in parts] == ["<h2>Α</h2><p>Β</p>", None, "<h3>Δ</h3>"]
