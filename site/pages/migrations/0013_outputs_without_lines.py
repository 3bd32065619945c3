"""Take away the lines that became rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pages", "0012_first_lists")]
    operations = [migrations.RemoveField(model_name="projectpage", name="output_lines")]
