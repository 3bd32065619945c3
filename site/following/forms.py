"""How often mails tell of notices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from following.models import MailChoice


class MailsForm(forms.Form):
    """One rhythm for all notices."""

    rhythm = forms.ChoiceField(
        label=_("Mails about notices"),
        choices=MailChoice.Rhythm,
        widget=forms.RadioSelect,
        help_text=_("One mail tells of many events, each once. What you have read here comes in no mail."),
    )
