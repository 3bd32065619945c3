"""What the room keeps about people: who is shown as of the team."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from network_members.register import Fate, Kept, declare
from pages.models import TeamPage


def forget_in_versions(person: Any) -> None:
    """Take a person out of earlier versions of the page of the team."""
    for revision in Revision.objects.filter(
        object_id__in=[str(key) for key in TeamPage.objects.values_list("pk", flat=True)]
    ):
        rows = revision.content.get("people", [])
        others = [row for row in rows if row.get("person") != person.pk]
        if len(others) < len(rows):
            revision.content["people"] = others
            revision.save(update_fields=["content"])


declare(
    Kept(
        "pages.TeamMember",
        _("What you do in the team"),
        ("person", "group", "words"),
        _("To say who looks after the network."),
        _("Everybody, while you show everybody your name."),
        _("As long as you are of the team."),
        Fate.DELETED,
        owner="person",
        forget=forget_in_versions,
        exported=("group", "words"),
    ),
)
