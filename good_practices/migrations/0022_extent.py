"""Whether a practice is a snapshot or the full text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("good_practices", "0021_cost_and_people")]

    operations = [
        migrations.AddField(
            model_name="goodpracticepage",
            name="extent",
            field=models.CharField(
                choices=[("snapshot", "Snapshot"), ("full", "Full text")],
                default="snapshot",
                editable=False,
                max_length=10,
                verbose_name="extent",
            ),
        ),
    ]
