"""Names: any person's, but no look-alikes and no roles."""

import pytest
from django.core.exceptions import ValidationError

from network_members import names


@pytest.mark.parametrize(
    "name",
    ["Νίκος", "Nikos", "Άννα-Μαρία", "O’Neil", "D'Artagnan", "Жанна", "محمد", "Γ. Παπάς", "Σίσυ Smith", "Ñandú", "李"],
)
def test_names_of_people_pass(name: str) -> None:
    names.refuse_mixed_scripts(name)
    names.refuse_reserved(name)

    assert names.cleaned(name) == name


@pytest.mark.parametrize(
    "name", ["Νikos", "Nίκος", "Аnna", "Ελένη Pαππά", "Administrαtor", "Ν\u0332ikos", "Ν\u200bikos"]
)
def test_words_of_two_alphabets_are_refused(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        names.refuse_mixed_scripts(name)

    assert refused.value.code == "mixed_scripts"


@pytest.mark.parametrize(
    "name",
    [
        "admin",
        "ADMIN",
        " Editor ",
        "διαχειριστησ",
        "ΔΙΑΧΕΙΡΊΣΤΡΙΑ",
        "Ad\u200bmin",
        "ｎｉｍａ",
        "Νήμα",
        "Super\u00aduser",
    ],
)
def test_names_of_roles_are_refused(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        names.refuse_reserved(name)

    assert refused.value.code == "reserved"


def test_names_are_stored_in_one_form() -> None:
    assert names.cleaned("  Α\u0301ννα\u200b   Μαρία\u202e ") == "Άννα Μαρία"


@pytest.mark.parametrize("name", ["Άννα\x00", "Άν\x07να", "\ud800"])
def test_characters_that_nobody_types_are_refused(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        names.cleaned(name)

    assert refused.value.code == "refused_characters"
