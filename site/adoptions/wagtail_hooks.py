"""What adoptions add to the pages of other rooms."""

from wagtail import hooks

from adoptions import actions, exchange, neighbours, practices, reporting, telling

hooks.register("own_space_tabs", neighbours.own_tab, order=5)
hooks.register("practice_adopted", practices.is_elsewhere)
hooks.register("practice_sections", neighbours.sections)
hooks.register("practices_merged", actions.follow)
hooks.register("told_use", neighbours.offer)
hooks.register("kinds_of_tables", exchange.kind)
hooks.register("kinds_of_contributions", reporting.kind)
hooks.register("practice_adoptions", telling.taken_over_by)
hooks.register("practice_adoption_places", telling.at_places)
