"""The page behind the links of mails about notices: it mutes one thing, or ends the mails, without signing in."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from following import actions
from following.listing import titles_of
from following.models import Follow, Level, MailChoice
from following.stopping import Wish, wish_of
from following.subjects import Title, parted
from mail.clicks import stop_by_click


@stop_by_click
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever holds a mail mute what it told of, or end such mails; only a button does it."""
    wish = wish_of(token)
    if wish is None:
        return render(request, "following/stop.html", status=404)
    if request.method == "POST":
        actions.stop_mails(wish.person, "" if "all" in request.POST else wish.thing)
        return redirect(request.path)
    return render(request, "following/stop.html", {"known": True, **standing(wish)})


def standing(wish: Wish) -> dict[str, Any]:
    """Return what the page says: which thing, and what is stopped already."""
    muted = Follow.objects.visible_to(wish.person).filter(thing=wish.thing, level=Level.MUTED)
    return {
        "of_thing": bool(wish.thing),
        "title": title_of(wish.thing) if wish.thing else None,
        "is_muted": bool(wish.thing) and muted.exists(),
        "is_stopped": actions.rhythm_of(wish.person) == MailChoice.Rhythm.NEVER,
    }


def title_of(thing: str) -> Title | None:
    """Return what a thing is called, if everybody may know: a mail may have been handed on."""
    what = parted(thing)
    return titles_of([what], AnonymousUser(), get_language() or "").get(what)
