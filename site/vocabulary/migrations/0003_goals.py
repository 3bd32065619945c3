"""Policy goals, and the ones that the world and Europe have agreed on.

Sources: UN General Assembly, A/RES/70/1 (2015), with the United Nations' own short names; European Commission,
COM(2020) 758 (2020), the areas of the Action Plan on Integration and Inclusion 2021-2027.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SYNONYMS = {
    "sdg": {"el": "Στόχος Βιώσιμης Ανάπτυξης", "en": "Sustainable Development Goal"},
    "ap": {"el": "Ένταξη και ενσωμάτωση 2021-2027", "en": "Integration and Inclusion 2021-2027"},
}
SDG = (
    ("Μηδενική φτώχεια", "No poverty"),
    ("Μηδενική πείνα", "Zero hunger"),
    ("Καλή υγεία και ευημερία", "Good health and well-being"),
    ("Ποιοτική εκπαίδευση", "Quality education"),
    ("Ισότητα των φύλων", "Gender equality"),
    ("Καθαρό νερό και αποχέτευση", "Clean water and sanitation"),
    ("Φθηνή και καθαρή ενέργεια", "Affordable and clean energy"),
    ("Αξιοπρεπής εργασία και οικονομική ανάπτυξη", "Decent work and economic growth"),
    ("Βιομηχανία, καινοτομία και υποδομές", "Industry, innovation and infrastructure"),
    ("Λιγότερες ανισότητες", "Reduced inequalities"),
    ("Βιώσιμες πόλεις και κοινότητες", "Sustainable cities and communities"),
    ("Υπεύθυνη κατανάλωση και παραγωγή", "Responsible consumption and production"),
    ("Δράση για το κλίμα", "Climate action"),
    ("Ζωή στο νερό", "Life below water"),
    ("Ζωή στη στεριά", "Life on land"),
    ("Ειρήνη, δικαιοσύνη και ισχυροί θεσμοί", "Peace, justice and strong institutions"),
    ("Συνεργασία για τους στόχους", "Partnerships for the goals"),
)
ACTION_PLAN = (
    ("education", "Εκπαίδευση και κατάρτιση χωρίς αποκλεισμούς", "Inclusive education and training"),
    ("employment", "Απασχόληση και αναγνώριση δεξιοτήτων", "Employment and recognition of skills"),
    ("health", "Πρόσβαση στις υπηρεσίες υγείας", "Access to health services"),
    ("housing", "Κατάλληλη και οικονομικά προσιτή στέγαση", "Adequate and affordable housing"),
    ("partnerships", "Συμπράξεις για την ένταξη", "Partnerships for integration"),
    ("funding", "Αξιοποίηση της χρηματοδότησης της ΕΕ", "Use of EU funding"),
    ("participation", "Συμμετοχή και συναντήσεις με την κοινωνία υποδοχής", "Participation and encounters"),
    ("digital", "Νέες τεχνολογίες και ψηφιακά εργαλεία", "New technologies and digital tools"),
    ("monitoring", "Παρακολούθηση της προόδου", "Monitoring of progress"),
)


def goals():
    """Yield kind, code and titles in Greek and English, in their order."""
    for number, (greek, english) in enumerate(SDG, start=1):
        yield "sdg", f"sdg-{number}", {"el": f"ΣΒΑ {number}: {greek}", "en": f"SDG {number}: {english}"}
    for code, greek, english in ACTION_PLAN:
        yield "ap", f"ap-{code}", {"el": f"Σχέδιο δράσης ΕΕ: {greek}", "en": f"EU Action Plan: {english}"}


def put_in(apps, schema_editor):
    """Put the goals in, in every language of the site."""
    goal, locale = (apps.get_model(name) for name in ("vocabulary.PolicyGoal", "wagtailcore.Locale"))
    locales = [locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
    for order, (kind, code, titles) in enumerate(goals()):
        key = uuid.uuid4()
        for one in locales:
            language = one.language_code
            goal.objects.create(
                code=code,
                title=titles[language],
                synonyms=SYNONYMS[kind][language],
                order=order,
                locale=one,
                translation_key=key,
            )


class Migration(migrations.Migration):

    dependencies = [
        ('vocabulary', '0002_merged'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('code', models.SlugField(help_text='Short Latin name; the same in both languages. It stays in addresses.', verbose_name='code')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('synonyms', models.CharField(blank=True, help_text='Other words for the same thing, separated by commas.', max_length=250, verbose_name='synonyms')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'policy goal',
                'verbose_name_plural': 'policy goals',
                'ordering': ['order', 'title'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('code', 'locale'), name='one_policygoal_per_code_and_language')],
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.RunPython(put_in, migrations.RunPython.noop),
    ]
