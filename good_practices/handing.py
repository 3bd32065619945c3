"""Handing in a file on the member's own pages: what it asks, what it refuses, who opens it before it is published."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocks.forms import CleanCharField
from good_practices import actions
from good_practices.illustrating import check_limit


class HandingForm(forms.Form):
    """What readers see as the link, and the word of whoever hands the file in; each kind brings its own `file`."""

    use_required_attribute = False

    title = CleanCharField(
        label=gettext_lazy("Title"), max_length=255, help_text=gettext_lazy("What readers see as the link.")
    )
    consent = forms.BooleanField(
        label=gettext_lazy("I may publish this file, and it names nobody who has not agreed."),
        error_messages={"required": gettext_lazy("Without this, the file cannot be taken.")},
    )
    field_order = ("title", "file", "consent")

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["lang"] = language


def take(request: HttpRequest, form: HandingForm, put_in: Callable[..., Any]) -> int:
    """Put what was handed in where it belongs; return 0, or the status of the page that says why not."""
    if not form.is_valid():
        return 422
    try:
        check_limit()
        put_in(by=request.user, file=form.cleaned_data["file"], title=form.cleaned_data["title"])
    except ValidationError as problem:
        form.add_error("file", problem)
        return 429
    except actions.Full:
        form.add_error(None, _("Not saved: there are enough files."))
        return 409
    except actions.Refused:
        form.add_error(None, _("Not saved: the editors have the practice by now."))
        return 409
    return 0


def send(document: Any) -> FileResponse:
    """Send a file that is not published yet; raises Http404 for none, and for one that is lost."""
    if document is None:
        raise Http404
    try:
        response = FileResponse(document.file.open("rb"), as_attachment=True, filename=document.filename)
    except OSError as lost:
        raise Http404 from lost
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
