"""What an editor asks of an author, tied to the field it concerns."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldNote(models.Model):
    """A note on one field of a submitted practice; open until the practice is submitted again."""

    practice = models.ForeignKey("good_practices.GoodPracticePage", models.CASCADE, related_name="field_notes")
    task_state = models.ForeignKey("wagtailcore.TaskState", models.CASCADE, related_name="+")
    field = models.CharField(_("field"), max_length=40, blank=True)
    text = models.TextField(_("note"), max_length=1000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("written_at", "pk")
        verbose_name = _("note on a field")
        verbose_name_plural = _("notes on fields")

    def __str__(self) -> str:
        return self.text
