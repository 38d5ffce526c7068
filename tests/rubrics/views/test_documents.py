from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hiring.accounts.models import User
from rubrics.models import RoleDocument, RubricVersion
from tests.factories import RoleDocumentFactory, make_person, make_published_version

SignIn = Callable[[User], Client]
ROLES = ("recruiter", "coordinator", "interviewer", "hiring_manager", "compliance", "administrator")
READERS = {"recruiter", "coordinator", "compliance"}


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/role-documents/", READERS),
        ("/role-documents/{document}/", READERS),
        ("/role-documents/{document}/progress/", READERS),
        ("/role-documents/new/", {"recruiter"}),
        ("/role-documents/{document}/next/", {"recruiter"}),
        ("/rubrics/", READERS),
        ("/rubrics/versions/{version}/", READERS),
    ],
)
def test_a_page_opens_for_its_roles_and_does_not_exist_for_others(
    path: str, allowed: set[str], db: None, signed_in: SignIn
) -> None:
    version = make_published_version()
    url = path.format(document=version.role_document_id, version=version.pk)
    answers = {role: signed_in(make_person(f"Person {role}", role)).get(url).status_code for role in ROLES}
    assert answers == {role: 200 if role in allowed else 404 for role in ROLES}
    assert Client().get(url).status_code == 302


def test_a_file_is_taken_in_and_leads_to_its_page(recruiter: User, signed_in: SignIn) -> None:
    upload = SimpleUploadedFile("depot.txt", b"Requirements\n- Plans shifts\n")
    response = signed_in(recruiter).post("/role-documents/new/", {"upload": upload})
    document = RoleDocument.objects.get()
    assert (response.status_code, response.url) == (302, f"/role-documents/{document.pk}/")


def test_a_refused_text_comes_back_in_its_field_with_the_reason(recruiter: User, signed_in: SignIn) -> None:
    RoleDocumentFactory(text_sha256="")
    client = signed_in(recruiter)
    client.post("/role-documents/new/", {"text": "Requirements\n- Plans shifts"})
    response = client.post("/role-documents/new/", {"text": "Requirements\n- Plans shifts"})
    assert response.status_code == 422
    assert response.context["form"]["text"].value() == "Requirements\n- Plans shifts"
    assert response.context["form"].errors["text"][0].startswith("This text is already here as")


def test_the_next_version_follows_the_document_before(recruiter: User, signed_in: SignIn) -> None:
    first = RoleDocumentFactory()
    signed_in(recruiter).post(f"/role-documents/{first.pk}/next/", {"text": "Requirements\n- More"})
    second = RoleDocument.objects.get(follows=first)
    assert (second.number, second.state) == (2, "received")


def test_the_page_polls_while_the_derivation_runs_and_then_loads_anew(
    recruiter: User, signed_in: SignIn
) -> None:
    document = RoleDocumentFactory(state="deriving", progress=40, progress_sentence="Looking")
    client = signed_in(recruiter)
    url = f"/role-documents/{document.pk}/progress/"
    running = client.get(url)
    RoleDocument.objects.update(state="derived")
    done = client.get(url)
    assert f'hx-get="{url}"' in running.content.decode()
    assert (running.get("HX-Refresh"), done["HX-Refresh"]) == (None, "true")


def test_a_failed_document_says_why_and_is_tried_again(recruiter: User, signed_in: SignIn) -> None:
    document = RoleDocumentFactory(state="failed", failure="The program failed.")
    client = signed_in(recruiter)
    assert "The program failed." in client.get(f"/role-documents/{document.pk}/").content.decode()
    assert client.post(f"/role-documents/{document.pk}/again/").status_code == 302
    document.refresh_from_db()
    assert document.state == "deriving"


def test_a_reader_cannot_try_again(coordinator: User, signed_in: SignIn) -> None:
    document = RoleDocumentFactory(state="failed", failure="The program failed.")
    assert signed_in(coordinator).post(f"/role-documents/{document.pk}/again/").status_code == 404
    document.refresh_from_db()
    assert document.state == "failed"


def test_the_difference_to_the_version_before_is_shown_line_beside_line(
    recruiter: User, signed_in: SignIn
) -> None:
    first = RoleDocumentFactory(text="Requirements\n- Plans shifts for thirty drivers\n")
    second = RoleDocumentFactory(
        text="Requirements\n- Plans shifts for forty drivers\n- Keeps promises\n", follows=first, number=2
    )
    client = signed_in(recruiter)
    page = client.get(f"/role-documents/{second.pk}/difference/").content.decode()
    assert "1 line in other words, 1 new line, 0 lines gone." in page
    assert "- Plans shifts for <del>thirty</del> drivers" in page
    assert "- Plans shifts for <ins>forty</ins> drivers" in page
    assert client.get(f"/role-documents/{first.pk}/difference/").status_code == 404


def test_an_edited_draft_is_named_before_the_upload_and_where_the_next_version_waits(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    before = draft.role_document
    failed = RoleDocumentFactory(state="failed", failure="Publish it first.", follows=before, number=2)
    addresses = (f"/role-documents/{before.pk}/next/", f"/role-documents/{failed.pk}/")
    said = "Version 1 of the rubric is still being edited.", "Its draft waits: version 1 of the rubric"
    told = []
    for revision in (0, 1):
        RubricVersion.objects.filter(pk=draft.pk).update(revision=revision)
        pages = [client.get(address).content.decode() for address in addresses]
        told.append([sentence in page for sentence, page in zip(said, pages, strict=True)])
    assert told == [[False, False], [True, True]]


def test_the_list_says_what_became_of_the_draft(recruiter: User, signed_in: SignIn) -> None:
    version = make_published_version()
    RoleDocument.objects.update(state="derived")
    page = signed_in(recruiter).get("/role-documents/").content.decode()
    assert (version.number, page.count("Rubric v1 published"), page.count("Draft derived")) == (1, 1, 0)
