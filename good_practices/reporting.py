"""The report of an evaluation on the member's own pages: a PDF, looked into before it is stored."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from good_practices import actions, reports, rules
from good_practices.growth import steps_of
from good_practices.handing import HandingForm, send, take
from good_practices.life import Life
from good_practices.models import GoodPracticePage
from good_practices.views import crumbs, find, member_space
from library.files import facts_of
from library.forms import PaperField


class ReportField(PaperField):
    """A PDF that starts nothing and hides no files."""

    def to_python(self, data: Any) -> Any:
        """Return the upload; other kinds of documents are not taken here."""
        if data is not None and not str(getattr(data, "name", "")).lower().endswith(".pdf"):
            raise ValidationError(_("A report is handed in as a PDF. Save yours as one and choose that file."))
        return super().to_python(data)


class ReportForm(HandingForm):
    """A report with what readers see as its link."""

    file = ReportField(label=gettext_lazy("Report"), widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, language=language, **kwargs)
        most = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        self.fields["file"].help_text = _("A PDF of at most %(limit)s, without a password.") % {"limit": most}


@member_space
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the report of the latest draft, and take another one."""
    practice = find(request, key)
    if not rules.can_edit(request.user, practice):
        messages.info(request, _("The editors have this practice now. Take it back if you want to change it."))
        return redirect("my_practices:detail", key)
    if request.method == "POST":
        return take_report(request, practice)
    return show(request, practice, ReportForm(language=practice.source_language))


def take_report(request: HttpRequest, practice: GoodPracticePage) -> HttpResponse:
    """Take a report, or say beside its field why not."""
    form = ReportForm(request.POST, request.FILES, language=practice.source_language)
    refused = take(request, form, partial(reports.put_in, practice))
    if refused:
        return show(request, practice, form, status=refused)
    messages.success(request, _("The report is part of the draft."))
    return redirect("my_practices:report", practice.translation_key)


@member_space
@require_POST
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the report out of the draft."""
    practice, author = find(request, key), request.user
    try:
        reports.take_out(practice, author)  # type: ignore[arg-type]  # `member_space` lets nobody else in
    except actions.Refused:
        messages.error(request, _("Not saved: the editors have the practice by now."))
        return redirect("my_practices:detail", key)
    return redirect("my_practices:report", key)


@member_space
@require_safe
def file(request: HttpRequest, key: UUID) -> FileResponse:
    """Send the report of the latest draft to those who write on it or review it; others learn nothing about it."""
    practice = get_object_or_404(GoodPracticePage.objects.originals().select_related("locale"), translation_key=key)
    return send(reports.report_for(request.user, practice))


def show(request: HttpRequest, practice: GoodPracticePage, form: ReportForm, status: int = 200) -> HttpResponse:
    """Show the report and the form."""
    draft, notes = practice.get_latest_revision_as_object(), Life(practice).notes
    context = {
        "practice": practice,
        "form": form,
        "report": as_link(practice, draft.evaluation_report),
        "notes": notes.get("evaluation_report", []),
        "steps": steps_of(draft, notes),
        "crumbs": [*crumbs(practice), {"title": _("Evaluation report")}],
    }
    return render(request, "good_practices/my/report.html", context, status=status)


def as_link(practice: GoodPracticePage, document: Any) -> dict[str, str] | None:
    """Return the report as a link; nothing when there is none."""
    if document is None:
        return None
    url = reverse("my_practices:report_file", args=[practice.translation_key])
    facts = facts_of(document, get_language() or practice.source_language)
    return {"title": document.title, "url": url, "facts": facts, "language": document.language}
