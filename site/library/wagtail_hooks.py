"""The room's part in Wagtail: the list of documents in the menu; documents of drafts are not there for others."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from library import findable, found_documents, rules
from library.models import NetworkDocument, Publication
from library.tasks import Reader
from search.kinds import HOOK
from vocabulary.choosing import Chooser

hooks.register(HOOK, findable.guides, order=10)
hooks.register(HOOK, findable.chapters, order=11)
hooks.register(HOOK, found_documents.publications, order=12)
reader = Reader()
hooks.register("worker_steps", reader.step)
hooks.register("worker_ends", reader.end)


class PublicationViewSet(SnippetViewSet):
    """The list of documents, newest first."""

    model = Publication
    chooser_viewset_class = Chooser
    icon = "doc-full-inverse"
    menu_label = _("List of documents")
    menu_order = 320
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[Any] = [
        "title_el",
        "title_en",
        "kind",
        "date",
        "listed",
        Column("found_by", label=_("In the search"), accessor="found_by"),
    ]
    list_filter: ClassVar[Any] = ["kind", "language", "listed"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return all documents, with what was read of their files in the same query."""
        return Publication.objects.select_related("document__text").defer("document__text__text")


register_snippet(PublicationViewSet)


@hooks.register("before_serve_document", order=1)
def hide_documents_of_drafts(document: NetworkDocument, request: HttpRequest) -> None:
    """Answer as if the document did not exist; Wagtail itself asks for what a private collection wants."""
    if not (rules.can_use(request.user, document) or rules.is_shown(request, document)):
        raise Http404
