"""Search's corner of the admin, and the kinds of things of lower rooms."""

from wagtail import hooks

from search import forwarding, rebuilding
from search.desk import rebuilding as desk
from search.found import bodies, people, terms
from search.kinds import HOOK

hooks.register("worker_steps", rebuilding.step)
hooks.register("worker_steps", desk.step)
hooks.register("worker_steps", forwarding.step, order=10)
hooks.register("worker_sweeps", forwarding.look)
hooks.register("worker_sweeps", desk.note_missing)
hooks.register(HOOK, bodies.kind, order=40)
hooks.register(HOOK, people.kind, order=50)
hooks.register(HOOK, terms.kind, order=80)
