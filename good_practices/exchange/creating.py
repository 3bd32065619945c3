"""New practices, many at a time, with their translations: what writing them one by one leaves, in few queries."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex, Revision, TranslatableMixin
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published
from wagtail_localize.models import TranslationLog

from good_practices.exchange.drafts import Draft
from good_practices.exchange.writing import has_texts, texts_by_path
from good_practices.inserting import give_addresses, insert_children, insert_pages, lock_libraries, place_in_tree
from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from good_practices.online import many
from tables.kinds import Way
from translation.together import Begun, begin

Written = tuple[GoodPracticePage, Draft]
"""A practice that stands in memory only, and the row that it was made from."""
NOT_COPIED = (
    "path depth numchild url_path latest_revision live_revision first_published_at last_published_at external_source "
    "external_id"
)
"""What a translation has of its own."""


@transaction.atomic
def create(written: Sequence[Written], way: Way) -> None:
    """Write new practices, online if that was asked for; a translation goes online with them when it is complete."""
    libraries = lock_libraries()
    originals = [page for page, _draft in written]
    if way.publish:
        give_addresses(originals, libraries)
    contents = insert(originals, libraries, way, online=way.publish)
    for target in libraries:
        begun = [
            Begun(page, contents[page.pk], texts_by_path(page, draft))
            for page, draft in written
            if page.locale_id != target.locale_id and has_texts(draft)
        ]
        if begun:
            begin(begun, target.locale_id, way.by)
            insert_translations(begun, target, libraries, way)


def insert_translations(
    begun: list[Begun], target: GoodPracticeIndexPage, libraries: list[GoodPracticeIndexPage], way: Way
) -> None:
    """Insert the pages of translations: those that are complete go online, the others wait."""
    pages = {one.original.pk: translated(one, target.locale) for one in begun}
    whole = [pages[one.original.pk] for one in begun if way.publish and one.is_complete]
    waiting = [page for page in pages.values() if page not in whole]
    give_addresses(whole, libraries)
    for online, some in ((True, whole), (False, waiting)):
        if some:
            insert(some, libraries, way, online=online)
    TranslationLog.objects.bulk_create(
        TranslationLog(source=one.source, locale=target.locale, revision_id=pages[one.original.pk].latest_revision_id)
        for one in begun
    )


def insert(
    pages: list[GoodPracticePage], libraries: list[GoodPracticeIndexPage], way: Way, *, online: bool
) -> dict[int, dict[str, Any]]:
    """Insert pages of one state with everything that Wagtail keeps of them, and return their contents by key."""
    for page in pages:
        begin_life(page, online=online)
    place_in_tree(pages, libraries)
    insert_pages(pages)
    insert_children(pages)
    contents = insert_revisions(pages, way, online=online)
    log(pages, way, online=online)
    insert_references(pages)
    for engine in get_search_backends(with_auto_update=True):
        engine.add_bulk(GoodPracticePage, pages)
    if online:
        announce(pages)
    return contents


def insert_references(pages: Sequence[GoodPracticePage]) -> None:
    """Note what pages refer to, which are new and have no references yet."""
    own, base = (ContentType.objects.get_for_model(model) for model in (GoodPracticePage, Page))
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=own,
            base_content_type=base,
            object_id=page.pk,
            to_content_type_id=kind,
            to_object_id=key,
            model_path=model_path,
            content_path=path,
            content_path_hash=ReferenceIndex._get_content_path_hash(path),
        )
        for page in pages
        for kind, key, model_path, path in set(ReferenceIndex._extract_references_from_object(page))
    )


def announce(pages: Iterable[GoodPracticePage]) -> None:
    """Let everybody know that pages are online, as Wagtail does for each of them."""
    with many():
        for page in pages:
            page_published.send(sender=GoodPracticePage, instance=page, revision=page.latest_revision)


def begin_life(page: GoodPracticePage, *, online: bool) -> None:
    """Note on a page what its first revision makes of it."""
    now = timezone.now()
    page.draft_title = page.title
    page.latest_revision_created_at = now
    page.live, page.has_unpublished_changes = online, not online
    if online:
        page.first_published_at = page.last_published_at = now
    page.work_out()


def insert_revisions(pages: list[GoodPracticePage], way: Way, *, online: bool) -> dict[int, dict[str, Any]]:
    """Insert the first revision of each page, and return its content with what became of it."""
    for page in pages:
        # One by one: psycopg (3.3) takes long to write long texts into the arrays by which PostgreSQL takes many rows.
        page.latest_revision = Revision.objects.create(
            content_object=page,
            base_content_type=page.get_base_content_type(),
            created_at=page.latest_revision_created_at,
            user=way.by,
            object_str=str(page),
            content=page.serializable_data(),
        )
        page.live_revision = page.latest_revision if online else None
    Page.objects.bulk_update(pages, ["latest_revision", "live_revision"])
    kept = ("latest_revision", "live_revision")
    return {
        page.pk: page.latest_revision.content | {name: getattr(page, f"{name}_id") for name in kept} for page in pages
    }


def log(pages: Iterable[GoodPracticePage], way: Way, *, online: bool) -> None:
    """Note in Wagtail's log who made and published the pages."""
    steps = {"wagtail.create": False, "wagtail.publish": True} if online else {"wagtail.create": False}
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page=page,
            content_type_id=page.content_type_id,
            label=page.get_admin_display_title(),
            user=way.by,
            action=action,
            timestamp=page.latest_revision_created_at,
            content_changed=True,
            revision=page.latest_revision if tells else None,
        )
        for page in pages
        for action, tells in steps.items()
    )


def translated(one: Begun, locale: Locale) -> GoodPracticePage:
    """Return the page of a translation; what has no words yet says what the original says."""
    page: GoodPracticePage = copied(one.original, locale)
    for path, text in one.texts.items():
        if text:
            *where, name = path.split(".")
            setattr(row_at(page, where), name, text)
    return page


def row_at(page: GoodPracticePage, where: list[str]) -> Any:
    """Return the page itself, or the row that a path names by its relation and its key."""
    if not where:
        return page
    relation, key = where
    return next(row for row in getattr(page, relation).all() if str(row.translation_key) == key)


def copied(item: Any, locale: Locale) -> Any:
    """Return a copy for another language in memory, with the rows that hang on it."""
    fields = [one for one in item._meta.concrete_fields if not one.primary_key and one.name not in NOT_COPIED.split()]
    copy = type(item)(**{one.attname: getattr(item, one.attname) for one in fields})
    if isinstance(copy, TranslatableMixin):
        copy.locale = locale
    if isinstance(copy, ClusterableModel):
        for relation in get_all_child_relations(type(item)):
            name = relation.get_accessor_name()
            setattr(copy, name, [copied(row, locale) for row in getattr(item, name).all()])
        for field in get_all_child_m2m_relations(type(item)):
            setattr(copy, field.name, list(getattr(item, field.name).all()))
    return copy
