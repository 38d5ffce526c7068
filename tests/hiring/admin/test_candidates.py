"""Candidates by hand, with their CV."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, Candidate, Requisition
from rubrics.models import StoredFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a short CV"


def details(**fields: object) -> dict[str, object]:
    usual = {
        "full_name": "Nora New",
        "email": "nora@example.net",
        "phone": "+47 1",
        "time_zone": "Europe/Oslo",
    }
    return {**usual, **fields}


def add(client: Client, **fields: object) -> object:
    return client.post(reverse("admin:hiring_candidate_add"), details(**fields))


def test_candidate_is_added_with_cv_and_application(
    coordinator: User, requisition: Requisition, signed_in: Callable[[User], Client]
) -> None:
    cv = SimpleUploadedFile("Nora's CV.docx", PDF)

    add(signed_in(coordinator), cv_file=cv, applies_for=requisition.pk)

    row = Candidate.objects.get()
    assert (row.full_name, row.cv_name, row.added_by) == ("Nora New", "Nora's CV.pdf", coordinator)
    assert [(one.requisition, one.stage) for one in Application.objects.all()] == [(requisition, "screen")]


def test_cv_of_20_mb_is_refused_and_nothing_typed_is_lost(
    recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    page = add(signed_in(recruiter), cv_file=SimpleUploadedFile("cv.pdf", PDF + b"x" * 20 * 1024 * 1024))

    text = page.content.decode()  # type: ignore[attr-defined]
    assert page.context["errors"] == [  # type: ignore[attr-defined]
        ["The file has 20.0\xa0MB; a CV may have at most 10.0\xa0MB. Export it with smaller pictures."]
    ]
    assert ('value="Nora New"' in text, 'value="nora@example.net"' in text) == (True, True)
    assert (Candidate.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_known_address_is_refused_with_a_sentence(
    recruiter: User, application: Application, signed_in: Callable[[User], Client]
) -> None:
    page = add(signed_in(recruiter), email=application.candidate.email.upper())

    address = application.candidate.email
    [[error]] = page.context["errors"]  # type: ignore[attr-defined]
    assert error == (
        f"Somebody with the address {address} is known already: look for them in the list, "
        "or add the application."
    )


def test_candidate_is_edited_and_the_cv_exchanged(
    recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(recruiter)
    add(client, cv_file=SimpleUploadedFile("one.pdf", PDF))
    row = Candidate.objects.get()

    client.post(
        reverse("admin:hiring_candidate_change", args=[row.pk]),
        details(full_name="Nora Newer", cv_file=SimpleUploadedFile("two.txt", b"Plain words.")),
    )

    row.refresh_from_db()
    assert (row.full_name, row.cv_name) == ("Nora Newer", "two.txt")
    assert [bytes(file.content) for file in StoredFile.objects.all()] == [b"Plain words."]


def test_page_shows_only_applications_that_the_person_may_see(
    recruiter: User, manager: User, application: Application, signed_in: Callable[[User], Client]
) -> None:
    secret = Requisition.objects.create(
        reference="SEC-1", title="Secret successor", confidential=True, opened_by=manager,
        rubric_version=application.requisition.rubric_version, opened_at=application.applied_at,
        state_changed_at=application.applied_at,
    )  # fmt: skip
    Application.objects.create(
        requisition=secret, candidate=application.candidate, applied_at=application.applied_at,
        stage_changed_at=application.applied_at,
    )  # fmt: skip

    text = (
        signed_in(recruiter)
        .get(reverse("admin:hiring_candidate_change", args=[application.candidate_id]))
        .content.decode()
    )

    assert ("Depot manager (DEP-1)" in text, "Secret successor" in text) == (True, False)
