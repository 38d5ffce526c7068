"""What the automatic plan takes as given: cancelled interviews, chosen people, set times, blindness."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, PanelSeat, ScorecardReading
from hiring.operations import automatic, scheduling
from hiring.planning import types
from hiring.queries import schedules
from tests.factories import ApplicationFactory, InterviewerFactory, make_person
from tests.factories.arrangements import able, at_work, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TOMORROW = NOON + DAY
HOUR = timedelta(hours=1)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    """Two interviews of one seat each, without time or people."""
    return begin_loop(application)


def seat(session: InterviewSession, person: User, by: User, kind: str = SeatKind.LEAD) -> PanelSeat:
    """Give the seat at noon."""
    return scheduling.give_seat(session=session, person=person, kind=kind, by=by, at=NOON)


def put(session: InterviewSession, by: User, start: datetime = TOMORROW) -> InterviewSession:
    """An hour from `start`."""
    return scheduling.set_time(session=session, start=start, end=start + HOUR, place="Room 2", by=by, at=NOON)


def refusal(call: Callable[[], object]) -> str:
    """The sentence with which the call is refused."""
    with pytest.raises(scheduling.SchedulingRefused) as refused:
        call()
    return str(refused.value)


def test_windows_in_years_that_nobody_plans_for_are_cut_off(loop: InterviewLoop) -> None:
    windows = loop.application.candidate.windows
    for start in (NOON - 9000 * DAY, NOON + 2 * DAY, NOON + 20000 * DAY):
        windows.create(during=DateTimeTZRange(start, start + 8 * HOUR))

    (found,) = schedules.request([loop], NOON).plain.loops

    assert found.windows == (types.Interval(NOON + 2 * DAY, NOON + 2 * DAY + 8 * HOUR),)


def test_who_can_come_only_in_years_that_nobody_plans_for_is_not_taken_for_silent(
    loop: InterviewLoop,
) -> None:
    start = NOON + 20000 * DAY
    loop.application.candidate.windows.create(during=DateTimeTZRange(start, start + 8 * HOUR))

    (found,) = schedules.request([loop], NOON).plain.loops

    assert found.windows == ()


def test_automatic_plan_leaves_a_cancelled_interview_alone(loop: InterviewLoop, coordinator: User) -> None:
    able("Ann One", loop)
    cancelled, other = loop.sessions.all()
    scheduling.cancel_session(session=cancelled, reason="Ill.", by=coordinator, at=NOON)

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    cancelled.refresh_from_db()
    assert cancelled.state == SessionState.CANCELLED
    assert outcome.placed == 0
    assert other.planned.name in outcome.reasons[0]


def test_what_would_help_is_said_for_what_stays_open(loop: InterviewLoop, coordinator: User) -> None:
    at_work(able("Ann One", loop))
    at_work(InterviewerFactory(person=make_person("Bea Two", "interviewer")).person)

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    (left,) = outcome.left
    name = loop.sessions.get(pk=left.session).planned.name
    assert outcome.ways == (f"Qualify Bea Two for {name}.",)


def test_nobody_is_to_be_qualified_where_the_people_are_chosen(
    loop: InterviewLoop, coordinator: User
) -> None:
    away = able("Ann One", loop)
    at_work(InterviewerFactory(person=make_person("Bea Two", "interviewer")).person)
    session = loop.sessions.first()
    seat(session, away, coordinator)

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    ways = {each.session: each.ways for each in outcome.left}
    assert [way for way in ways[session.pk] if way.startswith("Qualify")] == []


def test_that_nothing_was_tried_is_said(loop: InterviewLoop) -> None:
    out = types.Unplaced("1", 0, ("Nobody is free.",))

    said = [schedules.ways(replace(out, tried=tried), loop.sessions.first()) for tried in (False, True)]

    assert said == [
        ("What would help was not tried: too much stays open.",),
        ("No single change that was tried helps.",),
    ]


def test_automatic_plan_keeps_the_people_that_were_chosen(loop: InterviewLoop, coordinator: User) -> None:
    people = [at_work(able(name, loop)) for name in ("Ann One", "Bea Two", "Cid Three")]
    first, second = loop.sessions.all()
    seat(second, people[2], coordinator)

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    assert (outcome.placed, outcome.reasons) == (2, ())
    assert [each.person for each in second.seats.all()] == [people[2]]
    assert first.seats.get().person in people[:2]


def test_automatic_plan_fills_the_seats_of_a_set_time(loop: InterviewLoop, coordinator: User) -> None:
    people = [at_work(able(name, loop)) for name in ("Ann One", "Bea Two")]
    first, second = loop.sessions.all()
    monday = NOON + timedelta(days=7 - NOON.weekday())
    put(first, coordinator, monday)

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    first.refresh_from_db()
    assert outcome.reasons == ()
    assert first.during.lower == monday
    assert {first.seats.get().person, second.seats.get().person} == set(people)


def test_automatic_plan_passes_over_who_cannot_rate_blind(loop: InterviewLoop, coordinator: User) -> None:
    reader, trainee = (at_work(able(name, loop)) for name in ("Ann One", "Bea Two"))
    fit = [at_work(able(name, loop)) for name in ("Cid Three", "Dag Four")]
    ScorecardReading.objects.create(application=loop.application, reader=reader, first_read_at=NOON)
    seat(loop.sessions.first(), trainee, coordinator, SeatKind.SHADOW)

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    leads = PanelSeat.objects.filter(session__loop=loop, kind=SeatKind.LEAD)
    assert outcome.reasons == ()
    assert {each.person for each in leads} == set(fit)


def test_two_loops_of_one_candidate_are_planned_one_after_the_other(
    loop: InterviewLoop, coordinator: User
) -> None:
    other = begin_loop(ApplicationFactory(candidate=loop.application.candidate))
    for name in ("Ann One", "Bea Two", "Cid Three", "Dag Four"):
        at_work(able(name, loop))

    outcome = automatic.schedule_automatically(loops=[loop, other], by=coordinator, at=NOON)

    assert outcome.placed == 4


def test_automatic_plan_asks_only_who_is_qualified_under_the_rubric(
    loop: InterviewLoop, coordinator: User
) -> None:
    people = [at_work(able(name, loop)) for name in ("Ann One", "Bo Two", "Ceci Three")]
    rubric = loop.plan.rubric_version.rubric
    other = begin_loop(ApplicationFactory()).plan.rubric_version.rubric
    people[0].interviewer.qualifications.update(rubric=other)
    people[1].interviewer.qualifications.update(rubric=rubric)

    automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    leads = PanelSeat.objects.filter(session__loop=loop, kind=SeatKind.LEAD)
    assert {seat.person for seat in leads} == {people[1], people[2]}
