"""What a page says about itself to search engines, in the words of schema.org: only what its reader sees as well."""

import json
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pages.models import HomePage

Thing = dict[str, Any]
SIGNS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_script(things: list[Thing]) -> SafeString:
    """Return things as the inside of a script element of data, from which no text can break out."""
    text = json.dumps({"@context": "https://schema.org", "@graph": things}, ensure_ascii=False, default=str)
    return mark_safe(text.translate(SIGNS))  # noqa: S308 - every sign that HTML knows is written as a number


def things_of(context: Any, root: str, canonical: str) -> list[Thing]:
    """Return what a page is about, and the way to it."""
    page = context.get("page")
    about = dict(describe(page, context, root), url=canonical, inLanguage=page.language)
    if page.first_published_at and not isinstance(page, HomePage):
        about |= dates(page)
    things = [about, *publisher(page, root), *extras(context)]
    crumbs = context.get("crumbs") or []
    return things + ([way(crumbs, root, canonical)] if len(crumbs) > 1 else [])


def describe(page: Any, context: Any, root: str) -> Thing:
    """Return a page by its kind."""
    for name, maker in MAKERS.items():
        if context.get(name):
            return without_empty(maker(page, context[name], root))
    if isinstance(page, HomePage):
        return {"@type": "WebSite", "name": _("Nima"), "publisher": {"@id": f"{root}/#nima"}}
    text = getattr(page, "introduction", "")
    return without_empty({"@type": "WebPage", "name": page.title, "description": text})


def dates(page: Any) -> Thing:
    """Return when a page was published and changed."""
    changed = page.last_published_at or page.first_published_at
    return {"datePublished": page.first_published_at.isoformat(), "dateModified": changed.isoformat()}


def publisher(page: Any, root: str) -> list[Thing]:
    """Return the network, on its home page."""
    if not isinstance(page, HomePage):
        return []
    return [{"@type": "Organization", "@id": f"{root}/#nima", "name": _("Nima"), "url": f"{root}/"}]


def practice_thing(page: Any, practice: Any, root: str) -> Thing:
    """Return a good practice as a work of its body."""
    return {
        "@type": "CreativeWork",
        "identifier": page.translation_key.urn,
        "name": page.title,
        "description": page.one_line,
        "author": body(practice.body.get("value")),
        "translator": person(practice.credit.translator) if practice.credit else None,
        "contributor": one_or_all([person(practice.credit.reviewer) if practice.credit else None, *helpers(practice)]),
        "workExample": adoptions(practice),
        "license": f"https://creativecommons.org/licenses/by/4.0/deed.{practice.reader}",
        "keywords": keywords(practice, page.language),
        "about": practice.named("themes", "theme"),
        "spatialCoverage": practice.place,
        "image": root + practice.picture["url"] if practice.picture else "",
    }


def keywords(practice: Any, language: str) -> Any:
    """Return the keywords as one text, or one by one with their languages where some are not in that of the page."""
    found = practice.contents.keywords
    if all(word.language == language for word in found):
        return ", ".join(word.text for word in found)
    return [{"@value": word.text, "@language": word.language} for word in found]


def helpers(practice: Any) -> list[Thing | None]:
    """Return whose proposals stand in a practice, as far as the reader sees their names."""
    return [body(one.name) if one.is_body else person(one.name) for one in practice.contributors]


def adoptions(practice: Any) -> list[Thing]:
    """Return where a practice was taken over, from the section of its page."""
    found = (section["content"]["adoptions"] for section in practice.sections if section["id"] == "adoptions")
    return [
        {
            "@type": "CreativeWork",
            "name": f"{_('Adoption')}: {one['body']}",
            "creator": body(one["body"]),
            "locationCreated": {"@type": "Place", "name": one["where"]},
        }
        for one in next(found, [])
    ]


def one_or_all(things: list[Thing | None]) -> Any:
    """Return the only one that is known, or all of them."""
    known = [thing for thing in things if thing]
    return known[0] if len(known) == 1 else known


def news_thing(page: Any, item: Any, root: str) -> Thing:
    """Return a news item, or a topic, as an article."""
    kind = "NewsArticle" if page.kind == page.Kind.NEWS else "Article"
    return {
        "@type": kind,
        "headline": page.title[:110],
        "description": page.introduction,
        "dateCreated": page.date.isoformat(),
        "isBasedOn": page.source_url,
        "author": body(page.source_name or _("Nima")),
        "publisher": body(_("Nima")),
        "about": [tag["text"] for tag in item.tags[1:]],
        "image": root + item.picture["picture"].url if item.picture else "",
    }


def project_thing(page: Any, project: Any, root: str) -> Thing:
    """Return a project with who runs it and who pays for it."""
    return {
        "@type": "Project",
        "name": page.title,
        "description": page.introduction,
        "foundingDate": str(page.start_year or ""),
        "dissolutionDate": str(page.end_year or ""),
        "parentOrganization": body(project.body(page.lead_organisation)["value"]),
        "member": [body(partner["value"]) for partner in project.partners],
        "funder": body(project.programme),
    }


def guide_thing(page: Any, guide: Any, root: str) -> Thing:
    """Return a guide with its chapters."""
    return {
        "@type": "CreativeWork",
        "name": page.title,
        "description": page.introduction,
        "author": body(guide.body["value"]),
        "audience": {"@type": "Audience", "audienceType": page.for_whom} if page.for_whom else None,
        "hasPart": [
            {"@type": "Chapter", "name": one.page.title, "position": one.number, "url": root + one.url}
            for one in guide.chapters
        ],
    }


def chapter_thing(page: Any, chapter: Any, root: str) -> Thing:
    """Return a chapter with the guide it belongs to."""
    guide = {"@type": "CreativeWork", "name": chapter.guide.page.title, "url": root + chapter.guide.url}
    return {
        "@type": "Chapter",
        "name": page.title,
        "description": page.introduction,
        "position": chapter.here.number,
        "isPartOf": guide,
    }


def extras(context: Any) -> list[Thing]:
    """Return questions with answers and stages of an approach, where a chapter has some."""
    chapter = context.get("chapter")
    if not chapter:
        return []
    questions = [
        {
            "@type": "Question",
            "name": one["question"],
            "acceptedAnswer": {"@type": "Answer", "text": strip_tags(one["answer"])},
        }
        for one in chapter.here.questions
    ]
    steps = [without_empty({"@type": "HowToStep", "name": one.title, "text": one.text}) for one in chapter.here.stages]
    faq = [{"@type": "FAQPage", "mainEntity": questions}] if questions else []
    return faq + ([{"@type": "HowTo", "name": chapter.here.page.title, "step": steps}] if steps else [])


def way(crumbs: list[dict[str, str]], root: str, canonical: str) -> Thing:
    """Return the way from the home page to a page."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": crumb["title"],
                "item": root + crumb["url"] if crumb.get("url") else canonical,
            }
            for number, crumb in enumerate(crumbs, start=1)
        ],
    }


def data_sets(sets: list[dict[str, Any]], terms: str, root: str) -> list[Thing]:
    """Return open data as sets with their files, so that search engines of data find them."""
    languages = [code for code, _name in settings.LANGUAGES]
    about = _(
        "What everybody can read here, as files for your own programs and tables: research, maps, other libraries of "
        "practices."
    )
    return [
        {
            "@type": "Dataset",
            "name": f"{_('Nima')}: {one['title']}",
            "description": about,
            "license": terms,
            "inLanguage": languages,
            "isAccessibleForFree": True,
            "creator": body(_("Nima")),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": file["type"], "contentUrl": root + file["url"]}
                for file in one["files"]
            ],
        }
        for one in sets
    ]


def body(name: str | None) -> Thing | None:
    """Return a body by its name."""
    return {"@type": "Organization", "name": name} if name else None


def person(name: str) -> Thing | None:
    """Return somebody who shows the reader their name."""
    return {"@type": "Person", "name": name} if name else None


def without_empty(thing: Thing) -> Thing:
    """Return a thing without what is not known."""
    return {name: value for name, value in thing.items() if value}


MAKERS: dict[str, Any] = {
    "practice": practice_thing,
    "item": news_thing,
    "project": project_thing,
    "guide": guide_thing,
    "chapter": chapter_thing,
}
