"""The room's corner of the admin: menus and footer under one entry."""

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages import findable, neighbours
from pages.models import AccessibilityFinding, FooterText, Menu, SiteFacts
from search.kinds import HOOK
from vocabulary.choosing import Chooser

# What network_members asks all rooms for.
hooks.register("organisation_panels", neighbours.projects_of_body)
hooks.register("own_space_tasks", neighbours.statement_tasks)
hooks.register(HOOK, findable.projects, order=20)
hooks.register(HOOK, findable.news, order=30)
hooks.register(HOOK, findable.contents, order=70)
register_setting(SiteFacts, icon="info-circle")


class MenuViewSet(SnippetViewSet):
    """The menus, a list per language."""

    model = Menu
    chooser_viewset_class = Chooser
    icon = "list-ul"
    copy_view_enabled = False
    list_display = ("__str__", Column("number", label=_("Links"), accessor=lambda menu: menu.items.count()))


class FooterViewSet(SnippetViewSet):
    """The texts of the footer, one per language."""

    model = FooterText
    chooser_viewset_class = Chooser
    icon = "doc-full"
    copy_view_enabled = False


class FrameGroup(SnippetViewSetGroup):
    """What surrounds every page."""

    menu_label = _("Menus and footer")
    menu_icon = "list-ul"
    menu_order = 310
    items = (MenuViewSet, FooterViewSet)


class FindingViewSet(SnippetViewSet):
    """What the accessibility statement names."""

    model = AccessibilityFinding
    chooser_viewset_class = Chooser
    icon = "warning"
    add_to_admin_menu = True
    menu_order = 320
    copy_view_enabled = False
    list_display = ("__str__", "reason", "found_on", "planned_for", "solved_on")
    list_filter = ("reason",)


register_snippet(FrameGroup)
register_snippet(FindingViewSet)


@hooks.register("insert_global_admin_css")
def strengthen_contrast() -> str:
    """Make weak texts of the admin readable."""
    return format_html('<link rel="stylesheet" href="{}">', static("pages/admin.css"))


@hooks.register("insert_global_admin_js")
def name_the_nameless() -> str:
    """Give fields and headings of the admin the names and roles that they lack."""
    words = {"tags": _("Keywords"), "text": _("Text"), "file": _("PO file"), "files": _("Files")}
    names = format_html_join(" ", 'data-{}="{}"', words.items())
    return format_html('<script src="{}" {}></script>', static("pages/admin.js"), names)
