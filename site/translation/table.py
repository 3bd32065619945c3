"""The table of translations: every public original with its state in the other language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import Page, get_page_models
from wagtail_localize.models import StringTranslation, Translation

from blocks.pages import BilingualPageMixin
from translation.completeness import with_gaps
from translation.states import State, unread_words

SORTS = {"oldest": ("since", "pk"), "newest": ("-since", "pk"), "title": ("title", "pk")}


@dataclass(frozen=True)
class Narrowing:
    """A way to see fewer rows that another room brings."""

    name: str
    label: str
    everything: str
    options: list[tuple[str, str]]
    records: Callable[[str], Any]
    """Return the records of translations that fit one of the options."""


@dataclass(frozen=True)
class Choice:
    """What somebody wants to see of the table."""

    kind: str = ""
    language: str = ""
    """Of the translation."""
    state: str = ""
    search: str = ""
    sort: str = "oldest"
    records: tuple[Any, ...] = ()
    """What other rooms leave of the records of translations."""


def kinds() -> dict[str, type[Page]]:
    """Return the bilingual page types by their address name, as people call them."""
    found = [model for model in get_page_models() if issubclass(model, BilingualPageMixin)]
    return {f"{model._meta.app_label}.{model._meta.model_name}": model for model in found}


def originals() -> Any:
    """Return the public pages that are no translations; of two that nobody keeps in step the older one."""
    kept = Translation.objects.filter(source__object_id=OuterRef("translation_key"), enabled=True)
    older = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True, pk__lt=OuterRef("pk"))
    is_translation = Exists(kept.filter(target_locale_id=OuterRef("locale_id")))
    is_younger = Exists(older) & ~Exists(kept.filter(source__locale_id=OuterRef("locale_id")))
    return Page.objects.live().filter(depth__gt=1).exclude(is_translation).exclude(is_younger)


def rows(choice: Choice) -> QuerySet[Any]:
    """Return the chosen originals with `state`, `since`, `target_pk`, `record_pk` and `translator_pk`."""
    chosen = kinds()
    models = [chosen[choice.kind]] if choice.kind in chosen else list(chosen.values())
    found = judged(originals().type(*models))
    if choice.language in dict(settings.LANGUAGES):
        found = found.exclude(locale__language_code=choice.language)
    if choice.state in State.values:
        found = found.filter(state=choice.state)
    if choice.search:
        found = found.filter(Q(title__icontains=choice.search) | Q(target_title__icontains=choice.search))
    for records in choice.records:
        found = found.filter(record_pk__in=records)
    found = found.select_related("locale", "owner", "content_type")
    return found.order_by(*SORTS.get(choice.sort, SORTS["oldest"]))


def judged(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate originals with how their translation stands."""
    target = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    record = with_gaps(Translation.objects.filter(enabled=True, source__object_id=OuterRef("translation_key"))).filter(
        source__locale_id=OuterRef("locale_id")
    )
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    by_machine = record.annotate(found=Exists(unread_words().filter(translation_type=machine)))
    unread = record.annotate(found=Exists(unread_words()))
    return pages.annotate(
        target_pk=Subquery(target.values("pk")[:1]),
        target_live=Subquery(target.values("live")[:1]),
        target_title=Subquery(target.values("title")[:1]),
        target_at=Subquery(target.values("last_published_at")[:1]),
        record_pk=Subquery(record.values("pk")[:1]),
        has_gaps=Subquery(record.values("has_gaps")[:1]),
        changed_at=Subquery(record.values("source__last_updated_at")[:1]),
        has_machine=Subquery(by_machine.values("found")[:1]),
        has_unread=Subquery(unread.values("found")[:1]),
        translator_pk=Subquery(last_words().values("last_translated_by_id")[:1]),
        written_at=Subquery(last_words().values("updated_at")[:1]),
    ).annotate(state=state(), since=since())


def last_words() -> QuerySet[StringTranslation]:
    """Return what was written last for the outer original in the other language."""
    words = StringTranslation.objects.filter(context__object_id=OuterRef("translation_key"))
    return words.exclude(locale_id=OuterRef("locale_id")).order_by("-updated_at", "-pk")


def state() -> Case:
    """Return the state of an item; of pages that nobody keeps in step only the days of publishing tell."""
    lacks = Q(target_pk__isnull=True) | Q(target_live=False, record_pk__isnull=True)
    overtaken = Q(record_pk__isnull=True, last_published_at__gt=F("target_at"))
    return Case(
        When(lacks | Q(has_gaps=True, target_live=False), then=Value(State.MISSING.value)),
        When(Q(has_gaps=True) | overtaken, then=Value(State.OUTDATED.value)),
        When(has_machine=True, then=Value(State.MACHINE.value)),
        When(Q(has_unread=True) | Q(record_pk__isnull=True), then=Value(State.HUMAN.value)),
        default=Value(State.REVIEWED.value),
    )


def since() -> Case:
    """Return since when an item is in its state."""
    return Case(
        When(state=State.MISSING.value, then=F("last_published_at")),
        When(state=State.OUTDATED.value, then=Coalesce("changed_at", "last_published_at")),
        default=Coalesce("written_at", "target_at", "last_published_at"),
    )


def names_of(people: set[int]) -> dict[int, str]:
    """Return the names of people by their number, in one query."""
    return {one.pk: str(one) for one in get_user_model().objects.filter(pk__in=people)} if people else {}
