"""The place on the map of an adoption."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adoptions", "0001_initial"), ("vocabulary", "0003_goals")]

    operations = [
        migrations.AddField(
            "adoption",
            "place",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="vocabulary.place",
                verbose_name="place on the map",
            ),
        ),
    ]
