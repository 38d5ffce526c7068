"""Role documents come in through the admin; bad input gets a sentence and loses nothing."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hiring.accounts.models import User
from rubrics.models import RoleDocument, StoredFile
from tests.factories import RoleDocumentFactory, make_published_version

ADD = "/admin/rubrics/roledocument/add/"
LIST = "/admin/rubrics/roledocument/"
TEXT = "Depot manager\n\nRequirements\n- Plans shifts\n"
SignIn = Callable[[User], Client]


def upload(client: Client, data: bytes, name: str = "depot.txt", pasted: str = "") -> list[str]:
    """The sentences that the form answers; an empty list after it was taken in."""
    response = client.post(ADD, {"upload": SimpleUploadedFile(name, data), "pasted": pasted})
    if response.status_code == 302:
        return []
    return [error for errors in response.context["adminform"].form.errors.values() for error in errors]


def test_an_upload_becomes_a_document_of_the_person(recruiter: User, signed_in: SignIn) -> None:
    assert upload(signed_in(recruiter), TEXT.encode()) == []
    document = RoleDocument.objects.get()
    assert (document.text, document.received_by, document.state) == (TEXT, recruiter, "received")


def test_utf_16_is_taken_in_as_text(recruiter: User, signed_in: SignIn) -> None:
    assert upload(signed_in(recruiter), TEXT.encode("utf-16")) == []
    assert RoleDocument.objects.get().text == TEXT


def test_a_pasted_text_becomes_a_document(recruiter: User, signed_in: SignIn) -> None:
    response = signed_in(recruiter).post(ADD, {"pasted": TEXT.replace("\n", "\r\n")})
    assert response.status_code == 302
    assert RoleDocument.objects.get().text == TEXT


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty; choose a file that holds the role document."),
        (
            b"\x01\x02a\x03" * 500,
            "This file holds binary data, not text; export the role document as text and try again.",
        ),
        (b"x" * (20 * 1024 * 1024), "This file is too large (20.0 MB); at most 5.0 MB can be read."),
        (
            b"caf\x81\x8d\x8f",
            "The encoding of this file is unknown; save it as UTF-8 text and try again.",
        ),
    ],
    ids=["empty", "binary", "20 MB", "unknown encoding"],
)
def test_a_bad_upload_gets_a_sentence_and_stores_nothing(
    data: bytes, sentence: str, recruiter: User, signed_in: SignIn
) -> None:
    assert upload(signed_in(recruiter), data) == [sentence]
    assert (RoleDocument.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_refused_form_gives_the_pasted_text_back(recruiter: User, signed_in: SignIn) -> None:
    response = signed_in(recruiter).post(
        ADD, {"upload": SimpleUploadedFile("a.txt", b"a"), "pasted": "My long text"}
    )
    assert "My long text" in response.content.decode()
    assert "Choose a file or paste the text, not both." in response.content.decode()


def test_the_same_text_is_named_and_not_stored_twice(recruiter: User, signed_in: SignIn) -> None:
    client = signed_in(recruiter)
    upload(client, TEXT.encode())
    (sentence,) = upload(client, TEXT.encode(), name="again.txt")
    assert sentence.startswith("This text is already here as “depot.txt”")
    assert RoleDocument.objects.count() == 1


def test_the_list_is_searched_and_filtered_by_state(recruiter: User, signed_in: SignIn) -> None:
    RoleDocumentFactory(title="Depot manager", state="derived")
    RoleDocumentFactory(title="Bus driver", state="failed", failure="It failed.")
    client = signed_in(recruiter)
    found = client.get(LIST, {"q": "driver"}).context["cl"].queryset
    failed = client.get(LIST, {"state__exact": "failed"}).context["cl"].queryset
    assert [one.title for one in found] == [one.title for one in failed] == ["Bus driver"]


def test_a_documents_page_shows_its_progress_and_leads_to_the_review(
    recruiter: User, signed_in: SignIn
) -> None:
    version = make_published_version()
    running = RoleDocumentFactory(state="deriving", progress=40, progress_sentence="Looking")
    client = signed_in(recruiter)
    page = client.get(f"{LIST}{running.pk}/change/").content.decode()
    assert f'hx-get="/role-documents/{running.pk}/progress/"' in page
    done = client.get(f"{LIST}{version.role_document_id}/change/").content.decode()
    assert f"/rubrics/versions/{version.pk}/review/" in done


def test_a_stored_document_is_neither_changed_nor_deleted(recruiter: User, signed_in: SignIn) -> None:
    document = RoleDocumentFactory()
    client = signed_in(recruiter)
    assert client.post(f"{LIST}{document.pk}/change/", {"title": "Other"}).status_code == 403
    assert client.post(f"{LIST}{document.pk}/delete/", {"post": "yes"}).status_code == 404
    document.refresh_from_db()
    assert document.title == "Depot manager"


def test_a_failed_document_is_derived_again_from_the_list(recruiter: User, signed_in: SignIn) -> None:
    document = RoleDocumentFactory(state="failed", failure="It failed.")
    data = {"action": "derive_again", "_selected_action": [document.pk]}
    assert signed_in(recruiter).post(LIST, data).status_code == 302
    document.refresh_from_db()
    assert document.state == "deriving"
