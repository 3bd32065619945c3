"""Choosing an organisation in the admin: only from those that the chooser's reader may see."""

from typing import Any

from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from network_members.models import Organisation
from vocabulary.choosing import Chooser


class OnlyVisible:
    """Mix into Wagtail's views, which show all rows to everybody who enters the admin."""

    request: Any

    def get_object_list(self) -> Any:
        """Return what the reader may see."""
        return Organisation.objects.visible_to(self.request.user)

    def get_object(self, pk: str) -> Any:
        """Return one of them."""
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks: list[str]) -> Any:
        """Return some of them."""
        return self.get_object_list().filter(pk__in=[pk for pk in pks if pk.isdecimal() and len(pk) < 19])


class Choose(OnlyVisible, ChooseView):
    """The whole dialogue."""


class Results(OnlyVisible, ChooseResultsView):
    """The list inside it."""


class Chosen(OnlyVisible, SnippetChosenView):
    """The one that was chosen."""


class SeveralChosen(OnlyVisible, SnippetChosenMultipleView):
    """The ones that were chosen."""


class OrganisationChooser(Chooser):
    """The dialogue's views."""

    choose_view_class = Choose
    choose_results_view_class = Results
    chosen_view_class = Chosen
    chosen_multiple_view_class = SeveralChosen
