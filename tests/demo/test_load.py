"""`manage.py demo`: the whole network, once."""

from collections import Counter
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from demo.loader.run import STEPS, roles
from following.models import Follow, Notice
from good_practices.models import GoodPracticePage
from network_members.models import MembershipRequest, Organisation, User
from pages.models import ProjectPage
from tests.reading import read
from translators.models import TranslationTask


@pytest.fixture
def in_demo(settings: LazySettings, db: None) -> None:
    """Let the command run."""
    settings.DEMO = True


def load() -> str:
    """Load what is missing and return what the command says."""
    out = StringIO()
    call_command("demo", "load", address="http://127.0.0.1:8123", stdout=out)
    return out.getvalue()


def test_the_demo_is_loaded_once_with_a_login_for_each_role(
    in_demo: None, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    # wagtail-localize publishes once the translation is committed.
    with django_capture_on_commit_callbacks(execute=True):
        first = load()
    again = load()

    counts = [kind.objects.count() for kind in (Organisation, User, ProjectPage)]
    practices = GoodPracticePage.objects.live()
    originals = practices.originals().count()
    languages = {practice.source_language for practice in practices}
    assert (originals, languages) == (30, {"el", "en"})
    assert practices.count() > originals
    assert all(counts)
    assert [count.split()[-2] for count in again.splitlines() if count.endswith(" new")] == ["0"] * len(STEPS)
    assert [email for _role, email in roles() if email not in first] == []
    assert "http://127.0.0.1:8123/el/" in first
    tasks = TranslationTask.objects.all()
    assert sorted(tasks.values_list("state", flat=True)) == ["accepted", "handed_in", "open", "taken"]
    credited = tasks.get(state="accepted").translation.get_target_instance()
    assert (credited.live, "Translated by" in read(client, credited.get_url())) == (True, True)
    assert MembershipRequest.objects.filter(state=MembershipRequest.State.PENDING).count() == 1
    follows, notices = (Counter(rows.objects.values_list("person__email", flat=True)) for rows in (Follow, Notice))
    assert follows == {"member@nima.example": 3, "colleague@nima.example": 1}
    assert notices == {"member@nima.example": 4, "colleague@nima.example": 1}


@pytest.mark.parametrize("verb", ["load", "reset"])
def test_a_real_site_is_never_filled_or_emptied(verb: str, settings: LazySettings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="only for the demo"):
        call_command("demo", verb)
