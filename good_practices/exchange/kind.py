"""Practices as a kind of thing that files hold."""

from django.utils.translation import gettext_lazy as _

from good_practices import rules
from good_practices.exchange import columns, exporting
from good_practices.exchange.importing import PracticeImporter
from tables.kinds import Kind


def kind() -> Kind:
    """Return what can be done with practices in files."""
    return Kind(
        name="practices",
        title=_("Good practices"),
        columns=columns.columns,
        knows=columns.knows,
        may_import=rules.is_checker,
        importer=PracticeImporter,
        everything=exporting.everything,
        public=exporting.public,
        number=exporting.number,
        told=columns.told,
    )
