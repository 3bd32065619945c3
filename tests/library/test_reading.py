"""The text of files: as people write it, within bounds, and never a fault."""

from functools import cache

import pytest

from library.reading import alone, child, pdf
from library.reading.plain import as_written
from tests.factories.files import blank_pdf, locked_pdf, open_text, package, paragraph, worded_pdf, worded_word
from tests.factories.files import pdf as bare_pdf


@cache
def greek_pdf() -> bytes:
    return worded_pdf(
        "Η ενσω-<br>μάτωση των μετα&shy;νασ&shy;τών, ΄Εκθεση και ﬁnance", "<p>Δεύτερη σελίδα &mdash; Μεγα-<br>Άρης</p>"
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Ε\u0301νταξη \u1f71λλη", "Ένταξη άλλη"),
        ("συμβου-\nλίων", "συμβουλίων"),
        ("συμβου‐  \r\n  λίων", "συμβουλίων"),
        ("συμβου\u00ad\nλίων \u00adΑ\u00adΒ", "συμβουλίων ΑΒ"),
        ("Πατρών-\nΑθηνών, 2021-\n2027", "Πατρών-\nΑθηνών, 2021-\n2027"),
        ("ﬁve oﬃces", "five offices"),
        ("΄Ενταξη ´Ολων", "Ένταξη Όλων"),
        ("α\x00β\x0cγ\ue0a1δ", "α β γ δ"),
        ("ÅëëçíéêÞ Äçìïêñáôßá, ¢ñèñï 5", "Ελληνική Δημοκρατία, Άρθρο 5"),
        ("Café à la carte, Zürich", "Café à la carte, Zürich"),
        ("α" + "\u0301" * 3000, "ά" + "\u0301" * 999),
        ("", ""),
    ],
)
def test_text_is_as_people_write_it(raw: str, text: str) -> None:
    assert as_written(raw) == text


def test_a_pdf_is_read_page_by_page_with_its_words_whole() -> None:
    assert child.read(greek_pdf(), "pdf") == (
        "read",
        "Η ενσωμάτωση των μεταναστών, Έκθεση και finance\nΔεύτερη σελίδα — Μεγα-\nΆρης",
    )


def test_a_file_of_word_is_read_with_its_tables_and_notes_and_without_what_was_deleted() -> None:
    body = (
        paragraph("Η ενσω", "μάτωση")
        + "<w:tbl><w:tr><w:tc>"
        + paragraph("Κελί")
        + "</w:tc></w:tr></w:tbl>"
        + "<w:p><w:r><w:t>Ένα</w:t><w:tab/><w:t>δύο</w:t><w:br/><w:t>μετα</w:t><w:softHyphen/><w:t>νάστες</w:t></w:r>"
        + "<w:del><w:r><w:delText>σβησμένο</w:delText></w:r></w:del>"
        + "<w:moveFrom><w:r><w:t>αλλού</w:t></w:r></w:moveFrom></w:p>"
    )
    content = worded_word(body, footnotes=paragraph("Υποσημείωση"))

    assert child.read(content, "docx") == ("read", "Η ενσωμάτωση\nΚελί\nΈνα δύο\nμετανάστες\nΥποσημείωση")


def test_a_file_of_libreoffice_is_read_without_what_was_deleted() -> None:
    space = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = (
        "<text:tracked-changes><text:deletion><text:p>σβησμένο</text:p></text:deletion></text:tracked-changes>"
        "<text:h>Έκθεση</text:h><text:p>Η <text:span>ενσω</text:span>μάτωση<text:tab/>των<text:s/>μετα"
        "<text:soft-hyphen/>ναστών</text:p>"
    )
    content = open_text({"content.xml": f"<office {space}>{body}</office>"})

    assert child.read(content, "odt") == ("read", "Έκθεση\nΗ ενσωμάτωση των μεταναστών")


def test_plain_text_is_read_as_it_is() -> None:
    assert child.read("\ufeffΚαλημέρα\r\nσε όλους".encode(), "txt") == ("read", "Καλημέρα\nσε όλους")


@pytest.mark.parametrize(
    ("content", "extension", "reason"),
    [
        (lambda: locked_pdf(greek_pdf(), "geheim", "geheim"), "pdf", "locked"),
        (lambda: blank_pdf(2), "pdf", "empty"),
        (lambda: bare_pdf(), "pdf", "broken"),
        (lambda: b"%PDF-1.7", "pdf", "broken"),
        (lambda: greek_pdf()[:300], "pdf", "broken"),
        (lambda: b"", "pdf", "broken"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(512), "docx", "locked"),
        (lambda: worded_word(paragraph("12", "3")), "docx", "empty"),
        (lambda: worded_word("<w:p><w:r>"), "docx", "broken"),
        (lambda: package({"word/styles.xml": "<w/>"}), "docx", "broken"),
        (lambda: worded_word(paragraph("α"))[:-30], "docx", "broken"),
        (lambda: b"PK\x03\x04", "docx", "broken"),
        (lambda: open_text(), "odt", "empty"),
        (lambda: "Ένταξη".encode("utf-16"), "txt", "broken"),
        (lambda: package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "γ">]><a>&b;</a>'}), "docx", "broken"),
    ],
)
def test_what_cannot_be_read_has_a_reason_and_no_text(content: object, extension: str, reason: str) -> None:
    assert callable(content)
    assert child.read(content(), extension) == (reason, "")


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    reason, text = child.read(locked_pdf(greek_pdf(), "", "geheim"), "pdf")

    assert (reason, "ενσωμάτωση" in text) == ("read", True)


def test_of_a_damaged_file_what_can_be_read_is_kept() -> None:
    broken = worded_word(paragraph("Αρχή") + "</w:wrong>")

    assert child.read(broken, "docx") == ("cut", "Αρχή")


def test_a_long_file_is_read_as_far_as_the_site_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_CHARACTERS", 7)
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    short, long = (worded_word(paragraph(text)) for text in ("επτά επτ", "επτά ε"))

    assert [child.read(short, "docx"), child.read(long, "docx")] == [("cut", "επτά επ"), ("read", "επτά ε")]
    monkeypatch.setattr(child, "MOST_CHARACTERS", 10_000)
    assert child.read(greek_pdf(), "pdf") == ("cut", "Η ενσωμάτωση των μεταναστών, Έκθεση και finance")


def test_a_slow_file_is_read_as_far_as_time_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "SECONDS", -1)

    assert child.read(worded_word(paragraph("Πρώτη") + paragraph("Δεύτερη")), "docx") == ("cut", "Πρώτη")


# A process of its own


def test_the_process_reads_as_the_code_does_and_knows_the_same_kinds() -> None:
    assert alone.read(greek_pdf(), "pdf") == child.read(greek_pdf(), "pdf")
    assert frozenset(child.READERS) == alone.KINDS


def test_a_small_file_with_one_endless_paragraph_is_cut() -> None:
    bomb = worded_word(paragraph("a" * 60 * 1024**2))

    assert len(bomb) < 1024**2
    assert alone.read(bomb, "docx") == ("cut", "a" * child.MOST_CHARACTERS)


def test_a_file_that_would_fill_the_memory_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(content: bytes) -> list[str]:
        raise MemoryError

    monkeypatch.setitem(child.READERS, "pdf", fill)

    assert child.read(b"", "pdf") == ("large", "")


def test_a_file_that_unpacks_to_more_than_is_read_is_too_large() -> None:
    assert alone.read(worded_word("<w:p/>" + " " * 101 * 1024**2), "docx") == ("large", "")


def test_a_file_that_takes_too_long_ends_with_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "PATIENCE", 0.01)

    assert alone.read(greek_pdf(), "pdf") == ("slow", "")


def test_a_process_that_dies_says_what_it_died_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "COMMAND", "library.reading.absent")
    absent = alone.read(b"", "pdf")
    monkeypatch.setattr(alone, "COMMAND", "tests.library.endless")

    assert (absent, alone.read(b"", "pdf")) == (("broken", ""), ("slow", ""))
