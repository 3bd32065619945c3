"""Links that pass a page on."""

from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils.translation import override

from blocks.sharing import share_links
from tests.factories.texts import make_news
from tests.reading import read


@pytest.mark.parametrize(("language", "mail"), [("el", "Ηλεκτρονικό μήνυμα"), ("en", "Mail")])
def test_every_link_holds_the_address_and_asks_nobody_before(language: str, mail: str) -> None:
    with override(language):
        links = share_links("Α & Β", "https://nima.example/el/?a=1&b=2")

    assert [link["label"] for link in links] == [mail, "Facebook", "X", "LinkedIn", "Mastodon"]
    assert all("https://nima.example/el/?a=1&b=2" in unquote(str(link["url"])) for link in links)
    assert all("?a=1&b=2" not in str(link["url"]) for link in links)


def test_a_page_loads_nothing_from_elsewhere(visitor: Client, db: None) -> None:
    make_news("Ένα νέο")

    page = read(visitor, "/el/nea/ena-neo/")

    assert ("facebook.com/sharer" in page, 'src="http' in page) == (True, False)
