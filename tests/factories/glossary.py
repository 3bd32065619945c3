"""Terms of the glossary."""

from typing import Any

from translation.models import GlossaryTerm


def make_glossary_term(
    term_el: str = "κοινωνική ένταξη", term_en: str = "social inclusion", **fields: Any
) -> GlossaryTerm:
    """Return a term with an explanation in both languages."""
    values = {
        "explanation_el": f"Τι σημαίνει {term_el}",
        "explanation_en": f"What {term_en} means",
        **fields,
    }
    return GlossaryTerm.objects.create(term_el=term_el, term_en=term_en, **values)


def make_mediator(**fields: Any) -> GlossaryTerm:
    """Return a term with forms in both languages."""
    return make_glossary_term(
        "διαπολιτισμικός μεσολαβητής",
        "intercultural mediator",
        forms_el="διαπολιτισμικού μεσολαβητή, διαπολιτισμικοί μεσολαβητές",
        forms_en="intercultural mediators",
        **fields,
    )
