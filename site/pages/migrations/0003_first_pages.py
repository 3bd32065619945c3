"""Plant the two homes, the two libraries of practices and the two lists of projects."""

import uuid

from django.conf import settings
from django.db import migrations

TREE = {
    "el": [("Καλές πρακτικές", "kales-praktikes"), ("Έργα", "erga")],
    "en": [("Good practices", "good-practices"), ("Projects", "projects")],
}
NAMES = {"el": "Νήμα", "en": "Nima"}


def plant(apps, schema_editor):
    """Replace Wagtail's welcome page by one tree per language, twins of each other."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Locale = apps.get_model("wagtailcore.Locale")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    kinds = [
        apps.get_model("good_practices.GoodPracticeIndexPage"),
        apps.get_model("pages.ProjectIndexPage"),
    ]
    home_kind = apps.get_model("pages.HomePage")
    types = {
        kind: ContentType.objects.get_or_create(app_label=kind._meta.app_label, model=kind._meta.model_name)[0]
        for kind in [home_kind, *kinds]
    }
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    keys = {kind: uuid.uuid4() for kind in types}
    for number, (language, _name) in enumerate(settings.LANGUAGES, start=1):
        locale, _created = Locale.objects.get_or_create(language_code=language)
        path = f"0001{number:04d}"
        common = {"locale": locale, "live": True, "has_unpublished_changes": False}
        slug = "home" if number == 1 else f"home-{language}"
        home = home_kind.objects.create(
            title=NAMES[language], draft_title=NAMES[language], slug=slug, path=path, depth=2, numchild=len(kinds),
            url_path=f"/{slug}/", content_type=types[home_kind], translation_key=keys[home_kind], **common,
        )
        for place, (kind, (title, child_slug)) in enumerate(zip(kinds, TREE[language], strict=True), start=1):
            kind.objects.create(
                title=title, draft_title=title, slug=child_slug, path=f"{path}{place:04d}", depth=3, numchild=0,
                url_path=f"/{slug}/{child_slug}/", content_type=types[kind], translation_key=keys[kind],
                show_in_menus=True, **common,
            )
        if number == 1:
            Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="Nima")
    Page.objects.filter(depth=1).update(numchild=len(settings.LANGUAGES))


def uproot(apps, schema_editor):
    """Take the planted pages away again."""
    apps.get_model("wagtailcore.Site").objects.all().delete()
    apps.get_model("wagtailcore.Page").objects.filter(depth__gt=1).delete()
    apps.get_model("wagtailcore.Page").objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_initial"),
        ("good_practices", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(plant, uproot)]
