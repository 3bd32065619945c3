"""The room's corner of the admin: the group of words, and what follows when editors change one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from vocabulary import actions, rules
from vocabulary.models import Term
from vocabulary.viewsets import Words

register_snippet(Words)


@hooks.register("after_create_snippet")
def start_twins(request: HttpRequest, instance: Any) -> None:
    """Give a new word its rows in the other languages."""
    if isinstance(instance, Term):
        actions.start_twins(instance, by=request.user)


@hooks.register("after_edit_snippet")
def keep_in_step(request: HttpRequest, instance: Any) -> None:
    """Bring what all languages of a word share over to the others."""
    if isinstance(instance, Term):
        actions.keep_in_step(instance)


@hooks.register("before_delete_snippet")
def keep_words_in_use(request: HttpRequest, instances: list[Any]) -> HttpResponseBase | None:
    """Refuse to delete a word that something points at; say which one."""
    used = [word for word in instances if isinstance(word, Term) and rules.is_in_use(word)]
    if not used:
        return None
    reason = _("“%(word)s” is in use and stays. Take it out of what uses it first.")
    for word in used:
        messages.error(request, reason % {"word": word})
    return redirect(type(used[0]).snippet_viewset.get_url_name("list"))


@hooks.register("after_delete_snippet")
def remove_twins(request: HttpRequest, instances: list[Any]) -> None:
    """Take the other languages of a deleted word away."""
    for word in instances:
        if isinstance(word, Term):
            actions.remove_twins(word)


@hooks.register("register_log_actions")
def name_log_actions(registry: Any) -> None:
    """Give merging its words in the history of the word that stayed."""

    @registry.register_action(actions.MERGED)
    class Merging(LogFormatter):
        label = gettext_lazy("Merge words")

        def format_message(self, entry: Any) -> str:
            """Say which word came in."""
            return _("“%(word)s” (%(code)s) was merged into this word") % entry.data
