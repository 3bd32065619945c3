"""Ways to pass a page on: addresses of other services with the page in them, which nobody asks before a click."""

from urllib.parse import quote, urlencode

from django.utils.translation import pgettext


def share_links(title: object, url: str) -> list[dict[str, str | bool]]:
    """Return a link to mail and to four services."""
    name = str(title)
    services = (
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}"),
        ("X", f"https://x.com/intent/post?{urlencode({'text': name, 'url': url})}"),
        ("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': url})}"),
        ("Mastodon", f"https://share.joinmastodon.org/#text={quote(name + ' ' + url)}"),
    )
    body = quote(f"{name}\r\n{url}")
    mail = f"mailto:?subject={quote(name)}&body={body}"
    links: list[dict[str, str | bool]] = [
        {"label": label, "url": address, "outside": True} for label, address in services
    ]
    return [{"label": pgettext("way to share", "Mail"), "url": mail, "outside": False}, *links]
