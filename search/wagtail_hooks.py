"""Search's corner of the admin, and the kinds of things of lower rooms."""

from wagtail import hooks

from search import rebuilding
from search.found import bodies, people, terms
from search.kinds import HOOK

hooks.register("worker_steps", rebuilding.step)
hooks.register(HOOK, bodies.kind, order=40)
hooks.register(HOOK, people.kind, order=50)
hooks.register(HOOK, terms.kind, order=80)
