"""What editors do with words: every word exists in all languages, and what its languages share stays the same."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from language.folding import fold
from vocabulary import moving, rules
from vocabulary.models import Merged, Term, Theme

MERGED = "vocabulary.merge"
LISTED = ", "
ROOM: int = Theme._meta.get_field("synonyms").max_length or 0
"""How long the synonyms of a word may be."""
OWN = frozenset({"id", "locale", "translation_key", "title", "synonyms"})
"""What each language of a word has for itself; everything else is shared."""


@transaction.atomic
def start_twins(word: Term, *, by: Any) -> None:
    """Give a new word its rows in the other languages, with the title to be translated."""
    others = Locale.objects.exclude(pk=word.locale_id)
    translate_object(word, list(others), user=by)


@transaction.atomic
def keep_in_step(word: Term) -> None:
    """Bring what all languages share over to the other ones, and ask anew for texts that changed."""
    twins = type(word).objects.filter(translation_key=word.translation_key).exclude(pk=word.pk)
    twins.update(**shared(word))
    source = TranslationSource.objects.get_for_instance_or_none(word)
    if source is not None and source.locale_id == word.locale_id:
        TranslationSource.update_or_create_from_instance(word)


def shared(word: Term) -> dict[str, Any]:
    """Return code, order, and what else does not depend on the language."""
    names = (field.attname for field in word._meta.concrete_fields if field.name not in OWN)
    return {name: getattr(word, name) for name in names}


@transaction.atomic
def remove_twins(word: Term) -> None:
    """Take the other languages of a deleted word away."""
    type(word).objects.filter(translation_key=word.translation_key).delete()


class NotMergeableError(Exception):
    """The two words are one, or of different kinds."""


@transaction.atomic
def merge(word: Term, *, into: Term, by: Any) -> None:
    """Let one word take the place of another: uses, drafts, old addresses and names all lead to it; the log says so."""
    kind = type(word)
    if type(into) is not kind or into.translation_key == word.translation_key:
        raise NotMergeableError
    if not rules.can_merge(by, kind):
        raise PermissionDenied
    target = kind.objects.anchors().get(translation_key=into.translation_key)
    old = list(kind.objects.filter(translation_key=word.translation_key).values_list("pk", flat=True))
    moving.move_rows(kind, old, target.pk)
    moving.move_in_texts(kind, old, target.pk)
    moving.move_in_index(kind, old, target.pk)
    keep_names(word, target)
    keep_code(word, target)
    log(instance=target, action=MERGED, user=by, data={"word": word.title, "code": word.code})
    remove_twins(word)


def keep_names(word: Term, target: Term) -> None:
    """Add the names of a word to the synonyms of another one, language by language, as far as there is room."""
    for kept in type(word).objects.filter(translation_key=target.translation_key):
        lost = type(word).objects.filter(translation_key=word.translation_key, locale=kept.locale).first()
        if lost is not None:
            kept.synonyms = joined(kept, [lost.title, *lost.synonyms.split(",")])
            kept.save(update_fields=["synonyms"])


def joined(word: Term, names: list[str]) -> str:
    """Return the synonyms of a word with more names, none twice and none cut."""
    synonyms = word.synonyms
    for name in (name.strip() for name in names):
        known = {fold(one.strip()) for one in [word.title, *synonyms.split(",")]}
        longer = LISTED.join(filter(None, [synonyms, name]))
        if name and fold(name) not in known and len(longer) <= ROOM:
            synonyms = longer
    return synonyms


def keep_code(word: Term, target: Term) -> None:
    """Let the code of a word, and those that led to it, lead to another one."""
    kind = str(type(word)._meta.model_name)
    Merged.objects.filter(kind=kind, into=word.code).update(into=target.code)
    Merged.objects.create(kind=kind, code=word.code, into=target.code)


@transaction.atomic
def arrange(word: Term, *, position: int) -> None:
    """Put a word at a place among the words of its kind, counted from nought, in all languages."""
    kind = type(word)
    words = [one for one in kind.objects.anchors().order_by("order", "title") if one.pk != word.pk]
    words.insert(position, word)
    for number, one in enumerate(words, start=1):
        kind.objects.filter(translation_key=one.translation_key).exclude(order=number).update(order=number)
