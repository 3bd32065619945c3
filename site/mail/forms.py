"""What an administrator fills in about an address that is not to be written to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mail.models import BlockedAddress

Reason = BlockedAddress.Reason


class BlockForm(forms.Form):
    """Somebody told us that they want no mails; what comes back is noted by itself."""

    address = forms.EmailField(label=_("E-mail address"), max_length=254)
    reason = forms.ChoiceField(
        label=_("Why nothing is sent there"),
        choices=[(one.value, one.label) for one in (Reason.COMPLAINT, Reason.ASKED)],
        widget=forms.RadioSelect,
    )
