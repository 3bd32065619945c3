"""Free keywords of practices: six spellings make one, and those in use are offered."""

from taggit.models import Tag

from good_practices.models import GoodPracticePage
from good_practices.models.practice import PracticeTag
from language.collation import sort_key
from language.folding import fold


def known(words: list[str]) -> list[str]:
    """Return keywords as they are written already, whatever case and accents they were typed with."""
    if not words:
        return []
    spelt = {fold(name): name for name in Tag.objects.order_by("-pk").values_list("name", flat=True)}
    return list(dict.fromkeys(spelt.get(fold(word), word) for word in {fold(word): word for word in words}.values()))


def in_use(language: str) -> list[str]:
    """Return the keywords of public practices in a language, in the order of the alphabet."""
    public = GoodPracticePage.objects.public_to_all().filter(locale__language_code=language)
    names = PracticeTag.objects.filter(content_object__in=public).values_list("tag__name", flat=True).distinct()
    return sorted(names, key=sort_key)
