"""What stands ready in a running demo for everybody who works by keys alone, or without scripts."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from demo.loader.ways import original, person
from good_practices import reviewing, yearly
from good_practices.models import Review
from translators import actions
from translators.models import TranslationTask

REVIEWED = "skills-without-papers"
OFFERED = "summer-seminar-for-practitioners"
CONFIRMED = ("referral-card", "library-in-a-box")


def begin() -> None:
    """Offer a second translation, ask a second reviewer, and ask about two practices whether they still run."""
    practice = original(OFFERED)
    TranslationTask.objects.filter(translation__source__object_id=practice.translation_key).delete()
    actions.offer(practice, person("editor"))
    waiting = Review.objects.get(practice=original(REVIEWED), reviewer=person("member"))
    people, until = [person("katharina-brandl")], localdate() + timedelta(days=9)
    reviewing.ask(waiting.practice, person("editor"), revision=waiting.revision_id, people=people, due_on=until)
    for code in CONFIRMED:
        yearly.ask(original(code), timezone.now())
