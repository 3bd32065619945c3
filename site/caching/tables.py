"""Which tables readers see something of: all but those that are named here, each with its reason."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

SILENT_APPS = {
    "account": "addresses and their confirmation: nobody but the person sees them",
    "auth": "groups and permissions: written by migrations",
    "caching": "the marks themselves",
    "contenttypes": "written by migrations",
    "django_tasks_database": "work for the worker",
    "following": "for their owners alone",
    "mail": "letters",
    "search": "written after what it finds",
    "mfa": "second factors",
    "sessions": "who is signed in",
    "wagtailadmin": "who edits what at this moment",
    "wagtailembeds": "kept answers of others",
    "wagtailforms": "what visitors sent",
    "wagtailsearch": "written together with what it finds",
    "wagtailusers": "how the admin looks to somebody",
}
SILENT_TABLES = {
    "good_practices_confirmation": "between the network and who answers for a practice",
    "django_comment_flags": "never written: reports have a table of their own",
    "django_comments_xtd_blacklisteddomain": "never read",
    "django_site": "written by migrations",
    "good_practices_bookmark": "for their owners alone",
    "good_practices_batch": "between an editor and the worker",
    "good_practices_batchitem": "of those decisions",
    "good_practices_fieldnote": "between author and editor",
    "good_practices_review": "between editors, reviewers and author",
    "good_practices_reviewnote": "of those reviews",
    "library_documenttext": "the search alone shows it",
    "library_reading": "between workers",
    "links_brokenlink": "between the nightly look and editors",
    "moderation_appeal": "between authors and those who decide",
    "moderation_report": "between readers and those who decide",
    "good_practices_knownthing": "for the owners of those searches alone",
    "good_practices_savedsearch": "for their owners alone",
    "good_practices_toldpractice": "for the owners of those searches alone",
    "network_members_datacopy": "for their owners alone",
    "network_members_membershiprequest": "between applicant and administrator",
    "network_members_membershiprequest_themes": "of those requests",
    "network_members_user_user_permissions": "nobody has permissions of their own",
    "proposals_proposal": "between proposer and who answers; a name is shown once the practice is published anew",
    "proposals_proposedtext": "of those proposals",
    "tables_import": "between an editor and the worker",
    "translation_machinedraft": "between editors and the worker",
    "translation_machinemonth": "what the machine engine may take",
    "wagtail_localize_translationlog": "what happened to translations",
    "wagtailcore_apitoken": "no page shows them",
    "wagtailcore_comment": "between editors",
    "wagtailcore_commentreply": "between editors",
    "wagtailcore_groupapprovaltask": "set up by editors, for editors",
    "wagtailcore_groupapprovaltask_groups": "of those tasks",
    "wagtailcore_groupcollectionpermission": "what editors may do",
    "wagtailcore_grouppagepermission": "what editors may do",
    "wagtailcore_groupsitepermission": "what editors may do",
    "wagtailcore_modellogentry": "what happened in the admin",
    "wagtailcore_pagelogentry": "what happened to pages",
    "wagtailcore_pagesubscription": "who is told by mail",
    "wagtailcore_referenceindex": "worked out from what it points at",
    "wagtailcore_revision": "drafts; what is published is written into the page's own tables too",
    "wagtailcore_task": "set up by editors, for editors",
    "wagtailcore_taskstate": "where a draft stands",
    "wagtailcore_uploadedfile": "on its way in",
    "wagtailcore_workflow": "set up by editors, for editors",
    "wagtailcore_workflowcontenttype": "of those workflows",
    "wagtailcore_workflowpage": "of those workflows",
    "wagtailcore_workflowstate": "where a draft stands",
    "wagtailcore_workflowtask": "of those workflows",
}
SILENT_COLUMNS = {
    # What changes while somebody writes, is stopped from writing, or adds a page below.
    "wagtailcore_page": {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision_created_at",
        "latest_revision_id",
        "locked",
        "locked_at",
        "locked_by_id",
        "numchild",
    },
    "network_members_user": {"last_login", "notice_round", "password", "session_round"},
}
ONLY_WHILE = {"wagtailcore_page": "live"}
"""Tables whose rows readers see only while a column is true."""


def loud_tables() -> Iterator[type[Model]]:
    """Yield a model for each table that readers see something of."""
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        silent = meta.app_label in SILENT_APPS or meta.db_table in SILENT_TABLES
        if meta.managed and not meta.proxy and not silent:
            yield model


def loud_columns(model: type[Model]) -> list[str]:
    """Return the columns whose change readers may see."""
    silent = SILENT_COLUMNS.get(model._meta.db_table, set())
    return sorted({field.column for field in model._meta.local_concrete_fields} - silent)
