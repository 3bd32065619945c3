"""The room's corner of the admin: what translators and editors may do, and what is not offered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.snippets.models import register_snippet

from translation import desk, drafting, glossary_files, linking, machine, publishing, rules
from translation.publishing import NotReady
from translation.viewsets import GlossaryViewSet
from translation.waiting import Waiting, waiting

SHOWN = 10

register_snippet(GlossaryViewSet)
hooks.register("kinds_of_tables", glossary_files.kind)


@hooks.register("register_admin_urls")
def machine_urls() -> list[URLPattern]:
    """Put machine drafts under the admin, where its login and its second factor guard them."""
    return [path("machine-draft/<int:pk>/", drafting.machine_draft, name="machine_draft")]


@hooks.register("register_log_actions")
def name_log_actions(registry: Any) -> None:
    """Name in Wagtail's log what people ask of a machine."""
    registry.register_action(machine.ASKED, gettext_lazy("Machine draft"), gettext_lazy("Asked for a machine draft"))


@hooks.register("before_page_goes_live")
def go_live_whole(page: Page, revision: Revision) -> None:
    """Let a translation go live only whole and under an address of its own."""
    publishing.refuse_unready(page, revision)
    publishing.name_address(page, revision)


@hooks.register("before_edit_page", order=-10)
def guard_editor(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Judge the translation editor, which wagtail-localize puts in place of the page editor."""
    translation = publishing.translation_of(page)
    if translation is None:
        return None
    if not rules.can_translate(request.user, translation):
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("action") == "publish":
        return refuse_publishing(request, page)
    return None


def refuse_publishing(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Say why a translation cannot be published yet, and return to its editor."""
    if not rules.can_publish(request.user, page):
        raise PermissionDenied
    try:
        publishing.refuse_unready(page)
    except NotReady as reason:
        messages.error(request, str(reason))
        return redirect(request.path)
    return None


@hooks.register("before_bulk_action")
def guard_bulk_publishing(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponseBase | None:
    """Publish several pages at once only when each of them may go live."""
    if action_type != "publish":
        return None
    try:
        for page in objects:
            publishing.refuse_unready(page)
    except NotReady as reason:
        messages.error(request, f"{page}: {reason}")
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("construct_page_action_menu")
def leave_out_aliases(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take the offer to turn a page into an alias out of the menu."""
    items[:] = [item for item in items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_reports_menu")
def hide_report(request: HttpRequest, items: list[Any]) -> None:
    """Show the report of all translations to those who may open it."""
    if not rules.can_see_report(request.user):
        items[:] = [item for item in items if "localize/reports" not in item.url]


@hooks.register("construct_help_menu")
def leave_out_news_of_wagtail(request: HttpRequest, items: list[Any]) -> None:
    """Take out what Wagtail (8.0.1) names once for a whole process, in the language of its first reader."""
    items[:] = [item for item in items if not item.name.startswith("whats-new-in-wagtail")]


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Put the table of translations under the admin, where its login and its second factor guard it."""
    pages = [path("", desk.table, name="table"), path("<int:pk>/", desk.texts, name="texts")]
    return [path("translations/", include((pages, "translation_desk")))]


class TableItem(MenuItem):
    """The way to the table, for those who may edit every page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to editors and administrators."""
        return rules.can_see_report(request.user)


@hooks.register("register_admin_menu_item")
def table_item() -> MenuItem:
    """Offer the table after the work list."""
    where = reverse("translation_desk:table")
    return TableItem(gettext_lazy("Translations"), where, icon_name="wagtail-localize-language", order=60)


class WaitingPanel(Component):
    """The translations that wait, on the first page of the admin."""

    name = "translations_waiting"
    template_name = "translation/cms/waiting.html"
    order = 150

    def __init__(self, rows: list[Waiting]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the rows."""
        return {"rows": self.rows}


@hooks.register("construct_homepage_panels")
def show_waiting(request: HttpRequest, panels: list[Any]) -> None:
    """List the translations that wait, for those who may edit every page."""
    rows = waiting(SHOWN) if rules.can_see_report(request.user) else []
    if rows:
        panels.append(WaitingPanel(rows))


@hooks.register("insert_global_admin_css")
def let_words_wrap() -> str:
    """Leave room in the menu for Greek words."""
    return format_html('<link rel="stylesheet" href="{}">', static("translation/admin.css"))


@hooks.register("insert_global_admin_js")
def name_the_two_languages() -> str:
    """Say in the reader's language what the heading of the translation editor says in English."""
    words = _("Translation from {source} into {target}")
    return format_html('<script src="{}" data-words="{}" defer></script>', static("translation/heading.js"), words)


hooks.register("construct_page_chooser_queryset", linking.language_first)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_links_across(request: HttpRequest, page: Page) -> None:
    """Tell editors of links into the other language; what is saved by itself while they write says nothing."""
    if request.method == "POST" and request.accepts("text/html"):
        for words in linking.warnings(page):
            messages.warning(request, words)
