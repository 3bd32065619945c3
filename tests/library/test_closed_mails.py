"""Who comes to find a file from the other side of its closed collection hears of it only if it did not match before."""

import pytest
from time_machine import TimeMachineFixture
from wagtail.models import Collection, CollectionViewRestriction

from network_members.models import User
from tests.good_practices.saving import DAY, MONDAY, run, saved_of_site
from tests.library.test_closed_texts import CANARY, GROUPS, close, group_of, list_file, make_folder

pytestmark = pytest.mark.django_db
TITLE = "Έκθεση κήπου"


@pytest.fixture
def monday(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """A clock that stands on a Monday morning."""
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


def mails_of(change: str, folder: Collection, member: User) -> int:
    """Return how many mails a change brings on the next day."""
    if change == "closes":
        close(folder, GROUPS, group_of(member))
    elif change == "opens":
        CollectionViewRestriction.objects.filter(collection=folder).delete()
    else:
        member.groups.add(CollectionViewRestriction.objects.get(collection=folder).groups.get())
    return len(run())


@pytest.mark.parametrize("looked_before", [True, False])
@pytest.mark.parametrize("change", ["closes", "opens", "lets in"])
def test_a_file_that_is_known_by_its_title_is_not_told_anew(
    change: str, looked_before: bool, member: User, monday: TimeMachineFixture
) -> None:
    folder = make_folder() if change == "closes" else make_folder(GROUPS, group_of())
    list_file(folder, title=TITLE)
    saved_of_site(member, "q=κήπου")
    if looked_before:
        monday.shift(DAY)
        assert run() == []
    monday.shift(DAY)

    assert mails_of(change, folder, member) == 0


@pytest.mark.parametrize("change", ["opens", "lets in"])
def test_a_file_whose_text_comes_to_match_is_told_once(change: str, member: User, monday: TimeMachineFixture) -> None:
    folder = make_folder(GROUPS, group_of())
    list_file(folder, title=TITLE)
    saved_of_site(member, f"q={CANARY}")
    monday.shift(DAY)
    before = len(run())
    monday.shift(DAY)
    told = mails_of(change, folder, member)
    monday.shift(DAY)

    assert (before, told, run()) == (0, 1, [])
