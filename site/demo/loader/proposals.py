"""Changes that members propose to practices of the demo: one waits for an answer, one is taken over and credited."""

from typing import Any

from demo.loader import content
from demo.loader.ways import original, person
from good_practices import actions as practices
from good_practices.models import GoodPracticePage
from proposals import actions
from proposals.models import Proposal
from proposals.practices import page_in, texts_of


def load_proposals() -> int:
    """Propose what was never proposed; return how many proposals were new."""
    return sum(propose(one) for one in content("proposals"))


def propose(one: dict[str, Any]) -> bool:
    """Let a member add a sentence to a text of a practice, and where there is a note, let its owner take it over."""
    practice, author = original(one["practice"]), person(one["person"])
    key, name = practice.translation_key, one["field"]
    if Proposal.objects.filter(practice_key=key, author=author).exists():
        return False
    present = texts_of(page_in(key, one["language"]), (name,))
    text = "\n\n".join(filter(None, (present[name], one["ending"])))
    typed = actions.Typed({name: text}, present, one["why"], 0)
    made = actions.write(author, key, one["language"], typed, send=True)
    if "note" in one:
        take_over(practice, made, actions.Verdict(True, one["note"], present[name]), name)
    return True


def take_over(practice: GoodPracticePage, proposal: Proposal, verdict: actions.Verdict, name: str) -> None:
    """Accept the text, and let the editor put the new version online."""
    owner: Any = practice.owner
    actions.decide(proposal, {name: verdict}, by=owner)
    practices.submit(practice, owner)
    revision = GoodPracticePage.objects.get(pk=practice.pk).latest_revision_id or 0
    practices.publish(practice, person("editor"), revision=revision)
