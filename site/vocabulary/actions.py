"""What editors do with words: every word exists in all languages, and what its languages share stays the same."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from vocabulary.models import Term

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
