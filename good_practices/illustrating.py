"""The pictures of a practice on the member's own pages: handing one in, its place in the row, taking it out."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from blocks.forms import CleanCharField
from good_practices import actions, rules
from good_practices.growth import steps_of
from good_practices.life import Life
from good_practices.models import GoodPracticePage
from good_practices.pictures import MAST, MOST, as_row
from good_practices.views import crumbs, find, member_space
from library.forms import PictureField, is_file_name
from library.views import send
from network_members.limits import allows

ALTS = {"el": "alt_el", "en": "alt_en"}


class PictureForm(forms.Form):
    """A picture with words for those who do not see it, and the word of whoever hands it in."""

    use_required_attribute = False

    file = PictureField(label=gettext_lazy("Picture"))
    alt_el = CleanCharField(label=gettext_lazy("What the picture shows, in Greek"), max_length=250, required=False)
    alt_en = CleanCharField(label=gettext_lazy("What the picture shows, in English"), max_length=250, required=False)
    credit = CleanCharField(
        label=gettext_lazy("Credit"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Who made it; shown beside the picture."),
    )
    consent = forms.BooleanField(
        label=gettext_lazy("I may hand this picture in, and everybody who can be recognised has agreed to be shown."),
        error_messages={"required": gettext_lazy("Without this, the picture cannot be taken.")},
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        self.fields["file"].help_text = _("A photo or a drawing of at most %(limit)s.") % {"limit": most}
        own = self.fields[ALTS[language]]
        own.required = True
        own.help_text = _("For those who do not see it: who does what, where. Not the name of the file.")
        for code, name in ALTS.items():
            self.fields[name].widget.attrs["lang"] = code
        self.order_fields(["file", ALTS[language]])

    def clean(self) -> dict[str, Any]:
        """Refuse the names of files as descriptions."""
        values: dict[str, Any] = super().clean() or {}
        for name in ALTS.values():
            if is_file_name(values.get(name, ""), values.get("file")):
                self.add_error(name, _("This is the name of a file. Say in words what the picture shows."))
        return values


@member_space
def pictures(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the pictures of the latest draft, and take one more."""
    practice = find(request, key)
    if not rules.can_edit(request.user, practice):
        messages.info(request, _("The editors have this practice now. Take it back if you want to change it."))
        return redirect("my_practices:detail", key)
    if request.method == "POST":
        return take(request, practice)
    return show(request, practice, PictureForm(language=practice.source_language))


def take(request: HttpRequest, practice: GoodPracticePage) -> HttpResponse:
    """Take a picture, or say beside its field why not."""
    form = PictureForm(request.POST, request.FILES, language=practice.source_language)
    if not form.is_valid():
        return show(request, practice, form, status=422)
    author: Any = request.user
    try:
        check_limit()
        actions.add_picture(practice, form.cleaned_data, by=author)
    except ValidationError as problem:
        form.add_error("file", problem)
        return show(request, practice, form, status=429)
    except actions.Refused:
        form.add_error(None, _("Not saved: there are enough pictures, or the editors have the practice by now."))
        return show(request, practice, form, status=409)
    messages.success(request, _("The picture is part of the draft."))
    return redirect("my_practices:pictures", practice.translation_key)


def check_limit() -> None:
    """Refuse more pictures in a day than one person needs."""
    if not allows("upload"):
        raise ValidationError(_("You have handed in many files today. Go on tomorrow."))


@member_space
@require_safe
def picture(request: HttpRequest, key: UUID, number: int) -> FileResponse:
    """Send a picture of the latest draft to those who write on it or review it; others learn nothing about it."""
    practice = get_object_or_404(GoodPracticePage.objects.originals().select_related("locale"), translation_key=key)
    rows = practice.get_latest_revision_as_object().images.all() if rules.can_open_files(request.user, practice) else []
    image = next((row.image for row in rows if row.image_id == number), None)
    if image is None:
        raise Http404
    return send(image.get_rendition(MAST))


@member_space
@require_POST
def remove(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Take a picture out of the draft."""
    return change(request, find(request, key), actions.remove_picture, number)


@member_space
@require_POST
def lift(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Let a picture stand before the one above it; the first one stands for the practice."""
    return change(request, find(request, key), actions.lift_picture, number)


def change(request: HttpRequest, practice: GoodPracticePage, step: Any, number: int) -> HttpResponse:
    """Take a step with a picture, and show what is there now."""
    try:
        step(practice, number, by=request.user)
    except actions.Refused:
        messages.error(request, _("Not saved: the editors have the practice by now."))
        return redirect("my_practices:detail", practice.translation_key)
    return redirect("my_practices:pictures", practice.translation_key)


def show(request: HttpRequest, practice: GoodPracticePage, form: PictureForm, status: int = 200) -> HttpResponse:
    """Show the pictures and the form."""
    draft = practice.get_latest_revision_as_object()
    rows, notes = [as_row(practice, one.image) for one in draft.images.all()], Life(practice).notes
    context = {
        "practice": practice,
        "form": form,
        "rows": rows,
        "notes": notes.get("images", []),
        "is_full": len(rows) >= MOST,
        "steps": steps_of(draft, notes),
        "crumbs": [*crumbs(practice), {"title": _("Pictures")}],
    }
    return render(request, "good_practices/my/pictures.html", context, status=status)
