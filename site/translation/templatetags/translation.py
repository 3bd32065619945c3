"""What translators see: the editor of wagtail-localize without what this site does without, and the glossary; marks."""

import json
from typing import Any

from django import template
from django.utils.translation import get_language

from translation.glossary import LANGUAGES, explained_in, found_in
from translation.marks import marks_on

register = template.Library()


@register.filter
def without_alias(props: str) -> str:
    """Take the offer to turn a page into an alias, which the guard refuses, out of what the editor's script is told."""
    told = json.loads(props)
    told["links"]["convertToAliasUrl"] = None
    return json.dumps(told)


@register.inclusion_tag("translation/parts/hints.html")
def glossary_hints(text: str, language: str) -> dict[str, Any]:
    """Show the terms that stand in a text of a language, for who translates it: `{% glossary_hints text "el" %}`."""
    reader, target = get_language() or language, next(code for code in LANGUAGES if code != language)
    hints = [
        {**explained_in(entry, language, reader), "target": entry.term(target), "target_language": target}
        | {"note": entry.note, "avoid": entry.avoid}
        for entry in found_in([text], language)
    ]
    return {"hints": hints}


@register.inclusion_tag("components/text-marks.html", takes_context=True)
def text_marks(context: Any, page: Any) -> dict[str, Any]:
    """Say how title and introduction above a list stand to their original: `{% text_marks page %}`."""
    reader = get_language() or page.locale.language_code
    return {"marks": marks_on(page, context["request"], reader, {"mast": ("title", "introduction")})}
