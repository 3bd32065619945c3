"""Ends well when the site on this machine is ready: `python -m deploy.healthy`."""

import os
import sys
import urllib.request

ADDRESS = "http://127.0.0.1:8000/-/ready"


def main() -> None:
    """Ask as one of the site's own hosts; others are refused."""
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip()
    try:
        with urllib.request.urlopen(urllib.request.Request(ADDRESS, headers={"Host": host}), timeout=5) as answer:
            print(answer.read().decode())
    except OSError as fault:
        sys.exit(f"Nima: {ADDRESS} does not answer well ({fault}).")


if __name__ == "__main__":
    main()
