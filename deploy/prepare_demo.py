"""Brings the demo's database, content and static files up to date, in one process so that a second start is quick."""

import sys

import django
from django.core.management import call_command


def main(verb: str, address: str) -> None:
    """Load what is missing (load), or start over (reset)."""
    django.setup()
    print("Preparing the demo (the first time takes about a minute) ...", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    if verb == "load":
        call_command("migrate", interactive=False, verbosity=0)
    call_command("demo", verb, address=address)


if __name__ == "__main__":
    main(*sys.argv[1:])
