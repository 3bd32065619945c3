"""What the account, its door and the rooms below keep about people."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, Page

from mail.blocking import keys_of
from mail.models import BlockedAddress, Message
from network_members.models import User
from network_members.profiles import Part
from network_members.register import Fate, Kept, declare

YOU = _("You, and the superuser.")
STAFF = _("Editors and administrators.")
ACCOUNT_LIFE = _("As long as you have an account.")
WITH_TEXT = _("As long as the text that it belongs to.")
ACCOUNT = ("email", "first_name", "last_name", "language", "organisation", "date_joined", "last_login", "groups")
REQUEST = (
    *("organisation", "organisation_name", "country", "themes", "motivation"),
    *("state", "reason", "requested_at", "decided_at"),
)
CONTACT = _("To sign you in and to write to you.")


def own_row(person: Any) -> Any:
    """Return the account itself."""
    return User.objects.filter(pk=person.pk)


def mails_to(person: Any) -> Any:
    """Return the mails that were sent to any address of an account."""
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    return Message.objects.filter(recipient__in=addresses).order_by("pk")


def blocks_of(person: Any) -> Any:
    """Return what is noted of the addresses of an account that no mails go to."""
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    keys = [key for address in addresses for key in keys_of(address)]
    return BlockedAddress.objects.filter(address_key__in=keys).order_by("pk")


def forget_blocked(person: Any) -> None:
    """Leave of a blocked address only that nothing is sent there, so that no list brings it back."""
    blocks_of(person).update(address="", answer="")


def sessions_of(person: Any) -> Any:
    """Return the sessions in which a person is signed in."""
    keys = [one.pk for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(person.pk)]
    return Session.objects.filter(pk__in=keys).order_by("pk")


def forget_in_log(person: Any) -> None:
    """Take the name out of the lines of the log."""
    log_about(person).update(label="", data={})


def log_about(person: Any) -> Any:
    """Return the lines of the log that call the account by its name."""
    return ModelLogEntry.objects.filter(
        content_type__app_label="network_members", content_type__model="user", object_id=str(person.pk)
    ).order_by("pk")


def pages_of(person: Any) -> Any:
    """Return the pages that a person began or holds."""
    return Page.objects.filter(Q(owner=person) | Q(locked_by=person)).order_by("pk")


declare(
    Kept(
        "network_members.User",
        _("Your account"),
        (*ACCOUNT, "password", "is_active", "session_round", "notice_round", "is_superuser", "user_permissions"),
        CONTACT,
        _("Members see your name and your organisation, unless you chose otherwise; nobody sees your address."),
        ACCOUNT_LIFE,
        Fate.EMPTIED,
        rows=own_row,
        exported=ACCOUNT,
    ),
    Kept(
        "network_members.User",
        _("Your profile"),
        ("photo", "photo_alt", "position", "bio_el", "bio_en", "themes", *(f"{part}_shown_to" for part in Part)),
        _("So that people of the network find and know each other."),
        _("For each part whoever you chose: everybody, members, or nobody."),
        ACCOUNT_LIFE,
        Fate.EMPTIED,
        rows=own_row,
    ),
    Kept(
        "network_members.Tongue",
        _("Languages you speak"),
        ("person", "code"),
        _("So that people of the network find and know each other."),
        _("Whoever you chose: everybody, members, or nobody."),
        ACCOUNT_LIFE,
        Fate.DELETED,
        owner="person",
        exported=("code",),
    ),
    Kept(
        "network_members.MembershipRequest",
        _("Your membership request"),
        ("applicant", *REQUEST),
        _("To decide who becomes a member."),
        _("You and the administrators."),
        ACCOUNT_LIFE,
        Fate.DELETED,
        owner="applicant",
        exported=REQUEST,
    ),
    Kept(
        "network_members.MembershipRequest",
        _("Requests you answered"),
        ("decided_by",),
        _("To know who decided."),
        _("The superuser."),
        _("As long as the request."),
        Fate.NAMELESS,
        owner="decided_by",
        exported=("decided_at", "state"),
    ),
    Kept(
        "network_members.DataCopy",
        _("Copies of your data that you asked for"),
        ("person", "token", "file"),
        _("To hand you the copy once."),
        _("You."),
        _("24 hours."),
        Fate.DELETED,
        owner="person",
        exported=("asked_at",),
    ),
    Kept(
        "tables.Import",
        _("Files you brought in"),
        ("by", "name", "source", "problem", "faults"),
        _("To import what the file holds, and to know who did."),
        STAFF,
        _("30 days; what the file holds goes as soon as it is imported."),
        Fate.NAMELESS,
        owner="by",
        exported=("name", "begun_at", "state"),
    ),
    # Before the addresses by which their rows are found.
    Kept(
        "mail.Message",
        _("Mails to you"),
        ("recipient", "sender", "reply_to", "subject", "text", "html", "error", "stop_url"),
        _("To deliver them, and to see what became of them."),
        _("Administrators see kind and state, the superuser also the address."),
        _("90 days."),
        Fate.DELETED,
        rows=mails_to,
        exported=("recipient", "subject", "text", "queued_at", "sent_at", "state"),
    ),
    Kept(
        "mail.BlockedAddress",
        _("That we write no more to an address of yours"),
        ("address", "address_key", "answer"),
        _("So that nobody gets mails that come back or are not wanted."),
        _("Administrators see a part of the address, the superuser all of it."),
        _("Until it is unblocked; once your account is erased, only a code made of the address stays."),
        Fate.NAMELESS,
        rows=blocks_of,
        forget=forget_blocked,
        exported=("address", "reason", "answer", "blocked_at"),
    ),
    Kept(
        "account.EmailAddress",
        _("Your e-mail addresses"),
        ("user", "email", "verified", "primary"),
        CONTACT,
        YOU,
        ACCOUNT_LIFE,
        Fate.DELETED,
        owner="user",
        exported=("email", "verified", "primary"),
    ),
    Kept(
        "mfa.Authenticator",
        _("Your passkeys, app and recovery codes"),
        ("user", "type", "data", "created_at", "last_used_at"),
        _("To sign you in safely. Their secrets stay out of copies."),
        _("You."),
        ACCOUNT_LIFE,
        Fate.DELETED,
        owner="user",
        exported=("type", "created_at", "last_used_at"),
    ),
    Kept(
        "sessions.Session",
        _("Your sessions"),
        ("session_key", "session_data", "expire_date"),
        _("To keep you signed in."),
        _("Nobody."),
        _("A day."),
        Fate.DELETED,
        rows=sessions_of,
        exported=("expire_date",),
    ),
    Kept(
        "wagtailcore.ModelLogEntry",
        _("Lines of the log that name your account"),
        ("label", "data"),
        _("To know who changed what."),
        _("The superuser."),
        WITH_TEXT,
        Fate.EMPTIED,
        rows=log_about,
        forget=forget_in_log,
        exported=("action", "timestamp"),
    ),
    Kept(
        "wagtailcore.ModelLogEntry",
        _("What you did, in the log"),
        ("user",),
        _("To know who changed what."),
        STAFF,
        WITH_TEXT,
        Fate.NAMELESS,
        owner="user",
        exported=("action", "timestamp", "label"),
    ),
    Kept(
        "wagtailcore.PageLogEntry",
        _("What you did to pages, in the log"),
        ("user",),
        _("To know who changed what."),
        STAFF,
        WITH_TEXT,
        Fate.NAMELESS,
        owner="user",
        exported=("action", "timestamp", "label"),
    ),
    Kept(
        "wagtailcore.Revision",
        _("Versions of texts that you wrote"),
        ("user", "content"),
        _("To compare and restore texts."),
        STAFF,
        WITH_TEXT,
        Fate.NAMELESS,
        owner="user",
        exported=("object_str", "created_at", "content"),
    ),
    Kept(
        "wagtailcore.Page",
        _("Pages you began"),
        ("owner", "locked_by"),
        _("To know who works on them."),
        STAFF,
        WITH_TEXT,
        Fate.NAMELESS,
        rows=pages_of,
        exported=("title", "slug", "live", "first_published_at", "last_published_at"),
    ),
)


def by_user(model: str, field: str, title: Any, fate: Fate, exported: tuple[str, ...] = ()) -> Kept:
    """Return what Wagtail keeps of who works in the editors' rooms."""
    purpose = _("So that several people can work on the same texts.")
    fields = (field, *exported)
    return Kept(model, title, fields, purpose, STAFF, WITH_TEXT, fate, owner=field, exported=exported)


declare(
    by_user(
        "wagtailcore.WorkflowState", "requested_by", _("Texts you handed in"), Fate.NAMELESS, ("created_at", "status")
    ),
    by_user("wagtailcore.TaskState", "finished_by", _("Texts you checked"), Fate.NAMELESS, ("comment", "finished_at")),
    by_user("wagtailcore.Comment", "user", _("Comments in the editors' rooms"), Fate.NAMELESS, ("text", "created_at")),
    by_user("wagtailcore.Comment", "resolved_by", _("Comments you settled"), Fate.NAMELESS, ("resolved_at",)),
    by_user("wagtailcore.CommentReply", "user", _("Answers to comments"), Fate.NAMELESS, ("text", "created_at")),
    by_user("wagtailcore.PageSubscription", "user", _("Pages you follow"), Fate.DELETED, ("comment_notifications",)),
    by_user("wagtailcore.APIToken", "user", _("Keys for programs"), Fate.DELETED),
    by_user("wagtailcore.UploadedFile", "uploaded_by_user", _("Uploads not finished"), Fate.DELETED, ("file",)),
    by_user("wagtailadmin.EditingSession", "user", _("Who has a page open"), Fate.DELETED, ("last_seen_at",)),
    by_user("wagtailadmin.FormState", "user", _("How you left lists and forms"), Fate.DELETED),
    by_user("wagtailusers.UserProfile", "user", _("Your settings of the editors' rooms"), Fate.DELETED, ("avatar",)),
    by_user("wagtailimages.Image", "uploaded_by_user", _("Pictures you uploaded"), Fate.NAMELESS),
    by_user("wagtaildocs.Document", "uploaded_by_user", _("Documents you uploaded"), Fate.NAMELESS),
    by_user("wagtail_localize.StringTranslation", "last_translated_by", _("Translations"), Fate.NAMELESS, ("data",)),
    by_user("wagtail_localize.SegmentOverride", "last_translated_by", _("Translations"), Fate.NAMELESS),
)
