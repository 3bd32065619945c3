"""Words are looked for in the index of the search; practices keep no text of their own for it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("good_practices", "0022_extent")]

    operations = [migrations.RemoveField(model_name="goodpracticepage", name="words")]
