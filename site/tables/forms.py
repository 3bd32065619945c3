"""The form through which an editor hands in a file."""

import io
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language.folding import INVISIBLE, REFUSED
from tables.kinds import Kind
from tables.reading import READERS, read
from tables.rows import Unreadable

LARGEST = 10 * 1024**2
LONGEST_NAME = 100


class UploadForm(forms.Form):
    """A file with rows of one kind."""

    kind = forms.ChoiceField(label=gettext_lazy("What the file holds"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput,
        help_text=gettext_lazy(
            "JSON lines (.jsonl), CSV or Excel (.xlsx), at most 10 MB. The templates name the columns. "
            "The glossary also comes as TBX (.tbx)."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("A short name, such as ewsi. The same number from two sources is not mixed up then."),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Put practices online at once"),
        required=False,
        help_text=gettext_lazy("Otherwise they become drafts. Organisations have no drafts."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, kinds: dict[str, Kind]) -> None:
        super().__init__(data, files)
        self.kinds = kinds
        self.fields["kind"].choices = [(name, kind.title) for name, kind in kinds.items()]  # type: ignore[attr-defined]  # a ChoiceField
        endings = [*READERS, *(ending for kind in kinds.values() for ending in kind.readers)]
        self.fields["file"].widget.attrs["accept"] = ",".join(dict.fromkeys(endings))
        self.fields["kind"].initial = next(iter(kinds), "")

    def clean_file(self) -> Any:
        """Refuse what is too large; its name becomes harmless."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            sizes = {"size": filesizeformat(upload.size), "limit": filesizeformat(LARGEST)}
            raise ValidationError(_("The file has %(size)s; at most %(limit)s are taken. Split it.") % sizes)
        path = PurePath("".join(one for one in upload.name if one not in INVISIBLE and not REFUSED.match(one)))
        upload.name = f"{path.stem[:LONGEST_NAME]}{path.suffix[:10].lower()}"
        return upload

    def clean(self) -> dict[str, Any]:
        """Read the beginning of the file: is it a table, with columns that we know?"""
        values = super().clean() or {}
        if not self.errors:
            values["content"] = values["file"].read()
            try:
                kind = self.kinds[values["kind"]]
                next(read(io.BytesIO(values["content"]), values["file"].name, kind.knows, kind.readers), None)
            except Unreadable as problem:
                self.add_error("file", str(problem))
        return values
