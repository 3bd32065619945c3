"""Plant the lists of news, guides and documents in both languages, and keep the outputs of projects as rows."""

import uuid

from django.db import migrations
from wagtail.models import Page as PageOfToday

TREE = (
    ("pages", "NewsIndexPage", {"el": ("Νέα", "nea"), "en": ("News", "news")}),
    ("library", "GuideIndexPage", {"el": ("Οδηγοί", "odigoi"), "en": ("Guides", "guides")}),
    ("library", "DocumentIndexPage", {"el": ("Έγγραφα", "engrafa"), "en": ("Documents", "documents")}),
)


def plant(apps, schema_editor):
    """Put the lists below the homes, twins of each other."""
    for room, name, titles in TREE:
        key = uuid.uuid4()
        for home in apps.get_model("pages.HomePage").objects.all():
            plant_below(apps, home.page_ptr, apps.get_model(room, name), key, titles)


def plant_below(apps, home, kind, key, titles):
    """Put one list below one home, after what stands there."""
    Page = apps.get_model("wagtailcore.Page")
    home.refresh_from_db()
    title, slug = titles[home.locale.language_code]
    below = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    if below.filter(slug=slug).exists():
        slug = f"{slug}-2"
    last = below.order_by("path").last()
    step = PageOfToday._str2int(last.path[-PageOfToday.steplen :]) + 1 if last else 1
    types = apps.get_model("contenttypes.ContentType").objects
    kind.objects.create(
        title=title, draft_title=title, slug=slug, path=PageOfToday._get_path(home.path, home.depth + 1, step),
        depth=home.depth + 1, numchild=0, url_path=f"{home.url_path}{slug}/", translation_key=key, locale=home.locale,
        content_type=types.get_or_create(app_label=kind._meta.app_label, model=kind._meta.model_name)[0],
        live=True, has_unpublished_changes=False, show_in_menus=True,
    )
    Page.objects.filter(pk=home.pk).update(numchild=home.numchild + 1)


def keep_outputs(apps, schema_editor):
    """Make a row of each line."""
    Output = apps.get_model("pages.ProjectOutput")
    for page in apps.get_model("pages.ProjectPage").objects.exclude(output_lines=""):
        lines = [line.strip()[:250] for line in page.output_lines.splitlines() if line.strip()]
        Output.objects.bulk_create(
            Output(page=page, title=line, sort_order=number, locale=page.locale, translation_key=uuid.uuid4())
            for number, line in enumerate(lines)
        )


def uproot(apps, schema_editor):
    """Take the lists away again, with what hangs below them."""
    Page = apps.get_model("wagtailcore.Page")
    for room, name, _titles in TREE:
        for page in apps.get_model(room, name).objects.all():
            home = Page.objects.get(path=page.path[: -PageOfToday.steplen])
            Page.objects.filter(pk=home.pk).update(numchild=home.numchild - 1)
            Page.objects.filter(path__startswith=page.path).delete()


def join_outputs(apps, schema_editor):
    """Make lines of the rows again."""
    for page in apps.get_model("pages.ProjectPage").objects.all():
        page.output_lines = "\n".join(page.outputs.order_by("sort_order").values_list("title", flat=True))[:1500]
        page.save(update_fields=["output_lines"])


class Migration(migrations.Migration):
    dependencies = [("pages", "0011_news_and_outputs")]
    operations = [migrations.RunPython(plant, uproot), migrations.RunPython(keep_outputs, join_outputs)]
