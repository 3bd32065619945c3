"""Writes what a row says about a practice: the original with all its rows, and its translation."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from good_practices.exchange.columns import ROWS, RowKind
from good_practices.exchange.drafts import Draft, RowDraft
from good_practices.models import GoodPracticePage, Partner
from network_members.models import Organisation
from translation.completeness import gaps
from translation.publishing import why_not


def fill(page: GoodPracticePage, draft: Draft) -> None:
    """Put what a row says into the original in memory; what has no column stays."""
    for name, value in {**draft.original, **draft.facts}.items():
        setattr(page, name, value)
    for name, words in draft.words.items():
        setattr(page, name, words)
    if draft.language in draft.tags:
        page.tags.set(draft.tags[draft.language])
    if draft.partners is not None:
        page.partners = [partner(one, order) for order, one in enumerate(draft.partners)]
    for kind in ROWS:
        if kind.relation in draft.rows:
            fill_rows(page, kind, draft.rows[kind.relation], draft.language)


def partner(body: Organisation | str, order: int) -> Partner:
    """Return a partner, by directory or by name."""
    if isinstance(body, str):
        return Partner(name=body, sort_order=order)
    return Partner(organisation=body, sort_order=order)


def fill_rows(page: GoodPracticePage, kind: RowKind, rows: list[RowDraft], language: str) -> None:
    """Write over the rows in order, so that each keeps its translation; what is left over goes."""
    known = list(getattr(page, kind.relation).all())[: len(rows)]
    known += [kind.model(locale_id=page.locale_id) for _row in rows[len(known) :]]
    for order, (target, row) in enumerate(zip(known, rows, strict=True)):
        target.sort_order = order
        for name, value in {**row.texts[language], **row.facts}.items():
            setattr(target, name, value)
    setattr(page, kind.relation, known)


def texts_by_path(page: GoodPracticePage, draft: Draft) -> dict[str, str]:
    """Return the texts of the other language under the paths that wagtail-localize gives them."""
    other = next(language for language in draft.texts if language != draft.language)
    found = dict(draft.translation)
    for kind in ROWS:
        written = zip(getattr(page, kind.relation).all(), draft.rows.get(kind.relation, []), strict=False)
        for target, row in written:
            for name, text in row.texts[other].items():
                found[f"{kind.relation}.{target.translation_key}.{name}"] = text
    return found


def has_texts(draft: Draft) -> bool:
    """Say whether a row holds anything in the other language."""
    rows = [row for rows in draft.rows.values() for row in rows]
    others = [
        text
        for row in rows
        for language, own in row.texts.items()
        if language != draft.language
        for text in own.values()
    ]
    return any(draft.translation.values()) or any(others)


def translate(page: GoodPracticePage, draft: Draft, *, by: Any, publish: bool) -> bool:
    """Keep the texts of the other language as its translation; say whether anything changed.

    It goes online when it is complete and the original is; until then it waits as a draft.
    """
    source, _made = TranslationSource.update_or_create_from_instance(page)
    target = page.get_parent().get_translations().values("locale").first()
    translation, made = Translation.objects.get_or_create(source=source, target_locale_id=target["locale"])
    changed = keep(translation, texts_by_path(page, draft), by) or made
    twin = twin_of(page)
    goes_online = publish and not gaps(translation).exists() and not why_not(translation)
    if changed or (goes_online and not (twin and twin.live)):
        translation.save_target(user=by, publish=False)
        changed = True
        if goes_online:
            fresh = twin_of(page)
            assert fresh
            fresh.get_latest_revision().publish(user=by, skip_permission_checks=True)
    return changed


def twin_of(page: GoodPracticePage) -> Page | None:
    """Return the page of the translation."""
    return Page.objects.filter(translation_key=page.translation_key).exclude(locale_id=page.locale_id).first()


def keep(translation: Translation, texts: dict[str, str], by: Any) -> bool:
    """Keep the words of a translation; say whether any of them is new."""
    changed = False
    segments = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    for segment in segments:
        text = texts.get(segment.context.path)
        if text is None:
            continue
        words = StringTranslation.objects.filter(
            translation_of=segment.string, locale=translation.target_locale, context=segment.context
        )
        changed = keep_one(words, segment, StringValue.from_plaintext(text).data, (translation, by)) or changed
    return changed


def keep_one(words: Any, segment: StringSegment, text: str, whose: tuple[Translation, Any]) -> bool:
    """Keep one text of a translation, or forget it; say whether that changed anything."""
    if words.filter(data=text, has_error=False).exists():
        return False
    if not text:
        return bool(words.delete()[0])
    translation, by = whose
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": text, "has_error": False, "field_error": "", "last_translated_by": by},
    )
    return True
