"""Takes practices out into rows: the original with its translation, in the columns that can be brought in again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.utils.timezone import localdate
from wagtail.models import Page, Revision

from good_practices.above import adoptions_of, contributors_of
from good_practices.exchange.columns import CHOICES, COSTS, PLAIN, ROWS, TEXTS, TOLD, WORDS, names
from good_practices.models import Activity, GoodPracticePage, Partner, PracticeFile
from good_practices.models.practice import PracticeTag
from network_members.models import Organisation
from tables.kinds import Table
from tables.rows import Cell
from translation.freshness import Freshness, freshness_of_many
from translators.credits import for_everybody as names_for_everybody

STEP = 100
CellsOfRow = dict[str, Cell]


def everything() -> Table:
    """Return all practices as their authors left them, for who keeps the site; people are not part of it."""
    originals = GoodPracticePage.objects.originals().order_by("pk")
    return Table(columns_of(originals, drafts=True), (as_row(*pair) for pair in written(originals)))


def for_all() -> Any:
    """Return the practices that everybody may read."""
    return GoodPracticePage.objects.visible_to(AnonymousUser()).originals()


def number() -> int:
    """Return how many practices everybody may read."""
    return int(for_all().count())


def public() -> Table:
    """Return the practices that everybody may read, with what everybody may read of them."""
    originals = for_all().order_by("pk")
    rows = (for_everybody(as_row(page, twin), page, twin) for page, twin in online(originals))
    return Table([*columns_of(originals), *TOLD], rows)


def columns_of(originals: Any, *, drafts: bool = False) -> list[str]:
    """Return the columns, with as many numbered ones as the fullest practice needs."""
    numbers = {}
    for kind in ROWS:
        counted = kind.model.objects.filter(practice__in=originals.order_by()).values("practice")
        most = counted.annotate(number=Count("pk")).order_by("-number").values_list("number", flat=True).first()
        numbers[kind.relation] = max(most or 0, most_in_drafts(kind.relation) if drafts else 0)
    return [name for name in names(numbers) if name != "contact"]


def most_in_drafts(relation: str) -> int:
    """Return how many rows the fullest draft has."""
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    contents = Revision.objects.filter(pk__in=drafts).values_list("content", flat=True).iterator()
    return max((len(content.get(relation) or ()) for content in contents), default=0)


def in_steps(originals: Any) -> Iterator[list[int]]:
    """Yield the keys of practices, a hundred at a time."""
    keys = list(originals.values_list("pk", flat=True))
    yield from (keys[first : first + STEP] for first in range(0, len(keys), STEP))


def written(originals: Any) -> Iterator[tuple[Any, Any]]:
    """Yield practices with their translations, as their latest drafts stand."""
    for keys in in_steps(originals):
        pages = list(GoodPracticePage.objects.filter(pk__in=keys).select_related("locale").order_by("pk"))
        twins = twins_of(pages, live_only=False)
        for page in pages:
            twin = twins.get(page.translation_key)
            yield latest(page), latest(twin) if twin else None


def latest(page: GoodPracticePage) -> Any:
    """Return a page as its latest draft stands."""
    return page.get_latest_revision_as_object() if page.latest_revision_id else page


def online(originals: Any) -> Iterator[tuple[Any, Any]]:
    """Yield practices with their translations as they are online; a fixed number of queries for each hundred."""
    for keys in in_steps(originals):
        found = GoodPracticePage.objects.filter(pk__in=keys).order_by("pk")
        pages = list(found.select_related("locale", "place", "lead_organisation", "funding_programme"))
        twins = twins_of(pages, live_only=True)
        gather([*pages, *twins.values()])
        thank(twins)
        credit(pages)
        judge(pages, twins)
        yield from ((page, twins.get(page.translation_key)) for page in pages)


def thank(twins: dict[Any, Any]) -> None:
    """Hang the names of translator and second reader on translations."""
    credits = names_for_everybody(twins)
    for key, twin in twins.items():
        twin.credited = credits.get(key, ("", ""))


def credit(pages: Sequence[Any]) -> None:
    """Hang on originals the names of those whose proposals stand in them, as everybody may see them, and adopters."""
    keys = [page.translation_key for page in pages]
    found, adopted = contributors_of(keys, AnonymousUser(), "en"), adoptions_of(keys)
    for page in pages:
        page.adoptions = adopted.get(page.translation_key, [])
        page.contributors = [one.name for one in found.get(page.translation_key, []) if one.name]


def judge(pages: Sequence[Any], twins: dict[Any, Any]) -> None:
    """Hang on originals how their translation stands to them."""
    pairs = [(page, twins.get(page.translation_key)) for page in pages]
    for page, fresh in zip(pages, freshness_of_many(pairs), strict=True):
        page.freshness = fresh


def twins_of(pages: Sequence[GoodPracticePage], *, live_only: bool) -> dict[Any, GoodPracticePage]:
    """Return the translations of originals by their key."""
    found = GoodPracticePage.objects.filter(translation_key__in=[page.translation_key for page in pages])
    found = found.exclude(pk__in=[page.pk for page in pages]).select_related("locale")
    visible = found.visible_to(AnonymousUser()) if live_only else found
    return {page.translation_key: page for page in visible}


def gather(pages: Sequence[Any]) -> None:
    """Fetch the rows and words of many pages, and hang them where the pages look for them."""
    keys = [page.pk for page in pages]
    for kind in ROWS:
        hang(pages, kind.relation, kind.model.objects.filter(practice__in=keys).order_by("sort_order", "pk"))
    services(pages)
    partners = Partner.objects.filter(practice__in=keys).select_related("organisation")
    hang(pages, "partners", partners.order_by("sort_order", "pk"))
    files = PracticeFile.objects.filter(practice__in=keys).select_related("document")
    hang(pages, "files", files.order_by("sort_order", "pk"))
    hang(
        pages, "tagged_items", PracticeTag.objects.filter(content_object__in=keys).select_related("tag").order_by("pk")
    )
    for name, word_kind in WORDS.items():
        through = getattr(GoodPracticePage, name).through
        word = word_kind._meta.model_name
        ties = through.objects.filter(goodpracticepage__in=keys).select_related(word).order_by("pk")
        found = grouped((tie.goodpracticepage_id, getattr(tie, str(word))) for tie in ties)
        for page in pages:
            setattr(page, name, found[page.pk])


def hang(pages: Sequence[Any], relation: str, rows: Any) -> None:
    """Hang rows on their pages."""
    found = grouped((getattr(row, "practice_id", None) or row.content_object_id, row) for row in rows)
    for page in pages:
        setattr(page, relation, found[page.pk])


def services(pages: Sequence[Any]) -> None:
    """Hang the kinds of service on the activities of pages."""
    activities = [activity for page in pages for activity in page.activities.all()]
    through = Activity.service_kinds.through
    ties = (
        through.objects.filter(activity__in=[one.pk for one in activities]).select_related("servicekind").order_by("pk")
    )
    found = grouped((tie.activity_id, tie.servicekind) for tie in ties)
    for activity in activities:
        activity.service_kinds = found[activity.pk]


def grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """Return values by their key."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def as_row(page: Any, twin: Any) -> CellsOfRow:
    """Return a practice as the cells that are not empty."""
    versions = {version.locale.language_code: version for version in (page, twin) if version}
    row: CellsOfRow = {
        "external_id": page.external_id or str(page.translation_key),
        "source": page.external_source,
        "source_language": page.source_language,
        **{name: [word.code for word in getattr(page, name).all()] for name in WORDS},
        **{name: getattr(page, name) for name in CHOICES},
        **{name: as_text(getattr(page, name)) for name in PLAIN},
        **{name: code_of(getattr(page, name)) for name in ("place", "lead_organisation", "funding_programme")},
        "partners": [code_of(one.organisation) or one.name for one in page.partners.all()],
    }
    for language, version in versions.items():
        row |= {f"{name}_{language}": getattr(version, name) for name in TEXTS}
        row[f"tags_{language}"] = [item.tag.name for item in version.tagged_items.all()]
    return {name: cell for name, cell in {**row, **numbered(page, twin)}.items() if cell}


def numbered(page: Any, twin: Any) -> CellsOfRow:
    """Return objectives, activities and results in their numbered columns."""
    cells: CellsOfRow = {}
    for kind in ROWS:
        twins = {row.translation_key: row for row in getattr(twin, kind.relation).all()} if twin else {}
        for number, row in enumerate(getattr(page, kind.relation).all(), start=1):
            for version, of in ((page, row), (twin, twins.get(row.translation_key))):
                if of is not None:
                    language = version.locale.language_code
                    cells |= {kind.name(number, name, language): getattr(of, name) for name in kind.texts}
            cells |= {kind.name(number, name): fact(row, name) for name in kind.facts}
    return cells


def fact(row: Any, name: str) -> Cell:
    """Return a fact of a row."""
    return [word.code for word in row.service_kinds.all()] if name == "service_kinds" else str(getattr(row, name))


def as_text(value: Any) -> str:
    """Return a number or a day as text."""
    return "" if value is None else str(value)


def code_of(thing: Any) -> str:
    """Return the code of a word or a body."""
    return str(thing.code) if thing else ""


def for_everybody(row: CellsOfRow, page: Any, twin: Any) -> CellsOfRow:
    """Return a row without what only members read, with addresses and licence."""
    hidden = () if page.shows_costs_to_all else COSTS
    shown = {name: cell for name, cell in row.items() if name not in hidden}
    # A body that is not in the directory has no page; a practice's page shows its name alone.
    bodies = {
        "lead_organisation": shown_body(page.lead_organisation),
        "partners": [*map(shown_partner, page.partners.all())],
    }
    addresses = {f"address_{one.locale.language_code}": one.full_url or "" for one in (page, twin) if one}
    known = {name: cell for name, cell in bodies.items() if cell}
    names = dict(zip(("translator", "second_reader"), twin.credited if twin else (), strict=False))
    files = [f"{settings.WAGTAILADMIN_BASE_URL}{row.document.url}" for row in page.files.all()]
    others = {"contributors": page.contributors, "adoptions": page.adoptions, "files": files}
    names |= {name: cell for name, cell in others.items() if cell}
    told = {name: getattr(page, name) for name in ("extent", "evidence", "label", "licence")}
    return {**shown, **known, **addresses, **names, **told, **ages(page)}


def ages(page: Any) -> CellsOfRow:
    """Return since when nobody has confirmed a practice, and how fresh its translation is."""
    fresh = page.freshness
    days = {
        "unconfirmed_since": page.unconfirmed_since,
        "translation_on": fresh.reviewed_at and localdate(fresh.reviewed_at),
        "outdated_since": fresh.changed_at and localdate(fresh.changed_at),
    }
    return {"translation": state_of(fresh), **{name: day.isoformat() for name, day in days.items() if day}}


def state_of(fresh: Freshness) -> str:
    """Return the code of how a translation stands to its original."""
    if not fresh.translated:
        return "missing"
    if fresh.outdated:
        return "outdated"
    return "reviewed" if fresh.reviewed else "unread"


def shown_body(body: Organisation | None) -> str:
    """Return a body as everybody may know it."""
    return "" if body is None else body.code if body.listed else str(body)


def shown_partner(partner: Partner) -> str:
    """Return a partner as everybody may know it."""
    return shown_body(partner.organisation) or partner.name
