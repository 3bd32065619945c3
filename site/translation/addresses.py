"""Old addresses under the other language keep leading to the page.

Wagtail makes redirects for the page's own address; where a page stands in for its missing translation it has
a second one, which Wagtail does not know.
"""

from typing import Any

from django.conf import settings
from wagtail.contrib.redirects.models import Redirect

from blocks.pages import BilingualPageMixin, address_in


def redirect_stand_ins(page: Any, old_slug: str) -> None:
    """Lead from where a page stood in under its old slug to where it stands now."""
    if not page.live or not issubclass(page.specific_class, BilingualPageMixin):
        return
    parent = page.get_parent().specific
    for language, _label in settings.LANGUAGES:
        if language != page.language:
            old_path = Redirect.normalise_path(f"{address_in(parent, language)[0]}{old_slug}/")
            values = {"redirect_link": page.url_in(language), "automatically_created": True}
            Redirect.objects.update_or_create(old_path=old_path, site=None, defaults=values)
