"""The words in the admin: one list per kind, a row per word with its titles in all languages."""

import re
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import IndexView, ReorderView, SnippetViewSet, SnippetViewSetGroup

from language.folding import fold
from vocabulary import actions, rules
from vocabulary.choosing import Chooser
from vocabulary.forms import WordForm
from vocabulary.merging import merge
from vocabulary.models import KINDS, Term

PLACE = re.compile(r"\d{1,4}", re.ASCII)
ANCHOR, *OTHERS = (code for code, _name in settings.LANGUAGES)


class WordIndex(IndexView):
    """The words of one kind; searching looks at code, titles and synonyms of every language."""

    filterset_class = None
    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return one row per word: the anchor, or the only language there is."""
        words = super().get_base_queryset()
        twins = self.model.objects.anchors().filter(translation_key=OuterRef("translation_key"))
        return with_titles(words.filter(Q(locale__language_code=ANCHOR) | ~Exists(twins)))

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the words that hold what was typed; case and accents do not matter."""
        if not self.is_searching:
            return queryset
        typed = fold(self.search_query)
        names = self.model.objects.values_list("translation_key", "code", "title", "synonyms")
        found = {key for key, *texts in names if typed in fold(" ".join(texts))}
        return queryset.filter(translation_key__in=found)

    @cached_property
    def columns(self) -> list[Column]:
        """Return a title per language, each leading to its own row, and the code."""
        first = self._get_title_column_class(TitleColumn)
        titles = [
            (first if code == ANCHOR else TitleColumn)(
                f"title_{code}",
                label=settings.LANGUAGE_NAMES[code],
                sort_key=f"title_{code}",
                get_url=self.way_to(code),
            )
            for code in (ANCHOR, *OTHERS)
        ]
        return [*titles, Column("code", label=_("Code"), sort_key="code")]

    def get_list_buttons(self, instance: Any) -> list[Any]:
        """Return editing and deleting; translating needs no button, as every word has its twin from the start."""
        return super(IndexView, self).get_list_buttons(instance)

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        """Return Wagtail's own, and the way to merge a word with another one."""
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if rules.can_merge(self.request.user, self.model):
            where = reverse(self.model.snippet_viewset.get_url_name("merge"), args=[instance.pk])
            buttons.append(MenuItem(_("Merge with another word"), url=where, icon_name="link", priority=25))
        return buttons

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the words as readers meet them, where editors arrange them."""
        return queryset.order_by("order", "title") if self.show_ordering_column else super().order_queryset(queryset)

    def way_to(self, code: str) -> Any:
        """Return what finds the page where a language of a word is edited."""

        def edit_url(word: Term) -> str | None:
            number = getattr(word, f"number_{code}")
            allowed = number and self.user_has_permission("change")
            return reverse(self.edit_url_name, args=[number]) if allowed else None

        return edit_url


def with_titles(words: QuerySet[Any]) -> QuerySet[Any]:
    """Add title and number of every language to each word."""
    for code in (ANCHOR, *OTHERS):
        version = words.model.objects.in_language(code).filter(translation_key=OuterRef("translation_key"))
        found = {name: Subquery(version.values(field)[:1]) for name, field in (("title", "title"), ("number", "pk"))}
        words = words.annotate(**{f"{name}_{code}": value for name, value in found.items()})
    return words


class WordChooser(Chooser):
    """Words are offered in plain lists, which hold each of them once."""

    register_widget = False


class WordOrder(ReorderView):
    """Takes a word to another place in the list, by mouse or keyboard."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Put the word where it was let go; without a place, at the end."""
        word = get_object_or_404(self.model.objects.anchors(), pk=kwargs["pk"])
        place = request.GET.get("position", "")
        last = self.model.objects.anchors().count() - 1
        actions.arrange(word, position=min(int(place), last) if PLACE.fullmatch(place) else last)
        return JsonResponse({"success": True})


class WordViewSet(SnippetViewSet):
    """One kind of word in the admin."""

    icon = "tag"
    index_view_class = WordIndex
    chooser_viewset_class = WordChooser
    reorder_view_class = WordOrder
    copy_view_enabled = False
    list_per_page = 100

    def get_edit_handler(self) -> Any:
        """Return the panels of the kind with our form."""
        return ObjectList(self.model.panels, base_form_class=WordForm).bind_to_model(self.model)

    @property
    def sort_order_field(self) -> str | None:
        """Let editors arrange the kinds that are not read by the alphabet."""
        return "order" if self.model._meta.ordering[0] == "order" else None

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return Wagtail's own, and the page where words are merged."""
        kinds = {"kind": self.model, "list_url": self.get_url_name("list")}
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge, kinds, name="merge")]


class Words(SnippetViewSetGroup):
    """All kinds of words under one entry of the menu."""

    menu_label = pgettext_lazy("of the network", "Words")
    menu_icon = "tag"
    menu_order = 300
    items = tuple(type(f"{kind.__name__}ViewSet", (WordViewSet,), {"model": kind}) for kind in KINDS)
