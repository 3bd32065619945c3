"""The glossary in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from language.folding import fold
from translation.models import GlossaryTerm
from vocabulary.choosing import Chooser

SEARCHED = ("code", "term_el", "forms_el", "term_en", "forms_en", "domain")


class GlossaryIndex(IndexView):
    """All terms; searching looks at every form in both languages."""

    is_searchable = True

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the terms that hold what was typed; case and accents do not matter."""
        if not self.is_searching:
            return queryset
        typed = fold(self.search_query)
        rows = GlossaryTerm.objects.values_list("pk", *SEARCHED)
        return queryset.filter(pk__in=[pk for pk, *texts in rows if typed in fold(" ".join(texts))])


class GlossaryChooser(Chooser):
    """Nothing points at a term, and none is written in passing."""

    register_widget = False


class GlossaryViewSet(SnippetViewSet):
    """The terms of the network in both languages, with their forms."""

    model = GlossaryTerm
    icon = "openquote"
    index_view_class = GlossaryIndex
    chooser_viewset_class = GlossaryChooser
    menu_label = _("Glossary")
    add_to_admin_menu = True
    menu_order = 305
    copy_view_enabled = False
    list_per_page = 100
    list_display = ("term_el", "term_en", "domain", "status")
    list_filter = ("status",)
