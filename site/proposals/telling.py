"""Proposals as people meet them: in lists, and one with its answers."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from network_members.models import User
from proposals.forms import change_of
from proposals.models import Proposal, ProposedText
from proposals.practices import page_in, titles_of

DYES = {Proposal.State.OPEN: "saffron", Proposal.State.DECIDED: "olive"}
ANSWER_DYES = {ProposedText.State.ACCEPTED: "olive", ProposedText.State.DECLINED: "madder"}


def waiting_rows(proposals: Iterable[Proposal], user: Any, reader: str) -> list[dict[str, Any]]:
    """Return what waits for an answer, with who proposed it as far as they show their name."""
    listed = list(proposals)
    names = names_of(listed, user, reader)
    return [{**row, "who": names[row["key"]], "moment": row["sent_at"]} for row in rows(listed, reader)]


def own_rows(proposals: Iterable[Proposal], reader: str) -> list[dict[str, Any]]:
    """Return what a member proposed."""
    return [{**row, "who": "", "moment": row["changed_at"]} for row in rows(list(proposals), reader)]


def rows(listed: list[Proposal], reader: str) -> list[dict[str, Any]]:
    """Return rows with the titles of their practices, in one query for all."""
    titles = titles_of({one.practice_key for one in listed}, reader)
    return [
        {
            "key": one.key,
            "title": titles.get(one.practice_key, ("", ""))[0],
            "language": titles.get(one.practice_key, ("", ""))[1],
            "url": reverse("my_proposals:detail", args=[one.key]),
            "tag": {"text": str(one.get_state_display()), "dye": DYES.get(Proposal.State(one.state), "")},
            "sent_at": one.sent_at,
            "changed_at": one.changed_at,
        }
        for one in listed
    ]


def names_of(listed: list[Proposal], user: Any, reader: str) -> dict[Any, str]:
    """Return who proposed what: the body that told of an adoption, or a person as far as they show their name."""
    seen = set(User.objects.visible_to(user).filter(pk__in={one.author_id for one in listed}))
    return {one.key: name_of(one, seen, reader) for one in listed}


def name_of(one: Proposal, seen: set[User], reader: str) -> str:
    """Return a name that somebody may see, or what stands for it."""
    if one.adoption_key:
        return str(one.organisation.name_in(reader)) if one.organisation else one.body_name
    if one.author is None or one.author.erased_at:
        return _("a former member")
    return str(one.author) if one.author in seen else _("a member of the network")


def given(proposal: Proposal, user: Any, reader: str) -> dict[str, Any]:
    """Return one proposal: the practice while it is public, who proposed, and the texts that were answered or wait."""
    title, language = titles_of({proposal.practice_key}, reader).get(proposal.practice_key, ("", ""))
    page = page_in(proposal.practice_key, proposal.language)
    return {
        "title": title,
        "title_language": language,
        "practice_url": page.url_in(reader) if page else "",
        "who": names_of([proposal], user, reader)[proposal.key],
        "texts": [told(one, proposal.language) for one in proposal.texts.all()],
    }


def told(one: ProposedText, language: str) -> dict[str, Any]:
    """Return a proposed text with its answer."""
    dye = ANSWER_DYES.get(ProposedText.State(one.state), "")
    return {
        "changes": [change_of(one, one.before, language)],
        "tag": {"text": str(one.get_state_display()), "dye": dye},
        "note": one.note,
        "note_language": one.note_language,
        "is_open": one.state == ProposedText.State.OPEN,
    }
