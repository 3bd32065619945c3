"""The glossary as TBX-Basic (ISO 30042:2019), the format in which translators' tools exchange terms."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from tables.rows import Cell, Row, Unreadable

SPACE = "urn:iso:std:iso:30042:ed-2"
NAME = f"{{{SPACE}}}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGES = ("el", "en")
OURS = "c-"
"""Begins the number of a concept in our files: XML wants a letter first."""
PREFERRED, DEPRECATED = "preferredTerm-admn-sts", "deprecatedTerm-admn-sts"
AVOIDED = {DEPRECATED, "supersededTerm-admn-sts"}
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="el" xmlns="{SPACE}">
<tbxHeader><fileDesc><titleStmt><title>%s</title></titleStmt><sourceDesc><p>%s</p></sourceDesc></fileDesc>
<encodingDesc><p type="XCSURI">TBXXCSV02.xcs</p></encodingDesc></tbxHeader>
<text><body>
"""
FOOT = "</body></text>\n</tbx>\n"


def read(file: IO[bytes], known: Callable[[str], bool]) -> Iterator[Row]:
    """Yield the concepts of a file as rows, numbered from the first."""
    number, root = 0, None
    try:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            if root is None:
                root = refuse_other_formats(element)
            elif event == "end" and element.tag == f"{NAME}conceptEntry":
                number += 1
                yield row_of(element, number)
                element.clear()
    except (ParseError, DefusedXmlException, LookupError, ValueError) as problem:
        raise Unreadable(_("This is not sound XML, or it holds declarations that are not read here.")) from problem


def refuse_other_formats(root: Element) -> Element:
    """Refuse XML that is something else, or an older TBX."""
    if root.tag != f"{NAME}tbx":
        raise Unreadable(_("This is not TBX after ISO 30042:2019. Older files (TBX version 2) must be converted."))
    return root


def row_of(concept: Element, number: int) -> Row:
    """Return a concept as a row; what the glossary has no place for is left out."""
    cells: dict[str, Cell] = {"code": concept.get("id", "").removeprefix(OURS).lower()}
    cells["domain"] = typed(concept, "descrip", "subjectField")
    cells["note"] = text_of(concept.find(f"{NAME}note"))
    cells["status"] = "preferred"
    for section in concept.iterfind(f"{NAME}langSec"):
        language = (section.get(LANGUAGE) or "").partition("-")[0].lower()
        if language in LANGUAGES:
            cells |= section_cells(section, language)
            cells["status"] = "avoid" if is_avoided(section) else cells["status"]
    return Row(number, cells)


def section_cells(section: Element, language: str) -> dict[str, Cell]:
    """Return what a concept says in one language: the first term, its other forms, the definition."""
    terms = [text_of(term) for term in section.iter(f"{NAME}term")]
    return {
        f"term_{language}": terms[0] if terms else "",
        f"forms_{language}": terms[1:],
        f"explanation_{language}": typed(section, "descrip", "definition"),
    }


def is_avoided(section: Element) -> bool:
    """Say whether the first term of a language is one that texts should not use."""
    first = section.find(f"{NAME}termSec")
    return first is not None and typed(first, "termNote", "administrativeStatus") in AVOIDED


def typed(parent: Element, name: str, kind: str) -> str:
    """Return the text of an element by its name and type, wherever it stands below."""
    return next((text_of(one) for one in parent.iter(f"{NAME}{name}") if one.get("type") == kind), "")


def text_of(element: Element | None) -> str:
    """Return the text of an element, in one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def write(names: Sequence[str], rows: Iterable[dict[str, Cell]], notes: Sequence[Sequence[str]]) -> Iterator[bytes]:
    """Yield a file piece by piece; `notes` say what it is and where it comes from."""
    about = {note[0]: note[1] for note in notes if len(note) == 2}
    source = " ".join(about[name] for name in ("source", "licence", "date") if name in about)
    yield (HEAD % (escape(about.get("title", "Nima")), escape(source or "Nima"))).encode()
    for row in rows:
        yield concept_of(row).encode()
    yield FOOT.encode()


def concept_of(row: dict[str, Any]) -> str:
    """Return a row as a concept."""
    domain = f'<descrip type="subjectField">{escape(row["domain"])}</descrip>' if "domain" in row else ""
    note = f"<note>{escape(row['note'])}</note>" if "note" in row else ""
    sections = "".join(section_of(row, language) for language in LANGUAGES)
    return f"<conceptEntry id={quoteattr(OURS + row['code'])}>{domain}{note}{sections}</conceptEntry>\n"


def section_of(row: dict[str, Any], language: str) -> str:
    """Return what a concept says in one language."""
    explanation = row.get(f"explanation_{language}", "")
    definition = f'<descrip type="definition">{escape(explanation)}</descrip>' if explanation else ""
    status = DEPRECATED if row.get("status") == "avoid" else PREFERRED
    first = term_of(row[f"term_{language}"], "administrativeStatus", status)
    others = "".join(term_of(form, "termType", "variant") for form in row.get(f"forms_{language}", []))
    return f'<langSec xml:lang="{language}">{definition}{first}{others}</langSec>'


def term_of(text: str, name: str, value: str) -> str:
    """Return a term with a note on what it is."""
    return f'<termSec><term>{escape(text)}</term><termNote type="{name}">{value}</termNote></termSec>'
