"""A training is seen by its trainee, by who approves and by coordinators; each may do their own part."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Application, TrainingEnrolment
from hiring.operations import scheduling
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON
from tests.factories.training import finish, make_path, make_training
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def enrolment(interviewer: User, fellow: User, coordinator: User) -> TrainingEnrolment:
    """Ina in training; Finn approves."""
    return make_training(interviewer, fellow, coordinator)


def test_page_opens_for_the_trainee_and_coordinators(
    enrolment: TrainingEnrolment, answers: Callable[..., dict[str, int]]
) -> None:
    assert answers(reverse("training", args=[enrolment.pk])) == only("Rita", "Cora", "Ina", "Ulla")


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("training_approve", ()),
        ("training_end", ("Rita", "Cora", "Ulla")),
        ("training_retake", ("Rita", "Cora", "Ulla")),
    ],
)
def test_steps_are_taken_by_nobody_else(
    enrolment: TrainingEnrolment, answers: Callable[..., dict[str, int]], name: str, allowed: tuple[str, ...]
) -> None:
    found = answers(reverse(name, args=[enrolment.pk]), "post")

    assert {person for person, status in found.items() if status != 404} == set(allowed)


def test_named_person_approves_on_the_page(
    enrolment: TrainingEnrolment, fellow: User, signed_in: SignedIn
) -> None:
    finish(enrolment)
    client = signed_in(fellow)
    listed = client.get(reverse("home")).context["to_approve"]

    page = client.post(reverse("training_approve", args=[enrolment.pk]), follow=True).content.decode()

    enrolment.refresh_from_db()
    assert ([each.enrolment for each in listed], enrolment.approved_by) == ([enrolment], fellow)
    assert "Ina Interviewer is qualified for “Behavioural interview”." in page


def test_retake_without_a_reason_keeps_the_choice(
    enrolment: TrainingEnrolment, fellow: User, signed_in: SignedIn
) -> None:
    stage = enrolment.path.stages.get(kind="shadow")

    page: Any = signed_in(fellow).post(reverse("training_retake", args=[enrolment.pk]), {"stage": stage.pk})

    assert (page.status_code, page.context["retake"]["stage"].value()) == (422, str(stage.pk))


def test_only_the_trainee_says_that_they_have_read(
    enrolment: TrainingEnrolment, interviewer: User, fellow: User, signed_in: SignedIn
) -> None:
    stage = enrolment.path.stages.get(kind="reading")
    url = reverse("training_read", args=[enrolment.pk, stage.pk])

    statuses = [signed_in(person).post(url).status_code for person in (fellow, interviewer)]

    assert (statuses, enrolment.readings.count()) == ([404, 302], 1)


def test_home_shows_the_stages_and_marks_what_is_late(
    enrolment: TrainingEnrolment, interviewer: User, signed_in: SignedIn
) -> None:
    TrainingEnrolment.objects.update(deadline="2020-01-01")

    page = signed_in(interviewer).get(reverse("home")).content.decode()

    assert ("Late: was due 1 Jan" in page, "Approval by Finn Fellow" in page) == (True, True)


def test_who_rates_without_training_is_marked_on_the_pages_of_loop_and_session(
    application: Application, coordinator: User, fellow: User, signed_in: SignedIn
) -> None:
    loop = begin_loop(application)
    ann, (first, second) = able("Ann One", loop), loop.sessions.all()
    make_path(fellow, coordinator, first.planned.kind)
    scheduling.give_seat(session=first, person=ann, kind=SeatKind.LEAD, by=coordinator, at=NOON)
    able("Bea Two", loop)
    client = signed_in(coordinator)

    pages = [
        client.get(reverse(name, args=[key])).content.decode()
        for name, key in (("loop", loop.pk), ("session_arrange", first.pk), ("session_arrange", second.pk))
    ]

    assert [page.count("training not finished") for page in pages] == [1, 1, 1]
