"""The room's part in Wagtail: documents of drafts are not there for others."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from library import rules
from library.models import NetworkDocument


@hooks.register("before_serve_document", order=1)
def hide_documents_of_drafts(document: NetworkDocument, request: HttpRequest) -> None:
    """Answer as if the document did not exist; Wagtail itself asks for what a private collection wants."""
    if not (rules.can_use(request.user, document) or rules.is_shown(request, document)):
        raise Http404
