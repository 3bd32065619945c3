"""Whether a practice is a snapshot or the full text: the fields decide, for readers, the library and editors."""

from uuid import UUID

from good_practices.completeness import NEEDED, NEEDED_IN_FULL, is_told, lacking
from good_practices.models import GoodPracticePage
from good_practices.snapshot import Values, working_titles

Extent = GoodPracticePage.Extent
TIES = ("place", "contact")
ROWS = ("themes", "target_groups", "objectives", "activities", "result_rows")
READ = frozenset({*NEEDED, *NEEDED_IN_FULL, "ended_reason", "end_year", "evaluation"})


def extent_of(practice: GoodPracticePage) -> str:
    """Return the extent of a practice in memory; rows are looked for only where all texts are there."""
    found = {name: getattr(practice, f"{name}_id" if name in TIES else name) for name in READ - {*ROWS}}
    if not is_full(found | dict.fromkeys(ROWS, True)):
        return Extent.SNAPSHOT
    return extent_in(found | {name: getattr(practice, name).exists() for name in ROWS})


def extent_of_draft(practice: GoodPracticePage) -> str:
    """Return the extent of the latest draft, out of what its revision holds."""
    draft = practice.latest_revision
    return extent_in({name: draft.content.get(name) for name in READ}) if draft else practice.extent


def extent_in(values: Values) -> str:
    """Return the extent of what stands in the fields."""
    return Extent.FULL if is_full(values) else Extent.SNAPSHOT


def is_full(values: Values) -> bool:
    """Say whether nothing is missing, neither of the snapshot nor of the full text."""
    titled: Values = {**values, "title": "" if values["title"] in working_titles() else values["title"]}
    return not {*NEEDED} & {*lacking(titled)} and all(is_told(name, values) for name in NEEDED_IN_FULL)


def renew(*keys: UUID) -> None:
    """Write the extent of what authors published on the translations too, where it is not there yet."""
    originals = GoodPracticePage.objects.originals().filter(translation_key__in=keys)
    by_extent: dict[str, list[UUID]] = {}
    for key, extent in originals.values_list("translation_key", "extent"):
        by_extent.setdefault(extent, []).append(key)
    for extent, some in by_extent.items():
        GoodPracticePage.objects.filter(translation_key__in=some).exclude(extent=extent).update(extent=extent)
