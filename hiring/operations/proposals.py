"""Times offered to a candidate: held while the proposal is open, let go after it, confirmed in one step."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, LoopState, ProposalState, SeatKind, SessionState
from hiring.models import (
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Proposal,
    ProposalOption,
    TakenTime,
)
from hiring.operations import scheduling
from hiring.operations.retries import again
from hiring.operations.session_rows import SchedulingRefused, lock_profiles
from hiring.planning import types
from hiring.queries import load, options
from rubrics.ledger.chain import record
from rubrics.queries import current_policy


class OptionLost(Exception):
    """The option can no longer be had; fresh ones may be offered."""


# --- offering -------------------------------------------------------------------------------------------------


def offer(*, loop: InterviewLoop, made_by: User, by: User | None, at: datetime) -> Proposal | None:
    """Offer whole-loop options and hold their people and times; None where no complete option was found.

    `made_by` answers for the offer; `by` is who asked for it, None for the candidate. What was offered before
    is let go. Where another writer takes one of the times meanwhile, everything is looked for anew.
    Raises SchedulingRefused for a closed loop.
    """
    if loop.state != LoopState.OPEN:
        raise SchedulingRefused(_("The loop is closed: nothing more is scheduled in it."))
    withdraw(loop=loop, by=by, at=at)
    most = current_policy()["offered_options"]

    def attempt() -> Proposal | None:
        found = options.find(loop, at, most)
        return store(loop, found, made_by=made_by, by=by, at=at) if found else None

    return again(attempt)


@transaction.atomic
def store(
    loop: InterviewLoop,
    found: list[list[options.Placed]],
    *,
    made_by: User,
    by: User | None,
    at: datetime,
) -> Proposal:
    """Write the options with their holds, against the exclusion constraints."""
    InterviewLoop.objects.select_for_update().get(pk=loop.pk)
    lock_profiles({int(person) for option in found for _row, each in option for person in each.interviewers})
    for old in Proposal.objects.filter(loop=loop, state=ProposalState.OPEN):
        release(old, at)
    rows = options.movable(loop, at)
    proposal = Proposal.objects.create(
        loop=loop,
        basis=basis(rows),
        made_at=at,
        made_by=made_by,
        held_until=at + timedelta(hours=current_policy()["hold_hours"]),
    )
    for order, placed in enumerate(found):
        option = ProposalOption.objects.create(proposal=proposal, order=order)
        TakenTime.objects.bulk_create(hold for each in placed for hold in holds(option, *each))
    data = {"loop": loop.pk, "options": len(found), "until": proposal.held_until.isoformat()}
    record("proposal.made", proposal, by=by, at=at, data=data)
    return proposal


def basis(rows: Iterable[InterviewSession]) -> dict[str, int]:
    """The interviews and how often each was changed, to see later whether they are still the same."""
    return {str(row.pk): row.sequence for row in rows}


def holds(option: ProposalOption, session: InterviewSession, placement: types.Placement) -> list[TakenTime]:
    """The held times of one interview: the candidate's and each person's, the lead first."""
    during = DateTimeTZRange(placement.start, placement.end)
    rows = [TakenTime(option=option, session=session, candidate_id=session.candidate_id, during=during)]
    for place, person in enumerate(placement.interviewers):
        kind = SeatKind.SECOND if place else SeatKind.LEAD
        rows.append(
            TakenTime(option=option, session=session, person_id=int(person), kind=kind, during=during)
        )
    return rows


# --- letting go -----------------------------------------------------------------------------------------------


def release(proposal: Proposal, at: datetime) -> None:
    """Let the proposal's people and times go, inside the caller's transaction."""
    TakenTime.objects.filter(option__proposal=proposal).delete()
    proposal.state, proposal.closed_at = ProposalState.RELEASED, at
    proposal.save(update_fields=["state", "closed_at"])


@transaction.atomic
def withdraw(*, loop: InterviewLoop, by: User | None, at: datetime) -> bool:
    """Let go what is offered in the loop; False where nothing is. `by` is None for the candidate."""
    InterviewLoop.objects.select_for_update().get(pk=loop.pk)
    proposal = Proposal.objects.select_for_update().filter(loop=loop, state=ProposalState.OPEN).first()
    if proposal is None:
        return False
    release(proposal, at)
    record("proposal.released", proposal, by=by, at=at, data={"loop": loop.pk})
    return True


def overdue(at: datetime) -> list[int]:
    """Open proposals whose time is up, or whose loop is no longer open."""
    rows = Proposal.objects.filter(state=ProposalState.OPEN)
    late = rows.filter(held_until__lte=at) | rows.exclude(loop__state=LoopState.OPEN)
    return list(late.order_by("pk").values_list("pk", flat=True))


def expire(*, proposal_id: int, at: datetime) -> bool:
    """Let one overdue proposal go. Safe to run twice; False where it was chosen or let go meanwhile."""
    loop = Proposal.objects.get(pk=proposal_id).loop
    with transaction.atomic():
        InterviewLoop.objects.select_for_update().get(pk=loop.pk)
        # Looked up under the lock: what was offered anew meanwhile is another proposal and stays.
        return proposal_id in overdue(at) and withdraw(loop=loop, by=None, at=at)


# --- choosing -------------------------------------------------------------------------------------------------


def choose(*, option: ProposalOption, at: datetime) -> None:
    """The candidate takes the option: every interview gets its time and people, all of it or nothing.

    Everything is checked anew. Raises OptionLost where the option was let go or somebody can no longer come;
    nothing is changed then.
    """
    try:
        again(lambda: confirm(option, at))
    except SchedulingRefused as refused:
        raise OptionLost(str(refused)) from refused


@transaction.atomic
def confirm(option: ProposalOption, at: datetime) -> None:
    """Turn the option's holds into times and seats."""
    proposal = locked(option, at)
    held = list(option.holds.select_related("session__planned", "person").order_by("during", "pk"))
    rows = {row.pk: row for row in options.movable(proposal.loop, at)}
    if not held or basis(rows.values()) != proposal.basis:
        raise OptionLost
    lock_profiles({each.person_id for each in held if each.person_id} | seated(rows.values()))
    TakenTime.objects.filter(option__proposal=proposal).delete()
    clear(rows.values(), held, at)
    for each in (each for each in held if each.candidate_id):
        take(
            rows[each.session_id or 0],
            each,
            [other for other in held if other.session_id == each.session_id],
            by=proposal.made_by,
            at=at,
        )
    ProposalOption.objects.filter(pk=option.pk).update(chosen=True)
    proposal.state, proposal.closed_at = ProposalState.CHOSEN, at
    proposal.save(update_fields=["state", "closed_at"])
    record("proposal.chosen", proposal, by=None, at=at, data={"loop": proposal.loop_id, "option": option.pk})


def locked(option: ProposalOption, at: datetime) -> Proposal:
    """The option's proposal under a lock, its loop's first. Raises OptionLost where it is no longer open."""
    loop = InterviewLoop.objects.select_for_update().get(proposals=option.proposal_id)
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("loop", "made_by")
        .get(pk=option.proposal_id)
    )
    if proposal.state != ProposalState.OPEN or proposal.held_until <= at or loop.state != LoopState.OPEN:
        raise OptionLost
    return proposal


def seated(rows: Iterable[InterviewSession]) -> set[int]:
    """Everybody who sits in the interviews now."""
    found = PanelSeat.objects.filter(session__in=[row.pk for row in rows], cancelled=False)
    return set(found.values_list("person_id", flat=True))


def clear(rows: Iterable[InterviewSession], held: Iterable[TakenTime], at: datetime) -> None:
    """Empty the interviews that move, so that none stands in another's way; who stays keeps the seat."""
    numbers = [row.pk for row in rows]
    staying = {(each.session_id, each.person_id, each.kind) for each in held if each.person_id}
    for seat in PanelSeat.objects.filter(session__in=numbers, cancelled=False, kind__in=list(COUNTING_SEATS)):
        if (seat.session_id, seat.person_id, seat.kind) not in staying:
            free(seat, at)
    InterviewSession.objects.filter(pk__in=numbers, during__isnull=False).update(
        during=None, state=SessionState.PLANNED
    )


def free(seat: PanelSeat, at: datetime) -> None:
    """Cancel a seat, since its person does not come to the time that was chosen."""
    seat.cancelled, seat.cancelled_reason = True, _("The candidate chose another time.")
    seat.save(update_fields=["cancelled", "cancelled_reason"])
    data = {"session": seat.session_id, "person": seat.person_id}
    record("seat.cancelled", seat, by=None, at=at, data=data)


def take(row: InterviewSession, time: TakenTime, held: list[TakenTime], *, by: User, at: datetime) -> None:
    """Give one interview its time and people; trainees who cannot come lose their seat."""
    row = InterviewSession.objects.select_related("planned", "loop").get(pk=row.pk)
    row.during = time.during
    trainees = row.seats.filter(cancelled=False).exclude(kind__in=list(COUNTING_SEATS))
    for seat in trainees.select_related("person__interviewer"):
        profile = getattr(seat.person, "interviewer", None)
        if profile is not None and load.unavailable(profile, row):
            free(seat, at)
    scheduling.set_time(
        session=row,
        start=time.during.lower,
        end=time.during.upper,
        place=row.place,
        confirmed=True,
        by=None,
        at=at,
    )
    there = set(row.seats.filter(cancelled=False).values_list("person_id", flat=True))
    for each in held:
        if each.person is not None and each.person_id not in there:
            scheduling.give_seat(session=row, person=each.person, kind=each.kind, by=by, at=at)
