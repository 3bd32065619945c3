from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("good_practices", "0009_saved_searches")]

    operations = [
        migrations.AddIndex(
            "goodpracticepage", models.Index(fields=["external_id"], name="practices_by_their_number")
        ),
    ]
