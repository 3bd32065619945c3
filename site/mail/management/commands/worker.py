"""`manage.py worker`: the background worker, until SIGTERM or Ctrl-C."""

import signal
from typing import Any

from django.core.management.base import BaseCommand

from mail.worker import Worker


class Command(BaseCommand):
    """Deliver mails and run background tasks."""

    help = "Deliver the mails of the outbox and run background tasks, until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.stop)
        worker.run()
