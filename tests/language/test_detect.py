"""Which of the two languages a text is written in."""

import unicodedata

import pytest

from language.detect import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Σύμβουλοι Ένταξης", "el"),
        ("ΣΥΜΒΟΥΛΟΙ", "el"),
        ("Η", "el"),
        ("Ἀθῆναι", "el"),
        ("Integration counsellors", "en"),
        ("I", "en"),
        ("Το πρόγραμμα HELIOS στην Αθήνα", "el"),
        ("The Greek word ένταξη means integration", "en"),
        ("Δείτε https://www.example.org/good-practices/integration-of-migrants", "el"),
        ("Γράψτε μας: integration.office@example.org ή www.example.org", "el"),
        ("Nima και Νήμα", "el"),
        ("Νήμα Nima", None),
        ("Привет мир", None),
        ("مرحبا بكم في Athens", None),
        ("10/12/2026, 17:30", None),
        ("🎉", None),
        ("", None),
    ],
)
def test_language_is_the_script_of_three_letters_in_five(text: str, language: str | None) -> None:
    assert [language_of(text), language_of(unicodedata.normalize("NFD", text))] == [language, language]
