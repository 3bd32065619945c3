"""How the cluster is that carries the search, as far as the worker and the last searches know: nobody is asked."""

from django.utils import timezone
from django.utils.translation import gettext as _

from health.findings import Answer, State
from search import cluster
from search.models import Copy, Text

MANY_WAIT = 5_000
"""Texts to be forwarded, beyond which the worker does not follow."""


def search_cluster() -> Answer:
    """Does the cluster carry the search, if there is one?"""
    if not cluster.is_wanted():
        return Answer(State.GOOD, _("The site's own database carries the search."))
    copy = Copy.objects.filter(is_searched=True).first()
    if copy and copy.is_resting(timezone.now()):
        remedy = _("Look after the cluster that SEARCH_URL names; what is missed is forwarded by itself.")
        return Answer(State.LOOK, _("It does not answer, so the database carries the search."), remedy)
    if copy is None:
        remedy = _("Start the background worker: manage.py worker. It logs why the cluster does not take the index.")
        return Answer(State.LOOK, _("It holds no whole copy of the index, so the database carries the search."), remedy)
    return told(copy)


def told(copy: Copy) -> Answer:
    """Return how far a copy has come."""
    waiting = Text.objects.beyond(copy.sequence, copy.number)[: MANY_WAIT + 1].count()
    numbers = {"waiting": waiting, "refused": len(copy.refused)}
    said = _("It answers. Texts to be forwarded: %(waiting)d. Refused: %(refused)d.") % numbers
    if waiting > MANY_WAIT or copy.refused:
        remedy = _("Run manage.py search_check --repair, and look into the log of the worker.")
        return Answer(State.LOOK, said, remedy, numbers)
    return Answer(State.GOOD, said, numbers=numbers)
