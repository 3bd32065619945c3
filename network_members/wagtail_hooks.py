"""The room's corner of the admin: the directory that editors keep, and the way to membership requests."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from network_members import actions, exchange, rules
from network_members.choosers import OrganisationChooser
from network_members.forms import OrganisationForm
from network_members.models import Organisation


class OrganisationViewSet(SnippetViewSet):
    """Organisations, for those whom `rules.can_edit_organisations` lets in; their rights say the same."""

    model = Organisation
    icon = "group"
    add_to_admin_menu = True
    menu_order = 250
    menu_label = _("Organisations")
    list_display = ("name_el", "name_en", "kind", "place", BooleanColumn("listed", label=_("Shown in the directory")))
    list_filter = ("kind", "listed")
    list_per_page = 50
    copy_view_enabled = False
    chooser_viewset_class = OrganisationChooser
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_el"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]),
            FieldPanel("services"),
            FieldPanel("description_el"),
            FieldPanel("description_en"),
            FieldPanel("website"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("address_el"), FieldPanel("address_en")]),
                    FieldRowPanel([FieldPanel("hours_el"), FieldPanel("hours_en")]),
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("contact_page")]),
                    FieldPanel("email"),
                ],
                heading=_("How the public reaches it"),
            ),
            FieldPanel("logo"),
            FieldPanel("listed"),
        ],
        base_form_class=OrganisationForm,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return what this person may see, with what the list shows."""
        return Organisation.objects.visible_to(request.user).select_related("place")


hooks.register("kinds_of_tables", exchange.kind)
register_snippet(OrganisationViewSet)


class RequestsItem(MenuItem):
    """The way to the membership requests, for those who answer them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to administrators."""
        return rules.can_decide_membership(request.user)


@hooks.register("register_admin_menu_item")
def requests_item() -> MenuItem:
    """Lead from the admin to the requests, which are answered on the site."""
    return RequestsItem(_("Membership requests"), reverse_lazy("membership_requests:list"), icon_name="user", order=60)


@hooks.register("register_log_actions")
def name_log_actions(registry: Any) -> None:
    """Give what the room writes into the log its words."""
    for code, label in actions.LOGGED.items():
        registry.register_action(code, _(label), _(label))
