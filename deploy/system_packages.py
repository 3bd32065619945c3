"""Installs the system packages that the tests use, or names in one line what it could not set up."""

import ctypes.util
import glob
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """Something that does not come from Python's package index."""

    name: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


def program(*names: str) -> Callable[[], bool]:
    """Return a question: is one of these programs installed?"""
    return lambda: any(shutil.which(name) for name in names)


NEEDS = (
    Need("headless Chromium", ("chromium",), program("chromium", "chromium-browser")),
    Need("PostgreSQL", ("postgresql",), lambda: bool(glob.glob("/usr/lib/postgresql/*/bin/initdb"))),
    Need("Maven", ("maven",), program("mvn")),  # fetches Elasticsearch
    Need("gettext", ("gettext",), lambda: program("xgettext")() and program("msgfmt")()),
    Need(
        "Pango (PDF)",
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        lambda: all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")),
    ),
)


def main() -> None:
    """Install what is missing; what stays missing fails only where nobody can look after it."""
    if missing():
        install([package for need in missing() for package in need.packages])
    if still := missing():
        print(
            f"Nima: could not set up {', '.join(need.name for need in still)}; its tests are left out.", file=sys.stderr
        )
        sys.exit(os.environ.get("CI") == "true")


def missing() -> list[Need]:
    """Return what is not there."""
    return [need for need in NEEDS if not need.is_there()]


def install(packages: list[str]) -> None:
    """Install packages of Debian or Ubuntu, if we may."""
    rights = superuser_rights()
    if rights is None or not shutil.which("apt-get"):
        return
    print(f"Installing {' '.join(packages)} ...", flush=True)
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.call([*apt, "update"], stdout=subprocess.DEVNULL)
    subprocess.call([*apt, "install", "--yes", "--no-install-recommends", *packages], stdout=subprocess.DEVNULL)


def superuser_rights() -> list[str] | None:
    """Return what to put before a command to run it as root; None when we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    main()
