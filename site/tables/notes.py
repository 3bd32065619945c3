"""The sheet that explains a table."""

from django.utils.translation import gettext as _

from tables.kinds import Kind


def notes_of(kind: Kind) -> list[list[str]]:
    """Return the lines of the sheet: how to fill the table in, then every column with its sentence."""
    return [
        [str(kind.title)],
        [
            _(
                "Fill in the sheet “%(sheet)s”, a row for each. "
                "An empty cell empties its field; a missing column leaves it."
            )
            % {"sheet": _("Table")}
        ],
        [_("The first row holds the names of the columns; columns that you do not need may be deleted.")],
        [],
        [_("Column"), _("What to write")],
        *([column.name, str(column.says)] for column in kind.columns()),
    ]
