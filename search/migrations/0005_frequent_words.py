"""Words are weighed by the texts that everybody may find, and frequent ones have indexes of their own.

The counts come with the next rebuild, which the worker begins by itself, as the analysis has another version.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_desk")]

    operations = [
        *(
            migrations.AddField(model_name=model, name="public", field=models.IntegerField(default=0))
            for model in ("deskword", "word")
        ),
        *(
            migrations.AddIndex(
                model_name=model,
                index=models.Index(condition=models.Q(public__gte=20), fields=[name], name=f"{model}_frequent_by_{name}"),
            )
            for model in ("deskword", "word")
            for name in ("word", "sound")
        ),
    ]
