"""What the site asks itself while it runs: is all there that it works with?"""

import platform
import re
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
import wagtail
from cryptography import x509
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from health.cluster import search_cluster
from health.findings import Answer, Check, State
from mail.desk import LATE
from mail.models import Message
from mail.worker import TASK_LIMIT
from pages.models import SiteFacts
from search.lexemes import VERSION
from search.models import DeskEntry, Note
from search.models import State as IndexState
from translation.waiting import waiting

LONG = timedelta(days=30)
"""A translation that waits for so long is forgotten."""
NIGHT, WEEK = timedelta(hours=26), timedelta(days=7)
SOON = timedelta(days=14)
GIGABYTE = 1024**3
ROOM, LEAST_ROOM = GIGABYTE, GIGABYTE // 5
"""Free disk space below which to look, and below which uploads begin to fail."""
LISTED = 1000
MANY_WAIT = 5_000
"""Changes to be read into the index, beyond which the worker does not follow."""
BACKUPS = "nima-*.tar.gz"


def good(said: Any, **numbers: Any) -> Answer:
    """Return the answer that all is in order."""
    return Answer(State.GOOD, said, numbers=numbers)


def database() -> Answer:
    """Does the database answer?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return good(_("%(database)s answers.") % {"database": database_version()})


def database_version() -> str:
    """Return name and version of the database."""
    with connection.temporary_connection():
        version = ".".join(str(part) for part in connection.get_database_version())
    return f"{connection.display_name} {version}"


def cache_store() -> Answer:
    """Does the cache give back what was put in?"""
    if cache_answers():
        return good(_("It gives back what was put in."))
    remedy = _("Run manage.py createcachetable, or start the server that CACHE_URL names.")
    return Answer(State.BROKEN, _("It does not give back what was put in."), remedy)


def cache_answers() -> bool:
    """Say whether the cache gives back what was put in."""
    token = get_random_string(8)
    try:
        cache.set("health.running", token, 60)
        return bool(cache.get("health.running") == token)
    except Exception:  # every kind of cache has its own errors
        return False


def mails() -> Answer:
    """Do mails leave?"""
    seconds = oldest_mail(timezone.now())
    kinds = {state: Count("pk", filter=Q(state=state)) for state in ("queued", "failed", "uncertain")}
    numbers = {**Message.objects.aggregate(**kinds), "oldest_seconds": seconds}
    said = _("Waiting: %(queued)d. Failed: %(failed)d. Uncertain: %(uncertain)d.") % numbers
    if timedelta(seconds=seconds) > LATE:
        said += " " + _("The oldest has been due for %(minutes)d minutes.") % {"minutes": seconds // 60}
        return Answer(State.BROKEN, said, _("Start the background worker: manage.py worker."), numbers)
    if numbers["failed"] or numbers["uncertain"]:
        remedy = _("Open Reports, Mails: the superuser can send them again.")
        return Answer(State.LOOK, said, remedy, numbers)
    return good(said, **numbers)


def oldest_mail(now: datetime) -> int:
    """Return for how many seconds a mail has been due that no worker has taken."""
    first = Message.objects.due(now).only("next_at", "queued_at").first()
    return int((now - (first.next_at or first.queued_at)).total_seconds()) if first else 0


def tasks() -> Answer:
    """Are background tasks done?"""
    now = timezone.now()
    numbers = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=Q(status=TaskResultStatus.READY, run_after__lte=now)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
        stuck=Count("pk", filter=Q(status=TaskResultStatus.RUNNING, started_at__lt=now - TASK_LIMIT)),
        late=Min("enqueued_at", filter=Q(status=TaskResultStatus.READY, run_after__lte=now - LATE)),
    )
    is_late = numbers.pop("late") is not None
    said = _("Waiting: %(waiting)d. Failed: %(failed)d. Stuck: %(stuck)d.") % numbers
    if is_late or numbers["stuck"]:
        return Answer(State.BROKEN, said, _("Start the background worker: manage.py worker."), numbers)
    if numbers["failed"]:
        remedy = _("Look into the log of the worker; prune_db_task_results forgets old failures.")
        return Answer(State.LOOK, said, remedy, numbers)
    return good(said, **numbers)


def search() -> Answer:
    """Does search answer, and know all that is online?"""
    list(get_search_backend().search("α", Page)[:1])
    known = DeskEntry.objects.filter(kind=Page._meta.label_lower, version=VERSION).values("number")
    lost = Page.objects.live().filter(depth__gt=1).exclude(pk__in=known).count()
    if not lost:
        return good(_("It answers, and knows every page that is online."))
    said = ngettext("It does not know %(lost)d page.", "It does not know %(lost)d pages.", lost) % {"lost": lost}
    return Answer(State.LOOK, said, _("Run manage.py update_index."), {"lost": lost})


def index() -> Answer:
    """Has everything that can be found been read, with the analysis of today?"""
    state = IndexState.objects.first()
    numbers = {"texts": state.texts if state else 0, "waiting": Note.objects.count()}
    remedy = _("Start the background worker: manage.py worker.")
    if state is None or state.analysis != VERSION:
        return Answer(State.LOOK, _("The index is being built."), remedy, numbers)
    said = _("Texts: %(texts)d. Changes that wait to be read: %(waiting)d.") % numbers
    return Answer(State.LOOK, said, remedy, numbers) if numbers["waiting"] > MANY_WAIT else good(said, **numbers)


def translations() -> Answer:
    """Do both languages stand, and does nobody forget a translation?"""
    lacking = set(dict(settings.LANGUAGES)) - set(Locale.objects.values_list("language_code", flat=True))
    if lacking:
        said = _("Missing languages: %(codes)s.") % {"codes": ", ".join(sorted(lacking))}
        return Answer(State.BROKEN, said, _("Add them in the admin under Settings, Locales."))
    rows = waiting(LISTED)
    forgotten = sum(row.since < timezone.now() - LONG for row in rows)
    numbers = {"waiting": len(rows), "forgotten": forgotten}
    said = ngettext("%(waiting)d translation waits.", "%(waiting)d translations wait.", len(rows)) % numbers
    if forgotten:
        said += " " + _("For more than a month: %(forgotten)d.") % numbers
        return Answer(State.LOOK, said, _("Open Reports, Translations, and finish or stop them."), numbers)
    return good(said, **numbers)


def media() -> Answer:
    """Can uploads be stored?"""
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return good(_("The folder of uploads can be written to."))
    except OSError:
        remedy = _("Give the user of the site the right to write to the folder that MEDIA_ROOT names.")
        return Answer(State.BROKEN, _("The folder of uploads cannot be written to."), remedy)


def disk() -> Answer:
    """Is there room for what comes?"""
    folders = [Path(settings.MEDIA_ROOT)]
    if connection.vendor == "sqlite":
        folders.append(Path(str(connection.settings_dict["NAME"])).parent)
    free = min(shutil.disk_usage(existing(folder)).free for folder in folders)
    said = _("%(gigabytes).1f GB are free.") % {"gigabytes": free / GIGABYTE}
    state = State.BROKEN if free < LEAST_ROOM else State.LOOK if free < ROOM else State.GOOD
    remedy = "" if state == State.GOOD else _("Make room on the disk, or move uploads to a larger one.")
    return Answer(state, said, remedy, {"free_bytes": free})


def existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next(one for one in (folder, *folder.absolute().parents) if one.exists())


def backup() -> Answer:
    """Was everything written to a backup lately?"""
    if settings.DEMO:
        return good(_("The demo keeps none."))
    if not settings.BACKUP_FOLDER:
        return Answer(State.UNKNOWN, _("Nobody said where backups are."), _("Set BACKUP_FOLDER."))
    try:
        newest = max((one.stat().st_mtime for one in Path(settings.BACKUP_FOLDER).glob(BACKUPS)), default=None)
    except OSError:
        remedy = _("Let the user of the site list the folder that BACKUP_FOLDER names.")
        return Answer(State.UNKNOWN, _("The folder of backups cannot be read."), remedy)
    return judged_backup(timezone.now() - datetime.fromtimestamp(newest, UTC) if newest else None)


def judged_backup(age: timedelta | None) -> Answer:
    """Say how old the newest backup is, and whether that is too old."""
    remedy = _("Run deploy/backup, and look why the timer did not.")
    if age is None:
        return Answer(State.BROKEN, _("There is no backup."), remedy)
    hours = int(age.total_seconds() // 3600)
    said = ngettext("The newest is %(hours)d hour old.", "The newest is %(hours)d hours old.", hours)
    state = State.BROKEN if age > WEEK else State.LOOK if age > NIGHT else State.GOOD
    return Answer(state, said % {"hours": hours}, "" if state == State.GOOD else remedy, {"hours": hours})


def certificate() -> Answer:
    """Is the certificate valid for some time?"""
    if not settings.WAGTAILADMIN_BASE_URL.startswith("https://"):
        return good(_("The site is served without one, on this machine only."))
    if not settings.CERTIFICATE_FILE:
        remedy = _("Set CERTIFICATE_FILE to the file that the proxy serves.")
        return Answer(State.UNKNOWN, _("The certificate is the proxy's; the site does not see it."), remedy)
    try:
        found = x509.load_pem_x509_certificate(Path(settings.CERTIFICATE_FILE).read_bytes())
    except (OSError, ValueError):
        remedy = _("Let the user of the site read the file that CERTIFICATE_FILE names.")
        return Answer(State.UNKNOWN, _("The certificate cannot be read."), remedy)
    return judged_certificate(found.not_valid_after_utc - timezone.now())


def judged_certificate(left: timedelta) -> Answer:
    """Say how long a certificate is valid, and whether that is short."""
    remedy = _("Renew the certificate, and reload the proxy.")
    if left < timedelta(0):
        return Answer(State.BROKEN, _("It has run out."), remedy)
    said = ngettext("It is valid for %(days)d day.", "It is valid for %(days)d days.", left.days) % {"days": left.days}
    return Answer(State.LOOK, said, remedy, {"days": left.days}) if left < SOON else good(said, days=left.days)


def statement() -> Answer:
    """Was the accessibility statement reviewed within a year, as every page that links to it promises?"""
    facts = SiteFacts.known()
    if not facts.is_review_due(timezone.localdate()):
        return good(_("Reviewed on %(day)s.") % {"day": facts.reviewed_on}, reviewed_on=str(facts.reviewed_on))
    remedy = _("Read it, then write the day down among the facts for the statements, in the settings of the admin.")
    return Answer(State.LOOK, _("It was not reviewed in the last twelve months."), remedy)


def versions() -> Answer:
    """Which versions run?"""
    found = {
        "Nima": nima_version(),
        "Python": platform.python_version(),
        "Django": django.__version__,
        "Wagtail": wagtail.__version__,
        connection.display_name: database_version().removeprefix(f"{connection.display_name} "),
    }
    return good(", ".join(f"{name} {version}" for name, version in found.items()) + ".", **found)


def nima_version() -> str:
    """Return the newest heading of the changelog that names a version, or that nothing was released yet."""
    text = (settings.ROOT / "CHANGELOG.md").read_text()
    found = re.search(r"^## (\d+\.\d+\.\d+)", text, re.MULTILINE)
    return found[1] if found else _("before its first release")


CHECKS = (
    Check("database", gettext_lazy("Database"), database),
    Check("cache", gettext_lazy("Cache"), cache_store),
    Check("mail", gettext_lazy("Mail"), mails),
    Check("tasks", gettext_lazy("Background tasks"), tasks),
    Check("search", gettext_lazy("Search of the admin"), search),
    Check("index", gettext_lazy("Index of the search"), index),
    Check("cluster", gettext_lazy("Cluster of the search"), search_cluster),
    Check("translations", gettext_lazy("Translations"), translations),
    Check("media", gettext_lazy("Uploads"), media),
    Check("disk", gettext_lazy("Disk space"), disk),
    Check("backup", gettext_lazy("Backup"), backup),
    Check("certificate", gettext_lazy("Certificate"), certificate),
    Check("statement", gettext_lazy("Accessibility statement"), statement),
    Check("versions", gettext_lazy("Versions"), versions),
)
