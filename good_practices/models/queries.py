"""Which practices a person may read or write."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from network_members.roles import Role

# Who writes for the own body, and who checks what all bodies write.
WRITERS = frozenset({Role.MEMBER, Role.FACILITATOR})
CHECKERS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})


class GoodPracticeQuerySet(PageQuerySet):
    """Questions about practices; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "GoodPracticeQuerySet":
        """Return what a person may read: public ones, their body's drafts, everything for editors."""
        public = self.public_to_all()
        if not getattr(user, "is_authenticated", False) or not user.is_approved:
            return public
        if user.is_superuser or user.role_codes & CHECKERS:
            return self
        return self.filter(written_by_body_of(user)) | public

    def public_to_all(self) -> "GoodPracticeQuerySet":
        """Return what is live and in no private section; Wagtail's `public()` asks the same with one query more."""
        own_or_above = Substr(OuterRef("path"), 1, Length("page__path"))
        return self.live().filter(~Exists(PageViewRestriction.objects.filter(page__path=own_or_above)))

    def in_library(self, language: str) -> "GoodPracticeQuerySet":
        """Return the public practices in a language, and those of the other one that it has no translation of."""
        own = Subquery(Locale.objects.filter(language_code=language).values("pk")[:1])
        twin = Page.objects.live().filter(translation_key=OuterRef("translation_key"), locale_id=own)
        return self.public_to_all().filter(Q(locale_id=own) | ~Exists(twin))

    def originals(self) -> "GoodPracticeQuerySet":
        """Return the versions that authors wrote, without translations."""
        return self.filter(locale__language_code=F("source_language"))

    def writable_by(self, user: Any) -> "GoodPracticeQuerySet":
        """Return the originals that a person may write on: everything for editors, else their own body's."""
        originals = self.originals()
        if not user.is_approved:
            return originals.none()
        if user.is_superuser or user.role_codes & CHECKERS:
            return originals
        return originals.filter(written_by_body_of(user))


def written_by_body_of(user: Any) -> Q:
    """Return the condition on practices that are a member's own or belong to their body."""
    if not user.role_codes & WRITERS:
        return Q(pk__in=[])
    own = Q(owner=user)
    return own | Q(lead_organisation_id=user.organisation_id) if user.organisation_id else own
