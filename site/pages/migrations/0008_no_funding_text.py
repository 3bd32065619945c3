from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0007_funders_from_the_footer'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='footertext',
            name='funding',
        ),
        migrations.RemoveField(
            model_name='footertext',
            name='funding_note',
        ),
    ]
