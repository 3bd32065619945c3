"""Forms of the room."""

from typing import Any

from django import forms
from django.http import HttpRequest


class MembershipRequestForm(forms.Form):
    """What a person tells us when asking to become a member."""

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Keep the request with the account."""
