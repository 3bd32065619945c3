"""The check in the page editor: what to mend before publishing, as the page was when the editor opened it."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from links.looking import Fault, look


class CheckedPanel(Panel):
    """Names what is to be mended; it stands there only when there is something."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Before you publish"), "icon": "warning", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "links/cms/checked.html"

        @cached_property
        def faults(self) -> list[Fault]:
            """Return what was found on the page as it was saved last."""
            return look(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            """Show it when there is something to mend."""
            return bool(super().is_shown() and self.faults)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what was found."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"faults": self.faults, "language": self.instance.locale.language_code}
