"""Words to find practices by, folded for comparing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("good_practices", "0004_practice_check")]

    operations = [
        migrations.AddField(
            model_name="goodpracticepage",
            name="words",
            field=models.TextField(blank=True, editable=False),
        ),
    ]
