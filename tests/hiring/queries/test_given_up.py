"""Seats given up: who left of their own accord, and only while nobody has taken the seat."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import Application, InterviewSession, PanelSeat
from hiring.operations import declines, recusals, scheduling
from hiring.queries.given_up import given_up
from tests.factories.arrangements import able, agree, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def ann(application: Application) -> User:
    return able("Ann One", begin_loop(application))


@pytest.fixture
def session(ann: User, coordinator: User) -> InterviewSession:
    """An interview of Ann's on the day after noon."""
    row = InterviewSession.objects.order_by("planned__order").first()
    agree(row, NOON + DAY, ann, by=coordinator)
    return InterviewSession.objects.get(pk=row.pk)


def seat_of(person: User) -> PanelSeat:
    return PanelSeat.objects.get(person=person, cancelled=False)


def told(user: User) -> list[tuple[str, str]]:
    return [(str(each.seat.person), each.words) for each in given_up(user, NOON)]


def test_a_declined_seat_is_told_with_its_comment(
    session: InterviewSession, ann: User, coordinator: User
) -> None:
    declines.decline(seat=seat_of(ann), comment="An exam.", by=ann, at=NOON)

    assert told(coordinator) == [("Ann One", "Cannot come: An exam.")]


def test_a_recusal_is_told_without_a_reason(session: InterviewSession, ann: User, coordinator: User) -> None:
    recusals.recuse(candidate=session.candidate, by=ann, at=NOON)

    assert told(coordinator) == [("Ann One", "Recused.")]


def test_whom_the_coordinator_took_out_gave_nothing_up(
    session: InterviewSession, ann: User, coordinator: User
) -> None:
    scheduling.cancel_seat(seat=seat_of(ann), reason="Another role.", by=coordinator, at=NOON)

    assert told(coordinator) == []


def test_a_seat_that_was_taken_is_told_no_more(
    session: InterviewSession, ann: User, coordinator: User
) -> None:
    bo = able("Bo Two", session.loop)
    declines.decline(seat=seat_of(ann), by=ann, at=NOON)
    scheduling.give_seat(session=session, person=bo, by=coordinator, at=NOON)

    assert told(coordinator) == []


def test_an_interview_that_has_begun_is_told_no_more(
    session: InterviewSession, ann: User, coordinator: User
) -> None:
    declines.decline(seat=seat_of(ann), by=ann, at=NOON)

    assert given_up(coordinator, NOON + DAY) == []


@pytest.mark.parametrize("who", ["manager", "compliance", "administrator", "interviewer", "stranger"])
def test_nobody_reads_it_who_arranges_no_loops(
    session: InterviewSession, ann: User, who: str, request: pytest.FixtureRequest
) -> None:
    declines.decline(seat=seat_of(ann), comment="An exam.", by=ann, at=NOON)

    assert (told(request.getfixturevalue(who)), told(ann)) == ([], [])
