"""Documents as programs save them: what LibreOffice makes of our template is read rightly, what bloats is refused."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from good_practices.models import GoodPracticePage
from good_practices.word import package
from good_practices.word.making import make_document
from good_practices.word.package import open_package
from good_practices.word.reading import Found, read_document
from network_members.models import User
from tests.good_practices.test_worklist import enter
from tests.good_practices.word.test_round_trip import blank
from tests.reading import count_queries

HERE = Path(__file__).parent
SAID = {
    "el": {
        "challenge": "Η ανάγκη ήταν επείγουσα — «τυπογραφικά» και “ξένα” εισαγωγικά, το ’21.\n"
        "Πρώτο σημείο\nΔεύτερο σημείο\nΠροστέθηκε εδώ.",
        "row": ("Μαθήματα", "Δύο φορές την εβδομάδα", "Αίθουσα", "Νωρίς το απόγευμα"),
        "lost": ["Υποσημείωση με λόγια", "Σχόλιο στο περιθώριο"],
        "deleted": "Σβήστηκε",
    },
    "en": {
        "challenge": "The need was urgent — “smart” and ‘single’ quotes, it’s so.\nFirst point\nSecond point\nAdded here.",
        "row": ("Lessons", "Twice a week", "A room", "Early afternoon"),
        "lost": ["A footnote with words", "A comment in the margin"],
        "deleted": "Taken away",
    },
}


def saved_by_libreoffice(language: str) -> bytes:
    """Return our template after work in LibreOffice 7.4: bold, list, quotes, footnote, comment, changes, a new line."""
    return (HERE / f"libreoffice-{language}.docx").read_bytes()


def read(language: str, member: User) -> Found:
    return read_document(open_package(BytesIO(saved_by_libreoffice(language))), blank(member, language))


@pytest.mark.parametrize("reader", ["el", "en"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_what_libreoffice_saved_is_read_as_it_was_typed(language: str, reader: str, member: User) -> None:
    said: Any = SAID[language]

    with override(reader):
        found = read(language, member)

    assert found.language == language
    assert found.fields["challenge"] == said["challenge"]
    rows = [
        tuple(row.get(name, "") for name in ("name", "what", "enabling", "lesson")) for row in found.rows["activities"]
    ]
    assert rows == [("Ραντεβού", "Κάθε **Πέμπτη**.", "Χώρος", "Υπομονή"), said["row"]]
    assert not any(said["deleted"] in text for text in found.fields.values())


@pytest.mark.parametrize("language", ["el", "en"])
def test_what_libreoffice_put_beside_the_text_is_listed_and_not_lost(language: str, member: User) -> None:
    found = read(language, member)

    strays = "\n".join(stray.text for stray in found.strays)
    assert [text for text in SAID[language]["lost"] if text not in strays] == []


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_site_looks_it_over(language: str, member: User) -> None:
    file = SimpleUploadedFile("πρακτική.docx", saved_by_libreoffice(language))

    response = enter(member, language).post(f"/{language}/my/practices/word/", {"file": file})

    assert response.status_code == 200
    assert SAID[language]["lost"][0] in response.content.decode()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a document with one part put in, or in the place of its own."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return file.getvalue()


@pytest.mark.parametrize(
    "name",
    ["word/embeddings/oleObject1.bin", "word/embeddings/Sheet1.xlsx", "Word/Embeddings/a", "word/activeX/activeX1.xml"],
)
@pytest.mark.parametrize(
    ("language", "said"), [("en", "another file or an object (OLE)"), ("el", "άλλο αρχείο ή αντικείμενο (OLE)")]
)
def test_files_inside_the_file_are_refused_at_the_field(name: str, language: str, said: str, member: User) -> None:
    file = SimpleUploadedFile("p.docx", with_part(saved_by_libreoffice("el"), name, b"KANARINI"))

    response = enter(member, language).post(f"/{language}/my/practices/word/", {"file": file})

    page = response.content.decode()
    assert (response.status_code, said in page, "KANARINI" in page) == (422, True, False)


def small_tags(name: str) -> bytes:
    """Return a small file that unpacks to ten megabytes of the smallest elements."""
    return with_part(saved_by_libreoffice("en"), name, b"<w>" + b"<a/>" * (package.MOST_READ // 4 - 100) + b"</w>")


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/comments.xml"])
def test_many_small_elements_are_refused_before_they_fill_the_memory(name: str) -> None:
    content = small_tags(name)

    with pytest.raises(ValidationError):
        open_package(BytesIO(content))

    assert len(content) < package.LARGEST


def test_many_attributes_are_refused_too() -> None:
    element = b"<a " + b" ".join(b'a%d=""' % number for number in range(package.MOST_MARKS)) + b"/>"

    with pytest.raises(ValidationError):
        open_package(BytesIO(with_part(saved_by_libreoffice("en"), "word/document.xml", element)))


def test_the_largest_document_that_is_taken_needs_little_memory(tmp_path: Path) -> None:
    own = saved_by_libreoffice("en")
    file = tmp_path / "largest.docx"
    file.write_bytes(with_part(own, "word/document.xml", b"<w>" + b"<a/>" * (package.MOST_MARKS - 20_000) + b"</w>"))
    look = (
        "import resource, sys\n"
        "from good_practices.word.package import open_package\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "opened = open_package(open(sys.argv[1], 'rb'))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )

    said = subprocess.run([sys.executable, "-c", look, str(file)], capture_output=True, text=True, check=True)

    assert int(said.stdout) < 100 * 1024  # kilobytes


@pytest.mark.parametrize("where", ["/en/my/practices/word/", "/el/my/practices/word/"])
def test_the_limit_stands_beside_the_field(where: str, member: User) -> None:
    page = enter(member, where[1:3]).get(where).content.decode()

    assert "5,0" in page or "5.0" in page


def queries_of(client: Client, where: str, content: bytes) -> int:
    """Return how many queries looking a file over takes."""
    client.post(where, {"file": SimpleUploadedFile("p.docx", content)})
    with CaptureQueriesContext(connection) as queries:
        client.post(where, {"file": SimpleUploadedFile("p.docx", content)})
    return len(queries)


def with_activities(practice: GoodPracticePage, number: int) -> bytes:
    """Return a practice as a document with so many activities."""
    kind = practice.activities.model
    practice.activities.set([kind(name=f"Α{one}", what="Τι", locale=practice.locale) for one in range(number)])
    return make_document(practice)


def test_looking_over_takes_few_queries_for_one_and_three_entries(full: GoodPracticePage, member: User) -> None:
    client = enter(member)
    documents = [with_activities(full, number) for number in (1, 3)]

    # Into an empty draft: nothing of it has entries to compare with.
    one, three = (queries_of(client, "/en/my/practices/word/", content) for content in documents)

    assert one == three <= 60


def test_looking_over_a_practice_takes_no_more_than_its_own_entries_ask_for(
    full: GoodPracticePage, member: User
) -> None:
    client, where = enter(member), f"/en/my/practices/{full.translation_key}/word/"

    assert queries_of(client, where, make_document(full)) <= 135
    assert count_queries(client, where) <= 40
