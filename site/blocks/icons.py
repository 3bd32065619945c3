"""The icons of the interface: 24 by 24, drawn in the colour of the text around them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    "bell": '<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15z"/><path d="M10 20.5a2 2 0 0 0 4 0"/>',
    "bold": '<path d="M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z"/>',
    "bookmark": '<path d="M7 4h10v16l-5-3.8L7 20z"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="14.5" rx="1.5"/><path d="M4 10h16M8.5 3v4M15.5 3v4"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>',
    "close": '<path d="m7 7 10 10M17 7 7 17"/>',
    "edit": '<path d="M4 20l1-4L16 5l3 3L8 19z"/>',
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6z"/><path d="M14 3.5V8h4.5"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>',
    "information": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.7v.2"/>',
    "italic": '<path d="M14 5h-4M14 19h-4M13.5 5l-3 14"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 '
    '5.7 5.7l1.2-1.2"/>',
    "list": '<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="1.5"/><path d="m4 7 8 6 8-6"/>',
    "mention": '<circle cx="12" cy="12" r="3.5"/><path d="M15.5 8.5V13c0 3 4.5 2.5 4.5-1a8 8 0 1 0-3.5 6.6"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "people": '<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M15.5 5.6a3.2 3.2 0 0 1 0 '
    '5.8M17.5 14c2.2.6 3.5 2.4 3.5 5"/>',
    "picture": '<rect x="4" y="5" width="16" height="14" rx="1.5"/><path d="m4 16 5-5 4 4 2.5-2.5L20 17"/>',
    "pin": '<path d="M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11z"/><circle cx="12" cy="10" r="2.3"/>',
    "print": '<path d="M7 9V4h10v5M7 16H4V9h16v7h-3"/><rect x="7" y="13.5" width="10" height="6.5"/>',
    "quote": '<path d="M5 17V11q0-4 4-5M14 17V11q0-4 4-5M5 11h4v6H5M14 11h4v6h-4"/>',
    "reply": '<path d="M10 6 4 11.5 10 17v-3.5c5 0 8 1 10 4.5-.5-6-4-9-10-9z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "share": '<path d="M12 14V4m0 0L8 8m4-4 4 4M5 12v8h14v-8"/>',
    "talk": '<path d="M4 5.5h16v11H11l-4.5 3.5v-3.5H4z"/>',
    "useful": '<path d="M7 11v9H4v-9zM7 11l4-7c1.5 0 2.5 1 2 3l-.7 3H19l-1.8 9c-.2.7-.6 1-1.4 1H7"/>',
    "warning": '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17v.2"/>',
}


def icon(name: str) -> SafeString:
    """Return an icon that the words beside it explain; an unknown name is a mistake in the template."""
    drawing = mark_safe(SHAPES[name])  # noqa: S308 - our own drawings
    return format_html('<svg class="ico" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing)
