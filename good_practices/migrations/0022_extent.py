"""Whether a practice is a snapshot or the full text."""

from django.db import migrations, models
from django.db.models import F, Q

from language.words import count_words

TEXTS = ("title", "one_line", "summary", "challenge", "difficulties", "transfer", "status", "period_kind", "area_kind")
TIES = ("place", "contact", "start_year")
ROWS = ("themes", "target_groups", "objectives", "activities", "result_rows")
LEAST, MOST = 60, 120


def tell_full_texts(apps, schema_editor):
    """Say of practices which are full texts already, with their translations: nobody has to publish them again."""
    practices = apps.get_model("good_practices", "GoodPracticePage").objects
    told = practices.filter(**{f"{name}__isnull": False for name in TIES}, locale__language_code=F("source_language"))
    for name in ROWS:
        told = told.filter(pk__in=practices.filter(**{f"{name}__isnull": False}).values("pk"))
    told = told.exclude(Q(*((name, "") for name in TEXTS), _connector=Q.OR))
    told = told.exclude(~Q(evaluation="none"), evaluation_text="")
    summaries = dict(told.values_list("translation_key", "summary"))
    full = [key for key, summary in summaries.items() if LEAST <= count_words(summary) <= MOST]
    for start in range(0, len(full), 500):
        practices.filter(translation_key__in=full[start : start + 500]).update(extent="full")


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
        migrations.RunPython(tell_full_texts, migrations.RunPython.noop),
    ]
