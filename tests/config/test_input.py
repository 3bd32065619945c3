"""What cannot be read, or is too much, is refused with a page, before anything reads it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from config.middleware import LARGEST_REQUEST, CleanInput
from network_members.models import User

LOGIN = "/el/account/login/"
FORM = "application/x-www-form-urlencoded"
GREEK, ENGLISH = "Δεν καταλάβαμε το αίτημα", "We could not read the request"
TOO_LARGE = "Το αρχείο είναι πολύ μεγάλο"
BAD_PATHS = (
    "/el/%00",
    "/el/%ff/",
    "/el/%ed%a0%80/",
    "/el/a%0d%0aSet-Cookie:x/",
    "/%c0%ae%c0%ae/",
    "/el/%1b[31m/",
    f"/documents/{10**18}/a.pdf",
)
BAD_QUERIES = ("q=%00", "q=%ff", "q=%ed%a0%80", "q=a&%00=b", "%ff=a", "q=%C0%80", "q=\xff")
BAD_FORMS = (
    b"login=%00",
    b"login=\x00",
    b"login=%ff",
    b"login=\xff",
    b"login=%ED%A0%80",
    b"%00=a",
    b"login=%F5%80%80%80",
)
BOUNDARY = "multipart/form-data; boundary=b"


def part(name: str, value: bytes) -> bytes:
    """Return a form of one field, sent in parts."""
    return f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n--b--\r\n"


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_that_cannot_be_read_is_refused(path: str, visitor: Client) -> None:
    assert GREEK in visitor.get(path).content.decode()
    assert visitor.get(path).status_code == 400


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_a_query_that_cannot_be_read_is_refused(query: str, visitor: Client) -> None:
    response = visitor.get(LOGIN, QUERY_STRING=query)

    assert (response.status_code, GREEK in response.content.decode()) == (400, True)


@pytest.mark.parametrize("form", BAD_FORMS)
def test_a_form_that_cannot_be_read_is_refused(form: bytes, visitor: Client) -> None:
    response = visitor.post("/en/account/login/", form, content_type=FORM)

    assert (response.status_code, ENGLISH in response.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (part("login", b"\x00"), BOUNDARY),
        (part("\x00", b"a"), BOUNDARY),
        (part("login", b"a"), "multipart/form-data"),
        (part("login", b"a"), "multipart/form-data; boundary=" + "b" * 300),
        (part("login", b"a"), f"{BOUNDARY}; charset=utf-7"),
        (b"login=+2AA-", f"{FORM}; charset=utf-7"),
        (b"login=a", f"{FORM}; charset=iso-8859-7"),
    ],
)
def test_a_form_in_parts_or_in_another_encoding_is_refused(body: bytes, kind: str, visitor: Client) -> None:
    response = visitor.post(LOGIN, body, content_type=kind)

    assert (response.status_code, GREEK in response.content.decode()) == (400, True)


@pytest.mark.parametrize("kind", [f"{FORM}; charset=UTF-8", FORM])
def test_clean_greek_passes(kind: str, visitor: Client, db: Any) -> None:
    response = visitor.post(LOGIN, "login=%CE%B1@nima.example&password=λέξη\ufffd%0a".encode(), content_type=kind)

    assert (response.status_code, 'value="α@nima.example"' in response.content.decode()) == (422, True)


@pytest.mark.parametrize("cookie", ['sessionid="abcdefgh\\000"', "sessionid=\x00abcdefgh", 'django_language="\\000"'])
def test_a_cookie_with_a_nul_is_refused(cookie: str, visitor: Client) -> None:
    assert visitor.get(LOGIN, HTTP_COOKIE=cookie).status_code == 400


def test_too_many_fields_are_refused(visitor: Client) -> None:
    response = visitor.post(LOGIN, "&".join(f"a{number}=1" for number in range(5001)), content_type=FORM)

    assert (response.status_code, GREEK in response.content.decode()) == (400, True)


def test_too_many_files_are_refused(visitor: Client) -> None:
    files = {f"file{number}": SimpleUploadedFile("a.txt", b"a") for number in range(101)}

    assert visitor.post(LOGIN, files).status_code == 400


def test_a_body_that_is_too_large_is_refused_unread(visitor: Client) -> None:
    declared = visitor.generic("POST", LOGIN, b"login=a", content_type=FORM, CONTENT_LENGTH=str(LARGEST_REQUEST + 1))
    fields = visitor.post(LOGIN, b"login=" + b"a" * (10 * 1024**2 + 1), content_type=FORM)
    parts = visitor.post(LOGIN, part("login", b"a" * (10 * 1024**2 + 1)), content_type=BOUNDARY)

    assert [one.status_code for one in (declared, fields, parts)] == [413] * 3
    assert [TOO_LARGE in one.content.decode() for one in (declared, fields, parts)] == [True] * 3


def test_a_body_that_stops_half_way_is_no_fault(visitor: Client, db: Any) -> None:
    half = visitor.post(LOGIN, part("login", b"a")[:-30], content_type=BOUNDARY)

    assert half.status_code < 500


@pytest.mark.parametrize("host", ["evil.example", "testserver:80@evil.example", "evil.example/", "[::1", "a b", ""])
def test_an_unknown_host_is_refused_and_not_told_ours(host: str, visitor: Client, db: Any) -> None:
    response = visitor.get(LOGIN, HTTP_HOST=host)

    page = response.content.decode()
    assert (response.status_code, "evil" in page, "testserver" in page) == (400, False, False)
    assert GREEK in page


def test_a_forwarded_host_is_ignored(visitor: Client, db: Any) -> None:
    page = visitor.get("/el/account/login/", HTTP_X_FORWARDED_HOST="evil.example").content.decode()

    assert "evil.example" not in page


def test_members_who_paste_broken_text_are_refused_as_well(visitor: Client, member: User) -> None:
    visitor.force_login(member)

    assert visitor.post("/el/my/practices/", b"title=%FF", content_type=FORM).status_code == 400


def test_what_passes_reaches_the_view_untouched() -> None:
    seen = []
    answer: Callable[[Any], Any] = lambda request: seen.append(request.POST["a"])  # noqa: E731 - a stand-in

    CleanInput(answer)(RequestFactory().post("/", {"a": "Καλημέρα\nσε όλους\t🌍"}))

    assert seen == ["Καλημέρα\nσε όλους\t🌍"]
