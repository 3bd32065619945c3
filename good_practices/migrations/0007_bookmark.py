import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('good_practices', '0006_external_id'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bookmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('practice_key', models.UUIDField(verbose_name='key of the practice')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='saved at')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bookmark',
                'verbose_name_plural': 'bookmarks',
                'ordering': ('-made_at', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('owner', 'practice_key'), name='one_bookmark_per_person_and_practice')],
            },
        ),
    ]
