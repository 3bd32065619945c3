"""Who gets a stored picture or a document, and how it is sent."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex

from good_practices.models import GoodPracticePage
from library.models import NetworkDocument, NetworkImage
from network_members.models import Organisation, User
from tests.factories.files import picture
from tests.factories.practices import make_draft, make_practice
from tests.reading import count_queries

TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
}


@dataclass(frozen=True)
class Files:
    """A picture and a document."""

    image: NetworkImage
    document: NetworkDocument

    def hang_on(self, page: GoodPracticePage) -> GoodPracticePage:
        """Let a practice show both."""
        page.images.create(image=self.image)
        page.evaluation_report = self.document
        page.save()
        return page

    def move_to(self, collection: Collection) -> None:
        """Put both into a collection."""
        for file in (self.image, self.document):
            file.collection = collection
            file.save()

    @property
    def addresses(self) -> list[str]:
        """Return where a size of the picture and the document are."""
        return [self.image.get_rendition("max-30x30").url, self.document.url]


@pytest.fixture
def files(db: Any, on_disk: Path) -> Files:
    """Files that nothing shows yet."""
    return make_files("png", "pdf", b"%PDF-1.4 KANARINI")


def make_files(kind: str, extension: str, content: bytes = b"<script>") -> Files:
    """Store a picture and a document."""
    image = ContentFile(picture(kind, size=(90, 60)), f"a.{kind}")
    return Files(
        NetworkImage.objects.create(title="Εικόνα", file=image, alt_el="Τοίχος"),
        NetworkDocument.objects.create(title="Έκθεση", file=ContentFile(content, f"Έκθεση.{extension}")),
    )


def codes(client: Client, where: list[str]) -> list[int]:
    """Return the answers of some addresses."""
    return [client.get(one).status_code for one in where]


def enter(person: User) -> Client:
    """Return a browser of somebody."""
    client = Client()
    client.force_login(person)
    return client


def make_private(files: Files, kind: str, **fields: Any) -> CollectionViewRestriction:
    """Move both into a collection below one that is not open to everybody."""
    parent = Collection.get_first_root_node().add_child(name="Μέλη")
    files.move_to(parent.add_child(name="Πρακτικά"))
    return CollectionViewRestriction.objects.create(collection=parent, restriction_type=kind, **fields)


def test_files_of_a_live_page_are_for_everybody(visitor: Client, files: Files) -> None:
    files.hang_on(make_practice())

    assert codes(visitor, files.addresses) == [200, 200]


def test_files_that_nothing_shows_are_for_those_who_work_with_them(
    visitor: Client, member: User, editor: User, files: Files
) -> None:
    where = files.addresses

    assert [codes(client, where) for client in (visitor, enter(member), enter(editor))] == [
        [404, 404],
        [404, 404],
        [200, 200],
    ]


def test_whoever_handed_a_file_in_sees_it(member: User, stranger: User, files: Files) -> None:
    for file in (files.image, files.document):
        file.uploaded_by_user = member
        file.save()

    where = files.addresses

    assert [codes(enter(person), where) for person in (member, stranger)] == [[200, 200], [404, 404]]


def test_files_of_a_draft_are_for_its_readers(
    visitor: Client, member: User, colleague: User, stranger: User, files: Files
) -> None:
    files.hang_on(make_draft(member))

    where = files.addresses

    assert codes(enter(colleague), where) == [200, 200]
    assert [codes(client, where) for client in (visitor, enter(stranger))] == [[404, 404], [404, 404]]


def test_files_that_only_the_next_version_of_a_live_page_shows_are_not_public(visitor: Client, files: Files) -> None:
    page = make_practice()
    page.evaluation_report = files.document
    page.save_revision()

    assert codes(visitor, [files.document.url]) == [404]
    page.latest_revision.publish()
    assert codes(visitor, [files.document.url]) == [200]


def test_files_disappear_with_their_page(visitor: Client, files: Files) -> None:
    page = files.hang_on(make_practice())
    where = files.addresses

    page.unpublish()

    assert codes(visitor, where) == [404, 404]


def test_files_of_a_private_section_are_for_those_who_may_open_it(visitor: Client, member: User, files: Files) -> None:
    page = files.hang_on(make_practice())
    where = files.addresses

    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    assert [codes(client, where) for client in (visitor, enter(member))] == [[404, 404], [200, 200]]


def test_a_private_collection_asks_for_a_login(visitor: Client, member: User, files: Files) -> None:
    files.hang_on(make_practice())
    make_private(files, CollectionViewRestriction.LOGIN)
    where = files.addresses

    assert [codes(client, where) for client in (visitor, enter(member))] == [[404, 302], [200, 200]]
    assert visitor.get(files.document.url)["Location"] == f"/el/_util/login/?next={files.document.url}"


def test_a_private_collection_asks_for_a_group(member: User, facilitator: User, files: Files) -> None:
    files.hang_on(make_practice())
    restriction = make_private(files, CollectionViewRestriction.GROUPS)
    restriction.groups.set([Group.objects.get(name="facilitator")])

    where = files.addresses

    assert [codes(enter(person), where) for person in (member, facilitator)] == [[404, 302], [200, 200]]


@pytest.mark.parametrize(("language", "words"), [("el", "Χρειάζεται κωδικός"), ("en", "A password is needed")])
def test_a_private_collection_asks_for_a_password(language: str, words: str, visitor: Client, files: Files) -> None:
    files.hang_on(make_practice())
    kind = CollectionViewRestriction.PASSWORD
    restriction = make_private(files, kind, password="sesame")
    where, asking = files.addresses, {"accept-language": language}

    page = visitor.get(files.document.url, headers=asking).content.decode()
    wrong = visitor.post(
        f"/documents/authenticate_with_password/{restriction.pk}/",
        {"password": "x", "return_url": files.document.url},
        headers=asking,
    )
    assert (words in page, "KANARINI" in page, wrong.status_code, codes(visitor, where[:1])) == (
        True,
        False,
        200,
        [404],
    )

    visitor.post(
        f"/documents/authenticate_with_password/{restriction.pk}/",
        {"password": "sesame", "return_url": files.document.url},
    )
    assert codes(visitor, where) == [200, 200]


def test_an_original_is_for_those_who_work_with_it(visitor: Client, editor: User, files: Files) -> None:
    files.hang_on(make_practice())

    assert [codes(client, [files.image.file.url]) for client in (visitor, enter(editor))] == [[404], [200]]


@pytest.mark.parametrize(
    "path", ["x.png", "original_images/x.png", "documents/x/ekthesi.pdf", "../settings.py", "%00", "images/%ff.png"]
)
def test_nothing_else_is_below_the_address_of_files(path: str, visitor: Client, files: Files) -> None:
    assert visitor.get(f"/media/{path}").status_code in {400, 404}
    assert visitor.get(files.document.file.url).status_code == 404


def test_files_are_read_and_nothing_else(visitor: Client, files: Files) -> None:
    files.hang_on(make_practice())
    where = files.addresses[0]

    assert [getattr(visitor, method)(where).status_code for method in ("head", "post", "put", "delete")] == [
        200,
        405,
        405,
        405,
    ]


def test_a_lost_file_is_not_there(visitor: Client, files: Files) -> None:
    files.hang_on(make_practice())
    rendition = files.image.get_rendition("max-30x30")
    rendition.file.storage.delete(rendition.file.name)

    assert codes(visitor, [rendition.url]) == [404]


def test_a_public_picture_is_kept_by_browsers_and_others_are_not(visitor: Client, editor: User, files: Files) -> None:
    page = files.hang_on(make_practice())
    where = files.addresses[0]
    public = [client.get(where)["Cache-Control"] for client in (visitor, enter(editor))]
    page.unpublish()
    private = enter(editor).get(where)["Cache-Control"]

    assert (public, private) == (["public, max-age=3600"] * 2, "private, no-store")


@pytest.mark.parametrize("kind", ["avif", "gif", "jpeg", "png", "webp"])
def test_a_picture_is_sent_as_what_it_is(kind: str, visitor: Client, files: Files) -> None:
    files.hang_on(make_practice())

    response = visitor.get(files.image.get_rendition(f"max-30x30|format-{kind}").url)

    assert response["Content-Type"] == f"image/{kind}"
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'",
    )
    assert not response.cookies


@pytest.mark.parametrize(("extension", "kind"), TYPES.items())
def test_a_document_is_saved_and_never_shown_in_the_site(
    extension: str, kind: str, visitor: Client, on_disk: Path, db: Any
) -> None:
    files = make_files("png", extension)
    files.hang_on(make_practice())

    response = visitor.get(files.document.url)

    assert b"".join(response) == b"<script>"
    assert response["Content-Type"].split(";")[0] == kind
    assert response["Content-Disposition"].startswith("attachment")
    assert f"ekthesi.{extension}" in response["Content-Disposition"]
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'",
    )


def test_a_document_answers_to_its_own_name_only(visitor: Client, files: Files) -> None:
    files.hang_on(make_practice())

    assert codes(visitor, [f"/documents/{files.document.pk}/other.pdf", f"/documents/{10**17}/ekthesi.pdf"]) == [
        404,
        404,
    ]


def test_a_page_that_is_gone_shows_nothing(visitor: Client, files: Files) -> None:
    page = files.hang_on(make_practice())
    where = files.addresses

    Page.objects.get(pk=page.pk).delete()

    assert codes(visitor, where) == [404, 404]


def refer(holder: Any, image: NetworkImage) -> None:
    """Note that something shows a picture."""
    kind = ReferenceIndex._get_base_content_type(holder)
    ReferenceIndex.objects.create(
        base_content_type=kind,
        content_type=kind,
        object_id=str(holder.pk),
        to_content_type=ReferenceIndex._get_base_content_type(image),
        to_object_id=str(image.pk),
        model_path="picture",
        content_path="picture",
        content_path_hash=ReferenceIndex._get_content_path_hash("picture"),
    )


def test_what_no_longer_exists_shows_nothing(visitor: Client, files: Files) -> None:
    old = ContentType.objects.create(app_label="library", model="leaflet")
    refer(Group.objects.get(name="member"), files.image)
    ReferenceIndex.objects.update(content_type=old)

    assert codes(visitor, files.addresses[:1]) == [404]


def test_what_has_no_rule_of_its_own_is_public(visitor: Client, files: Files) -> None:
    refer(Group.objects.get(name="member"), files.image)

    assert codes(visitor, files.addresses[:1]) == [200]


@pytest.mark.parametrize("pictures", [1, 3])
def test_a_picture_asks_the_database_the_same_however_often_it_is_shown(
    pictures: int, visitor: Client, files: Files
) -> None:
    for number in range(pictures):
        files.hang_on(make_practice(f"Πρακτική {number}"))
    where = files.addresses[0]

    assert count_queries(visitor, where) == 4


def test_what_shows_a_picture_may_be_a_body_with_its_own_rule(
    visitor: Client, files: Files, council: Organisation
) -> None:
    refer(council, files.image)
    where = files.addresses[:1]
    assert codes(visitor, where) == [200]

    Organisation.objects.update(listed=False)
    assert codes(visitor, where) == [404]
