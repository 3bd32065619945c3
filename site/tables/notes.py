"""The sheet that explains a table."""

from django.utils.translation import gettext as _

from tables.kinds import Column, Kind


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
        *([column.name, described(column)] for column in kind.columns()),
    ]


def described(column: Column) -> str:
    """Return what to write into a column, with the codes that fit."""
    return f"{column.says} ({', '.join(column.codes)})" if column.codes else str(column.says)
