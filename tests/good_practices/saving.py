"""Searches that people saved, and the mails that a day brings."""

from datetime import UTC, datetime, timedelta

from django.core.management import call_command

from good_practices import searching
from good_practices.models import SavedSearch
from mail.models import Message
from network_members.models import User
from search.rebuilding import read_on

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def saved(person: User, query: str = "", alert: str = "daily", name: str = "Δικά μου") -> SavedSearch:
    """Save a search of the library."""
    return searching.save(person, query=query, name=name, alert=alert)


def saved_of_site(person: User, query: str = "", alert: str = "daily", name: str = "Δικά μου") -> SavedSearch:
    """Save a search of the whole site, of which everything is read."""
    read_on()
    return searching.save(person, query=query, name=name, alert=alert, scope=SavedSearch.Scope.SITE)


def run() -> list[Message]:
    """Run the command and return the mails it queued, the oldest first."""
    before = set(Message.objects.values_list("pk", flat=True))
    call_command("mail_alerts")
    return list(Message.objects.exclude(pk__in=before).order_by("pk"))
