"""The glossary: each term in both languages, with the forms in which texts use it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from language.slugs import slug_for, unique_slug

FORMS_HELP = _("Other forms that texts use, such as cases and plurals, separated by commas.")


class GlossaryQuerySet(models.QuerySet["GlossaryTerm"]):
    """Questions about terms."""

    def visible_to(self, user: Any) -> "GlossaryQuerySet":
        """Return the terms that somebody may read: everybody reads all of them."""
        return self.all()


class GlossaryTerm(models.Model):
    """One thing, its word in both languages, and what it means in this network."""

    class Status(models.TextChoices):
        """Whether texts should use the term."""

        PREFERRED = "preferred", _("use it")
        AVOID = "avoid", _("better not")

    code = models.SlugField(_("code"), max_length=80, unique=True, editable=False)
    term_el = models.CharField(_("term in Greek"), max_length=120)
    forms_el = models.CharField(_("forms in Greek"), max_length=600, blank=True, help_text=FORMS_HELP)
    term_en = models.CharField(_("term in English"), max_length=120)
    forms_en = models.CharField(_("forms in English"), max_length=600, blank=True, help_text=FORMS_HELP)
    explanation_el = models.CharField(_("explanation in Greek"), max_length=400, blank=True)
    explanation_en = models.CharField(_("explanation in English"), max_length=400, blank=True)
    domain = models.CharField(_("field of use"), max_length=80, blank=True)
    note = models.CharField(
        _("note for translators"), max_length=400, blank=True, help_text=_("Readers of the public pages do not see it.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREFERRED)

    objects = GlossaryQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("term_el"), FieldPanel("term_en")]),
        FieldRowPanel([FieldPanel("forms_el"), FieldPanel("forms_en")]),
        FieldRowPanel([FieldPanel("explanation_el"), FieldPanel("explanation_en")]),
        MultiFieldPanel([FieldPanel("domain"), FieldPanel("note"), FieldPanel("status")], heading=_("For translators")),
    ]

    class Meta:
        ordering = ("term_el", "pk")
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["term_el", "term_en"],
                name="one_row_per_pair_of_terms",
                violation_error_message=_("This pair of terms is in the glossary already."),
            ),
            models.CheckConstraint(
                condition=~Q(term_el="") & ~Q(term_en=""),
                name="a_glossary_term_has_both_languages",
                violation_error_message=_("Write the term in both languages."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_el} – {self.term_en}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new term its code, made of its English word."""
        if not self.code:
            base = slug_for(self.term_en)[:70]
            self.code = unique_slug(base, set(type(self).objects.values_list("code", flat=True)), 80)
        super().save(*args, **kwargs)

    def forms(self, language: str) -> list[str]:
        """Return the term and its other forms in a language, each once."""
        others = getattr(self, f"forms_{language}").split(",")
        found = [getattr(self, f"term_{language}"), *others]
        return list(dict.fromkeys(" ".join(form.split()) for form in found if form.strip()))
