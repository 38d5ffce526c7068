"""Repairs: proposed without a word to anybody, answered once, found again when their message is lost."""

import pytest
from django.db import IntegrityError, transaction

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import REPAIR_ARROWS, RepairState
from hiring.models import (
    CandidateNotice,
    InterviewLoop,
    InterviewSession,
    Notice,
    PanelSeat,
    Repair,
    Requisition,
)
from hiring.operations import repairs
from hiring.queries import mending
from rubrics.ledger.chain import verify
from rubrics.ledger.models import Event
from tests.factories.arrangements import agree
from tests.factories.rubrics import NOON
from tests.hiring.operations.repairs.conftest import (
    HOUR,
    LATER,
    WEDNESDAY,
    as_it_stands,
    away,
    other,
    refusal,
    seated,
)

pytestmark = pytest.mark.django_db


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


def test_a_repair_at_which_worker_after_worker_is_lost_is_given_up(
    requisition: Requisition, coordinator: User
) -> None:
    row = Repair.objects.create(
        requisition=requisition, loops=9, asked_at=NOON, asked_by=coordinator, state_changed_at=NOON
    )
    taken = [
        repairs.take(row.pk, NOON + number * repairs.STALE_AFTER) for number in range(repairs.MOST_TAKES + 1)
    ]

    row.refresh_from_db()
    assert [each is not None for each in taken] == [True, True, False]
    assert (row.state, repairs.overdue(NOON + 9 * repairs.STALE_AFTER)) == (RepairState.FAILED, [])


def test_a_worker_who_is_late_undoes_nothing(
    proposal: Repair, requisition: Requisition, coordinator: User
) -> None:
    found = mending.mend(requisition, NOON)
    repairs.accept(repair=proposal, by=coordinator, at=LATER)

    repairs.offer(proposal, found, LATER)
    repairs.fail(proposal, LATER)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.failure) == (RepairState.ACCEPTED, "")


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


def test_an_answered_proposal_is_not_answered_again(proposal: Repair, coordinator: User) -> None:
    repairs.accept(repair=proposal, by=coordinator, at=LATER)
    before = as_it_stands()

    said = [
        refusal(lambda: repairs.accept(repair=proposal, by=coordinator, at=LATER)),
        refusal(lambda: repairs.dismiss(repair=proposal, by=coordinator, at=LATER)),
    ]

    assert said == ["Somebody has accepted this proposal already."] * 2
    assert as_it_stands() == before


def test_a_proposal_without_moves_is_not_accepted(proposal: Repair, coordinator: User) -> None:
    Repair.objects.update(moves=[])

    sentence = refusal(lambda: repairs.accept(repair=proposal, by=coordinator, at=LATER))

    proposal.refresh_from_db()
    assert (sentence, proposal.state) == ("This proposal moves nothing.", RepairState.OPEN)


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


def test_the_arrows_of_a_repair_end() -> None:
    ends = {state for state, onwards in REPAIR_ARROWS.items() if not onwards}
    assert ends == set(RepairState) - {RepairState.QUEUED, RepairState.RUNNING, RepairState.OPEN}
