"""Styles, scripts and fonts: one look kept in one place, small, hashed, and asked of no other host."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

from config.storage import HashedStatic

STATIC = Path(__file__).parents[1] / "static"
CSS = sorted((STATIC / "css").rglob("*.css"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
PAGES = {
    "every page": "site menu",
    "lists and the search": "site menu facets suggest",
    "long forms": "site menu autosave copy counter words",
    "texts in two languages": "site menu flip",
    "sign-in": "site menu passkey",
}
"""The modules that pages ask for, beside the style sheet."""
WEIGHT = 20_000


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own static files as a visitor gets them."""
    root = tmp_path_factory.mktemp("static")
    target, source = HashedStatic(location=root), FileSystemStorage(STATIC)
    names = [str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file()]
    for name in names:
        with source.open(name) as file:
            target.save(name, file)
    faults = [
        fault for _, _, fault in target.post_process({name: (source, name) for name in names}) if fault is not True
    ]
    assert [fault for fault in faults if isinstance(fault, Exception)] == []
    return root


def hashed(root: Path, name: str) -> Path:
    """Return the file that a name leads to."""
    manifest = json.loads((root / "staticfiles.json").read_text())
    return root / manifest["paths"][name]


def test_the_site_has_one_folder_of_static_files() -> None:
    assert [Path(location) for _, location in FileSystemFinder().locations] == [STATIC]


def test_every_style_file_is_imported_once() -> None:
    imports = re.findall(r'@import url\("(.+?)"\)', (STATIC / "css/site.css").read_text())

    assert sorted(imports) == sorted(str(path.relative_to(STATIC / "css")) for path in CSS if path.name != "site.css")


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.stem)
def test_every_rule_stands_in_a_layer(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    outside = re.sub(r"@layer [\w-]+ \{.*?\n\}", "", text, flags=re.DOTALL)

    assert [line for line in outside.splitlines() if line and not re.match(r"@(layer|import|font-face)", line)] == []


@pytest.mark.parametrize("path", [path for path in CSS if path.stem != "tokens"], ids=lambda path: path.stem)
def test_colours_are_tokens_and_nothing_is_important(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|!important", text) == []


@pytest.mark.parametrize("path", sorted((STATIC / "css/components").glob("*.css")), ids=lambda path: path.stem)
def test_a_component_and_its_file_have_one_name(path: Path) -> None:
    assert re.search(rf"\.{path.stem}\b", path.read_text())


@pytest.mark.parametrize("name", ["css/site.css", *(str(path.relative_to(STATIC)) for path in SCRIPTS)])
def test_nothing_is_asked_of_another_host(collected: Path, name: str) -> None:
    text = hashed(collected, name).read_text().replace("http://www.w3.org/2000/svg", "")

    assert re.findall(r"https?://|url\([\"']?//", text) == []


def test_a_visitor_fetches_one_style_sheet(collected: Path) -> None:
    text = hashed(collected, "css/site.css").read_text()

    assert "@import" not in text
    assert text.startswith("@layer reset, tokens, base, layout, components, utilities, print;")
    assert [text.count(part) for part in ("--madder:", "@keyframes spin", ".vh {", "@font-face")] == [2, 1, 1, 9]


def test_fonts_and_modules_are_asked_for_by_hashed_names(collected: Path) -> None:
    fonts = re.findall(r"url\(\"?(.+?\.woff2)\"?\)", hashed(collected, "css/site.css").read_text())
    modules = re.findall(r"(?:from |import\()\"(.+?)\"", hashed(collected, "js/site.js").read_text())

    assert [name for name in fonts if not re.search(r"\.[0-9a-f]{12}\.woff2$", name)] == []
    assert [name for name in modules if not re.search(r"\.[0-9a-f]{12}\.js$", name)] == []
    assert (len(fonts), len(modules)) == (9, 8)
    assert [name for name in fonts if not (collected / "css" / name).resolve().exists()] == []


def test_the_plain_name_serves_the_error_pages_too(collected: Path) -> None:
    assert "@import" not in (collected / "css/site.css").read_text()


@pytest.mark.parametrize("modules", PAGES.values(), ids=PAGES)
def test_what_a_page_fetches_weighs_at_most_twenty_kilobytes(collected: Path, modules: str) -> None:
    names = ["css/site.css", *(f"js/{name}.js" for name in modules.split())]

    assert sum(len(gzip.compress(hashed(collected, name).read_bytes())) for name in names) <= WEIGHT


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_module_is_short_and_writes_no_markup(path: Path) -> None:
    text = path.read_text()

    assert len(text.splitlines()) <= 150
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\.style\b", text) == []


def test_fonts_stand_beside_their_licences() -> None:
    assert sorted(path.name for path in (STATIC / "fonts").iterdir() if path.suffix != ".woff2") == [
        "README.md",
        "commissioner-OFL.txt",
        "literata-OFL.txt",
    ]
    assert len(list((STATIC / "fonts").glob("*.woff2"))) == 9
