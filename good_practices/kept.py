"""Text typed by somebody whose session had ended: kept in the browser's session until they have signed in again."""

from django.http import HttpRequest, QueryDict

from good_practices.forms import SnapshotForm

NAME = "kept_practice"
LARGEST = 50_000
"""Characters; longer texts than any form of ours takes are not kept."""


def keep(request: HttpRequest) -> None:
    """Keep what a form of ours sent, for the page it came from."""
    typed = {name: request.POST.getlist(name) for name in SnapshotForm.base_fields if name in request.POST}
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
