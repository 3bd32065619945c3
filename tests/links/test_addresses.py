"""Which addresses lead to a page that everybody on the internet could open."""

import pytest
from django.core.exceptions import ValidationError

from links.addresses import public_page


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/page?a=1#b",
        "http://www.example.org:8080/",
        "https://παράδειγμα.ελ/σελίδα",
        "https://a-b.eu",
    ],
)
def test_a_page_of_the_internet_is_taken(address: str) -> None:
    public_page(address)


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "data:text/html,x", "mailto:a@example.org", "ftp://example.org/", "//example.org/"),
        *("https://localhost/", "https://files.local/", "https://wiki.internal/", "https://intranet/"),
        *("http://127.0.0.1/", "http://10.0.0.8/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"),
        *("https://member:secret@example.org/", "https://example.org:x/", "https://exa mple.org/", "example.org", ""),
    ],
)
def test_what_is_private_or_no_page_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        public_page(address)
