"""What no longer holds is named with a sentence for each reason, and nothing else is."""

from datetime import datetime, timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import LoopState, SeatKind, SessionState
from hiring.models import (
    Application,
    BusyCalendar,
    Conflict,
    Interviewer,
    InterviewLoop,
    InterviewSession,
    PlannedSession,
    Qualification,
)
from hiring.operations import scheduling
from hiring.queries import broken
from tests.factories import ApplicationFactory, CandidateFactory
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.factories.replica import past_the_guards
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
# The first interview begins on Wednesday at noon, two days after the tests' noon.
WEDNESDAY = NOON + timedelta(days=2)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def ann(loop: InterviewLoop) -> User:
    return at_work(able("Ann One", loop))


@pytest.fixture
def session(loop: InterviewLoop, ann: User, coordinator: User) -> InterviewSession:
    """Ann alone, on Wednesday at noon; the second interview of the loop has no time."""
    row = loop.sessions.first()
    agree(row, WEDNESDAY, ann, by=coordinator)
    return row


def said(loop: InterviewLoop, at: datetime = NOON) -> list[tuple[str, ...]]:
    """The sentences of each broken interview of the loop's requisition."""
    return [each.why for each in broken.of_requisition(loop.application.requisition, at)]


def busy(profile: Interviewer, start: datetime) -> None:
    """An hour from `start` in a calendar of the person."""
    calendar = BusyCalendar.objects.create(interviewer=profile, name="Work", added_at=NOON)
    calendar.times.create(during=(start, start + HOUR))


def test_what_was_agreed_holds(session: InterviewSession) -> None:
    assert said(session.loop) == []


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("away", "Ann One is away at that time."),
        ("busy", "Ann One is busy at that time, by their own calendar."),
        ("no interviewer", "Ann One takes no interviews at present."),
        ("deactivated", "Ann One takes no interviews at present."),
        ("unqualified", "Ann One is not qualified for “Behavioural interview” any more."),
        ("conflict", "Ann One has a conflict of interest with Kim Candidate."),
        ("taken out", "1 seat is empty since somebody left: Ann One."),
        ("candidate", "It is outside the times that Kim Candidate gave."),
    ],
)
def test_each_reason_is_a_sentence(
    session: InterviewSession, ann: User, coordinator: User, event: str, sentence: str
) -> None:
    profile = ann.interviewer
    if event == "away":
        profile.absences.create(during=(WEDNESDAY - HOUR, WEDNESDAY + HOUR / 2))
    elif event == "busy":
        busy(profile, WEDNESDAY + HOUR / 2)
    elif event == "no interviewer":
        Interviewer.objects.filter(pk=profile.pk).update(active=False)
    elif event == "deactivated":
        User.objects.filter(pk=ann.pk).update(is_active=False)
    elif event == "unqualified":
        Qualification.objects.all().delete()
    elif event == "conflict":
        Conflict.objects.create(interviewer=profile, candidate=session.candidate)
    elif event == "taken out":
        scheduling.cancel_seat(seat=session.seats.get(), reason="Ill.", by=coordinator, at=NOON)
    else:
        session.candidate.windows.create(during=(WEDNESDAY + HOUR, WEDNESDAY + 4 * HOUR))

    (found,) = broken.of_requisition(session.loop.application.requisition, NOON)

    leaves = event not in ("taken out", "candidate")
    assert (found.session, found.why) == (session, (sentence,))
    assert (found.leaving, found.is_off_time) == (frozenset({ann.pk} if leaves else ()), event == "candidate")


def test_what_only_touches_the_interview_breaks_nothing(session: InterviewSession, ann: User) -> None:
    busy(ann.interviewer, WEDNESDAY + HOUR)
    ann.interviewer.absences.create(during=(WEDNESDAY - HOUR, WEDNESDAY))
    session.candidate.windows.create(during=(WEDNESDAY, WEDNESDAY + HOUR / 2))
    session.candidate.windows.create(during=(WEDNESDAY + HOUR / 2, WEDNESDAY + HOUR))

    assert said(session.loop) == []


def test_several_reasons_of_one_interview_stand_together(
    session: InterviewSession, ann: User, loop: InterviewLoop, coordinator: User
) -> None:
    with past_the_guards():
        PlannedSession.objects.filter(pk=session.planned_id).update(seats=2)
    session.refresh_from_db()
    bea = able("Bea Two", loop)
    seat = scheduling.give_seat(session=session, person=bea, kind=SeatKind.SECOND, by=coordinator, at=NOON)
    scheduling.cancel_seat(seat=seat, reason="Ill.", by=coordinator, at=NOON)
    ann.interviewer.absences.create(during=(WEDNESDAY, WEDNESDAY + HOUR))

    assert said(loop) == [("Ann One is away at that time.", "1 seat is empty since somebody left: Bea Two.")]


def test_a_seat_that_nobody_ever_had_is_unfinished_and_not_broken(
    loop: InterviewLoop, coordinator: User
) -> None:
    agree(loop.sessions.first(), WEDNESDAY, by=coordinator)

    assert said(loop) == []


def test_a_trainee_who_cannot_come_breaks_nothing(
    session: InterviewSession, loop: InterviewLoop, coordinator: User
) -> None:
    tia = able("Tia Trainee", loop)
    scheduling.give_seat(session=session, person=tia, kind=SeatKind.SHADOW, by=coordinator, at=NOON)
    tia.interviewer.absences.create(during=(WEDNESDAY, WEDNESDAY + HOUR))

    assert said(loop) == []


def test_of_too_many_interviews_the_latest_are_beyond_the_limit(
    session: InterviewSession, ann: User, coordinator: User
) -> None:
    requisition = session.loop.application.requisition
    for number, name in enumerate(("Lou Late", "Max More"), 1):
        other = begin_loop(
            ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name=name))
        )
        agree(other.sessions.first(), WEDNESDAY + timedelta(days=number), ann, by=coordinator)
    Interviewer.objects.filter(person=ann).update(week_limit=2)

    found = broken.of_requisition(requisition, NOON)

    assert [(str(each.session.candidate), each.why) for each in found] == [
        ("Max More", ("Ann One would be over 2 interviews in that week.",))
    ]


def test_the_limit_of_a_day_is_counted_on_the_person_s_own_clock(
    session: InterviewSession, ann: User, coordinator: User
) -> None:
    User.objects.filter(pk=ann.pk).update(time_zone="Pacific/Auckland")
    other = begin_loop(ApplicationFactory(requisition=session.loop.application.requisition)).sessions.first()
    # Five hours before: the evening of the same day in Auckland, where noon in Greenwich is the next day.
    agree(other, WEDNESDAY - 5 * HOUR, User.objects.get(pk=ann.pk), by=coordinator)
    Interviewer.objects.filter(person=ann).update(day_limit=1)

    assert said(session.loop) == []


@pytest.mark.parametrize("event", ["begun", "held", "cancelled", "closed", "rated"])
def test_what_is_over_is_left_alone(
    session: InterviewSession, ann: User, coordinator: User, event: str
) -> None:
    at = NOON
    if event == "begun":
        at = WEDNESDAY
    elif event == "held":
        scheduling.mark_held(session=session, by=coordinator, at=WEDNESDAY + HOUR)
    elif event == "cancelled":
        scheduling.cancel_session(session=session, reason="Off.", by=coordinator, at=NOON)
    elif event == "closed":
        InterviewLoop.objects.update(state=LoopState.CANCELLED)
    else:
        submit(session.seats.get().scorecard, ann, WEDNESDAY + HOUR)
    ann.interviewer.absences.create(during=(WEDNESDAY, WEDNESDAY + HOUR))

    assert said(session.loop, at) == []
    assert InterviewSession.objects.exclude(state=SessionState.PLANNED).count() == 1


def test_one_loop_is_asked_alone(session: InterviewSession, ann: User, coordinator: User) -> None:
    other = begin_loop(ApplicationFactory(requisition=session.loop.application.requisition))
    agree(other.sessions.first(), WEDNESDAY + timedelta(days=1), ann, by=coordinator)
    Qualification.objects.all().delete()

    found = broken.broken(InterviewLoop.objects.filter(pk=other.pk), NOON)

    assert [each.session for each in found] == [other.sessions.first()]


def test_the_number_of_queries_does_not_grow_with_the_loops(
    session: InterviewSession, ann: User, coordinator: User, django_assert_max_num_queries: object
) -> None:
    requisition = session.loop.application.requisition
    for number in range(4):
        other = begin_loop(ApplicationFactory(requisition=requisition)).sessions.first()
        person = at_work(able(f"Person {number}", other.loop))
        agree(other, WEDNESDAY, person, by=coordinator)
        person.interviewer.absences.create(during=(WEDNESDAY, WEDNESDAY + HOUR))

    with django_assert_max_num_queries(11):  # type: ignore[operator]
        assert len(broken.of_requisition(requisition, NOON)) == 4
