"""A passkey from its first day: added on the page of the account, it signs in alone, in either language."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Person, at_browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def owner(browser: Browser, demo_site: str) -> Iterator[Person]:
    """Somebody whose telephone holds passkeys; browsers take them from `localhost`, and from no bare number."""
    address = demo_site.replace("127.0.0.1", "localhost")
    yield from at_browser(browser.new_context(viewport={"width": 390, "height": 844}), address)


def give_device(person: Person, **changes: bool) -> None:
    """Put a telephone beside the browser."""
    devices = person.page.context.new_cdp_session(person.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | changes})


def test_a_passkey_is_added_signs_in_and_is_removed(owner: Person) -> None:
    give_device(owner)
    owner.sign_in("colleague")
    page = owner.visit("/el/account/2fa/webauthn/add/")
    page.fill("input[name=password]", "nima-demo-2026")
    page.click("main form button[type=submit]")
    page.fill("input[name=name]", "Το κινητό μου")
    page.click("text=Προσθήκη του κλειδιού")
    page.wait_for_url(re.compile("recovery-codes"))
    owner.visit("/el/account/2fa/")
    expect(page.get_by_role("heading", name="Το κινητό μου")).to_be_visible()

    page.goto(f"{owner.address}/el/account/logout/")
    page.click("main form button[type=submit]")
    owner.visit("/en/account/login/?next=/en/my/profile/")
    page.click("text=Sign in with a passkey")

    page.wait_for_url(f"{owner.address}/en/my/profile/")
    owner.visit("/en/account/2fa/")
    page.click("text=Remove")
    page.fill("input[name=password]", "nima-demo-2026")
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile("/remove/$"))
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile("/2fa/$"))
    expect(page.get_by_role("heading", name="Το κινητό μου")).to_have_count(0)


def test_who_has_none_is_told_so(owner: Person) -> None:
    give_device(owner, isUserVerified=False)
    page = owner.visit("/en/account/login/")

    page.click("text=Sign in with a passkey")

    expect(page.get_by_role("alert")).to_have_text("The passkey was not used. Try again, or sign in another way.")
