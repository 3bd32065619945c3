"""The background worker: mails that are due, tasks that rooms put off, and what a dead worker left behind."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult
from wagtail import hooks

from mail import delivery

BACKEND = "bg"
SWEEPS = "worker_sweeps"
"""Hook: a function of the time, by which a room looks after what it has put off."""
STEPS = "worker_steps"
"""Hook: a function without arguments: a room does the next piece of its work, and says whether there was any."""
ENDS = "worker_ends"
"""Hook: a function without arguments: a room ends what it has begun beside the worker, which was told to stop."""
PAUSE = 1.0
"""Seconds between two looks when nothing is due."""
PAUSE_AFTER_FAULT = 5.0
SWEEP_EVERY = timedelta(seconds=15)
TASK_LIMIT = timedelta(minutes=30)
"""A task that runs longer has lost its worker: django-tasks-db leaves it running for ever (issue 46 there)."""

logger = logging.getLogger("mail")


class Worker:
    """Works until it is told to stop, then ends what it has begun."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self.running = True
        self.sleep = sleep
        self.name = get_random_string(32)
        self.swept_at: datetime | None = None

    def stop(self, *signal: object) -> None:
        """Take nothing up any more."""
        self.running = False

    def run(self) -> None:
        """Work; rest while there is nothing to do, and longer while the database is away."""
        try:
            while self.running:
                pause = self.work_safely()
                if pause and self.running:
                    self.sleep(pause)
        finally:
            for end in hooks.get_hooks(ENDS):
                end()

    def work_safely(self) -> float:
        """Work once and return how long to rest; a fault is a line in the log and a longer rest."""
        close_old_connections()
        try:
            return 0 if self.work() else PAUSE
        except Exception:
            logger.exception("The background worker stumbled")
            return PAUSE_AFTER_FAULT

    def work(self) -> bool:
        """Deliver one mail, run one task, and let the rooms take a step; say whether there was anything."""
        self.sweep_now_and_then()
        done = [delivery.deliver_next(), self.run_task()]
        return any([*done, *(step() for step in hooks.get_hooks(STEPS))])

    def sweep_now_and_then(self) -> None:
        """Look after what dead workers left, at the start and then a few times a minute."""
        now = timezone.now()
        if self.swept_at is None or now - self.swept_at >= SWEEP_EVERY:
            delivery.sweep(now)
            end_lost_tasks(now)
            for sweep in hooks.get_hooks(SWEEPS):
                sweep(now)
            self.swept_at = now

    def run_task(self) -> bool:
        """Run the next task that a room has put off; say whether there was one."""
        # Asked first, because the runner locks all of SQLite before it looks.
        if not DBTaskResult.objects.ready().filter(backend_name=BACKEND).exists():
            return False
        TaskRunner(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=1,
            worker_id=self.name,
            excluded_queue_names=[],
        ).run()
        return True


def end_lost_tasks(now: datetime) -> None:
    """Call failed what has been running for too long, so that it shows and is cleared away like others."""
    for task in DBTaskResult.objects.running().filter(backend_name=BACKEND, started_at__lt=now - TASK_LIMIT):
        task.set_failed(TimeoutError("the worker ended before the task did"))
        logger.warning("Task %s lost its worker, now failed", task.pk)
