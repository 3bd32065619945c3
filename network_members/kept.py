"""Text typed by somebody whose session had ended: kept in the browser's session until they have signed in again."""

from django.http import HttpRequest, QueryDict

NAME = "kept_form"
LARGEST = 20_000
"""Characters; longer texts than any form of ours takes are not kept."""


def keep(request: HttpRequest) -> None:
    """Keep what a form sent, for the page it came from."""
    typed = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    if typed and sum(len(text) for texts in typed.values() for text in texts) <= LARGEST:
        request.session[NAME] = {"path": request.path, "typed": typed}


def take(request: HttpRequest) -> QueryDict | None:
    """Return what was kept for this page, once."""
    found = request.session.get(NAME)
    if not found or found["path"] != request.path:
        return None
    del request.session[NAME]
    typed = QueryDict(mutable=True)
    for name, texts in found["typed"].items():
        typed.setlist(name, texts)
    return typed
