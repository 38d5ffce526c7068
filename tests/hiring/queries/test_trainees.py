"""A request to the planning room says who waits to watch what it will place."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Application, InterviewLoop, Requisition, TrainingPath
from hiring.operations import training
from hiring.queries import schedules, trainees
from tests.factories import InterviewerFactory
from tests.factories.arrangements import staffed_loop
from tests.factories.people import make_person
from tests.factories.rubrics import NOON
from tests.factories.training import make_trainee, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return staffed_loop(application)


@pytest.fixture
def trainee(loop: InterviewLoop, coordinator: User) -> User:
    return make_trainee(coordinator)


def waiting(loop: InterviewLoop) -> dict[str, tuple[bool, int]]:
    """Who waits: whether for all the kinds of the loop's sessions, and for how many interviews."""
    request = schedules.request([loop], NOON).plain
    kinds = {session.kind for session in request.loops[0].sessions}
    return {
        each.name: (each.watches == kinds, each.watch_count)
        for each in request.interviewers
        if each.watches or each.watch_count
    }


def test_a_trainee_waits_for_what_their_stage_still_asks_for(loop: InterviewLoop, trainee: User) -> None:
    sit(trainee, SeatKind.SHADOW, NOON - timedelta(days=1))

    assert waiting(loop) == {"Tess Trainee": (True, 1)}


def test_who_has_watched_enough_waits_for_nothing(loop: InterviewLoop, trainee: User) -> None:
    for day in (1, 2):
        sit(trainee, SeatKind.SHADOW, NOON - timedelta(days=day))

    assert waiting(loop) == {}


def test_many_trainees_are_asked_about_in_as_many_queries_as_one(
    loop: InterviewLoop, trainee: User, coordinator: User
) -> None:
    queries = []
    for name in ("Uma Trainee", "Vic Trainee"):
        with CaptureQueriesContext(connection) as asked:
            trainees.wishes(NOON)
        queries.append(len(asked))
        profile = InterviewerFactory(person=make_person(name, "interviewer"))
        training.enrol(interviewer=profile, path=TrainingPath.objects.get(), by=coordinator, at=NOON)

    assert (queries[0], len(trainees.wishes(NOON))) == (queries[1], 3)


def test_nobody_waits_for_a_confidential_requisition(
    loop: InterviewLoop, trainee: User, requisition: Requisition
) -> None:
    Requisition.objects.filter(pk=requisition.pk).update(confidential=True)
    loop = InterviewLoop.objects.get(pk=loop.pk)

    assert waiting(loop) == {}
