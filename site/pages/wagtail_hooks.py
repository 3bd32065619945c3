"""The room's corner of the admin: menus and footer under one entry."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.models import FooterText, Menu


class MenuViewSet(SnippetViewSet):
    """The menus, a list per language."""

    model = Menu
    icon = "list-ul"
    copy_view_enabled = False
    list_display = ("__str__", Column("number", label=_("Links"), accessor=lambda menu: menu.items.count()))


class FooterViewSet(SnippetViewSet):
    """The texts of the footer, one per language."""

    model = FooterText
    icon = "doc-full"
    copy_view_enabled = False


class FrameGroup(SnippetViewSetGroup):
    """What surrounds every page."""

    menu_label = _("Menus and footer")
    menu_icon = "list-ul"
    menu_order = 310
    items = (MenuViewSet, FooterViewSet)


register_snippet(FrameGroup)
