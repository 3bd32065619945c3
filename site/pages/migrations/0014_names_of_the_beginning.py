"""Name in both languages what Wagtail begins with: the roots of pages and files, and the checks that editors see."""

from django.db import migrations

NAMES = [
    ("wagtailcore.Page", "title", "Root", "Nima"),
    ("wagtailcore.Page", "draft_title", "Root", "Nima"),
    ("wagtailcore.Collection", "name", "Root", "Nima"),
    ("wagtailcore.Workflow", "name", "Moderators approval", "Έλεγχος σελίδων / Check of pages"),
    ("wagtailcore.Task", "name", "Moderators approval", "Έλεγχος σελίδων / Check of pages"),
    ("wagtailcore.Workflow", "name", "Practice check", "Έλεγχος πρακτικών / Check of practices"),
    ("wagtailcore.Task", "name", "Practice check", "Έλεγχος πρακτικών / Check of practices"),
]


def name(apps, schema_editor):
    """Give the names that people read."""
    for model, field, english, ours in NAMES:
        found = apps.get_model(model).objects.filter(**{field: english})
        roots = found.filter(depth=1) if english == "Root" else found
        roots.update(**{field: ours})


def unname(apps, schema_editor):
    """Give the names that Wagtail began with."""
    for model, field, english, ours in NAMES:
        found = apps.get_model(model).objects.filter(**{field: ours})
        roots = found.filter(depth=1) if english == "Root" else found
        roots.update(**{field: english})


class Migration(migrations.Migration):
    dependencies = [("pages", "0013_outputs_without_lines"), ("good_practices", "0004_practice_check")]
    operations = [migrations.RunPython(name, unname)]
