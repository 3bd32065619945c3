"""Choosers that speak the language of whoever chooses.

Wagtail's own chooser of pages of one kind puts the name of the kind into its words once, in the language of whoever
happens to read when its form is first made, and two words of every chooser are read in that of the process. May go when
Wagtail (8.0) leaves them lazy.
"""

from typing import Any

from django.db.models import ForeignKey
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page


class PageChooser(AdminPageChooser):
    """Wagtail's chooser, with words that wait for their reader."""

    def __init__(self, target_models: Any = None, **kwargs: Any) -> None:
        super().__init__(target_models=target_models, **kwargs)
        if self.model is not Page:
            self.choose_one_text = named(AdminPageChooser.choose_one_text, self.model._meta.verbose_name)


def name(words: Any, kind: Any) -> str:
    """Return words with the kind of page behind them."""
    return f"{words} ({capfirst(str(kind))})"


named = lazy(name, str)


def speak_to_readers() -> None:
    """Let every form of the admin choose pages this way, and every chooser wait with its words."""
    ChooserViewSet.edit_item_text, ChooserViewSet.search_tab_label = gettext_lazy("Edit"), gettext_lazy("Search")
    register_form_field_override(
        ForeignKey,
        to=Page,
        override=lambda field: {"widget": PageChooser(target_models=[field.remote_field.model])},
    )
