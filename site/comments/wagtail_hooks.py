"""What the room offers to others: comments can be reported, and pages with a talk followed."""

from wagtail import hooks

from comments import findable, followed, reporting
from following.subjects import HAPPENINGS, KINDS
from moderation.kinds import HOOK
from search import kinds as found

hooks.register(HOOK, reporting.kind)
hooks.register(KINDS, followed.kind)
hooks.register(HAPPENINGS, followed.happenings)
hooks.register(found.HOOK, findable.kind, order=60)
