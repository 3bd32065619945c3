"""How many notices somebody has not read: counted once, and again when their notices change, or what they may see.

The number stands in the head of every page, so it may not cost a query there. It is kept in each process under the
person's round, which comes with the account that every page loads anyway, and under the version of the content. Whoever
writes notices or marks them as read begins a new round in the same transaction; so all processes know at once.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from caching.memory import Memory
from following import rules
from following.models import Notice
from network_members.models import User

NOT_ASKED = -1
"""Of whoever gets no notices; what is kept is never None."""
numbers = Memory(2_000)


def number_for(user: Any) -> int | None:
    """Return how many notices a person may see and has not read; None for who gets none."""
    if not user.is_authenticated:
        return None
    # A whole account that is saved brings an old round back, and a new version of the content with it.
    number = numbers.remember((user.pk, user.notice_round), lambda: count(user))
    return None if number == NOT_ASKED else number


def count(user: Any) -> int:
    """Ask the database."""
    return Notice.objects.visible_to(user).unread().count() if rules.can_follow(user) else NOT_ASKED


def begin_round(people: Collection[int]) -> None:
    """Let the numbers of these people be counted anew; asked before their notices are touched, within the transaction.

    Accounts are locked first and in one order, so that nobody waits in a circle.
    """
    accounts = User.objects.filter(pk__in=people)
    list(accounts.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    accounts.update(notice_round=F("notice_round") + 1)


def bell(request: HttpRequest) -> dict[str, Any] | None:
    """Return what the head of a page shows to whoever gets notices."""
    number = number_for(request.user)
    return None if number is None else {"url": reverse("notices:list"), "number": number}
