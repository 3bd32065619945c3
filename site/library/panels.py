"""The word in the editor of a listed document on what the search reads of its file."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from library.models.texts import says_of


class FileTextPanel(Panel):
    """Says whether the search finds the text of the file, and why it does not; it stands there once there is a file."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("In the search"), "icon": "search", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        """The word for one document."""

        template_name = "library/cms/file-text.html"

        def is_shown(self) -> bool:
            """Show it for a file that is kept here."""
            return bool(super().is_shown() and self.instance.pk and self.instance.document_id)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what the search knows of the file."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"said": says_of(self.instance.document)}
