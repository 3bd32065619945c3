"""The admin's page between a PO file and a translation: what would be written, what was refused, and the button."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from translation import po_files

SALT = "translation.po_desk"
VALID = 3_600
"""Seconds in which the button can be pressed."""


def receive(request: HttpRequest, translation: Translation) -> HttpResponse:
    """Show what a file brings; write it once that was confirmed."""
    if "taken" in request.POST:
        return confirm(request, translation)
    file = request.FILES.get("file")
    content = file.read(po_files.LARGEST + 1) if file else b""
    try:
        reading = po_files.read(content, translation)
    except po_files.Unreadable as reason:
        messages.error(request, str(reason))
        return redirect(editor_of(translation))
    return show(request, translation, reading)


def show(request: HttpRequest, translation: Translation, reading: po_files.Reading) -> HttpResponse:
    """Show what would be written and what was refused."""
    texts = {str(line.segment): (line.before, line.words) for line in reading.lines}
    editor = editor_of(translation)
    title = translation.get_target_instance()
    context = {
        "reading": reading,
        "taken": signing.dumps({"translation": translation.pk, "texts": texts}, salt=SALT, compress=True),
        "language": translation.source.locale.language_code,
        "other": translation.target_locale.language_code,
        "editor": editor,
        "header_title": _("PO file"),
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": [{"url": editor, "label": str(title)}, {"url": "", "label": _("PO file")}],
    }
    return render(request, "translation/cms/po_file.html", context)


def confirm(request: HttpRequest, translation: Translation) -> HttpResponse:
    """Write what was shown."""
    try:
        told: Any = signing.loads(request.POST["taken"], salt=SALT, max_age=VALID)
        if told["translation"] != translation.pk:
            raise signing.BadSignature
        number = po_files.take(translation, told["texts"], request.user)
    except signing.BadSignature:
        messages.error(request, _("Nothing was written: too much time has passed. Upload the file again."))
    except po_files.Changed:
        messages.error(
            request, _("Nothing was written: somebody changed the texts in the meantime. Upload the file again.")
        )
    else:
        said = ngettext("%(number)s text was written.", "%(number)s texts were written.", number)
        messages.success(request, said % {"number": number})
    return redirect(editor_of(translation))


def editor_of(translation: Translation) -> str:
    """Return where the translation is edited."""
    target = translation.get_target_instance()
    if hasattr(target, "path"):
        return reverse("wagtailadmin_pages:edit", args=[target.pk])
    name = target._meta.label_lower.replace(".", "_")
    return reverse(f"wagtailsnippets_{name}:edit", args=[target.pk])
