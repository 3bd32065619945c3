"""Every address of wagtail-localize asks whether this person may edit this page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import library, make_practice
from tests.factories.translations import fill_in, start_translation, translate
from tests.factories.words import make_theme
from translation.guard import JUDGES

CANARY = "Καναρίνι"
OUTSIDERS = ["visitor", "applicant", "member", "colleague", "stranger", "facilitator", "moderator", "translator"]
INSIDERS = ["editor", "administrator", "superuser"]
# To the login, or back to where the admin lets them be; all others stay outside the admin.


def names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or ""
        else:
            yield from names(pattern)


def find(resolver: URLResolver, namespace: str) -> URLResolver:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == namespace:
                return pattern
            try:
                return find(pattern, namespace)
            except LookupError:
                continue
    raise LookupError(namespace)


@pytest.fixture
def translation(db: None, member: User) -> Translation:
    page = make_practice(f"{CANARY} τίτλος", live=False, owner=member, one_line=f"{CANARY} γραμμή")
    return start_translation(page)


def addresses(translation: Translation) -> dict[str, tuple[str, str]]:
    """Return method and path of each address, by name."""
    page = translation.source.get_source_instance()
    segment = StringSegment.objects.filter(source=translation.source).first()
    assert segment
    theme = make_theme()
    snippet = {"app_label": "vocabulary", "model_name": "theme"}
    record = {"translation_id": translation.pk}
    calls: dict[str, tuple[str, dict[str, Any]]] = {
        "javascript_catalog": ("get", {}),
        "submit_page_translation": ("get", {"page_id": page.pk}),
        "submit_snippet_translation": ("get", {**snippet, "pk": theme.pk}),
        "update_translations": ("get", {"translation_source_id": translation.source_id}),
        "edit_string_translation": ("put", {**record, "string_segment_id": segment.pk}),
        "edit_override": ("put", {**record, "overridable_segment_id": 1}),
        "download_pofile": ("get", record),
        "upload_pofile": ("post", record),
        "machine_translate": ("post", record),
        "preview_translation": ("get", record),
        "stop_translation": ("post", record),
        "convert_to_alias": ("post", {"page_id": translation.get_target_instance().pk}),
        "translations_report": ("get", {}),
        "translations_report_results": ("get", {}),
        "snippets_api_listing": ("get", snippet),
        "snippets_api_detail": ("get", {**snippet, "pk": theme.pk}),
    }
    return {name: (method, reverse(f"wagtail_localize:{name}", kwargs=kw)) for name, (method, kw) in calls.items()}


def test_every_address_of_wagtail_localize_has_a_judge() -> None:
    assert set(names(find(get_resolver(), "wagtail_localize"))) == set(JUDGES)


def test_the_guard_stands_after_the_sign_in(settings: Any) -> None:
    order = settings.MIDDLEWARE.index
    assert order("django.contrib.auth.middleware.AuthenticationMiddleware") < order(
        "translation.guard.GuardTranslation"
    )


def state(translation: Translation) -> tuple[object, ...]:
    translation.refresh_from_db()
    page = translation.get_target_instance()
    return (
        translation.enabled,
        page.live,
        page.alias_of_id,
        StringTranslation.objects.count(),
        Translation.objects.count(),
    )


@pytest.mark.parametrize("role", OUTSIDERS)
def test_outsiders_learn_nothing(role: str, translation: Translation, request: Any, client: Client) -> None:
    person = request.getfixturevalue(role)
    if isinstance(person, User):
        client.force_login(person)
    before = state(translation)

    for name, (method, address) in addresses(translation).items():
        if name == "javascript_catalog":
            continue
        response = getattr(client, method)(address)
        assert response.status_code == (302 if role == "visitor" else 403), name
        assert CANARY not in response.content.decode(), name
    assert state(translation) == before


@pytest.mark.parametrize("role", OUTSIDERS)
def test_the_editor_of_a_translation_is_closed_to_outsiders(
    role: str, translation: Translation, request: Any, client: Client
) -> None:
    person = request.getfixturevalue(role)
    if isinstance(person, User):
        client.force_login(person)
    before = state(translation)
    address = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])

    for response in (client.get(address), client.post(address, {"action": "publish"})):
        assert response.status_code == (302 if role == "visitor" else 403)
        assert CANARY not in response.content.decode()
    assert state(translation) == before


@pytest.mark.parametrize("role", ["member", "editor"])
def test_what_does_not_exist_is_refused_in_the_same_way(role: str, request: Any, client: Client, db: None) -> None:
    client.force_login(request.getfixturevalue(role))

    for name, key in (
        ("submit_page_translation", "page_id"),
        ("update_translations", "translation_source_id"),
        ("download_pofile", "translation_id"),
    ):
        assert client.get(reverse(f"wagtail_localize:{name}", kwargs={key: 987654})).status_code == 403


# The report does not sort its rows before wagtail-localize 1.15.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize("role", INSIDERS)
@pytest.mark.parametrize(
    "name",
    [
        "javascript_catalog",
        "update_translations",
        "download_pofile",
        "translations_report",
        "translations_report_results",
    ],
)
def test_editors_pass(role: str, name: str, translation: Translation, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))
    method, address = addresses(translation)[name]

    assert getattr(client, method)(address).status_code == 200


@pytest.mark.parametrize("name", ["submit_snippet_translation", "snippets_api_listing", "snippets_api_detail"])
def test_words_are_open_to_who_may_edit_them(
    name: str, superuser: User, translation: Translation, client: Client
) -> None:
    client.force_login(superuser)
    method, address = addresses(translation)[name]

    assert getattr(client, method)(address).status_code == 200


def test_an_editor_translates_a_text(editor: User, translation: Translation, client: Client) -> None:
    client.force_login(editor)
    _method, address = addresses(translation)["edit_string_translation"]

    response = client.put(address, "value=Canary", content_type="application/x-www-form-urlencoded")

    assert response.status_code == 201
    assert list(StringTranslation.objects.values_list("data", flat=True)) == ["Canary"]


@pytest.mark.parametrize("role", INSIDERS)
def test_nobody_makes_aliases(role: str, translation: Translation, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))
    _method, address = addresses(translation)["convert_to_alias"]

    assert client.post(address).status_code == 403
    assert Page.objects.exclude(alias_of=None).count() == 0


def test_the_editor_does_not_offer_an_alias(editor: User, translation: Translation, client: Client) -> None:
    client.force_login(editor)

    page = client.get(reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk]))

    told = page.content.decode()
    assert ("stopTranslationUrl" in told, "convert_to_alias" in told) == (True, False)


def test_a_page_that_another_locked_keeps_its_texts(
    editor: User, administrator: User, translation: Translation, client: Client
) -> None:
    page = translation.get_target_instance()
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=administrator)
    client.force_login(editor)
    _method, address = addresses(translation)["edit_string_translation"]

    response = client.put(address, "value=Canary", content_type="application/x-www-form-urlencoded")

    assert (response.status_code, StringTranslation.objects.count()) == (403, 0)


def test_publishing_all_changed_texts_unread_is_not_offered(editor: User, client: Client) -> None:
    original = make_practice(summary="Παλιά")
    translated = translate(original)
    draft = original.get_latest_revision_as_object()
    draft.summary = "Νέα"
    draft.save_revision().publish()
    client.force_login(editor)
    source = Translation.objects.get().source

    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    response = client.post(address, {"publish_translations": "on"}, follow=True)

    assert "Open each translation, translate what changed, and publish it there." in response.content.decode()
    assert GoodPracticePage.objects.get(pk=translated.pk).summary == "T Παλιά"


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_submitting_asks_for_the_library_in_the_other_language(
    language: str, other: str, editor: User, client: Client
) -> None:
    page = make_practice(language=language)
    target = Locale.objects.get(language_code=other)
    library(other).delete()
    client.force_login(editor)

    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = client.post(address, {"locales": [target.pk]}, follow=True)

    assert "The page above this one does not exist in that language yet." in response.content.decode()
    assert (page.has_translation(target), library_count(other)) == (False, 0)


def library_count(language: str) -> int:
    return type(library("el" if language == "en" else "en")).objects.filter(locale__language_code=language).count()


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_an_editor_submits_a_practice(language: str, other: str, editor: User, client: Client) -> None:
    page = make_practice(language=language)
    client.force_login(editor)

    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = client.post(address, {"locales": [Locale.objects.get(language_code=other).pk]})

    translated = Translation.objects.get().get_target_instance()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[translated.pk])
    assert (translated.locale.language_code, translated.live) == (other, False)


def test_publishing_says_what_lacks(editor: User, translation: Translation, client: Client) -> None:
    translation.source.get_source_instance().get_latest_revision().publish()
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])

    response = client.post(address, {"action": "publish"}, follow=True)

    assert response.status_code == 200
    assert "2 texts still lack a sound translation. Translate them, then publish." in response.content.decode()
    assert translation.get_target_instance().live is False


def test_a_whole_translation_is_published(
    editor: User, translation: Translation, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    translation.source.get_source_instance().get_latest_revision().publish()
    fill_in(translation, words=lambda text: "Canary")
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"action": "publish"})

    page = translation.get_target_instance()
    assert (page.live, page.title, page.slug) == (True, "Canary", "canary")


def test_publishing_asks_for_the_right_to_publish(editor: User, translation: Translation, client: Client) -> None:
    from wagtail.models import GroupPagePermission

    translation.source.get_source_instance().get_latest_revision().publish()
    fill_in(translation)
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])

    client.post(address, {"action": "publish"})

    assert translation.get_target_instance().live is False


@pytest.mark.parametrize("language", ["el", "en"])
def test_publishing_several_pages_at_once_leaves_out_what_is_not_whole(
    language: str, editor: User, client: Client
) -> None:
    translation = start_translation(make_practice(language=language))
    page = translation.get_target_instance()
    client.force_login(editor)

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={page.pk}", {"include_descendants": ""}, follow=True)

    assert "2 texts still lack a sound translation." in response.content.decode()
    assert translation.get_target_instance().live is False


BAD_UPLOADS: dict[str, dict[str, Any]] = {
    "none": {},
    "too large": {"file": SimpleUploadedFile("a.po", b"#" * (1024**2 + 1))},
    "not a PO file": {"file": SimpleUploadedFile("a.po", b"\xff\xfe\x00")},
    "of another site": {"file": SimpleUploadedFile("a.po", b'msgid ""\nmsgstr ""\n"Language: el\\n"\n')},
}


@pytest.mark.parametrize("kind", BAD_UPLOADS)
def test_a_bad_file_is_refused_without_a_fault(
    kind: str, editor: User, translation: Translation, client: Client
) -> None:
    client.force_login(editor)
    _method, address = addresses(translation)["upload_pofile"]

    response = client.post(address, BAD_UPLOADS[kind])

    assert response.status_code in {302, 400}
    assert StringTranslation.objects.count() == 0


def test_a_text_without_a_value_is_a_bad_request(editor: User, translation: Translation, client: Client) -> None:
    client.force_login(editor)
    _method, address = addresses(translation)["edit_string_translation"]

    assert client.put(address).status_code == 400


def test_a_text_that_no_column_takes_is_a_bad_request(
    editor: User, translation: Translation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise DataError("value too long for type character varying(255)")

    client.force_login(editor)
    _method, address = addresses(translation)["edit_string_translation"]
    monkeypatch.setattr(StringTranslation.objects, "update_or_create", refuse)

    response = client.put(address, "value=Canary", content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
