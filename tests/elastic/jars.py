"""Brings the server's jars with Maven and lets none pass that `jars.lock` does not know.

After a change of `pom.xml`, `python -m tests.elastic.jars` writes `jars.lock` anew.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
LOCK = HERE / "jars.lock"


def fetch(folder: Path) -> None:
    """Fill a folder with exactly the jars of `jars.lock`; RuntimeError when that cannot be."""
    download(folder)
    if hashes(folder) != LOCK.read_text():
        raise RuntimeError(f"Maven brought other jars than {LOCK.name} names.")


def download(folder: Path) -> None:
    """Let Maven copy the jars, about 45 MB the first time; it keeps its own store and honours its own settings."""
    if not is_installed():
        raise RuntimeError("Elasticsearch's jars come with Maven (mvn), which is not installed.")
    print("Fetching Elasticsearch (45 MB) ...", file=sys.stderr, flush=True)
    options = ["--batch-mode", "--quiet", "--strict-checksums", "-Dstyle.color=never", f"--file={POM}"]
    words = ["mvn", *options, "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise RuntimeError(f"Maven failed:\n{done.stdout[-2000:]}")


def is_installed() -> bool:
    """Say whether Maven is there."""
    return bool(shutil.which("mvn"))


def hashes(folder: Path) -> str:
    """Return the jars of a folder in the form of sha256sum."""
    return "".join(f"{sha256(path)}  {path.name}\n" for path in sorted(folder.glob("*.jar")))


def sha256(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        download(Path(name))
        LOCK.write_text(hashes(Path(name)))
