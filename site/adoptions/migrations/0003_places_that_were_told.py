"""What was told already stands on the map where it names a place of the list."""

from typing import Any

from django.conf import settings
from django.db import migrations

from language.folding import fold


def find_places(apps: Any, _editor: Any) -> None:
    """Let adoptions stand at the place that they name, alone or before a comma."""
    rows = apps.get_model("vocabulary", "Place").objects.values_list(
        "pk", "title", "translation_key", "locale__language_code"
    )
    anchors = {key: pk for pk, _title, key, language in rows if language == settings.LANGUAGES[0][0]}
    named = {fold(title): anchors[key] for _pk, title, key, _language in rows if key in anchors}
    for adoption in apps.get_model("adoptions", "Adoption").objects.all():
        names = (fold(adoption.where), fold(adoption.where.partition(",")[0]))
        adoption.place_id = next((named[name] for name in names if name in named), None)
        if adoption.place_id:
            adoption.save(update_fields=["place"])


class Migration(migrations.Migration):
    dependencies = [("adoptions", "0002_place")]

    operations = [migrations.RunPython(find_places, migrations.RunPython.noop)]
