"""The least change: somebody else at the same time, then another time, then others make room; else a reason."""

import random
from datetime import datetime, timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import ProposalState
from hiring.models import (
    Application,
    Interviewer,
    InterviewLoop,
    InterviewSession,
    PlannedSession,
    Proposal,
    Qualification,
    Requisition,
)
from hiring.operations import scheduling
from hiring.queries.mending import Mending, mend
from tests.factories import ApplicationFactory, CandidateFactory
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.factories.replica import past_the_guards
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEDNESDAY = NOON + 2 * DAY


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def people(loop: InterviewLoop) -> list[User]:
    """Ann, Bea and Cid, who are qualified and at work from 6 to 18 o'clock in Greenwich."""
    return [at_work(able(name, loop)) for name in ("Ann One", "Bea Two", "Cid Three")]


@pytest.fixture
def sessions(loop: InterviewLoop, people: list[User], coordinator: User) -> list[InterviewSession]:
    """Ann on Wednesday at noon, Bea two hours later."""
    found = list(loop.sessions.order_by("planned__order"))
    agree(found[0], WEDNESDAY, people[0], by=coordinator)
    agree(found[1], WEDNESDAY + 2 * HOUR, people[1], by=coordinator)
    return found


def other(requisition: Requisition, name: str = "Lou Late") -> InterviewSession:
    """The first interview of another candidate, whose second is left out."""
    row = begin_loop(ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name=name)))
    return row.sessions.order_by("planned__order").first()


def away(person: User, start: datetime = WEDNESDAY, hours: int = 1) -> None:
    """The person is away for so long."""
    person.interviewer.absences.create(during=(start, start + hours * HOUR))


def moves(found: Mending) -> list[tuple[str, datetime, list[str], datetime, list[str]]]:
    """Each change: the interview, its time and people before and after."""
    names = {str(each.pk): each.full_name for each in User.objects.all()}
    return [
        (
            str(each.session.candidate),
            each.before.start,
            [names[who] for who in each.before.interviewers],
            each.after.start,
            [names[who] for who in each.after.interviewers],
        )
        for each in found.changes
    ]


def test_nothing_moves_while_everything_holds(
    sessions: list[InterviewSession], requisition: Requisition
) -> None:
    found = mend(requisition, NOON)

    assert (found.changes, found.left, found.kept) == ((), (), 2)


def test_somebody_else_comes_at_the_same_time(
    sessions: list[InterviewSession], people: list[User], requisition: Requisition
) -> None:
    away(people[0])

    found = mend(requisition, NOON)

    # Bea sits in the loop already, so that only Cid's rating would be independent.
    assert moves(found) == [("Kim Candidate", WEDNESDAY, ["Ann One"], WEDNESDAY, ["Cid Three"])]
    assert (found.changes[0].why, found.left, found.kept) == (("Ann One is away at that time.",), (), 1)


@pytest.mark.parametrize("minute", [10, 7])
def test_a_time_off_the_grid_is_kept_as_well(
    loop: InterviewLoop, people: list[User], coordinator: User, requisition: Requisition, minute: int
) -> None:
    start = WEDNESDAY + timedelta(minutes=minute)
    agree(loop.sessions.first(), start, people[0], by=coordinator)
    away(people[0], start)

    (change,) = mend(requisition, NOON).changes

    assert (change.after.start, change.after.end) == (start, start + HOUR)


def test_who_stays_in_a_panel_stays_even_outside_their_hours(
    loop: InterviewLoop, people: list[User], coordinator: User, requisition: Requisition
) -> None:
    session = loop.sessions.first()
    with past_the_guards():
        PlannedSession.objects.filter(pk=session.planned_id).update(seats=2)
    session.refresh_from_db()
    agree(session, WEDNESDAY, people[0], people[1], by=coordinator)
    people[1].interviewer.hours.all().delete()
    away(people[0])

    found = mend(requisition, NOON)

    wanted = [("Kim Candidate", WEDNESDAY, ["Ann One", "Bea Two"], WEDNESDAY, ["Bea Two", "Cid Three"])]
    assert moves(found) == wanted


def test_who_was_taken_out_is_not_asked_again_for_the_same_time(
    sessions: list[InterviewSession], people: list[User], coordinator: User, requisition: Requisition
) -> None:
    scheduling.cancel_seat(seat=sessions[0].seats.get(), reason="Rang in ill.", by=coordinator, at=NOON)

    found = mend(requisition, NOON)

    assert moves(found) == [("Kim Candidate", WEDNESDAY, [], WEDNESDAY, ["Cid Three"])]


def test_the_same_people_come_at_another_time_when_the_candidate_cannot(
    sessions: list[InterviewSession], people: list[User], requisition: Requisition
) -> None:
    sessions[0].candidate.windows.create(during=(WEDNESDAY + DAY, WEDNESDAY + DAY + 2 * HOUR))
    sessions[0].candidate.windows.create(during=(WEDNESDAY + 2 * HOUR, WEDNESDAY + 3 * HOUR))

    found = mend(requisition, NOON)

    ((candidate, before, out, after, into),) = moves(found)
    assert (candidate, before, out, into) == ("Kim Candidate", WEDNESDAY, ["Ann One"], ["Ann One"])
    assert WEDNESDAY + DAY <= after <= WEDNESDAY + DAY + HOUR


def test_another_time_is_found_where_nobody_can_come_instead(
    sessions: list[InterviewSession], people: list[User], requisition: Requisition
) -> None:
    for person in (people[0], people[2]):
        away(person)

    found = mend(requisition, NOON)

    ((_candidate, before, _out, after, into),) = moves(found)
    assert (before, after.date(), after != before) == (WEDNESDAY, WEDNESDAY.date(), True)
    assert (into[0] in ("Ann One", "Cid Three"), found.left, found.kept) == (True, (), 1)


@pytest.mark.parametrize(("days", "away_by"), [(0, 1), (1, 3), (2, 7)])
def test_another_time_is_as_near_as_can_be(
    loop: InterviewLoop,
    people: list[User],
    coordinator: User,
    requisition: Requisition,
    days: int,
    away_by: int,
) -> None:
    # Two weeks on Wednesday; nobody can come on that day, nor so many days around it.
    agreed = WEDNESDAY + 14 * DAY
    agree(loop.sessions.first(), agreed, people[0], by=coordinator)
    for person in people:
        away(person, agreed - days * DAY - 12 * HOUR, hours=24 * (2 * days + 1))

    ((_candidate, _before, _out, after, _into),) = moves(mend(requisition, NOON))

    assert days < abs(after.date() - agreed.date()).days <= away_by


def test_two_people_change_places_where_each_can_take_the_other_s(
    loop: InterviewLoop, people: list[User], coordinator: User, requisition: Requisition
) -> None:
    second = other(requisition)
    agree(loop.sessions.first(), WEDNESDAY, people[0], by=coordinator)
    agree(second, WEDNESDAY, people[1], by=coordinator)
    Interviewer.objects.filter(person=people[2]).update(active=False)
    people[0].interviewer.conflicts.create(candidate=loop.application.candidate)
    people[1].interviewer.conflicts.create(candidate=second.candidate)

    found = mend(requisition, NOON)

    assert moves(found) == [
        ("Kim Candidate", WEDNESDAY, ["Ann One"], WEDNESDAY, ["Bea Two"]),
        ("Lou Late", WEDNESDAY, ["Bea Two"], WEDNESDAY, ["Ann One"]),
    ]


def only_on(session: InterviewSession, *starts: datetime) -> None:
    """The candidate can come for an hour from each of these."""
    for start in starts:
        session.candidate.windows.create(during=(start, start + HOUR))


def crowd(
    loop: InterviewLoop, people: list[User], coordinator: User, requisition: Requisition
) -> InterviewSession:
    """Ann falls ill; only Bea is left, and at Kim's only time she is with Lou, who could come on Thursday."""
    session, rival = loop.sessions.first(), other(requisition)
    only_on(session, WEDNESDAY)
    only_on(rival, WEDNESDAY, WEDNESDAY + DAY)
    agree(session, WEDNESDAY, people[0], by=coordinator)
    agree(rival, WEDNESDAY, people[1], by=coordinator)
    for person in (people[0], people[2]):
        Interviewer.objects.filter(person=person).update(active=False)
    return rival


def test_an_unconfirmed_loop_makes_room(
    loop: InterviewLoop, people: list[User], coordinator: User, requisition: Requisition
) -> None:
    crowd(loop, people, coordinator, requisition)

    found = mend(requisition, NOON)

    assert moves(found) == [
        ("Kim Candidate", WEDNESDAY, ["Ann One"], WEDNESDAY, ["Bea Two"]),
        ("Lou Late", WEDNESDAY, ["Bea Two"], WEDNESDAY + DAY, ["Bea Two"]),
    ]
    assert ([each.why for each in found.changes][1], found.kept) == ((), 0)


@pytest.mark.parametrize("state", [ProposalState.OPEN, ProposalState.CHOSEN])
def test_a_loop_that_is_offered_or_confirmed_makes_no_room(
    loop: InterviewLoop, people: list[User], coordinator: User, requisition: Requisition, state: str
) -> None:
    rival = crowd(loop, people, coordinator, requisition)
    Proposal.objects.create(
        loop=rival.loop, state=state, made_at=NOON, made_by=coordinator, held_until=NOON + DAY
    )

    found = mend(requisition, NOON)

    assert (moves(found), found.kept, [each.session for each in found.left]) == (
        [],
        1,
        [loop.sessions.first()],
    )
    assert found.left[0].why == ("Ann One takes no interviews at present.",)
    assert "Bea Two is busy whenever the candidate is free." in found.left[0].reasons


def test_a_loop_whose_candidate_is_asked_waits(
    sessions: list[InterviewSession], people: list[User], coordinator: User, requisition: Requisition
) -> None:
    away(people[0])
    Proposal.objects.create(loop=sessions[0].loop, made_at=NOON, made_by=coordinator, held_until=NOON + DAY)

    found = mend(requisition, NOON)

    sentence = "Times are offered to Kim Candidate: wait for the answer, or withdraw them."
    assert (found.changes, [each.reasons for each in found.left]) == ((), [(sentence,)])


def test_what_cannot_be_mended_keeps_its_people_and_the_rest_is_mended_around_it(
    sessions: list[InterviewSession], people: list[User], coordinator: User, requisition: Requisition
) -> None:
    second = other(requisition)
    agree(second, WEDNESDAY + 2 * HOUR, people[2], by=coordinator)
    only_on(second, WEDNESDAY + 2 * HOUR)
    # Kim can come at neither time; Cid leaves Lou, and only Bea, who stays with Kim then, could come instead.
    only_on(sessions[0], WEDNESDAY - 3 * DAY)
    people[2].interviewer.conflicts.create(candidate=second.candidate)
    away(people[0], WEDNESDAY + 2 * HOUR)

    found = mend(requisition, NOON)

    assert moves(found) == []
    assert {each.session for each in found.left} == {*sessions, second}


def test_nobody_is_called_in_within_two_hours(
    loop: InterviewLoop, people: list[User], coordinator: User, requisition: Requisition
) -> None:
    agree(loop.sessions.first(), WEDNESDAY, people[0], by=coordinator)
    away(people[0])

    late = mend(requisition, WEDNESDAY - HOUR)
    early = mend(requisition, WEDNESDAY - 2 * HOUR)

    assert [each.after.start == WEDNESDAY for each in (*late.changes, *early.changes)] == [False, True]


def test_the_week_in_which_the_clocks_change_is_mended_on_the_wall_clock(
    loop: InterviewLoop, people: list[User], coordinator: User, requisition: Requisition
) -> None:
    # Monday after the change in Oslo: 8 o'clock there is 6 o'clock in Greenwich, when people begin work.
    monday = datetime.fromisoformat("2026-03-30T08:00+02:00")
    agree(loop.sessions.first(), monday, people[0], by=coordinator)
    away(people[0], monday)

    found = mend(requisition, monday - 4 * DAY)

    ((_candidate, before, _out, after, into),) = moves(found)
    assert (before, after, into[0] in ("Bea Two", "Cid Three")) == (monday, monday, True)


def test_the_same_schedule_is_mended_in_the_same_way(
    sessions: list[InterviewSession], people: list[User], requisition: Requisition
) -> None:
    Qualification.objects.filter(interviewer__person=people[0]).delete()

    assert moves(mend(requisition, NOON)) == moves(mend(requisition, NOON))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_breaks_only_the_broken_moves_while_people_are_enough(
    application: Application, coordinator: User, seed: int
) -> None:
    draw, requisition = random.Random(seed), application.requisition
    loops = [begin_loop(application), *(other(requisition, f"Candidate {n}").loop for n in range(3))]
    people = [at_work(able(f"Person {n}", loops[0])) for n in range(8)]
    for number, each in enumerate(loops):
        for place, session in enumerate(each.sessions.order_by("planned__order")):
            start = NOON + (number + 1) * DAY + (2 * place - 4) * HOUR
            agree(session, start, people[(2 * number + place) % 8], by=coordinator)
    ill = draw.sample(people, 2)
    for person in ill:
        away(person, NOON, hours=24 * 20)
    broken = {each.pk for each in InterviewSession.objects.filter(seats__person__in=ill)}

    found = mend(requisition, NOON)

    assert {each.session.pk for each in found.changes} == broken
    assert [each.before.start == each.after.start for each in found.changes] == [True] * len(broken)
    assert (found.left, found.kept) == ((), 8 - len(broken))
