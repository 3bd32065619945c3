"""Menus and footer as editors keep them."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

own_path = RegexValidator(
    r"\A[A-Za-z0-9_-][A-Za-z0-9_./-]*(\?[A-Za-z0-9_=&.-]*)?(#[A-Za-z0-9_-]*)?\Z",
    _("Write a path of this site without the language and without a slash at the start, such as my/."),
)


class Menu(TranslatableMixin, ClusterableModel):
    """A list of links in one place of the frame, in one language."""

    class Position(models.TextChoices):
        """Where the links stand."""

        HEADER = "header", _("Header")
        FOOTER = "footer", _("Footer")

    position = models.CharField(_("position"), max_length=10, choices=Position)
    title = models.CharField(_("title"), max_length=60, blank=True, help_text=_("Heading of a footer column."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels: ClassVar = [
        FieldPanel("position"),
        FieldPanel("title"),
        FieldPanel("order"),
        InlinePanel("items", label=_("Links")),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering: ClassVar = ["position", "order", "pk"]
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return f"{self.get_position_display()} {self.title}".strip()

    def clean(self) -> None:
        """Ask for a heading where readers see one."""
        super().clean()
        if self.position == self.Position.FOOTER and not self.title.strip():
            raise ValidationError({"title": _("A column of the footer needs a heading.")})


class MenuItem(TranslatableMixin, Orderable):
    """A link of a menu: to a page, or to an address of this site."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(_("label"), max_length=60)
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page"))
    address = models.CharField(
        _("address"),
        max_length=200,
        blank=True,
        validators=[own_path],
        help_text=_("A path of this site without the language, such as my/."),
    )
    panels: ClassVar = [FieldPanel("label"), PageChooserPanel("page"), FieldPanel("address")]
    override_translatable_fields: ClassVar = [SynchronizedField("address")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(address=""),
                name="a_link_leads_to_a_page_or_an_address",
                violation_error_message=_("Choose either a page or an address."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class FooterText(TranslatableMixin, ClusterableModel):
    """What the footer says about the network, in one language; its funders stand in rows of their own."""

    about = models.TextField(_("about the network"), max_length=400)

    panels: ClassVar = [FieldPanel("about"), InlinePanel("funders", label=_("Funders"))]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    def __str__(self) -> str:
        return self.about
