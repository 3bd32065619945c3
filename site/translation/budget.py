"""The characters that a machine engine may be sent in a month; they are taken before it is asked."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from translation.models import MachineMonth


class NoBudget(Exception):  # noqa: N818 - reads as what happened
    """The month has fewer characters left than were asked for; none were taken."""


@transaction.atomic
def take(characters: int) -> None:
    """Take characters from this month, all of them or none. Raises NoBudget."""
    month = locked(this_month())
    month.most = max(settings.MACHINE_TRANSLATION_CHARACTERS, month.sent)
    if month.sent + characters > month.most:
        raise NoBudget
    month.sent += characters
    month.save(update_fields=["most", "sent"])


@transaction.atomic
def give_back(characters: int, month: date) -> None:
    """Give characters back that the engine refused to look at."""
    row = locked(month)
    row.sent = max(row.sent - characters, 0)
    row.save(update_fields=["sent"])


def locked(month: date) -> MachineMonth:
    """Return the row of a month, which nobody else may change meanwhile."""
    MachineMonth.objects.get_or_create(month=month, defaults={"most": settings.MACHINE_TRANSLATION_CHARACTERS})
    return MachineMonth.objects.select_for_update().get(month=month)


def left() -> int:
    """Return how many characters this month has left."""
    sent = MachineMonth.objects.filter(month=this_month()).values_list("sent", flat=True).first() or 0
    return max(int(settings.MACHINE_TRANSLATION_CHARACTERS) - sent, 0)


def this_month() -> date:
    """Return the first day of this month."""
    return localdate().replace(day=1)
