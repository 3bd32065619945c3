"""Greek in Latin letters by ELOT 743."""

import unicodedata

import pytest

from language.elot import transcribe

LETTERS = "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω"
LATIN = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"

VOICED = {
    "Αυλώνας": "avlonas",
    "Εύβοια": "evvoia",
    "Παύλου Μελά": "pavlou mela",
    "Εύα": "eva",
    "ευώνυμο": "evonymo",
    "ευάλωτος": "evalotos",
    "ευέλικτος": "eveliktos",
    "εύηχος": "evichos",
    "ευυπόληπτος": "evypoliptos",
    "Ευαγγελία": "evangelia",
    "Μαυροβούνι": "mavrovouni",
    "Αύρα": "avra",
    "ευζωία": "evzoia",
    "Αύγουστος": "avgoustos",
    "Εύδηλος": "evdilos",
    "ευνομία": "evnomia",
    "εφηύρα": "efivra",
}
VOICELESS = {
    "Ναύπλιο": "nafplio",
    "Ναύπακτος": "nafpaktos",
    "αυτοδιοίκηση": "aftodioikisi",
    "Λευκάδα": "lefkada",
    "ευθύνη": "efthyni",
    "εύσημα": "efsima",
    "αυξάνω": "afxano",
    "ευχή": "efchi",
    "ευφυής": "effyis",
    "ευψυχία": "efpsychia",
    "ηυξημένος": "ifximenos",
    "Ζευς": "zefs",
    "ευ ζην": "ef zin",
}
SEPARATE_VOWELS = {
    "άυλος": "aylos",
    "ΑΫΛΟΣ": "aylos",
    "Ταΰγετος": "taygetos",
    "ΤΑΫΓΕΤΟΣ": "taygetos",
    "προϋπολογισμός": "proypologismos",
    "Προΰπαρξη": "proyparxi",
    "καΐκι": "kaiki",
    "Ἀϋτή": "ayti",
}
PAIRS = {
    "Λουτράκι": "loutraki",
    "Ούλοι": "ouloi",
    "Γκύζη": "gkyzi",
    "Μεσολόγγι": "mesolongi",
    "Σφίγγα": "sfinga",
    "ελέγξω": "elenxo",
    "σύγχρονος": "synchronos",
    "άγχος": "anchos",
    "Κηφισιά": "kifisia",
    "Τζουμέρκα": "tzoumerka",
    "Ντίλου": "ntilou",
    "Πέντε": "pente",
    "υιοθεσία": "yiothesia",
    "Αίγιο": "aigio",
    "Νέοι Επιβάτες": "neoi epivates",
}
SOUND_OF_B = {
    "Μπούκαλη": "boukali",
    "μπ": "b",
    "Κολόμπ": "kolob",
    "Λαμπρινή": "lamprini",
    "Άμπελος": "ampelos",
    "μπαμπάς": "bampas",
    "Μπαρμπαγιάννης": "barmpagiannis",
    "Ελ-Μπακρί": "el-bakri",
    "τα 5μπαλκόνια": "ta 5balkonia",
    "άμπ": "ab",
}
OTHER_FORMS = {
    "Ἀθῆναι": "athinai",
    "ᾠδή": "odi",
    "Εὐαγγέλιον": "evangelion",
    "ϐϑϕ": "vthf",
    "\u00b5έλη": "meli",
    "Nima και Νήμα 2026": "nima kai nima 2026",
    "où, Київ": "où, київ",
}


@pytest.mark.parametrize(("letter", "latin"), list(zip(LETTERS.split(), LATIN.split(), strict=True)))
def test_each_letter_has_its_latin_letters(letter: str, latin: str) -> None:
    assert [transcribe(letter), transcribe(letter.upper())] == [latin, latin]


@pytest.mark.parametrize(
    ("greek", "latin"), [*VOICED.items(), *VOICELESS.items(), *SEPARATE_VOWELS.items(), *PAIRS.items()]
)
def test_vowels_and_consonants_in_pairs_follow_the_standard(greek: str, latin: str) -> None:
    assert transcribe(greek) == latin


@pytest.mark.parametrize(("greek", "latin"), SOUND_OF_B.items())
def test_mi_and_pi_are_b_where_a_word_begins_or_ends_and_mp_inside(greek: str, latin: str) -> None:
    assert transcribe(greek) == latin


@pytest.mark.parametrize(("text", "latin"), OTHER_FORMS.items())
def test_polytonic_is_read_and_other_scripts_stay(text: str, latin: str) -> None:
    assert transcribe(text) == latin


@pytest.mark.parametrize("greek", [*VOICED, *VOICELESS, *SEPARATE_VOWELS, *PAIRS, *SOUND_OF_B, *OTHER_FORMS])
def test_composed_and_decomposed_text_give_the_same(greek: str) -> None:
    assert transcribe(unicodedata.normalize("NFD", greek)) == transcribe(unicodedata.normalize("NFC", greek))
