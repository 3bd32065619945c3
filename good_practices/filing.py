"""The files of a practice on the member's own pages: what others take along, looked into before it is stored."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from good_practices import actions, papers, rules
from good_practices.growth import steps_of
from good_practices.handing import HandingForm, send, take
from good_practices.life import Life
from good_practices.models import GoodPracticePage
from good_practices.views import crumbs, find, member_space
from library.files import facts_of
from library.forms import PaperField

ENDINGS = [f".{ending}" for ending in settings.WAGTAILDOCS_EXTENSIONS]


class FileForm(HandingForm):
    """A file with what readers see as its link."""

    file = PaperField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, language=language, **kwargs)
        most = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        text = _("A document of at most %(limit)s, with one of these endings: %(endings)s")
        self.fields["file"].help_text = text % {"limit": most, "endings": ", ".join(ENDINGS)}


@member_space
def files(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the files of the latest draft, and take one more."""
    practice = find(request, key)
    if not rules.can_edit(request.user, practice):
        messages.info(request, _("The editors have this practice now. Take it back if you want to change it."))
        return redirect("my_practices:detail", key)
    if request.method == "POST":
        return take_file(request, practice)
    return show(request, practice, FileForm(language=practice.source_language))


def take_file(request: HttpRequest, practice: GoodPracticePage) -> HttpResponse:
    """Take a file, or say beside its field why not."""
    form = FileForm(request.POST, request.FILES, language=practice.source_language)
    refused = take(request, form, partial(papers.put_in, practice))
    if refused:
        return show(request, practice, form, status=refused)
    messages.success(request, _("The file is part of the draft."))
    return redirect("my_practices:files", practice.translation_key)


@member_space
@require_POST
def remove(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Take a file out of the draft."""
    practice, author = find(request, key), request.user
    try:
        papers.take_out(practice, author, number)  # type: ignore[arg-type]  # `member_space` lets nobody else in
    except actions.Refused:
        messages.error(request, _("Not saved: the editors have the practice by now."))
        return redirect("my_practices:detail", key)
    return redirect("my_practices:files", key)


@member_space
@require_safe
def file(request: HttpRequest, key: UUID, number: int) -> FileResponse:
    """Send a file of the latest draft to those who write on it or review it; others learn nothing about it."""
    practice = get_object_or_404(GoodPracticePage.objects.originals().select_related("locale"), translation_key=key)
    return send(papers.file_for(request.user, practice, number))


def show(request: HttpRequest, practice: GoodPracticePage, form: FileForm, status: int = 200) -> HttpResponse:
    """Show the files and the form."""
    draft = practice.get_latest_revision_as_object()
    rows, notes = [as_link(practice, document) for document in papers.documents_of(draft)], Life(practice).notes
    context = {
        "practice": practice,
        "form": form,
        "rows": rows,
        "is_full": len(rows) >= papers.MOST,
        "notes": notes.get("files", []),
        "steps": steps_of(draft, notes),
        "crumbs": [*crumbs(practice), {"title": _("Files")}],
    }
    return render(request, "good_practices/my/files.html", context, status=status)


def as_link(practice: GoodPracticePage, document: Any) -> dict[str, Any]:
    """Return a file as a link, and what takes it out."""
    key = practice.translation_key
    return {
        "title": document.title,
        "url": reverse("my_practices:file", args=[key, document.pk]),
        "remove_url": reverse("my_practices:remove_file", args=[key, document.pk]),
        "facts": facts_of(document, get_language() or practice.source_language),
        "language": document.language,
    }
