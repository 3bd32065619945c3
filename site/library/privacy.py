"""What the room keeps about people: who uploaded a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from library.models import NetworkDocument, NetworkImage
from library.rules import is_published
from network_members.register import Fate, Kept, declare

PURPOSE = _("To show them beside the texts, and to know who can be asked about them.")
AUDIENCE = _("Whoever may read what shows them.")
RETENTION = _("As long as something published shows them.")


def forget_pictures(person: Any) -> None:
    """Delete the pictures of drafts."""
    drop_unpublished(NetworkImage.objects.filter(uploaded_by_user=person))


def forget_documents(person: Any) -> None:
    """Delete the documents of drafts."""
    drop_unpublished(NetworkDocument.objects.filter(uploaded_by_user=person))


def drop_unpublished(files: Any) -> None:
    """Delete the files that nothing published shows, with their sizes."""
    for file in files:
        if not is_published(file):
            file.delete()


declare(
    Kept(
        "library.NetworkImage",
        _("Pictures you uploaded"),
        ("uploaded_by_user", "title", "file", "alt_el", "alt_en", "credit", "licence", "description"),
        PURPOSE,
        AUDIENCE,
        RETENTION,
        Fate.NAMELESS,
        owner="uploaded_by_user",
        forget=forget_pictures,
        exported=("title", "file", "alt_el", "alt_en", "credit", "licence", "created_at"),
    ),
    Kept(
        "library.NetworkDocument",
        _("Documents you uploaded"),
        ("uploaded_by_user", "title", "file"),
        PURPOSE,
        AUDIENCE,
        RETENTION,
        Fate.NAMELESS,
        owner="uploaded_by_user",
        forget=forget_documents,
        exported=("title", "file", "language", "created_at"),
    ),
)
