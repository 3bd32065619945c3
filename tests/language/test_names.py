"""People are called by the form of their name that Greek has for it."""

import pytest

from language.names import called

VOCATIVES = {
    "Ελένη": "Ελένη",
    "Μαρία-Άννα": "Μαρία-Άννα",
    "Άρτεμις": "Άρτεμις",
    "Γιώργος": "Γιώργο",
    "Νίκος": "Νίκο",
    "Σταύρος": "Σταύρο",
    "Ντίνος": "Ντίνο",
    "Αλέκος": "Αλέκο",
    "Κωνσταντίνος": "Κωνσταντίνε",
    "Αλέξανδρος": "Αλέξανδρε",
    "Άγγελος": "Άγγελε",
    "Δημήτριος": "Δημήτριε",
    "Βασίλειος": "Βασίλειε",
    "Νικόλαος": "Νικόλαε",
    "Μάριος": "Μάριε",
    "Στέλιος": "Στέλιο",
    "Στυλιανός": "Στυλιανέ",
    "Γιάννης": "Γιάννη",
    "Ανδρέας": "Ανδρέα",
    "Νικολής": "Νικολή",
    "Γιώργος Μάριος": "Γιώργο Μάριε",
    "Γιωργος": "Γιωργο",
    "ΓΙΩΡΓΟΣ": "ΓΙΩΡΓΟΣ",
    "Amalos": "Amalos",
    "Σς": "Σς",
}


@pytest.mark.parametrize(("name", "form"), VOCATIVES.items())
def test_greek_readers_are_called_in_the_vocative(name: str, form: str) -> None:
    assert called(name, "el") == form


def test_english_readers_are_called_by_the_name_as_it_is() -> None:
    assert called("Γιώργος", "en") == "Γιώργος"
