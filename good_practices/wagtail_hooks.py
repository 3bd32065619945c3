"""The room's corner of the admin: the work list of the editors, and what publishing there entails."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, Revision

from good_practices import (
    addresses,
    desk,
    ending,
    findable,
    followed,
    label_desk,
    mails,
    merge_desk,
    merging,
    neighbours,
    review_desk,
    reviewing,
    rules,
    same_text,
    several,
    several_desk,
    subjects,
    yearly,
)
from good_practices.exchange import kind
from good_practices.models import GoodPracticePage, LabelStep
from search.kinds import HOOK as TO_FIND

# What network_members asks all rooms for.
hooks.register("own_space_tabs", neighbours.own_tab)
hooks.register(TO_FIND, findable.kind)
hooks.register("own_space_tabs", neighbours.saved_tab)
hooks.register("own_space_tabs", neighbours.searches_tab)
hooks.register("ways_on_from_search", neighbours.save_way)
hooks.register("own_space_actions", neighbours.own_actions)
hooks.register("own_space_tasks", neighbours.review_tasks)
hooks.register("own_space_tasks", neighbours.own_tasks)
hooks.register("own_space_panels", neighbours.own_practices)
hooks.register("organisation_panels", neighbours.practices_of_body)
hooks.register("kinds_of_tables", kind.kind)
hooks.register("happenings_to_tell", followed.happenings)
hooks.register("kinds_to_follow", subjects.theme)
hooks.register("kinds_to_follow", subjects.country)
hooks.register("things_around", subjects.around)
# What the background worker asks all rooms for.
hooks.register("worker_sweeps", several.carry_out_due)


@hooks.register("register_log_actions")
def name_steps(actions: Any) -> None:
    """Let the log name what Wagtail does not know."""
    actions.register_action(yearly.CONFIRMED, _("Confirm"), _("Confirmed as described"))
    actions.register_action(ending.ENDED, _("End"), pgettext_lazy("of a practice", "Ended"))
    same = _("Means the same as the version before; reviews still count")
    actions.register_action(same_text.SAME, _("Same text"), same)
    actions.register_action(ending.TAKEN_UP, _("Take up again"), _("Taken up again"))
    actions.register_action(merging.MERGED, _("Merge"), pgettext_lazy("of a practice", "Merged"))
    for step, label in LabelStep.Step.choices:
        actions.register_action(f"good_practices.{step}", label, label)


@hooks.register("before_page_goes_live")
def give_address(page: Page, revision: Revision) -> None:
    """Let a practice go live under an address made of its title."""
    if isinstance(page, GoodPracticePage) and page.is_original:
        addresses.settle_revision(page, revision)


@hooks.register("after_publish_page")
def tell_author(request: HttpRequest, page: Page) -> None:
    """Tell the author what an editor published from the page editor."""
    practice = GoodPracticePage.objects.filter(pk=page.pk, live=True).select_related("locale", "owner").first()
    if practice and practice.is_original:
        mails.tell_published(practice, by=request.user)


@hooks.register("after_edit_page")
def end_stale_reviews(request: HttpRequest, page: Page) -> None:
    """End the reviews of a text that an editor has changed."""
    practice = GoodPracticePage.objects.filter(pk=page.pk).select_related("locale", "owner").first()
    if practice:
        reviewing.end_open(practice, but=practice.latest_revision_id)


@hooks.register("after_bulk_action")
def tell_authors(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Tell the authors what an editor published from a listing."""
    if action_type == "publish":
        for page in objects:
            tell_author(request, page)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Put the editors' desk under the admin, where its login and its second factor guard it."""
    pages = [
        path("work-list/", desk.work_list, name="work_list"),
        path("several/", several_desk.decide, name="several"),
        path("several/<uuid:key>/undo/", several_desk.undo, name="undo"),
        path("<int:pk>/check/", desk.check, name="check"),
        path("<int:pk>/label/", label_desk.label, name="label"),
        path("<int:pk>/merge/", merge_desk.merge, name="merge"),
        path("<int:pk>/reviewers/", review_desk.ask, name="ask_reviewers"),
    ]
    return [path("practices/", include((pages, "practice_desk")))]


class WorkListItem(MenuItem):
    """The way to the work list, for those who may check."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to editors and administrators."""
        return rules.is_checker(request.user)


@hooks.register("register_admin_menu_item")
def work_list_item() -> MenuItem:
    """Offer the work list first, before the page tree."""
    return WorkListItem(_("Work list"), reverse("practice_desk:work_list"), icon_name="tasks", order=50)
