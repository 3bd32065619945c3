"""What the room offers to others: tabs of the own space, and a look after what was left untold."""

from wagtail import hooks

from following import actions, bodies, letters, neighbours, spreading
from following.subjects import KINDS

hooks.register("own_space_tabs", neighbours.own_tabs, order=20)
# What good_practices asks all rooms for when two practices become one.
hooks.register("practices_merged", actions.move)
hooks.register("organisation_panels", neighbours.beside_body)
hooks.register("person_panels", neighbours.beside_person)
hooks.register(KINDS, bodies.body)
hooks.register(KINDS, bodies.person)
hooks.register("worker_sweeps", spreading.look_after)
hooks.register("worker_sweeps", letters.tell_at_once)
