"""What proposals add to the pages of other rooms."""

from wagtail import hooks

from good_practices.above import CONTRIBUTORS, OFFERS
from proposals import actions, credits, neighbours

hooks.register("own_space_tabs", neighbours.own_tab, order=6)
hooks.register("own_space_tasks", neighbours.own_tasks, order=5)
hooks.register("practices_merged", actions.lapse)
hooks.register(OFFERS, neighbours.offers)
hooks.register(CONTRIBUTORS, credits.contributors)
