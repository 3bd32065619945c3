"""The form of a saved search."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from blocks.forms import CleanCharField
from good_practices.models.searches import LONGEST_NAME, LONGEST_QUERY, SavedSearch
from good_practices.scopes import Scope
from network_members.space import language


class SearchForm(forms.Form):
    """Name and rhythm of a search."""

    name = CleanCharField(
        label=_("Name of the search"), max_length=LONGEST_NAME, help_text=_("So that you know it again.")
    )
    alert = forms.ChoiceField(
        label=_("Mail about what is new"),
        choices=SavedSearch.Alert,
        initial=SavedSearch.Alert.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_("One mail for all your searches, when something new matches, and none when nothing does."),
    )


class NewSearchForm(SearchForm):
    """A search that is not saved yet, with the words and filters that an address carried."""

    query = CleanCharField(required=False, widget=forms.HiddenInput)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        self.scope = scope
        super().__init__(*args, **kwargs)

    def clean_query(self) -> str:
        """Return the words and filters as they are kept."""
        query = self.scope.canonical(QueryDict(self.cleaned_data["query"].lstrip("?")), language())
        if len(query) > LONGEST_QUERY:
            raise ValidationError(_("These are too many words and filters to keep. Take some away."))
        return query
