"""A CV goes to those who handle the candidate, as a file that no browser runs."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, Requisition
from hiring.operations import cvs
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(application: Application, recruiter: User) -> str:
    """The address of the candidate's CV."""
    file = SimpleUploadedFile("Kim CV.txt", b"<script>alert(1)</script>")
    cvs.attach(candidate=application.candidate, file=file, by=recruiter, at=NOON)
    return reverse("candidate_cv", args=[application.candidate_id])


def test_cv_is_an_attachment(url: str, recruiter: User, signed_in: Callable[[User], Client]) -> None:
    page = signed_in(recruiter).get(url)

    assert b"".join(page.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
    assert [page[name] for name in ("Content-Disposition", "X-Content-Type-Options", "Content-Type")] == [
        'attachment; filename="Kim CV.txt"',
        "nosniff",
        "text/plain; charset=utf-8",
    ]


def test_cv_is_for_recruiters_and_coordinators_only(
    url: str,
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    interviewer: User,
    administrator: User,
    stranger: User,
    scorecards: object,
    signed_in: Callable[[User], Client],
) -> None:
    people = (recruiter, coordinator, manager, compliance, interviewer, administrator, stranger)

    assert [signed_in(person).get(url).status_code for person in people] == [
        200,
        200,
        404,
        404,
        404,
        404,
        404,
    ]


def test_cv_of_a_confidential_application_is_for_its_team(
    url: str,
    requisition: Requisition,
    recruiter: User,
    coordinator: User,
    signed_in: Callable[[User], Client],
) -> None:
    Requisition.objects.update(confidential=True)

    assert [signed_in(person).get(url).status_code for person in (recruiter, coordinator)] == [200, 404]


def test_nobody_gets_it_without_signing_in(url: str, client: Client) -> None:
    assert client.get(url).status_code == 302
