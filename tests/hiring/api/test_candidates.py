"""Candidates over the API: whole or not at all, and refused in sentences."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.models import Candidate, Requisition

pytestmark = pytest.mark.django_db

Api = Callable[[User], APIClient]
DETAILS = {"full_name": "Kim Candidate", "email": "kim@example.net", "time_zone": "Europe/Oslo"}


def test_a_page_is_no_cv(recruiter: User, api: Api) -> None:
    file = SimpleUploadedFile("cv.pdf", b"\x00\x01<script>alert(1)</script>", "application/pdf")

    answer = api(recruiter).post("/api/v1/candidates/", {**DETAILS, "cv": file})

    assert (answer.status_code, Candidate.objects.count()) == (400, 0)
    assert "no PDF" in answer.data["detail"]


def test_a_refused_application_leaves_no_candidate_behind(
    recruiter: User, requisition: Requisition, api: Api
) -> None:
    Requisition.objects.update(state="closed")

    answer = api(recruiter).post("/api/v1/candidates/", {**DETAILS, "requisition": requisition.pk})

    assert (answer.status_code, Candidate.objects.count()) == (400, 0)


def test_a_hidden_requisition_is_no_requisition(
    coordinator: User, requisition: Requisition, api: Api
) -> None:
    Requisition.objects.update(confidential=True)
    client = api(coordinator)

    hidden, none = (
        client.post("/api/v1/candidates/", {**DETAILS, "requisition": pk}) for pk in (requisition.pk, 4711)
    )

    assert (hidden.status_code, str(hidden.data).replace(str(requisition.pk), "4711")) == (
        400,
        str(none.data),
    )
