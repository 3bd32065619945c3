"""What each role may do inside Wagtail, in Wagtail's own words; `actions.sync_roles` writes it down."""

from dataclasses import dataclass

from network_members.roles import Role

Code = tuple[str, str]
"""App label and code name of a permission."""


@dataclass(frozen=True)
class Rights:
    """What a role holds: over the whole site, over the page trees, over the collections of files."""

    site: frozenset[Code] = frozenset()
    pages: frozenset[Code] = frozenset()
    files: frozenset[Code] = frozenset()


ENTER = frozenset({("wagtailadmin", "access_admin")})
WORDS = (
    "theme",
    "targetgroup",
    "country",
    "place",
    "servicekind",
    "axis",
    "interventionlevel",
    "policygoal",
    "fundingprogramme",
)
# A word that is in use cannot be deleted (vocabulary.rules); an organisation never is.
SNIPPETS = (
    ("vocabulary", WORDS, ("add", "change", "delete")),
    ("pages", ("menu", "footertext", "accessibilityfinding"), ("add", "change", "delete")),
    ("translation", ("glossaryterm",), ("add", "change", "delete")),
    ("library", ("publication",), ("add", "change", "delete")),
    ("network_members", ("organisation",), ("add", "change")),
)
KEEP_SNIPPETS = frozenset(
    (app, f"{verb}_{model}") for app, models, verbs in SNIPPETS for model in models for verb in verbs
)
TRANSLATE = frozenset({("wagtail_localize", "submit_translation")})
# What readers report, and hiding it.
DECIDE = frozenset({("moderation", "change_report")})
PAGES = frozenset(
    ("wagtailcore", f"{verb}_page") for verb in ("add", "change", "publish", "lock", "unlock", "bulk_delete")
)
FILES = frozenset(
    (app, f"{verb}_{model}")
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
)
EDITORIAL = Rights(ENTER | KEEP_SNIPPETS | TRANSLATE | DECIDE, PAGES, FILES)
# What left by mail, and which requests were answered by whom; neither can be changed there.
READ_LOG = frozenset({("mail", "view_message"), ("network_members", "view_membershiprequest")})
# Who runs the site, and whom readers turn to; the only settings that no superuser is needed for.
KEEP_FACTS = frozenset({("pages", "change_sitefacts")})

# Never here: users and groups (whoever edits users makes a superuser), sites, other settings, redirects, tokens.
RIGHTS: dict[Role, Rights] = {
    Role.MEMBER: Rights(),
    Role.FACILITATOR: Rights(),
    Role.MODERATOR: Rights(ENTER | DECIDE),
    Role.TRANSLATOR: Rights(ENTER),
    Role.EDITOR: EDITORIAL,
    Role.ADMINISTRATOR: Rights(EDITORIAL.site | READ_LOG | KEEP_FACTS, EDITORIAL.pages, EDITORIAL.files),
}
