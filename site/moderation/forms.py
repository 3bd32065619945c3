"""What is filled in about a contribution: by who reports it, and by who decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blocks.forms import CleanCharField
from moderation.models import Report

REASONS = [choice for choice in Report.Reason.choices if choice[0] != Report.Reason.FIRST]


def words_field(label: object, **kwargs: object) -> CleanCharField:
    """Return a field of a few lines."""
    return CleanCharField(label=label, max_length=1000, multiline=True, widget=forms.Textarea({"rows": 4}), **kwargs)


class ReportForm(forms.Form):
    """A report."""

    reason = forms.ChoiceField(label=_("What is wrong with it?"), choices=REASONS, widget=forms.RadioSelect)
    words = words_field(_("In your own words"), required=False)


class DecideForm(forms.Form):
    """The reason of a decision to hide, which its author gets by mail."""

    reason = words_field(
        _("Why it is hidden"),
        help_text=_("The author gets these words by mail. They learn nothing of who reported it."),
    )


class AppealForm(forms.Form):
    """What the author of something hidden has to say."""

    words = words_field(
        _("Why was it a mistake?"),
        help_text=_("Somebody who did not take the first decision reads it. You may write in Greek or English."),
    )


class JudgeForm(forms.Form):
    """The reason of a decision on an appeal."""

    reason = words_field(_("Why you decide so"), help_text=_("The author gets these words by mail."))
