"""Makes .venv/ and installs the locked requirements; needs nothing but Python's standard library."""

import argparse
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
INSIDE = VENV / "bin" / "python"
LOCKS = {"site": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
# Debian and Ubuntu leave ensurepip out of python3 (python3-venv brings it), so pip is fetched once, known by its hash.
PIP = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
INDEX = "https://pypi.org/simple"


def main() -> None:
    """Bring .venv/ up to the lock file, quickly when it is already."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks the site")
    kind = "dev" if parser.parse_args().dev else "site"
    if is_installed("dev") or is_installed(kind):
        return
    if not works(INSIDE):
        make_venv()
    install(kind)


def stamp(kind: str) -> Path:
    """Return the file that tells which lock file was installed."""
    return VENV / f".installed-{kind}"


def fingerprint(kind: str) -> str:
    """Return what changes whenever the installation has to."""
    return hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()


def is_installed(kind: str) -> bool:
    """Say whether .venv/ holds what the lock file names today."""
    return stamp(kind).exists() and stamp(kind).read_text() == fingerprint(kind) and works(INSIDE)


def works(python: Path) -> bool:
    """Say whether an interpreter starts and has pip."""
    return python.exists() and run([str(python), "-c", "import pip"], quiet=True)


def make_venv() -> None:
    """Make .venv/ with pip in it."""
    print("Making .venv/ with Python {}.{}.{} ...".format(*sys.version_info[:3]), flush=True)
    has_pip = importlib.util.find_spec("ensurepip") is not None
    without = [] if has_pip else ["--without-pip"]
    if not run([sys.executable, "-m", "venv", "--clear", *without, str(VENV)]):
        give_up("Python could not make .venv/; the lines above say why")
    if not has_pip:
        bring_pip()


def bring_pip() -> None:
    """Install pip into .venv/ from its own wheel."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / PIP
        wheel.write_bytes(fetch_pip())
        if not run([str(INSIDE), str(wheel / "pip"), "install", "--quiet", "--no-index", str(wheel)]):
            give_up("pip could not be installed into .venv/; apt-get install python3-venv helps")


def fetch_pip() -> bytes:
    """Return pip's wheel from the package index, if it is the one we know."""
    index = os.environ.get("PIP_INDEX_URL", INDEX).rstrip("/") + "/pip/"
    try:
        links = re.findall(rf'href="([^"]*{re.escape(PIP)}[^"]*)"', read(index).decode())
        wheel = read(urllib.parse.urljoin(index, links[0]))
    except (OSError, IndexError) as error:
        give_up(f"pip could not be fetched from {index} ({error}); apt-get install python3-venv helps")
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        give_up(f"the pip that {index} offers is not the expected one, so nothing was installed")
    return wheel


def read(address: str) -> bytes:
    """Return what stands at an address."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        content: bytes = answer.read()
    return content


def install(kind: str) -> None:
    """Install a lock file, every package checked by its hash."""
    print(f"Installing {LOCKS[kind].name} ...", flush=True)
    pip = [str(INSIDE), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # The lock file is complete; left to resolve it, older pips stumble over extras without a hash (pip 23.2).
    if not run([*pip, "--no-deps", "--require-hashes", "-r", str(LOCKS[kind])]):
        give_up("the packages could not be installed; the lines above say why")
    stamp(kind).write_text(fingerprint(kind))


def run(words: list[str], quiet: bool = False) -> bool:
    """Run a program and say whether it ended well."""
    target = subprocess.DEVNULL if quiet else None
    return subprocess.call(words, stdout=target, stderr=target) == 0


def give_up(reason: str) -> NoReturn:
    """End with one sentence."""
    sys.exit(f"Nima: {reason}.")


if __name__ == "__main__":
    main()
