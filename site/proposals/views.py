"""The pages of proposals: the list, the form of who proposes, and the answer of who answers for the practice."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from good_practices import kept
from good_practices.views import member_space
from network_members.paging import page_of
from network_members.space import language as reader
from proposals import actions, rules
from proposals.forms import AnswerForm, ProposalForm
from proposals.models import Proposal, ProposedText
from proposals.practices import names_for, original_of, page_in, texts_of
from proposals.telling import given, own_rows, waiting_rows

State = Proposal.State


@member_space
def overview(request: HttpRequest) -> HttpResponse:
    """List what waits for this person's answer, and what they proposed, the one changed last first."""
    user: Any = request.user
    own = Proposal.objects.own_of(user).order_by("-changed_at", "-pk")
    listed = page_of(request, own)
    waiting = Proposal.objects.to_decide_by(user).select_related("author", "organisation").order_by("sent_at", "pk")
    context = {
        "waiting": waiting_rows(waiting, user, reader()),
        "rows": own_rows(listed, reader()),
        "listed": listed,
        "crumbs": crumbs(),
    }
    return render(request, "proposals/list.html", context)


@member_space
def write(request: HttpRequest, key: UUID, language: str) -> HttpResponse:
    """Show the texts of a practice as a form, and keep or send what is proposed."""
    user: Any = request.user
    original, page = original_of(key), page_in(key, language)
    if original is None or page is None:
        raise Http404
    begun = actions.unfinished_of(user, key, language)
    if begun and begun.state == State.OPEN:
        return redirect("my_proposals:detail", begun.key)
    if not rules.can_propose(user, original):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else kept.take(request)
    present = texts_of(page, names_for(user, page))
    form = ProposalForm(typed, present=present, language=language, proposal=begun)
    if request.method != "POST":
        return show_form(request, page, form, begun)
    if not form.is_valid():
        return show_form(request, page, form, begun, status=422)
    return keep(request, page, form, begun)


def keep(request: HttpRequest, page: Any, form: ProposalForm, begun: Proposal | None) -> HttpResponse:
    """Keep or send a form; show it again with both texts when something has changed meanwhile."""
    user: Any = request.user
    if form.moved:
        return show_form(request, page, form, begun, status=409)
    is_sent = request.POST.get("step") == "send"
    key, language = page.translation_key, page.locale.language_code
    try:
        kept_one = actions.write(user, key, language, form.typed(), send=is_sent)
    except actions.Changed:
        begun = actions.unfinished_of(user, key, language)
        return show_form(request, page, form, begun, status=409)
    except actions.TooMany:
        form.add_error(None, _("That is enough for today. Save the draft, and send it tomorrow."))
        return show_form(request, page, form, begun, status=429)
    if is_sent:
        messages.success(request, _("Sent. Those who answer for the practice read it, and you get a mail."))
        return redirect("my_proposals:detail", kept_one.key)
    messages.success(request, _("The draft is saved; only you read it."))
    return redirect(request.path)


def show_form(
    request: HttpRequest, page: Any, form: ProposalForm, begun: Proposal | None, status: int = 200
) -> HttpResponse:
    """Show the form of who proposes."""
    context = {
        "page": page,
        "form": form,
        "rows": list(form.rows),
        "proposal": begun,
        # After a clash the next form is of what there is now; a form with errors stays of its own.
        "version": form["version"].value() if status in {422, 429} else (begun.version if begun else 0),
        "is_clash": status == 409,
        "has_moved": bool(form.moved) and status != 409,
        "others": other_languages(page),
        "practice_url": page.url_in(reader()),
        "crumbs": crumbs(page.title, page.language),
    }
    return render(request, "proposals/write.html", context, status=status)


def other_languages(page: Any) -> list[dict[str, str]]:
    """Return where the other text of the practice is proposed on, if it has one."""
    found = [(code, name) for code, name in settings.LANGUAGES if code != page.locale.language_code]
    return [
        {"title": str(name), "url": reverse("my_proposals:write", args=[page.translation_key, code])}
        for code, name in found
        if page_in(page.translation_key, code)
    ]


@member_space
def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a proposal to its author, or to who answers; and take the answers."""
    user: Any = request.user
    proposal = find(request, key)
    if rules.can_edit(user, proposal):
        return redirect("my_proposals:write", proposal.practice_key, proposal.language)
    original = original_of(proposal.practice_key)
    if original is None or not rules.can_decide(user, proposal, original):
        return show(request, proposal, None, status=409 if request.method == "POST" else 200)
    waiting = list(proposal.texts.filter(state=ProposedText.State.OPEN))
    present = actions.present_texts(original, proposal.language)
    typed = request.POST if request.method == "POST" else kept.take(request)
    form = AnswerForm(typed, texts=waiting, present=present, language=proposal.language)
    if request.method != "POST":
        return show(request, proposal, form)
    if not form.is_valid():
        return show(request, proposal, form, status=422)
    return answer(request, proposal, original, form)


def answer(request: HttpRequest, proposal: Proposal, original: Any, form: AnswerForm) -> HttpResponse:
    """Give the answers; show the page again when the text or the proposal has moved on."""
    user: Any = request.user
    if form.moved:
        return show(request, proposal, form, status=409)
    try:
        actions.decide(proposal, form.verdicts, by=user)
    except actions.Busy:
        form.add_error(None, _("The editors have the practice now, so nothing was taken over. Try again later."))
        return show(request, proposal, form, status=422)
    except (actions.Decided, actions.Changed, actions.NotPublic):
        messages.warning(request, _("Somebody was quicker: look at it once more. Nothing was changed."))
        return redirect("my_proposals:detail", proposal.key)
    messages.success(request, said(proposal, original, form))
    return redirect("my_proposals:detail", proposal.key)


def said(proposal: Proposal, original: Any, form: AnswerForm) -> str:
    """Say what comes next."""
    if not any(one.is_accepted for one in form.verdicts.values()):
        return _("Answered. The author gets your note by mail.")
    if proposal.language != original.source_language:
        return _("Taken into the translation; it is read once the translation is published again.")
    return _("Taken into the draft of the practice. Hand it in, so that readers see it once it is checked.")


def show(request: HttpRequest, proposal: Proposal, form: AnswerForm | None, status: int = 200) -> HttpResponse:
    """Show what is proposed, with the answers there are."""
    user: Any = request.user
    own = rules.is_own(user, proposal)
    context = {
        "proposal": proposal,
        **given(proposal, user, reader()),
        "form": form,
        "rows": list(form.rows) if form else [],
        "is_clash": bool(form and form.moved) and status == 409,
        "is_gone": form is None and status == 409,
        "can_withdraw": rules.can_withdraw(user, proposal),
        "is_own": own,
        "can_write": not own and form is None,
        "crumbs": crumbs(_("Proposed changes")),
    }
    return render(request, "proposals/detail.html", context, status=status)


@member_space
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    user: Any = request.user
    try:
        actions.withdraw(find(request, key), by=user)
    except actions.Decided:
        messages.error(request, _("It was answered in the meantime."))
        return redirect("my_proposals:detail", key)
    messages.success(request, _("You have taken it back."))
    return redirect("my_proposals:list")


def find(request: HttpRequest, key: UUID) -> Proposal:
    """Return a proposal this person may read; of others they learn nothing."""
    found = Proposal.objects.visible_to(request.user).select_related("author", "organisation").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def crumbs(title: str = "", language: str = "") -> list[dict[str, str]]:
    """Return the way from one's own space."""
    way = [{"title": _("My space"), "url": reverse("my:home")}]
    if not title:
        return [*way, {"title": _("Proposed changes")}]
    return [
        *way,
        {"title": _("Proposed changes"), "url": reverse("my_proposals:list")},
        {"title": title, "language": language},
    ]
