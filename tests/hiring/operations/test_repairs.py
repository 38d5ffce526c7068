"""Repairs: proposed without a word to anybody, accepted in one step or not at all, safe against who was faster."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import REPAIR_ARROWS, RepairState, SeatKind
from hiring.models import (
    Application,
    CandidateNotice,
    Interviewer,
    InterviewLoop,
    InterviewSession,
    Notice,
    PanelSeat,
    Proposal,
    Repair,
    Requisition,
)
from hiring.operations import repair_moves, repairs, scheduling
from hiring.operations.repair_moves import RepairLost
from hiring.operations.repairs import RepairRefused
from hiring.planning import types
from hiring.planning.audit import check_schedule
from hiring.queries import broken, load, mending, schedules
from rubrics.ledger.chain import verify
from rubrics.ledger.models import Event
from tests.factories import ApplicationFactory, CandidateFactory
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.factories.rubrics import NOON
from tests.journeys.attacks import beside

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEDNESDAY = NOON + 2 * DAY
LATER = NOON + HOUR


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def people(loop: InterviewLoop) -> list[User]:
    return [at_work(able(name, loop)) for name in ("Ann One", "Bea Two", "Cid Three")]


@pytest.fixture
def sessions(loop: InterviewLoop, people: list[User], coordinator: User) -> list[InterviewSession]:
    """Ann on Wednesday at noon, Bea two hours later."""
    found = list(loop.sessions.order_by("planned__order"))
    agree(found[0], WEDNESDAY, people[0], by=coordinator)
    agree(found[1], WEDNESDAY + 2 * HOUR, people[1], by=coordinator)
    return found


@pytest.fixture
def proposal(
    sessions: list[InterviewSession], people: list[User], requisition: Requisition, coordinator: User
) -> Repair:
    """Ann is away on Wednesday, and Cid would come in her place."""
    away(people[0])
    return repairs.propose(requisition=requisition, by=coordinator, at=NOON)


def away(person: User, start: datetime = WEDNESDAY) -> None:
    person.interviewer.absences.create(during=(start, start + HOUR))


def other(requisition: Requisition, name: str = "Lou Late") -> InterviewSession:
    row = begin_loop(ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name=name)))
    return row.sessions.order_by("planned__order").first()


def seated(session: InterviewSession) -> list[tuple[str, str]]:
    """Who sits in the interview, with the seat."""
    rows = PanelSeat.objects.filter(session=session, cancelled=False).select_related("person")
    return [(str(row.person), row.kind) for row in rows.order_by("kind")]


def as_it_stands() -> list[tuple[object, ...]]:
    """Every interview with its time and number, and every seat."""
    rows = InterviewSession.objects.order_by("pk").values_list("pk", "during", "state", "sequence")
    seats = PanelSeat.objects.order_by("pk").values_list(
        "pk", "session", "person", "kind", "cancelled", "during"
    )
    return [*rows, *seats]


def refusal(call: Callable[[], object], kind: type[Exception] = RepairRefused) -> str:
    with pytest.raises(kind) as refused:
        call()
    return str(refused.value)


def audit(loops: list[InterviewLoop], at: datetime) -> list[types.Violation]:
    """What the planning room's own rules say of the loops as they stand."""
    request = schedules.request(loops, at)
    return check_schedule(
        types.ScheduleRequest(request.plain.loops, request.plain.interviewers, request.plain.rules),
        types.Schedule(request.plain.kept, ()),
    )


# --- proposing ------------------------------------------------------------------------------------------------


def test_a_proposal_says_what_would_move_and_moves_nothing(
    sessions: list[InterviewSession], people: list[User], requisition: Requisition, coordinator: User
) -> None:
    away(people[0])
    before, told = as_it_stands(), Notice.objects.count() + CandidateNotice.objects.count()

    row = repairs.propose(requisition=requisition, by=coordinator, at=NOON)

    sessions[0].refresh_from_db()
    span = {"start": WEDNESDAY.isoformat(), "end": (WEDNESDAY + HOUR).isoformat()}
    assert (row.state, row.kept, row.left, row.asked_by) == (RepairState.OPEN, 1, [], coordinator)
    assert row.moves == [
        {
            "session": sessions[0].pk,
            "sequence": sessions[0].sequence,
            "before": {**span, "people": [people[0].pk]},
            "after": {**span, "people": [people[2].pk]},
            "why": ["Ann One is away at that time."],
        }
    ]
    assert (as_it_stands(), Notice.objects.count() + CandidateNotice.objects.count()) == (before, told)


def test_nothing_is_proposed_while_everything_holds(
    sessions: list[InterviewSession], requisition: Requisition, coordinator: User
) -> None:
    sentence = refusal(lambda: repairs.propose(requisition=requisition, by=coordinator, at=NOON))

    assert sentence == "Nothing needs mending: every interview to come holds."
    assert Repair.objects.count() == 0


def test_a_new_proposal_outdates_the_one_before(
    proposal: Repair, requisition: Requisition, recruiter: User
) -> None:
    again = repairs.propose(requisition=requisition, by=recruiter, at=LATER)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.closed_by, again.state) == (
        RepairState.OUTDATED,
        recruiter,
        RepairState.OPEN,
    )


def test_many_loops_wait_for_a_worker_and_no_second_is_asked_meanwhile(
    requisition: Requisition, loop: InterviewLoop, people: list[User], coordinator: User
) -> None:
    broken_sessions = [
        loop.sessions.first(),
        *(other(requisition, f"Lou {n}") for n in range(repairs.AT_ONCE)),
    ]
    for number, session in enumerate(broken_sessions):
        agree(session, WEDNESDAY + number * 25 * HOUR, people[0], by=coordinator)
        away(people[0], WEDNESDAY + number * 25 * HOUR)

    row = repairs.propose(requisition=requisition, by=coordinator, at=NOON)
    sentence = refusal(lambda: repairs.propose(requisition=requisition, by=coordinator, at=NOON))
    for _turn in range(2):
        tasks.repair(repair_id=row.pk)

    assert (row.state, row.loops) == (RepairState.QUEUED, 4)
    assert sentence == "A repair is being worked out already; it will be there in a moment."
    row.refresh_from_db()
    # The worker's clock is the real one, long after these interviews.
    assert (row.state, row.moves, Event.objects.filter(kind="repair.proposed").count()) == ("open", [], 1)


def test_a_lost_message_or_worker_is_found_again(requisition: Requisition, coordinator: User) -> None:
    row = Repair.objects.create(
        requisition=requisition, loops=9, asked_at=NOON, asked_by=coordinator, state_changed_at=NOON
    )
    found = [repairs.overdue(NOON + wait) for wait in (repairs.LOST_AFTER, repairs.LOST_AFTER + HOUR / 60)]
    Repair.objects.update(state=RepairState.RUNNING)
    found += [repairs.overdue(NOON + wait) for wait in (repairs.STALE_AFTER, repairs.STALE_AFTER + HOUR / 60)]

    assert found == [[], [row.pk], [], [row.pk]]
    assert repairs.take(row.pk, NOON + repairs.STALE_AFTER / 2) is None


def test_a_repair_that_breaks_off_says_so_and_can_be_asked_for_again(
    sessions: list[InterviewSession],
    people: list[User],
    requisition: Requisition,
    coordinator: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    away(people[0])
    with monkeypatch.context() as patched:
        patched.setattr(mending, "mend", lambda *_: 1 / 0)
        failed = repairs.propose(requisition=requisition, by=coordinator, at=NOON)

    again = repairs.propose(requisition=requisition, by=coordinator, at=LATER)

    sentence = "The repair could not be worked out. Nothing was changed; propose one again."
    assert (failed.state, failed.failure, again.state) == (RepairState.FAILED, sentence, RepairState.OPEN)


def test_the_database_holds_one_repair_at_a_time(proposal: Repair, coordinator: User) -> None:
    with pytest.raises(IntegrityError, match="one_repair_at_a_time"), transaction.atomic():
        Repair.objects.create(
            requisition=proposal.requisition,
            loops=1,
            asked_at=NOON,
            asked_by=coordinator,
            state_changed_at=NOON,
        )


def test_the_database_asks_a_failed_repair_why(proposal: Repair) -> None:
    with pytest.raises(IntegrityError, match="failed_repair_says_why"), transaction.atomic():
        Repair.objects.update(state=RepairState.FAILED)


# --- accepting ------------------------------------------------------------------------------------------------


def test_acceptance_moves_everything_and_tells_everybody(
    proposal: Repair, sessions: list[InterviewSession], people: list[User], coordinator: User
) -> None:
    before = InterviewSession.objects.get(pk=sessions[0].pk).sequence
    Notice.objects.all().delete()

    row = repairs.accept(repair=proposal, by=coordinator, at=LATER)

    sessions[0].refresh_from_db()
    told = {str(each.person) for each in Notice.objects.filter(kind="calendar")}
    assert (row.state, row.closed_by) == (RepairState.ACCEPTED, coordinator)
    assert (sessions[0].during.lower, seated(sessions[0])) == (WEDNESDAY, [("Cid Three", "lead")])
    assert (sessions[0].sequence > before, "Cid Three" in told) == (True, True)


def test_who_leaves_is_told_by_a_cancellation(
    proposal: Repair, sessions: list[InterviewSession], people: list[User], coordinator: User
) -> None:
    repairs.accept(repair=proposal, by=coordinator, at=LATER)

    seat = PanelSeat.objects.get(session=sessions[0], person=people[0])
    queued = Notice.objects.filter(person=people[0], context__seat=seat.pk).order_by("-pk").first()
    sessions[0].refresh_from_db()
    assert (seat.cancelled, seat.cancelled_reason) == (True, "The schedule was mended.")
    assert queued is not None
    assert queued.context["sequence"] == sessions[0].sequence


def test_what_stays_keeps_its_number(
    proposal: Repair, sessions: list[InterviewSession], coordinator: User
) -> None:
    before = InterviewSession.objects.values().get(pk=sessions[1].pk)

    repairs.accept(repair=proposal, by=coordinator, at=LATER)

    assert InterviewSession.objects.values().get(pk=sessions[1].pk) == before


def test_the_ledger_tells_of_proposal_and_acceptance_by_numbers_alone(
    proposal: Repair, sessions: list[InterviewSession], people: list[User], coordinator: User
) -> None:
    repairs.accept(repair=proposal, by=coordinator, at=LATER)

    events = {each.kind: each for each in Event.objects.filter(kind__startswith="repair.")}
    assert list(events) == ["repair.accepted", "repair.proposed", "repair.asked"]
    (moved,) = events["repair.accepted"].data["moves"]
    assert (moved["session"], moved["after"]["people"]) == (sessions[0].pk, [people[2].pk])
    assert ("Ann" in str(events["repair.accepted"].data), verify()) == (False, [])


@pytest.fixture
def exchange(
    requisition: Requisition, loop: InterviewLoop, people: list[User], coordinator: User
) -> list[InterviewSession]:
    """Three candidates at one time with Ann, Bea and Cid; two of them are kept from their own candidate."""
    found = [loop.sessions.first(), other(requisition, "Lou Late"), other(requisition, "Max More")]
    for session, person in zip(found, people, strict=True):
        agree(session, WEDNESDAY, person, by=coordinator)
    for session, person in zip(found[:2], people[:2], strict=True):
        person.interviewer.conflicts.create(candidate=session.candidate)
    return found


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


def test_an_answered_proposal_is_not_answered_again(proposal: Repair, coordinator: User) -> None:
    repairs.accept(repair=proposal, by=coordinator, at=LATER)
    before = as_it_stands()

    said = [
        refusal(lambda: repairs.accept(repair=proposal, by=coordinator, at=LATER)),
        refusal(lambda: repairs.dismiss(repair=proposal, by=coordinator, at=LATER)),
    ]

    assert said == ["Somebody has accepted this proposal already."] * 2
    assert as_it_stands() == before


def test_a_dismissed_proposal_moves_nothing(proposal: Repair, coordinator: User) -> None:
    before = as_it_stands()

    repairs.dismiss(repair=proposal, by=coordinator, at=LATER)

    proposal.refresh_from_db()
    sentence = refusal(lambda: repairs.accept(repair=proposal, by=coordinator, at=LATER))
    assert (proposal.state, proposal.closed_by, as_it_stands()) == (
        RepairState.DISMISSED,
        coordinator,
        before,
    )
    assert sentence == "This proposal is closed: nothing was moved."
    assert Event.objects.filter(kind="repair.dismissed").count() == 1


@pytest.mark.parametrize("act", ["propose", "accept", "dismiss"])
def test_who_does_not_plan_the_requisition_repairs_nothing(proposal: Repair, manager: User, act: str) -> None:
    def tried() -> object:
        if act == "propose":
            return repairs.propose(requisition=proposal.requisition, by=manager, at=LATER)
        return getattr(repairs, act)(repair=proposal, by=manager, at=LATER)

    assert refusal(tried) == "You do not schedule interviews of this requisition."


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
    scheduling.schedule_automatically(loops=loops, by=coordinator, at=NOON)
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


def test_the_arrows_of_a_repair_end() -> None:
    ends = {state for state, onwards in REPAIR_ARROWS.items() if not onwards}
    assert ends == set(RepairState) - {RepairState.QUEUED, RepairState.RUNNING, RepairState.OPEN}
