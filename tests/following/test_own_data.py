"""What a copy of one's data and an erased account mean for follows, notices and mails about them."""

import json
import zipfile

from following import actions
from following.models import Follow, Level, MailChoice, Notice
from good_practices.models import GoodPracticePage
from network_members import copying, erasing
from network_members.copies import DataCopy
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.talk import say
from tests.following.steps import let_follow, work
from tests.network_members.rooms import in_greek


def rows_of_copy(kind: str) -> list[dict[str, object]]:
    """Return the rows of one kind in the copy that somebody asked for."""
    with DataCopy.objects.get().file.open("rb") as file, zipfile.ZipFile(file) as archive:
        kinds = json.loads(archive.read("nima.json"))["kinds"]
    found: list[dict[str, object]] = next(one["rows"] for one in kinds if one["kind"] == in_greek(kind))
    return found


def test_a_copy_holds_ones_own_choices_alone(practice: GoodPracticePage, member: User, stranger: User) -> None:
    let_follow(practice, member, level=Level.TRACKING)
    let_follow(practice, stranger)
    actions.choose_mails(member, "weekly")
    actions.choose_mails(stranger, "never")

    copying.ask(member)

    assert [row["level"] for row in rows_of_copy("What you follow")] == [Level.TRACKING]
    assert [row["rhythm"] for row in rows_of_copy("How often you get mails about notices")] == ["weekly"]


def test_erasing_an_account_erases_its_choices_and_notices_alone(
    practice: GoodPracticePage, member: User, stranger: User
) -> None:
    leaving = make_user("leaving", "member")
    let_follow(practice, leaving, member)
    for person in (leaving, member):
        actions.choose_mails(person, "weekly")
    say(stranger, practice)
    work()

    erasing.erase(leaving)

    left = [{row.person for row in rows.objects.all()} for rows in (Follow, Notice, MailChoice)]
    assert left == [{member}, {member}, {member}]
