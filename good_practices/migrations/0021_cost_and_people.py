import django.core.validators
from django.db import migrations, models
from django.db.models import F


def empty_what_cannot_be(apps, schema_editor):
    """Empty published costs below zero, and numbers of children beyond all people; the history keeps what was typed."""
    practices = apps.get_model('good_practices', 'GoodPracticePage').objects
    practices.filter(cost__lt=0).update(cost=None)
    practices.filter(children_reached__gt=F('people_reached')).update(children_reached=None)


class Migration(migrations.Migration):

    dependencies = [
        ('good_practices', '0020_files'),
    ]

    operations = [
        migrations.RunPython(empty_what_cannot_be, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='goodpracticepage',
            name='cost',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost in euros'),
        ),
        migrations.AlterField(
            model_name='goodpracticepage',
            name='costs_shown_to',
            field=models.CharField(choices=[('members', 'Members'), ('all', 'Everyone')], default='members', help_text='Holds for the cost, and for source, share and years of the funding. Everyone sees the programme.', max_length=8, verbose_name='who may read cost and funding'),
        ),
        migrations.AddConstraint(
            model_name='goodpracticepage',
            constraint=models.CheckConstraint(condition=models.Q(('people_reached', None), ('children_reached', None), ('children_reached__lte', models.F('people_reached')), _connector='OR'), name='children_are_among_the_people_reached', violation_error_message='There cannot be more children than people reached.'),
        ),
    ]
