"""Make a funder of what the footer said about the money."""

import uuid

from django.db import migrations


def make_funders(apps, schema_editor):
    """Give each footer with a funder's sentence a row for it; footers that translate each other share its key."""
    keys = {}
    for footer in apps.get_model("pages.FooterText").objects.exclude(funding=""):
        apps.get_model("pages.Funder").objects.create(
            footer=footer,
            locale_id=footer.locale_id,
            translation_key=keys.setdefault(footer.translation_key, uuid.uuid4()),
            sort_order=0,
            sentence=footer.funding,
            note=footer.funding_note,
        )


def write_back(apps, schema_editor):
    """Write the first funder of each footer back into its text."""
    for footer in apps.get_model("pages.FooterText").objects.all():
        funder = apps.get_model("pages.Funder").objects.filter(footer=footer).order_by("sort_order", "pk").first()
        if funder:
            footer.funding, footer.funding_note = funder.sentence, funder.note
            footer.save()


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0006_funders"),
    ]

    operations = [
        migrations.RunPython(make_funders, write_back),
    ]
