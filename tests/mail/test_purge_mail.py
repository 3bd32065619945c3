"""`manage.py purge_mail` forgets what was mailed, never what still waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from mail.models import Message
from tests.factories.mails import make_mail

pytestmark = pytest.mark.django_db


def test_old_mails_are_forgotten_and_those_that_wait_are_kept(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MAIL_KEPT_DAYS = 30
    now = timezone.now()
    for state, more in (
        ("sent", {"sent_at": now}),
        ("failed", {}),
        ("uncertain", {}),
        ("queued", {}),
        ("sending", {"lease_until": now}),
    ):
        for days in (29, 31):
            message = make_mail(f"{state}_{days}", state=state, **more)
            Message.objects.filter(pk=message.pk).update(queued_at=now - timedelta(days=days))

    call_command("purge_mail")

    assert capsys.readouterr().out == "3 mails removed\n"
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "failed_29",
        "queued_29",
        "queued_31",
        "sending_29",
        "sending_31",
        "sent_29",
        "uncertain_29",
    ]
