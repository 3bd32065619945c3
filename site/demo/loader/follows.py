"""Who follows what in the demo, and the notices that come of it."""

from typing import Any

from demo.loader import content
from demo.loader.ways import original, person
from following import actions
from following.bodies import BODY, key_of
from following.models import Event, Follow, Level
from following.spreading import spread
from good_practices.followed import CHOSEN, ENDED, RECOMMENDED
from network_members.models import Organisation
from vocabulary.models import Theme

TOLD = (RECOMMENDED, CHOSEN, ENDED)


def load_follows() -> int:
    """Let people follow what they follow; return how many began to."""
    return sum(follow(row) for row in content("follows"))


def follow(row: dict[str, Any]) -> bool:
    """Let somebody follow a few things, unless they chose for themselves."""
    follower = person(row["person"])
    if Follow.objects.visible_to(follower).exists():
        return False
    for code in row["practices"]:
        actions.follow(follower, actions.PAGE, original(code).translation_key, Level.TRACKING)
    for code in row["themes"]:
        actions.follow(follower, "theme", Theme.objects.anchors().get(code=code).translation_key, Level.TRACKING)
    for code in row["bodies"]:
        actions.follow(follower, BODY, key_of(Organisation.objects.get(code=code).pk), Level.TRACKING)
    return True


def load_notices() -> int:
    """Tell of labels and ends, as the worker would; return how many events were told. The worker tells the others."""
    untold = list(Event.objects.filter(spread_at=None, happening__in=TOLD).order_by("pk").values_list("pk", flat=True))
    for number in untold:
        spread(number)
    return len(untold)
