"""Words of many texts have indexes of their own, so that the commonest with a beginning are found among few."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_desk")]

    operations = [
        migrations.AddIndex(
            model_name=model,
            index=models.Index(condition=models.Q(texts__gte=20), fields=[name], name=f"{model}_frequent_by_{name}"),
        )
        for model in ("deskword", "word")
        for name in ("word", "sound")
    ]
