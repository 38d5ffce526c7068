"""Nobody is in two places at once, whoever writes, from however many connections at a time (rule 8)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState
from hiring.models import Application, InterviewSession, PanelSeat
from hiring.operations import scheduling
from tests.factories.arrangements import able, begin_loop, other_sessions
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
TOMORROW = NOON + timedelta(days=1)


def together(*calls: Callable[[], object]) -> list[object]:
    """What each call gave or raised, begun at one moment, each on a connection of its own."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            start.wait(10)
            return call()
        except (scheduling.SchedulingRefused, IntegrityError, OperationalError) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refused(results: list[object]) -> list[object]:
    """The refusals among the results."""
    return [each for each in results if isinstance(each, Exception)]


def database_refused(results: list[object], constraint: str) -> list[bool]:
    """For each refusal whether it was the constraint's; who meets another writer in it may be a deadlock's victim."""
    said = [str(each) for each in refused(results)]
    return [constraint in each or "deadlock detected" in each for each in said]


def move(session: InterviewSession, by: User, minutes: int = 0) -> InterviewSession:
    """An hour of tomorrow, `minutes` past noon."""
    start = TOMORROW + timedelta(minutes=minutes)
    return scheduling.set_time(session=session, start=start, end=start + HOUR, place="", by=by, at=NOON)


def write(session: InterviewSession) -> None:
    """Straight into the table, past every operation."""
    with transaction.atomic():
        during = DateTimeTZRange(TOMORROW, TOMORROW + HOUR)
        InterviewSession.objects.filter(pk=session.pk).update(during=during, state=SessionState.SCHEDULED)


def test_candidate_gets_one_of_two_times_set_at_once(application: Application, coordinator: User) -> None:
    first, second = begin_loop(application).sessions.all()

    results = together(lambda: move(first, coordinator), lambda: move(second, coordinator, 30))

    assert [str(each) for each in refused(results)] == ["The candidate has another interview at that time."]
    assert InterviewSession.objects.filter(state=SessionState.SCHEDULED).count() == 1


def test_interviewer_gets_one_of_two_times_set_at_once(application: Application, coordinator: User) -> None:
    first, second = other_sessions(2)
    person = able("Ann One", first.loop)
    for session in (first, second):
        scheduling.give_seat(session=session, person=person, kind=SeatKind.LEAD, by=coordinator, at=NOON)

    results = together(lambda: move(first, coordinator), lambda: move(second, coordinator, 30))

    assert [str(each) for each in refused(results)] == ["Ann One has another interview at that time."]


def test_interviewer_gets_one_of_two_seats_given_at_once(application: Application, coordinator: User) -> None:
    first, second = other_sessions(2)
    person = able("Ann One", first.loop)
    for session in (first, second):
        move(session, coordinator)

    def give(session: InterviewSession) -> PanelSeat:
        return scheduling.give_seat(
            session=session, person=person, kind=SeatKind.LEAD, by=coordinator, at=NOON
        )

    results = together(lambda: give(first), lambda: give(second))

    assert len(refused(results)) == 1
    assert PanelSeat.objects.filter(person=person).count() == 1


def test_last_place_of_a_week_is_given_once(application: Application, coordinator: User) -> None:
    sessions = other_sessions(2)
    person = able("Ann One", sessions[0].loop, week_limit=1)
    for place, session in enumerate(sessions):
        move(session, coordinator, 120 * place)

    def give(session: InterviewSession) -> PanelSeat:
        return scheduling.give_seat(
            session=session, person=person, kind=SeatKind.LEAD, by=coordinator, at=NOON
        )

    results = together(lambda: give(sessions[0]), lambda: give(sessions[1]))

    assert [str(each) for each in refused(results)] == ["Ann One is at 1 of 1 interviews in that week."]


def test_database_refuses_the_interviewer_past_every_operation(
    application: Application, coordinator: User
) -> None:
    first, second = other_sessions(2)
    person = able("Ann One", first.loop)
    for session in (first, second):
        scheduling.give_seat(session=session, person=person, kind=SeatKind.LEAD, by=coordinator, at=NOON)

    results = together(lambda: write(first), lambda: write(second))

    assert database_refused(results, "interviewer_in_one_place") == [True]
    assert InterviewSession.objects.filter(state=SessionState.SCHEDULED).count() == 1


def test_database_refuses_the_candidate_past_every_operation(application: Application) -> None:
    first, second = begin_loop(application).sessions.all()

    results = together(lambda: write(first), lambda: write(second))

    assert database_refused(results, "candidate_in_one_place") == [True]
    assert InterviewSession.objects.filter(state=SessionState.SCHEDULED).count() == 1


def test_cancelled_session_frees_its_people(application: Application, coordinator: User) -> None:
    first, second = other_sessions(2)
    person = able("Ann One", first.loop)
    for session in (first, second):
        scheduling.give_seat(session=session, person=person, kind=SeatKind.LEAD, by=coordinator, at=NOON)
    move(first, coordinator)
    scheduling.cancel_session(session=first, reason="Ill.", by=coordinator, at=NOON)

    assert move(second, coordinator).state == SessionState.SCHEDULED
