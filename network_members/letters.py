"""What people without an account write to the network or to one of its bodies: one form, one mail, one receipt."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from blocks.forms import CleanCharField
from network_members import limits

DAY = 24 * 60 * 60
SENT = "sent"
"""What the address of a page carries after a letter has left."""
TOO_MANY = _("Many messages have come from your connection. Your text is kept here: please send it in an hour.")


class LetterForm(forms.Form):
    """A letter; its token lets it leave once, however often it is sent."""

    name = CleanCharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The answer comes to this address. No page shows it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = CleanCharField(label=_("Your message"), max_length=3000, multiline=True)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


def answer(
    request: HttpRequest, form: Any, deliver: Callable[[dict[str, Any]], None], show: Callable[..., HttpResponse]
) -> HttpResponse:
    """Send a letter on and lead to the page that says so, or show the form again with all that was typed."""
    if not form.is_valid():
        return show(request, form, status=422)
    token = form.cleaned_data["token"] or uuid4()
    if was_sent(token):
        return redirect(f"{request.path}?{SENT}")
    if not limits.allows("letter"):
        form.add_error(None, TOO_MANY)
        return show(request, form, status=429)
    if cache.add(key_of(token), SENT, DAY):
        send(form.cleaned_data, deliver, token)
    return redirect(f"{request.path}?{SENT}")


def send(letter: dict[str, Any], deliver: Callable[[dict[str, Any]], None], token: object) -> None:
    """Send a letter on; one that could not be may be tried again."""
    try:
        deliver(letter)
    except Exception:
        cache.delete(key_of(token))
        raise


def was_sent(token: object) -> bool:
    """Say whether a letter has left already."""
    return cache.get(key_of(token)) is not None


def key_of(token: object) -> str:
    """Return where a letter that has left is remembered."""
    return f"network_members:letter:{token}"
