"""Repairs of a schedule: proposed for what no longer holds, then accepted in one step, dismissed or outdated.

Worked out at once where few loops are concerned, else by a worker; outside a transaction, without a write to the
schedule. Nobody is told of a proposal before it is accepted.
"""

import logging
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import RepairState
from hiring.models import Repair, Requisition
from hiring.operations import repair_moves
from hiring.operations.repair_moves import RepairLost
from hiring.operations.retries import again, passes
from hiring.operations.session_rows import SchedulingRefused
from hiring.permissions import can_plan
from hiring.queries import broken, mending
from rubrics.ledger.chain import record

log = logging.getLogger(__name__)

# So many loops are mended while the coordinator waits; more are worked out by a worker.
AT_ONCE = 3
UNDER_WAY = (RepairState.QUEUED, RepairState.RUNNING)
# A queued repair without a worker for this long lost its message; a running one has lost its worker once it is
# older than a task may become.
LOST_AFTER = timedelta(minutes=1)
STALE_AFTER = timedelta(minutes=16)
# A repair that this many workers were lost at is too much for a worker: another one would be lost as well.
MOST_TAKES = 2


class RepairRefused(Exception):
    """The repair cannot be proposed, accepted or dismissed; the text says why. Nothing was changed."""


# --- proposing ------------------------------------------------------------------------------------------------


def propose(*, requisition: Requisition, by: User, at: datetime) -> Repair:
    """Work out how what no longer holds could be mended: at once where few loops are broken, else by a worker.

    A proposal that is open is outdated by it. Raises RepairRefused where everything holds, or one is being
    worked out already.
    """
    refuse_strangers(by, requisition)
    loops = {each.session.loop_id for each in broken.of_requisition(requisition, at)}
    if not loops:
        raise RepairRefused(_("Nothing needs mending: every interview to come holds."))
    try:
        row = ask(requisition, len(loops), by=by, at=at)
    except IntegrityError as error:
        raise RepairRefused(
            _("A repair is being worked out already; it will be there in a moment.")
        ) from error
    if len(loops) <= AT_ONCE:
        carry_out(repair_id=row.pk, at=at)
        row.refresh_from_db()
    return row


@transaction.atomic
def ask(requisition: Requisition, loops: int, *, by: User, at: datetime) -> Repair:
    """Say in a row that a repair is due, in the place of one that is open."""
    for old in Repair.objects.select_for_update().filter(requisition=requisition, state=RepairState.OPEN):
        close(old, RepairState.OUTDATED, by=by, at=at)
    row = Repair.objects.create(
        requisition=requisition, loops=loops, asked_at=at, asked_by=by, state_changed_at=at
    )
    record("repair.asked", row, by=by, at=at, data={"requisition": requisition.pk, "loops": loops})
    if loops > AT_ONCE:
        transaction.on_commit(lambda: tasks.repair.delay(repair_id=row.pk), robust=True)
    return row


def carry_out(*, repair_id: int, at: datetime) -> None:
    """Work out one repair. Safe to run twice: what is proposed already is left as it is."""
    row = take(repair_id, at)
    if row is None:
        return
    try:
        found = mending.mend(row.requisition, at)
        offer(row, found, at)
    except Exception:
        # Whatever it was, the repair must not look as if it were still being worked out.
        log.exception("The repair %s broke off.", row.pk)
        fail(row, at)


def take(repair_id: int, at: datetime) -> Repair | None:
    """The repair marked as running; None where it is gone, over, or taken by another worker a moment ago.

    One at which too many workers were lost is closed as failed.
    """
    with transaction.atomic():
        rows = Repair.objects.select_for_update(of=("self",)).select_related("requisition", "asked_by")
        row = rows.filter(pk=repair_id, state__in=UNDER_WAY).first()
        if row is None or (row.state == RepairState.RUNNING and at - row.state_changed_at < STALE_AFTER):
            return None
        if row.takes >= MOST_TAKES:
            fail(row, at)
            return None
        row.state, row.state_changed_at, row.takes = RepairState.RUNNING, at, row.takes + 1
        row.save(update_fields=["state", "state_changed_at", "takes"])
        return row


@transaction.atomic
def offer(row: Repair, found: mending.Mending, at: datetime) -> None:
    """Keep what was worked out as an open proposal, unless another worker was faster."""
    if not is_running(row):
        return
    row.moves = [repair_moves.stored(each) for each in found.changes]
    row.left = [
        {
            "session": each.session.pk,
            "sequence": each.session.sequence,
            "why": list(each.why),
            "reasons": list(each.reasons),
        }
        for each in found.left
    ]
    row.kept, row.state, row.state_changed_at = found.kept, RepairState.OPEN, at
    row.save(update_fields=["moves", "left", "kept", "state", "state_changed_at"])
    record("repair.proposed", row, by=row.asked_by, at=at, data=facts(row))


def is_running(row: Repair) -> bool:
    """Whether the repair is still being worked out; its row is locked by the question."""
    return Repair.objects.select_for_update().get(pk=row.pk).state == RepairState.RUNNING


@transaction.atomic
def fail(row: Repair, at: datetime) -> None:
    """Close the repair that could not be worked out, unless another worker could."""
    if not is_running(row):
        return
    row.state, row.state_changed_at = RepairState.FAILED, at
    row.failure = _("The repair could not be worked out. Nothing was changed; propose one again.")
    row.save(update_fields=["state", "state_changed_at", "failure"])
    record("repair.failed", row, by=row.asked_by, at=at, data={"requisition": row.requisition_id})


def overdue(at: datetime) -> list[int]:
    """Repairs whose message or worker seems lost."""
    queued = Repair.objects.filter(state=RepairState.QUEUED, state_changed_at__lt=at - LOST_AFTER)
    stuck = Repair.objects.filter(state=RepairState.RUNNING, state_changed_at__lt=at - STALE_AFTER)
    return [*queued.values_list("pk", flat=True), *stuck.values_list("pk", flat=True)]


# --- answering ------------------------------------------------------------------------------------------------


def accept(*, repair: Repair, by: User, at: datetime) -> Repair:
    """Move everything as proposed and tell everybody concerned; all of it or nothing.

    Raises RepairRefused for a proposal that is not open, and RepairLost where anything changed since: nothing is
    moved then, and the proposal is outdated.
    """
    refuse_strangers(by, repair.requisition)
    try:
        return again(lambda: carry_through(repair, by=by, at=at))
    except (RepairLost, SchedulingRefused) as lost:
        outdate(repair, by=by, at=at)
        raise RepairLost(str(lost)) from lost
    except IntegrityError as error:
        if not passes(error):
            raise
        outdate(repair, by=by, at=at)
        raise RepairLost(_("Somebody else has taken one of the times or people meanwhile.")) from error


@transaction.atomic
def carry_through(repair: Repair, *, by: User, at: datetime) -> Repair:
    """Move everything inside one transaction and close the proposal."""
    row = locked(repair)
    if not row.moves:
        raise RepairRefused(_("This proposal moves nothing."))
    repair_moves.move(row.moves, requisition=row.requisition, by=by, at=at)
    close(row, RepairState.ACCEPTED, by=by, at=at)
    return row


@transaction.atomic
def dismiss(*, repair: Repair, by: User, at: datetime) -> Repair:
    """Leave everything as it is. Raises RepairRefused for a proposal that is not open."""
    refuse_strangers(by, repair.requisition)
    row = locked(repair)
    close(row, RepairState.DISMISSED, by=by, at=at)
    return row


@transaction.atomic
def outdate(repair: Repair, *, by: User, at: datetime) -> None:
    """Close the proposal that can no longer be carried through, unless somebody has closed it meanwhile."""
    row = Repair.objects.select_for_update().get(pk=repair.pk)
    if row.state == RepairState.OPEN:
        close(row, RepairState.OUTDATED, by=by, at=at)


def locked(repair: Repair) -> Repair:
    """The open proposal under a lock. Raises RepairRefused where it is closed."""
    rows = Repair.objects.select_for_update(of=("self",)).select_related("requisition")
    row = rows.get(pk=repair.pk)
    if row.state == RepairState.ACCEPTED:
        raise RepairRefused(_("Somebody has accepted this proposal already."))
    if row.state != RepairState.OPEN:
        raise RepairRefused(_("This proposal is closed: nothing was moved."))
    return row


def close(row: Repair, state: RepairState, *, by: User, at: datetime) -> None:
    """Close the open proposal inside the caller's transaction, with its event."""
    row.state, row.state_changed_at, row.closed_by = state, at, by
    row.save(update_fields=["state", "state_changed_at", "closed_by"])
    record(f"repair.{state}", row, by=by, at=at, data=facts(row))


def facts(row: Repair) -> dict[str, object]:
    """What the ledger keeps of a proposal: interviews by their numbers, people by theirs."""
    moves = [{name: each[name] for name in ("session", "sequence", "before", "after")} for each in row.moves]
    return {
        "requisition": row.requisition_id,
        "moves": moves,
        "left": [each["session"] for each in row.left],
        "kept": row.kept,
    }


def refuse_strangers(by: User, requisition: Requisition) -> None:
    """Raise RepairRefused for who does not schedule this requisition's interviews."""
    if not can_plan(by, requisition):
        raise RepairRefused(_("You do not schedule interviews of this requisition."))
