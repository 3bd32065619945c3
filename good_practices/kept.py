"""Text typed by somebody whose session had ended: kept in the browser's session until they have signed in again."""

from django.http import HttpRequest, QueryDict

NAME = "kept_practice"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "next", "up", "fresh"})
LARGEST = 50_000
"""Characters; longer texts than any form of ours takes are not kept."""


def keep(request: HttpRequest) -> None:
    """Keep what a form of ours sent, for the page it came from."""
    typed = {name: texts for name, texts in request.POST.lists() if name not in NOT_TYPED}
    if typed and sum(len(text) for texts in typed.values() for text in texts) <= LARGEST:
        request.session[NAME] = {"path": request.path, "typed": typed}


def take(request: HttpRequest) -> QueryDict | None:
    """Return what was kept for this page, once."""
    kept = request.session.get(NAME)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[NAME]
    typed = QueryDict(mutable=True)
    for name, texts in kept["typed"].items():
        typed.setlist(name, texts)
    return typed
