from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hiring.accounts.models import User
from rubrics.models import DocumentBatch
from tests.rubrics.views.test_batches import archive

SignIn = Callable[[User], Client]


def test_an_archive_comes_in_by_the_admin(recruiter: User, signed_in: SignIn) -> None:
    client = signed_in(recruiter)
    response = client.post("/admin/rubrics/documentbatch/add/", {"archive": archive()})
    batch = DocumentBatch.objects.get()
    assert (response.status_code, batch.source_name, batch.items.count()) == (302, "roles.zip", 2)
    page = client.get(f"/admin/rubrics/documentbatch/{batch.pk}/change/").content.decode()
    assert "0 of 2 files done." in page
    assert f'href="/role-documents/many/{batch.pk}/"' in page


def test_a_refused_archive_says_why(recruiter: User, signed_in: SignIn) -> None:
    upload = SimpleUploadedFile("a.zip", b"x")
    response = signed_in(recruiter).post("/admin/rubrics/documentbatch/add/", {"archive": upload})
    assert (
        "This is no .zip archive, or it is damaged; pack the folder once more." in response.content.decode()
    )
    assert DocumentBatch.objects.count() == 0


@pytest.mark.parametrize("path", ["", "add/"])
def test_the_pages_do_not_exist_for_interviewers(path: str, interviewer: User, signed_in: SignIn) -> None:
    url = f"/admin/rubrics/documentbatch/{path}"
    assert signed_in(interviewer).get(url).status_code in {302, 404}
