import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hiring.accounts.models import User
from rubrics.models import DocumentBatch
from rubrics.operations import batches
from rubrics.operations.archives import Contents, Entry
from tests.factories import make_person

SignIn = Callable[[User], Client]
ROLES = ("recruiter", "coordinator", "interviewer", "hiring_manager", "compliance", "administrator")
READERS = {"recruiter", "coordinator", "compliance"}


def archive() -> SimpleUploadedFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("roles/depot.txt", "Requirements\n- Plans shifts\n")
        packed.writestr("roles/empty.txt", "")
    return SimpleUploadedFile("roles.zip", stream.getvalue())


@pytest.fixture
def batch(recruiter: User) -> DocumentBatch:
    contents = Contents((Entry("one.txt", b"Requirements\n- Plans shifts\n"), Entry("two.txt", b"")), "")
    return batches.receive(contents=contents, name="roles.zip", by=recruiter, at=timezone.now())


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/role-documents/many/", READERS),
        ("/role-documents/many/{batch}/", READERS),
        ("/role-documents/many/{batch}/progress/", READERS),
        ("/role-documents/many/new/", {"recruiter"}),
    ],
)
def test_a_page_opens_for_its_roles_and_does_not_exist_for_others(
    path: str, allowed: set[str], batch: DocumentBatch, signed_in: SignIn
) -> None:
    url = path.format(batch=batch.pk)
    answers = {role: signed_in(make_person(f"Person {role}", role)).get(url).status_code for role in ROLES}
    assert answers == {role: 200 if role in allowed else 404 for role in ROLES}
    assert Client().get(url).status_code == 302


def test_an_archive_is_taken_in_and_leads_to_its_page(recruiter: User, signed_in: SignIn) -> None:
    response = signed_in(recruiter).post("/role-documents/many/new/", {"archive": archive()})
    batch = DocumentBatch.objects.get()
    assert (response.status_code, response.url) == (302, f"/role-documents/many/{batch.pk}/")
    assert list(batch.items.values_list("name", flat=True)) == ["roles/depot.txt", "roles/empty.txt"]


def test_a_file_that_is_no_archive_comes_back_with_the_reason(recruiter: User, signed_in: SignIn) -> None:
    response = signed_in(recruiter).post(
        "/role-documents/many/new/", {"archive": SimpleUploadedFile("a.zip", b"x")}
    )
    assert (response.status_code, DocumentBatch.objects.count()) == (422, 0)
    assert response.context["form"].errors["archive"] == [
        "This is no .zip archive, or it is damaged; pack the folder once more."
    ]


def test_the_page_polls_and_counts_while_the_import_runs_and_then_loads_anew(
    batch: DocumentBatch, recruiter: User, signed_in: SignIn
) -> None:
    client, url = signed_in(recruiter), f"/role-documents/many/{batch.pk}/progress/"
    running = client.get(url)
    batches.run(batch_id=batch.pk, clock=timezone.now)
    done = client.get(url)
    assert f'hx-get="{url}"' in running.content.decode()
    assert "0 of 2 files done." in running.content.decode()
    assert (running.get("HX-Refresh"), done["HX-Refresh"]) == (None, "true")


def test_the_page_leads_to_each_document_and_filters_by_state(
    batch: DocumentBatch, recruiter: User, signed_in: SignIn
) -> None:
    batches.run(batch_id=batch.pk, clock=timezone.now)
    client = signed_in(recruiter)
    page = client.get(f"/role-documents/many/{batch.pk}/").content.decode()
    refused = client.get(f"/role-documents/many/{batch.pk}/?state=refused").context["page"]
    assert f'href="/role-documents/{batch.items.get(number=1).document_id}/"' in page
    assert [item.name for item in refused] == ["two.txt"]


def test_what_failed_is_imported_again_by_those_who_may(
    batch: DocumentBatch, recruiter: User, coordinator: User, signed_in: SignIn
) -> None:
    batches.run(batch_id=batch.pk, clock=timezone.now)
    url = f"/role-documents/many/{batch.pk}/again/"
    assert signed_in(coordinator).post(url).status_code == 404
    assert signed_in(recruiter).post(url).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "waiting"
