"""Stems: forms of a word share one, and words that only look alike do not."""

import pytest

from language.folding import fold
from language.stemming import stem

FAMILIES = (
    "ένταξη εντάσσω εντάσσεται εντάχθηκε ενταχθούν",
    "επιστρέφω επιστρέφουν επιστρέψει επιστρέψαμε",
    "συμβούλιο συμβουλίου συμβούλια συμβουλίων",
    "εργαστήριο εργαστηρίου εργαστήρια εργαστηρίων",
    "πρακτική πρακτικής πρακτικές πρακτικών",
    "παιδί παιδιού παιδιά παιδιών",
    "υπηρεσία υπηρεσίας υπηρεσίες υπηρεσιών",
    "φορέας φορέα φορείς φορέων",
    "γονέας γονέα γονείς γονέων",
    "μετανάστρια μετανάστριας μετανάστριες μεταναστριών μετανάστης μετανάστη μετανάστες μεταναστών",
    "σεμινάριο σεμιναρίου σεμινάρια σεμιναρίων",
    "δελτίο δελτίου δελτία δελτίων",
    "ένταξη ένταξης εντάξεως εντάξεις εντάξεων",
    "πόλη πόλης πόλεως πόλεις πόλεων",
    "πρόγραμμα προγράμματος προγράμματα προγραμμάτων",
    "προϊόν προϊόντος προϊόντα προϊόντων",
    "κοινωνία κοινωνίας κοινωνίες κοινωνιών",
    "κοινωνικός κοινωνικού κοινωνική κοινωνικό κοινωνικοί κοινωνικών κοινωνικούς κοινωνικές",
    "κοινότητα κοινότητας κοινότητες κοινοτήτων",
    "ΕΥΡΩΠΑΪΚΗ Ευρωπαϊκή ευρωπαϊκού ευρωπαϊκές",
    "σημαντικός σημαντική σημαντικότερος σημαντικότατα",
    "δημόσιος δημόσια δημόσιο δημοσίου δημόσιες",
    "διεθνής διεθνή διεθνούς διεθνών διεθνές",
    "άνθρωπος ανθρώπου ανθρώπους ανθρώπων άνθρωπε",
    "οργανώνω οργανώνει οργανώνουμε οργάνωσε οργάνωσαν οργανώθηκε να_οργανωθούν οργανωμένος",
    "καθορίζω καθορίζουν καθόρισε καθορίστηκε καθοριστεί καθορισμένη",
    "συζητώ συζητάμε συζητούσαν συζήτησε συζητήθηκε συζητηθεί",
    "αναγνωρίζω αναγνωρίζει αναγνώριζε αναγνώρισε",
    "κωδικοποίηση κωδικοποίησης κωδικοποιήσεις κωδικοποιήσεων κωδικοποιεί κωδικοποιημένος",
    "εμπνεύστηκε εμπνευσμένη εμπνευσμένους",
    "συνεργάζομαι συνεργάζεται συνεργαζόμαστε συνεργάστηκαν συνεργαστούμε",
    "κάνω κάνει έκανε έκαναν κάναμε",
    "council councils council's",
    "organise organised organising organises",
    "organisation organisations organization organizations organizing",
    "neighbour neighbours neighbor",
    "neighbourhood neighborhoods",
    "centre centres center",
    "counselling counseling counsel",
    "counsellor counselors",
    "programme programmes program programming",
    "licence licences license licenses",
    "1980s 1980",
)
STRANGERS = (
    ("πολιτική", "πολιτισμός"),
    ("φορέας", "φόρος"),
    ("δίκη", "δίκαιο"),
    ("πόρος", "πορεία"),
    ("σχολή", "σχολείο"),
    ("σχολείο", "σχόλιο"),
    ("χώρα", "χωριό"),
    ("τρόπος", "τροφή"),
    ("λόγος", "λοχαγός"),
    ("γονέας", "γόνος"),
    ("αρχή", "αρχείο"),
    ("παιδί", "παιδεία"),
    ("οικονομία", "οικονομικός"),
    ("ερώτηση", "έρωτας"),
    ("organisation", "organ"),
    ("hour", "hor"),
    ("size", "sis"),
    ("1980", "1981"),
)


def stem_of(word: str) -> str:
    """Return the stem of a word as written."""
    return stem(fold(word.removeprefix("να_").replace("'", "")))


@pytest.mark.parametrize("family", FAMILIES)
def test_forms_of_a_word_share_its_stem(family: str) -> None:
    assert len({stem_of(form) for form in family.split()}) == 1


@pytest.mark.parametrize("one, other", STRANGERS)
def test_words_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert stem_of(one) != stem_of(other)


@pytest.mark.parametrize(
    "word", ["και", "της", "το", "μη", "γη", "μμ", "ν", "2026", "3οσ", "україна", "مجلس", "m2", ""]
)
def test_short_words_numbers_and_other_scripts_stay(word: str) -> None:
    assert stem(fold(word)) == fold(word)


@pytest.mark.parametrize("word", ["ηησησησησ", "ουουουουου", "μενοσ", "θηκε", "ατοσ", "οντασ"])
def test_a_word_of_nothing_but_endings_keeps_a_vowel(word: str) -> None:
    assert set(stem(word)) & set("αεηιουω")
