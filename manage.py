#!/usr/bin/env python
"""Django's door."""

import os
import sys
from pathlib import Path

# The rooms in site/ are imported by their own names; site/ itself is a folder,
# because the standard library already owns the module name `site`.
sys.path.insert(1, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    """Run a command with the demo's settings unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as reason:
        sys.exit(f"Nima: {reason}")


if __name__ == "__main__":
    main()
