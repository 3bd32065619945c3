"""What the room offers to others: comments can be reported, and pages with a talk followed."""

from wagtail import hooks

from comments import followed, reporting
from following.subjects import HAPPENINGS, KINDS
from moderation.kinds import HOOK

hooks.register(HOOK, reporting.kind)
hooks.register(KINDS, followed.kind)
hooks.register(HAPPENINGS, followed.happenings)
