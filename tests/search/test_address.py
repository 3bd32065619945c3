"""`SEARCH_URL` says where a cluster is; what cannot be understood is told at the start, without what it holds."""

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

from search.engines.address import EXAMPLE, Access, read


@pytest.mark.parametrize(
    ("url", "access"),
    [
        ("elasticsearch://127.0.0.1", Access(("http://127.0.0.1:9200",))),
        ("elasticsearch://one:1,two:2/", Access(("http://one:1", "http://two:2"))),
        ("elasticsearch://[::1]:9200/other-name", Access(("http://[::1]:9200",), "other-name")),
        ("elasticsearch+tls://nima:a%40b%3Ac@one", Access(("https://one:9200",), basic_auth=("nima", "a@b:c"))),
        ("elasticsearch+tls://one?api_key=c2VjcmV0", Access(("https://one:9200",), api_key="c2VjcmV0")),
    ],
)
def test_an_address_says_hosts_name_and_who_asks(url: str, access: Access) -> None:
    assert read(url) == access


def test_an_authority_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("")

    assert read(f"elasticsearch+tls://one?ca={tmp_path}/ca.pem").ca_certs == f"{tmp_path}/ca.pem"


@pytest.mark.parametrize(
    "url",
    [
        "geheim",
        "http://geheim:9200",
        "elasticsearch://",
        "elasticsearch://geheim:0",
        "elasticsearch://geheim:99999",
        "elasticsearch://geheim,,two",
        "elasticsearch://ge heim",
        "elasticsearch://[geheim",
        "elasticsearch://one/Geheim",
        "elasticsearch://geheim@one",
        "elasticsearch://one?geheim=1",
        "elasticsearch://one?geheim",
        "elasticsearch://one?api_key=1&api_key=geheim",
        "elasticsearch://nima:geheim@one?api_key=1",
        "elasticsearch://one?ca=/geheim/ca.pem",
        "elasticsearch+tls://one?ca=/geheim/ca.pem",
        "elasticsearch://one#geheim",
    ],
)
def test_what_cannot_be_understood_is_a_fault_that_does_not_tell_the_address(url: str, settings: Any) -> None:
    settings.SEARCH_URL = url

    faults = [one for one in run_checks() if one.id == "search.E001"]

    assert [("geheim" in one.msg.lower(), one.msg.startswith("SEARCH_URL cannot be understood")) for one in faults] == [
        (False, True)
    ]


@pytest.mark.parametrize("url", ["", EXAMPLE])
def test_no_address_is_none_to_complain_of(url: str, settings: Any) -> None:
    settings.SEARCH_URL = url

    assert [one for one in run_checks() if one.id == "search.E001"] == []
