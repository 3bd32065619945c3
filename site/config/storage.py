"""Static files with the hash of their content in the name, and one style sheet instead of fifty."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLES = "css/site.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n?')
# Its comments name modules that do not exist, and a missing module stops collectstatic (django-htmx 1.29).
NOT_OURS = "django_htmx/ext/"
COMMENT_OR_INDENT = re.compile(r"/\*.*?\*/\n?|^[ ]+", re.DOTALL | re.MULTILINE)

Paths = dict[str, tuple[Storage, str]]


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hash names, and the names inside CSS imports and JavaScript modules too."""

    # Django calls this experimental; tests/test_static.py covers it.
    support_js_module_import_aggregation = True

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Join the imports of the style sheet before the names are hashed: fifty requests would cost seconds."""
        if STYLES in paths and not dry_run:
            self.delete(STYLES)
            self.save(STYLES, ContentFile(join_imports(paths).encode()))
            paths = paths | {STYLES: (self, STYLES)}
        ours = {name: path for name, path in paths.items() if not name.startswith(NOT_OURS)}
        yield from super().post_process(ours, dry_run, **options)


def join_imports(paths: Paths) -> str:
    """Return the style sheet with the files it imports in their places, without comments and indents."""
    whole = IMPORT.sub(lambda found: read(paths, f"css/{found[1]}"), read(paths, STYLES))
    return COMMENT_OR_INDENT.sub("", whole)


def read(paths: Paths, name: str) -> str:
    """Return the text of a collected file."""
    storage, path = paths[name]
    with storage.open(path) as file:
        text: str = file.read().decode()
    return text
