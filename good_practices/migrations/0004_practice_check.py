"""Let editors and administrators check what members submit to the two libraries."""

from django.db import migrations

NAME = "Practice check"
CHECKERS = ("editor", "administrator")


def begin(apps, schema_editor):
    """Make the workflow with its one task, and tie it to both libraries."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Group = apps.get_model("auth.Group")
    Page = apps.get_model("wagtailcore.Page")
    kind, _created = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = apps.get_model("wagtailcore.GroupApprovalTask").objects.create(name=NAME, content_type=kind)
    task.groups.set(Group.objects.get_or_create(name=name)[0] for name in CHECKERS)
    workflow = apps.get_model("wagtailcore.Workflow").objects.create(name=NAME)
    apps.get_model("wagtailcore.WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    libraries = Page.objects.filter(
        content_type__app_label="good_practices", content_type__model="goodpracticeindexpage"
    )
    for library in libraries:
        apps.get_model("wagtailcore.WorkflowPage").objects.create(page=library, workflow=workflow)


def end(apps, schema_editor):
    """Take the workflow and its task away again; the groups stay, as accounts hold them."""
    apps.get_model("wagtailcore.Workflow").objects.filter(name=NAME).delete()
    apps.get_model("wagtailcore.Task").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("good_practices", "0003_title_key"),
        ("pages", "0003_first_pages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(begin, end)]
