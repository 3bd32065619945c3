"""The two forms of a document: the file, and the word of its author that it shall be saved."""

import json
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocks.uploads import admit
from good_practices.models import GoodPracticePage
from good_practices.word.package import LARGEST, broken, open_package
from good_practices.word.reading import Found, Stray, read_document
from good_practices.word.shape import all_items

EXTENSIONS = ["docx"]
MOST_TEXT = 400_000
"""Characters; the full template takes about a tenth of it."""


class DocumentField(forms.FileField):
    """A file of Word that is looked into and then forgotten."""

    def to_python(self, data: Any) -> Any:
        """Return the text and the styles of the file."""
        upload: Any = super().to_python(data)
        if upload is None:
            return None
        admit(upload, extensions=EXTENSIONS, limit=LARGEST)
        return open_package(upload)


class WordForm(forms.Form):
    """Takes a document and reads it; the file itself is kept nowhere."""

    use_required_attribute = False
    file = DocumentField(
        label=gettext_lazy("Word file"), widget=forms.FileInput(attrs={"accept": ",".join(f".{e}" for e in EXTENSIONS)})
    )

    def __init__(self, *args: Any, draft: GoodPracticePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        limit = {"limit": filesizeformat(LARGEST)}
        self.fields["file"].help_text = _("The template of the network as .docx, at most %(limit)s.") % limit

    def clean_file(self) -> Found:
        """Return what the document says."""
        try:
            found = read_document(self.cleaned_data["file"], self.draft)
        except RecursionError as deep:
            raise broken() from deep
        if not found.fields and not any(found.rows.values()):
            raise forms.ValidationError(
                _("No label of the template was found with text below it. Download the template and copy your text.")
            )
        if len(pack(found)) > MOST_TEXT:
            raise forms.ValidationError(_("There is more text in the file than the template takes."))
        return found


def pack(found: Found) -> str:
    """Return what was read as a text that the page carries until its author confirms."""
    return json.dumps(asdict(found), ensure_ascii=False)


def unpack(text: str, draft: GoodPracticePage) -> Found:
    """Return what was read; a page of ours carries it, so anything else was made by hand."""
    try:
        carried = json.loads(text)
        found = Found(str(carried["language"]), texts_of(carried["fields"]))
        found.rows = {str(name): [texts_of(row) for row in rows] for name, rows in carried["rows"].items()}
        found.strays = [Stray(**texts_of(stray)) for stray in carried["strays"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SuspiciousOperation("no document was carried") from error
    if not is_of_template(found, draft):
        raise SuspiciousOperation("a document with other labels was carried")
    return found


def is_of_template(found: Found, draft: GoodPracticePage) -> bool:
    """Say whether every name that was carried is one of the template, and of its own kind."""
    columns = {item.name: {name for name, _label in item.columns} for item in all_items(draft)}
    fields = {name for name, names in columns.items() if not names}
    rows_fit = (name in columns and set(row) <= columns[name] for name, rows in found.rows.items() for row in rows)
    return set(found.fields) <= fields and set(found.rows) <= set(columns) - fields and all(rows_fit)


def texts_of(pairs: dict[Any, Any]) -> dict[str, str]:
    """Return names and texts, and nothing else."""
    return {str(name): str(text) for name, text in pairs.items()}
