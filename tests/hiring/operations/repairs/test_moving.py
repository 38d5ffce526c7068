"""A repair moves everything or nothing: places are exchanged, and whoever was faster wins."""

from datetime import datetime

import pytest
from django.db import transaction

from hiring.accounts.models import User
from hiring.choices import RepairState, SeatKind
from hiring.models import (
    Application,
    Interviewer,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Proposal,
    Repair,
    Requisition,
)
from hiring.operations import automatic, repair_moves, repairs, scheduling
from hiring.operations.repair_moves import RepairLost
from hiring.operations.repairs import RepairRefused
from hiring.planning import types
from hiring.planning.audit import check_schedule
from hiring.queries import broken, load, schedules
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.factories.rubrics import NOON
from tests.hiring.operations.repairs.conftest import (
    DAY,
    HOUR,
    LATER,
    WEDNESDAY,
    as_it_stands,
    away,
    other,
    refusal,
    seated,
)
from tests.journeys.attacks import beside

pytestmark = pytest.mark.django_db


def audit(loops: list[InterviewLoop], at: datetime) -> list[types.Violation]:
    """What the planning room's own rules say of the loops as they stand."""
    request = schedules.request(loops, at)
    return check_schedule(
        types.ScheduleRequest(request.plain.loops, request.plain.interviewers, request.plain.rules),
        types.Schedule(request.plain.kept, ()),
    )


def test_people_who_change_places_never_stand_in_each_other_s_way(
    exchange: list[InterviewSession], requisition: Requisition, coordinator: User
) -> None:
    row = repairs.propose(requisition=requisition, by=coordinator, at=NOON)

    repairs.accept(repair=row, by=coordinator, at=LATER)

    assert [seated(session) for session in exchange] == [
        [("Bea Two", "lead")],
        [("Ann One", "lead")],
        [("Cid Three", "lead")],
    ]


def test_times_that_change_places_never_stand_in_each_other_s_way(
    sessions: list[InterviewSession], people: list[User], requisition: Requisition, coordinator: User
) -> None:
    times = [WEDNESDAY, WEDNESDAY + 2 * HOUR]
    for session in sessions:
        session.refresh_from_db()
    moves = [
        {
            "session": session.pk,
            "sequence": session.sequence,
            "before": {"start": old.isoformat(), "end": (old + HOUR).isoformat(), "people": [person.pk]},
            "after": {"start": new.isoformat(), "end": (new + HOUR).isoformat(), "people": [person.pk]},
            "why": [],
        }
        for session, old, new, person in zip(sessions, times, times[::-1], people[:2], strict=True)
    ]

    with transaction.atomic():
        repair_moves.move(moves, requisition=requisition, by=coordinator, at=NOON)

    for session in sessions:
        session.refresh_from_db()
    assert [session.during.lower for session in sessions] == times[::-1]
    assert [seated(session) for session in sessions] == [[("Ann One", "lead")], [("Bea Two", "lead")]]


def test_a_trainee_comes_along_and_one_who_cannot_loses_the_seat(
    sessions: list[InterviewSession], loop: InterviewLoop, requisition: Requisition, coordinator: User
) -> None:
    trainees = [at_work(able(name, loop)) for name in ("Tia Trainee", "Tom Trainee")]
    for person in trainees:
        scheduling.give_seat(
            session=sessions[0], person=person, kind=SeatKind.SHADOW, by=coordinator, at=NOON
        )
    thursday = WEDNESDAY + DAY
    sessions[0].candidate.windows.create(during=(thursday, thursday + HOUR))
    sessions[0].candidate.windows.create(during=(WEDNESDAY + 2 * HOUR, WEDNESDAY + 3 * HOUR))
    away(trainees[1], thursday)

    row = repairs.propose(requisition=requisition, by=coordinator, at=NOON)
    repairs.accept(repair=row, by=coordinator, at=LATER)

    assert seated(sessions[0]) == [("Ann One", "lead"), ("Tia Trainee", "shadow")]


CHANGES = {
    "moved by hand": "“Interview 1” with Kim Candidate was changed since the proposal was made.",
    "seat given": "“Interview 1” with Kim Candidate was changed since the proposal was made.",
    "cancelled": "“Interview 1” with Kim Candidate was changed since the proposal was made.",
    "offered": "“Interview 1” with Kim Candidate was changed since the proposal was made.",
    "back again": "“Interview 1” with Kim Candidate can take place as it stands after all.",
    "substitute away": "Cid Three is away at that time.",
    "substitute inactive": "Cid Three takes no interviews at present.",
    "time passed": "“Interview 1” with Kim Candidate was changed since the proposal was made.",
}


@pytest.mark.parametrize("event", CHANGES)
def test_a_change_in_between_leaves_everything_as_it_is(
    proposal: Repair, sessions: list[InterviewSession], people: list[User], coordinator: User, event: str
) -> None:
    session, at = sessions[0], LATER
    if event == "moved by hand":
        scheduling.clear_time(session=session, by=coordinator, at=NOON)
    elif event == "seat given":
        seat = PanelSeat.objects.get(session=session)
        scheduling.cancel_seat(seat=seat, reason="Ill.", by=coordinator, at=NOON)
    elif event == "cancelled":
        scheduling.cancel_session(session=session, reason="Off.", by=coordinator, at=NOON)
    elif event == "offered":
        Proposal.objects.create(loop=session.loop, made_at=NOON, made_by=coordinator, held_until=NOON + DAY)
    elif event == "back again":
        people[0].interviewer.absences.all().delete()
    elif event == "substitute away":
        away(people[2])
    elif event == "substitute inactive":
        Interviewer.objects.filter(person=people[2]).update(active=False)
    else:
        at = WEDNESDAY
    before = as_it_stands()

    sentence = refusal(lambda: repairs.accept(repair=proposal, by=coordinator, at=at), RepairLost)

    proposal.refresh_from_db()
    assert (sentence, proposal.state, as_it_stands()) == (CHANGES[event], RepairState.OUTDATED, before)


def test_a_booking_elsewhere_of_who_would_come_undoes_everything(
    exchange: list[InterviewSession], requisition: Requisition, people: list[User], coordinator: User
) -> None:
    row = repairs.propose(requisition=requisition, by=coordinator, at=NOON)
    # Bea takes one interview a week at most by now, and a fourth candidate gets that one.
    people[1].interviewer.week_limit = 1
    people[1].interviewer.save()
    fourth = other(requisition, "Fay Fourth")
    agree(fourth, WEDNESDAY + 3 * DAY, by=coordinator)
    PanelSeat.objects.create(session=fourth, person=people[1], given_at=NOON, given_by=coordinator)
    before = as_it_stands()

    sentence = refusal(lambda: repairs.accept(repair=row, by=coordinator, at=LATER), RepairLost)

    assert sentence == "Bea Two is at 1 of 1 interviews in that week."
    assert as_it_stands() == before


def test_the_database_has_the_last_word_on_who_is_in_two_places(
    proposal: Repair,
    people: list[User],
    requisition: Requisition,
    coordinator: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agree(other(requisition), WEDNESDAY, people[2], by=coordinator)
    before = as_it_stands()
    # As if it had been booked a moment after the operation had looked.
    monkeypatch.setattr(load, "unavailable", lambda *_: "")

    sentence = refusal(lambda: repairs.accept(repair=proposal, by=coordinator, at=LATER), RepairLost)

    assert sentence == "An interviewer of this session has another interview at that time."
    assert as_it_stands() == before


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_is_told_that_it_is_done(
    proposal: Repair, sessions: list[InterviewSession], coordinator: User, recruiter: User
) -> None:
    def accept(by: User) -> str:
        try:
            return str(repairs.accept(repair=proposal, by=by, at=LATER).state)
        except RepairRefused as refused:
            return str(refused)

    both = beside(lambda: accept(coordinator), lambda: accept(recruiter))

    assert both == (RepairState.ACCEPTED, "Somebody has accepted this proposal already.")
    assert seated(sessions[0]) == [("Cid Three", "lead")]


@pytest.mark.parametrize("seed", range(3))
def test_after_acceptance_the_audit_finds_nothing_and_the_rest_keeps_its_number(
    application: Application, coordinator: User, seed: int
) -> None:
    requisition = application.requisition
    loops = [begin_loop(application), *(other(requisition, f"Candidate {n}").loop for n in range(2))]
    people = [at_work(able(f"Person {n}", loops[0], day_limit=3)) for n in range(5)]
    automatic.schedule_automatically(loops=loops, by=coordinator, at=NOON)
    times = {row.pk: row.sequence for row in InterviewSession.objects.all()}
    ill = people[seed]
    ill.interviewer.absences.create(during=(NOON, NOON + 28 * DAY))
    loops[seed].application.candidate.windows.create(
        during=(NOON + 8 * DAY - 5 * HOUR, NOON + 8 * DAY + 4 * HOUR)
    )

    row = repairs.propose(requisition=requisition, by=coordinator, at=NOON)
    repairs.accept(repair=row, by=coordinator, at=LATER)

    moved = {each["session"] for each in row.moves}
    stayed = InterviewSession.objects.exclude(pk__in=moved)
    assert moved
    assert (row.left, broken.of_requisition(requisition, LATER), audit(loops, LATER)) == ([], [], [])
    assert {each.pk: each.sequence for each in stayed} == {pk: times[pk] for pk in times if pk not in moved}
