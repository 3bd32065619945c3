"""The rows and words that belong to one practice: fetched in one query, or taken from a draft in memory."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse

from good_practices import keywords
from good_practices.keywords import Keyword
from good_practices.models.practice import GoodPracticePage
from good_practices.models.rows import (
    Activity,
    Objective,
    Partner,
    PracticeFile,
    PracticeImage,
    PracticeLink,
    ResultRow,
)
from good_practices.pictures import MAST, address_of
from library.models import NetworkRendition

WORDS = {
    "themes": "theme",
    "axes": "axis",
    "target_groups": "targetgroup",
    "levels": "interventionlevel",
    "goals": "policygoal",
}
WIDTH = 6
"""How many texts a row of the one query has."""


@dataclass(frozen=True)
class Block:
    """A building block of a practice."""

    name: str
    what: str
    enabling: str
    lesson: str
    kinds: list[str]
    """Codes of the kinds of service."""


@dataclass(frozen=True)
class Result:
    """A result against an objective."""

    objective: str
    indicator: str
    unit: str
    baseline: str
    target: str
    actual: str


@dataclass(frozen=True)
class Contributor:
    """A body that worked along; a body outside the directory has one name for both languages."""

    name: str
    name_el: str
    name_en: str


@dataclass(frozen=True)
class Paper:
    """A file to take along."""

    title: str
    url: str
    extension: str
    size: int
    """In bytes; 0 when nobody knows."""
    language: str


@dataclass(frozen=True)
class Link:
    """Something to read elsewhere."""

    title: str
    url: str

    @property
    def host(self) -> str:
        """Return the name of the site."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


@dataclass(frozen=True)
class Picture:
    """The picture that stands for a practice, in the size beside the title."""

    url: str
    alt_el: str
    alt_en: str
    credit: str


@dataclass
class Contents:
    """What a practice page shows beside the practice's own fields."""

    objectives: list[str] = field(default_factory=list)
    activities: list[Block] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    partners: list[Contributor] = field(default_factory=list)
    picture: Picture | None = None
    files: list[Paper] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    gallery: list[Picture] = field(default_factory=list)
    """The pictures after the first."""
    words: dict[str, list[str]] = field(default_factory=dict)
    """Codes by the name of the field."""
    dye: str = ""
    """Of the first theme."""
    keywords: list[Keyword] = field(default_factory=list)


def fetch(practice: GoodPracticePage) -> Contents:
    """Return the contents as they are stored, in one query."""
    first, *others = parts(practice)
    rows: dict[str, list[list[Any]]] = defaultdict(list)
    for kind, *row in sorted(first.union(*others, all=True), key=lambda row: (row[1] or 0, row[2])):
        rows[kind].append(row)
    kinds = defaultdict(list)
    for _order, activity, code, *_rest in rows["kinds"]:
        kinds[activity].append(code)
    return Contents(
        objectives=[row[2] for row in rows["objectives"]],
        activities=[block(row, kinds[row[1]]) for row in rows["activities"]],
        results=[Result(*row[2:8]) for row in rows["results"]],
        files=[stored_paper(row, practice.source_language) for row in rows["files"]],
        links=[Link(*row[2:4]) for row in rows["links"]],
        partners=[Contributor(*(text or "" for text in row[2:5])) for row in rows["partners"]],
        picture=next((stored_picture(row) for row in rows["picture"][:1] if row[2]), None),
        gallery=[stored_picture(row) for row in rows["picture"][1:] if row[2]],
        words={name: [row[2] for row in rows[name]] for name in WORDS},
        dye=next((row[3] for row in rows["themes"]), ""),
        keywords=sorted((Keyword(*row[2:4]) for row in rows["keywords"]), key=lambda word: word.text),
    )


def parts(practice: GoodPracticePage) -> Iterator[QuerySet[Any]]:
    """Yield the members of the one query: kind, order, number, then texts."""
    mine = {"practice": practice.pk}
    yield part("objectives", Objective.objects.filter(**mine), "sort_order", "pk", "text")
    yield part("activities", Activity.objects.filter(**mine), "sort_order", "pk", "name", "what", "enabling", "lesson")
    result = ("objective", "indicator", "unit", "baseline", "target", "actual")
    yield part("results", ResultRow.objects.filter(**mine), "sort_order", "pk", *result)
    yield papers(practice)
    yield part("links", PracticeLink.objects.filter(**mine), "sort_order", "pk", "title", "url")
    names = ("name", "organisation__name_el", "organisation__name_en")
    yield part("partners", Partner.objects.filter(**mine), "sort_order", "pk", *names)
    yield pictures(practice)
    yield from words(practice)
    yield part("keywords", keywords.stored(practice), "pk", "pk", "tag__name", "spoken")


def part(kind: str, rows: QuerySet[Any], order: str, number: str, *texts: Any) -> QuerySet[Any]:
    """Return rows of the shape that all members share."""
    fill = [Value("", output_field=CharField())] * (WIDTH - len(texts))
    named = Value(kind, output_field=CharField())
    return rows.order_by().values_list(named, order, number, *(texts or ()), *fill)


def pictures(practice: GoodPracticePage) -> QuerySet[Any]:
    """Return the pictures that exist in the size of the page."""
    sizes = NetworkRendition.objects.filter(image=OuterRef("image"), filter_spec=MAST)
    rows = PracticeImage.objects.filter(practice=practice.pk).annotate(file=Subquery(sizes.values("file")[:1]))
    return part("picture", rows, "sort_order", "pk", "file", "image__alt_el", "image__alt_en", "image__credit")


def papers(practice: GoodPracticePage) -> QuerySet[Any]:
    """Return the files; what is counted stands as text, as everything does here."""
    rows = PracticeFile.objects.filter(practice=practice.pk)
    rows = rows.annotate(size=Cast("document__file_size", CharField()))
    return part(
        "files", rows, "sort_order", "document_id", "document__title", "document__file", "size", "document__language"
    )


def stored_paper(row: list[Any], source: str) -> Paper:
    """Return the file of a row, at the address that asks who may read it; nobody translates what it is called."""
    _order, number, title, name, size, language = row[:6]
    language = language or source
    name = name.rpartition("/")[2]
    url = reverse("wagtaildocs_serve", args=[number, name])
    return Paper(title, url, name.rpartition(".")[2].upper(), int(size or 0), language)


def draft_paper(practice: GoodPracticePage, document: Any) -> Paper:
    """Return a file of a draft, behind the door for those who write on it."""
    url = reverse("my_practices:file", args=[practice.translation_key, document.pk])
    language = document.language or practice.source_language
    return Paper(document.title, url, document.file_extension.upper(), document.file_size or 0, language)


def draft_report(practice: GoodPracticePage, document: Any) -> Paper:
    """Return the report of a draft, behind the same door."""
    url = reverse("my_practices:report_file", args=[practice.translation_key])
    return replace(draft_paper(practice, document), url=url)


def words(practice: GoodPracticePage) -> Iterator[QuerySet[Any]]:
    """Yield the controlled words of the practice and of its activities, in the editors' order."""
    for name, kind in WORDS.items():
        through = getattr(GoodPracticePage, name).through.objects.filter(goodpracticepage=practice.pk)
        dye = [f"{kind}__dye"] if kind == "theme" else []
        yield part(name, through, f"{kind}__order", f"{kind}_id", f"{kind}__code", *dye)
    kinds = Activity.service_kinds.through.objects.filter(activity__practice=practice.pk)
    yield part("kinds", kinds, "servicekind__order", "activity_id", "servicekind__code")


def block(row: list[Any], kinds: list[str]) -> Block:
    """Return the building block of a row."""
    name, what, enabling, lesson = row[2:6]
    return Block(name, what, enabling, lesson, kinds)


def stored_picture(row: list[Any]) -> Picture:
    """Return the picture of a row."""
    return Picture(default_storage.url(row[2]), *row[3:6])


def collect(practice: GoodPracticePage) -> Contents:
    """Return the contents of a draft that may not be stored, for previews."""
    themes = by_order(practice.themes.all())
    return Contents(
        objectives=[row.text for row in practice.objectives.all()],
        activities=[
            Block(
                row.name, row.what, row.enabling, row.lesson, [kind.code for kind in by_order(row.service_kinds.all())]
            )
            for row in practice.activities.all()
        ],
        results=[
            Result(row.objective, row.indicator, row.unit, row.baseline, row.target, row.actual)
            for row in practice.result_rows.all()
        ],
        files=[draft_paper(practice, row.document) for row in practice.files.all()],
        links=[Link(row.title, row.url) for row in practice.links.all()],
        partners=[contributor(row) for row in practice.partners.all()],
        picture=next(draft_pictures(practice), None),
        gallery=list(draft_pictures(practice))[1:],
        words={name: [word.code for word in by_order(getattr(practice, name).all())] for name in WORDS},
        dye=themes[0].dye if themes else "",
        keywords=keywords.of_draft(practice),
    )


def by_order(found: Any) -> list[Any]:
    """Return words in the editors' order, as the one query gives them."""
    return sorted(found, key=lambda word: (word.order, word.pk))


def contributor(row: Partner) -> Contributor:
    """Return the names of a partner."""
    body = row.organisation
    return Contributor(row.name, body.name_el if body else "", body.name_en if body else "")


def draft_pictures(practice: GoodPracticePage) -> Iterator[Picture]:
    """Yield the pictures of a draft, behind the door for those who write on it."""
    for row in practice.images.all():
        image = row.image
        yield Picture(address_of(practice, image), image.alt_el, image.alt_en, image.credit)
