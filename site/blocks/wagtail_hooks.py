"""The room's corner of Wagtail: what the links of rich text lead to."""

from typing import Any

from wagtail import hooks

from blocks.links import ReadersPageLink


@hooks.register("register_rich_text_features", order=10)
def lead_to_readers_page(features: Any) -> None:
    """Take the place of Wagtail's own handler, which is registered before."""
    features.register_link_type(ReadersPageLink)
