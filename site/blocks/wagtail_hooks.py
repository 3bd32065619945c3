"""The room's corner of Wagtail: what the links of rich text lead to, and newer versions in the page editor."""

from typing import Any

from wagtail import hooks

from blocks import overwriting
from blocks.links import ReadersPageLink

hooks.register("before_edit_page", overwriting.hold_back)


@hooks.register("register_rich_text_features", order=10)
def lead_to_readers_page(features: Any) -> None:
    """Take the place of Wagtail's own handler, which is registered before."""
    features.register_link_type(ReadersPageLink)
