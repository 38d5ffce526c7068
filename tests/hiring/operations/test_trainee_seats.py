"""The automatic plan lets trainees watch what it books: who still needs it, is free, and disturbs nobody."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Application, Conflict, InterviewLoop, PanelSeat, Requisition, TrainingEnrolment
from hiring.operations import automatic, trainee_seats
from hiring.queries.training import course, whole
from tests.factories import ApplicationFactory
from tests.factories.arrangements import at_work, begin_loop, staffed_loop
from tests.factories.people import make_person
from tests.factories.rubrics import NOON
from tests.factories.training import make_trainee, make_training, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return staffed_loop(application)


@pytest.fixture
def trainee(loop: InterviewLoop, coordinator: User) -> User:
    return make_trainee(coordinator)


def watched(person: User) -> list[str]:
    """The interviews in which the person has a shadow seat."""
    seats = PanelSeat.objects.filter(person=person, kind=SeatKind.SHADOW, cancelled=False)
    return [str(seat.session) for seat in seats.order_by("session__during")]


def plan(*loops: InterviewLoop, by: User) -> None:
    automatic.schedule_automatically(loops=loops, by=by, at=NOON)


def test_a_trainee_watches_what_is_booked(loop: InterviewLoop, trainee: User, coordinator: User) -> None:
    plan(loop, by=coordinator)

    # Nobody sits in one candidate's loop twice, not even to watch.
    assert len(watched(trainee)) == 1
    step = course(whole(TrainingEnrolment.objects.all()).get(), NOON).progress.stages[1]
    assert (len(step.booked), step.stage.count) == (1, 2)


def test_no_more_is_watched_than_the_stage_asks_for(
    loop: InterviewLoop, trainee: User, coordinator: User
) -> None:
    requisition = loop.application.requisition
    others = [begin_loop(ApplicationFactory(requisition=requisition)) for _ in range(3)]

    plan(loop, *others, by=coordinator)

    assert len(watched(trainee)) == 2


def test_who_has_watched_enough_is_not_seated(loop: InterviewLoop, trainee: User, coordinator: User) -> None:
    for day in (1, 2):
        sit(trainee, SeatKind.SHADOW, NOON - timedelta(days=day))
    before = watched(trainee)

    plan(loop, by=coordinator)

    assert watched(trainee) == before


def test_one_trainee_is_enough_for_an_interview_and_the_nearest_deadline_comes_first(
    loop: InterviewLoop, trainee: User, coordinator: User
) -> None:
    hurried = make_person("Hal Hurried", "interviewer")
    row = make_training(hurried, make_person("Amy Approver", "interviewer"), coordinator)
    at_work(hurried)
    TrainingEnrolment.objects.filter(pk=row.pk).update(deadline=(NOON + timedelta(days=9)).date())
    first = loop.sessions.order_by("planned__order")[0]
    loop.sessions.exclude(pk=first.pk).update(state="cancelled")

    plan(loop, by=coordinator)

    assert (len(watched(hurried)), watched(trainee)) == (1, [])


def test_a_trainee_with_a_conflict_or_outside_their_hours_is_not_seated(
    loop: InterviewLoop, trainee: User, coordinator: User
) -> None:
    Conflict.objects.create(interviewer=trainee.interviewer, candidate=loop.application.candidate)
    away = make_person("Ada Away", "interviewer")
    make_training(away, make_person("Abel Approver", "interviewer"), coordinator)

    plan(loop, by=coordinator)

    assert (watched(trainee), watched(away)) == ([], [])


def test_a_confidential_requisition_takes_no_trainee_by_itself(
    loop: InterviewLoop, trainee: User, coordinator: User, requisition: Requisition
) -> None:
    plan(loop, by=coordinator)
    PanelSeat.objects.filter(person=trainee).update(cancelled=True)
    Requisition.objects.filter(pk=requisition.pk).update(confidential=True)

    assert trainee_seats.seat_trainees([loop], by=coordinator, at=NOON) == 0


def test_an_interview_is_put_where_a_trainee_can_watch_it(loop: InterviewLoop, coordinator: User) -> None:
    person = make_person("Wes Wednesday", "interviewer")
    make_training(person, make_person("Abe Approver", "interviewer"), coordinator)
    person.interviewer.hours.create(weekday=2, starts="09:00", ends="17:00")

    plan(loop, by=coordinator)

    assert len(watched(person)) == 1
