"""One of everything that the admin shows, in Greek, and the address of every screen with it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import StringSegment

from network_members.models import Organisation, User
from tests.addresses import address, named_addresses
from tests.factories.full_practice import make_document, make_full_practice, make_image
from tests.factories.mails import make_blocked, make_mail
from tests.factories.texts import home, make_footer, make_menu, make_text
from tests.factories.translations import start_translation
from tests.factories.words import make_term, some_place
from vocabulary.models import KINDS, Place

PREFIX = "/admin/"
WORDS = "wagtailsnippets_vocabulary_"
Values = dict[str, dict[str, Any]]


def build(council: Organisation, association: Organisation, user: User) -> list[Values]:
    """Make one of everything; return the values of addresses by the beginning of the addresses' names."""
    practice, checked = make_full_practice(council, association), make_text("Προς έλεγχο", live=False)
    Page.objects.filter(pk=practice.pk).update(locked=True, locked_by=user, locked_at=practice.first_published_at)
    workflow, step = make_workflow(checked, user)
    translation = start_translation(make_text("Προς μετάφραση"), user)
    edited = translation.get_target_instance()
    others = Values(
        wagtailadmin_collections=dict.fromkeys(("pk", "collection_id"), make_collection().pk),
        wagtailadmin_workflows={**dict.fromkeys(("pk", "workflow_pk"), workflow.pk), "page_pk": checked.pk},
        wagtailredirects={"redirect_id": Redirect.objects.create(old_path="/palia", redirect_page=practice).pk},
        wagtaillocales={"pk": Locale.objects.get(language_code="en").pk},
        wagtailsites={"pk": Site.objects.get().pk},
        wagtailusers_users={"pk": user.pk},
        wagtailusers_groups={"pk": Group.objects.create(name="Ομάδα").pk},
        mail_log={"public_id": make_mail(state="failed").public_id, "number": make_blocked().pk},
        practice_desk={"pk": practice.pk},
        wagtail_localize={
            **dict.fromkeys(("translation_id", "pk"), translation.pk),
            "translation_source_id": translation.source_id,
            "string_segment_id": StringSegment.objects.filter(source=translation.source).earliest("pk").pk,
            "page_id": practice.pk,
        },
        **files(),
        **snippets(council),
    )
    return [
        {**others, **pages_of(practice)},
        pages_of(checked, task_state_id=step.pk, task_id=step.task_id, workflow_state_id=step.workflow_state_id),
        pages_of(edited),
        pages_of(make_private("Για λίγους")),
    ]


def pages_of(page: Page, **more: Any) -> Values:
    """Return the values of the addresses of a page."""
    kind = ContentType.objects.get_for_model(page.specific_class)
    names = ("page_id", "pk", "parent_page_id", "page_to_move_id")
    values: dict[str, Any] = {
        **dict.fromkeys(names, page.pk),
        **dict.fromkeys(("app_label", "content_type_app_name"), kind.app_label),
        **dict.fromkeys(("model_name", "content_type_model_name"), kind.model),
        **dict.fromkeys(("revision_id", "revision_id_a"), page.revisions.earliest("pk").pk),
        "revision_id_b": "latest",
        "destination_id": home().pk,
        "action_name": "approve",
        "action": "delete",
        **more,
    }
    parent = {"parent_page_id": page.get_parent().pk}
    return {"wagtailadmin_": values, "wagtail_bulk_action": values, "wagtailadmin_pages:add": values | parent}


def make_workflow(page: Page, user: User) -> tuple[Workflow, TaskState]:
    """Return a workflow that a page is in, and its step."""
    workflow, task = Workflow.objects.create(name="Έλεγχος"), GroupApprovalTask.objects.create(name="Ανάγνωση")
    task.groups.set(Group.objects.filter(name="editor"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=home())
    state = workflow.start(page.specific, user)
    return workflow, state.current_task_state


def make_collection() -> Collection:
    """Return a collection."""
    collection: Collection = Collection.get_first_root_node().add_child(name="Συλλογή")
    return collection


def make_private(title: str) -> Page:
    """Return a page that only some may read."""
    page: Page = make_text(title)
    # The log keeps the name of a restriction in the language of who made it.
    with override("el"):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def files() -> Values:
    """Return the values of the addresses of a picture and of a document."""
    image, document = make_image().pk, make_document().pk
    return {
        "wagtailimages": {"image_id": image, "pk": image, "filter_spec": "max-165x165"},
        "wagtaildocs": {"document_id": document, "doc_id": document, "pk": document},
    }


def snippets(council: Organisation) -> Values:
    """Return the values of the addresses of organisations, menus, the footer and words."""
    found: Values = {
        "wagtailsnippets_network_members_organisation": {"pk": council.pk},
        "wagtailsnippets_pages_menu": {"pk": make_menu(home(), title="Κύριο").pk},
        "wagtailsnippets_pages_footertext": {"pk": make_footer().pk},
    }
    for kind in KINDS:
        word = some_place() if kind is Place else make_term(kind, "one", ("Όρος", "Term"))
        found[f"{WORDS}{kind._meta.model_name}"] = {"pk": word.pk}
    choosers = {name.replace("snippets_", "snippetchoosers_"): values for name, values in found.items()}
    return found | choosers


def screens(world: list[Values]) -> Iterator[tuple[str, str]]:
    """Yield name and address of every screen of the admin, those of a page for each kind of standing."""
    for number, values in enumerate(world):
        for name, parameters in named_addresses():
            own = fitting(values, name)
            where = address(name, parameters, own or {}) if own is not None or number == 0 else None
            if where and where.startswith(PREFIX):
                yield name, where


def fitting(values: Values, name: str) -> dict[str, Any] | None:
    """Return the values for an address: those of the longest beginning of its name."""
    found = [start for start in values if name.startswith(start)]
    return values[max(found, key=len)] if found else None
