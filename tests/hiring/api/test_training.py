"""Trainings over the API: each person sees and does their own part."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.models import Qualification, TrainingEnrolment
from tests.factories.hiring import InterviewerFactory
from tests.factories.training import finish, make_path, make_training

pytestmark = pytest.mark.django_db
Api = Callable[[User], APIClient]


@pytest.fixture
def enrolment(interviewer: User, fellow: User, coordinator: User) -> TrainingEnrolment:
    """Ina in training; Finn approves."""
    return make_training(interviewer, fellow, coordinator)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("recruiter", [200, 403, 200, 200]),
        ("coordinator", [200, 403, 200, 200]),
        ("manager", [404, 404, 404, 404]),
        ("compliance", [404, 404, 404, 404]),
        ("administrator", [404, 404, 404, 404]),
        ("interviewer", [200, 403, 403, 403]),
        ("fellow", [200, 400, 200, 403]),
        ("stranger", [404, 404, 404, 404]),
    ],
)
def test_each_role_does_its_own_part(
    role: str, expected: list[int], enrolment: TrainingEnrolment, api: Api, request: pytest.FixtureRequest
) -> None:
    client, url = api(request.getfixturevalue(role)), f"/api/v1/trainings/{enrolment.pk}/"
    stage = enrolment.path.stages.get(kind="shadow").pk

    found = [
        client.get(url).status_code,
        client.post(f"{url}approve/").status_code,
        client.post(f"{url}retake/", {"stage": stage, "reason": "Again."}).status_code,
        client.post(f"{url}end/").status_code,
    ]

    assert found == expected


def test_approval_gives_the_qualification(enrolment: TrainingEnrolment, api: Api, fellow: User) -> None:
    finish(enrolment)

    answer = api(fellow).post(f"/api/v1/trainings/{enrolment.pk}/approve/")

    assert (answer.data["approved_by"], Qualification.objects.count()) == (fellow.pk, 1)
    assert [(each["kind"], each["done"], each["booked"]) for each in answer.data["stages"]] == [
        ("reading", 1, 0),
        ("shadow", 2, 0),
        ("reverse_shadow", 1, 0),
    ]


def test_only_who_arranges_enrols(api: Api, coordinator: User, interviewer: User, fellow: User) -> None:
    path, profile = make_path(fellow, coordinator), InterviewerFactory(person=interviewer)
    data = {"path": path.pk, "interviewer": profile.pk}

    found = [
        api(person).post("/api/v1/trainings/", data).status_code for person in (interviewer, coordinator)
    ]

    assert (found, TrainingEnrolment.objects.count()) == ([403, 201], 1)


def test_trainee_says_that_they_have_read(
    enrolment: TrainingEnrolment, api: Api, interviewer: User, coordinator: User
) -> None:
    stage, url = enrolment.path.stages.get(kind="reading").pk, f"/api/v1/trainings/{enrolment.pk}/read/"

    found = [api(person).post(url, {"stage": stage}).status_code for person in (coordinator, interviewer)]

    assert (found, enrolment.readings.count()) == ([400, 200], 1)
