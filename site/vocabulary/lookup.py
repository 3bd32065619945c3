"""Finds controlled words by what people write: the code, or the title in any language."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from language.folding import fold
from vocabulary.models import Term

SHOWN = 60


class Lookup:
    """The words of one kind, fetched once; case and accents do not matter."""

    def __init__(self, kind: type[Term]) -> None:
        self.kind = kind
        anchors = {word.translation_key: word for word in kind.objects.anchors()}
        self.by_code = {fold(word.code): word for word in anchors.values()}
        self.by_title: dict[str, set[Term]] = defaultdict(set)
        for title, key in kind.objects.order_by().values_list("title", "translation_key"):
            if key in anchors:
                self.by_title[fold(title)].add(anchors[key])

    def find(self, text: str) -> Term:
        """Return the anchor row of a word."""
        named = self.by_title.get(fold(text), set())
        word = self.by_code.get(fold(text)) or (next(iter(named)) if len(named) == 1 else None)
        if word:
            return word
        values = {"text": text[:SHOWN], "kind": self.kind._meta.verbose_name_plural}
        if named:
            raise ValidationError(_("“%(text)s” means several words of “%(kind)s”. Write the code.") % values)
        raise ValidationError(_("“%(text)s” is not among the words of “%(kind)s”.") % values)

    def find_all(self, texts: Iterable[str]) -> list[Term]:
        """Return the words of several texts, each once."""
        return list(dict.fromkeys(self.find(text) for text in texts))
