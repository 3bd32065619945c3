"""Names in both languages what Wagtail 8.0 and wagtail-localize 1.14 name in English only, through Django's habits.

Each name may go when its package brings one.
"""

from typing import Any

from django.contrib.auth.models import Permission
from django.forms import boundfield
from django.forms.utils import pretty_name
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Locale
from wagtail.sites.views import IndexView
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_localize.models import LocaleSynchronization, Translation
from wagtail_localize.views.report import TranslationsReportFilterSet

LABELS = (
    gettext_noop("Link text"),
    gettext_noop("Email address"),
    gettext_noop("Phone number"),
    gettext_noop("Subject"),
    gettext_noop("Body"),
    gettext_noop("Enabled"),
)
"""What Django makes out of the names of fields in Wagtail's dialogs."""
RIGHTS = (
    gettext_noop("Can add page"),
    gettext_noop("Can change page"),
    gettext_noop("Can submit translations"),
)
"""Names of rights, which the database keeps in English."""


def give_names() -> None:
    """Name everything, once, when the site starts."""
    boundfield.pretty_name = label_of  # type: ignore[attr-defined]  # imported there, not exported
    Permission.__str__ = named_right  # type: ignore[method-assign]  # the only place that shows rights in a list
    name_models()
    name_columns()
    name_filters()
    name_way_home()


def label_of(name: str) -> str:
    """Return the label of a form's field that has none, in the reader's language."""
    return gettext(pretty_name(name))


def named_right(right: Any) -> str:
    """Return what a right is about and what it allows."""
    return f"{right.content_type}: {gettext(right.name)}"


def name_models() -> None:
    """Name languages and translations."""
    Locale._meta.verbose_name, Locale._meta.verbose_name_plural = _("language"), _("languages")
    Translation._meta.verbose_name, Translation._meta.verbose_name_plural = _("translation"), _("translations")
    LocaleSynchronization._meta.get_field("sync_from").verbose_name = _("take over from")


def name_columns() -> None:
    """Name the columns of the list of sites, and what the search for pages counts."""
    names = {"port": _("Port"), "site_name": _("Site name"), "root_page": _("Root page")}
    for column in IndexView.columns:
        column.label = names.get(column.name, column.label)
    SearchView.verbose_name, SearchView.verbose_name_plural = _("page"), _("pages")


def name_way_home() -> None:
    """Name the way home above snippets for each reader: Wagtail asks for the word once for the whole process (8.0)."""
    own: Any = SnippetViewSet.breadcrumbs_items

    def way(viewset: Any) -> list[dict[str, Any]]:
        home, *more = own.fget(viewset)
        return [{**home, "label": _("Home")}, *more]

    SnippetViewSet.breadcrumbs_items = property(way)


def name_filters() -> None:
    """Name the languages in the report of translations."""
    filters = TranslationsReportFilterSet.base_filters
    filters["source_locale"].label, filters["target_locale"].label = _("Original in"), _("Translated into")
