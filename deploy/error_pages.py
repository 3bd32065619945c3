"""Writes the pages that the web server shows by itself, when the site cannot: `python -m deploy.error_pages`."""

from pathlib import Path

import django
from django.conf import settings
from django.template.loader import render_to_string

STATUSES = (413, 503)


def main() -> None:
    """Put the pages beside the static files, where deploy/nginx.conf finds them."""
    django.setup()
    folder = Path(settings.STATIC_ROOT) / "errors"
    folder.mkdir(parents=True, exist_ok=True)
    for status in STATUSES:
        (folder / f"{status}.html").write_text(render_to_string(f"{status}.html"), encoding="utf-8")


if __name__ == "__main__":
    main()
