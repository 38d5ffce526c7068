"""The automatic plan over all open loops of a requisition: a few at once, many by workers with progress."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import (
    OPEN_RUNS,
    LoopState,
    ProposalState,
    RequisitionState,
    RunState,
    SessionState,
    StopWish,
)
from hiring.models import InterviewLoop, InterviewSession, Requisition, SchedulePart, ScheduleRun
from hiring.operations import schedule_parts
from hiring.operations.schedule_parts import AT_ONCE, SILENT_AFTER
from hiring.permissions import can_plan
from hiring.queries.availability import waiting
from hiring.queries.schedules import counting
from rubrics.ledger.chain import record

log = logging.getLogger(__name__)

# A queued run without a worker for this long lost its message.
LOST_AFTER = timedelta(minutes=1)


class RunRefused(Exception):
    """The automatic plan cannot be begun or stopped; the text says why."""


def begin(*, requisition: Requisition, answered_only: bool = False, by: User, at: datetime) -> ScheduleRun:
    """Plan the requisition's open loops: at once where they are few, else by workers.

    With `answered_only` the loops wait whose candidates have not said when they can come. Raises RunRefused where
    nothing is open or a run is under way, and for a requisition that is not open.
    """
    if not can_plan(by, requisition):
        raise RunRefused(_("You do not schedule interviews of this requisition."))
    if requisition.state != RequisitionState.OPEN:
        raise RunRefused(_("The requisition is not open."))
    count = waiting(requisition, answered_only=answered_only).count()
    if count == 0:
        raise RunRefused(nothing_to_do(requisition))
    try:
        with transaction.atomic():
            run = ScheduleRun.objects.create(
                requisition=requisition,
                loops=count,
                answered_only=answered_only,
                asked_at=at,
                asked_by=by,
                state_changed_at=at,
            )
            data = {"requisition": requisition.pk, "loops": count, "answered_only": answered_only}
            record("schedule.asked", run, by=by, at=at, data=data)
            if count > AT_ONCE:
                transaction.on_commit(lambda: tasks.schedule.delay(run_id=run.pk), robust=True)
    except IntegrityError as error:
        raise RunRefused(_("The automatic plan is at work already; it will be done in a moment.")) from error
    if count <= AT_ONCE:
        carry_out(run_id=run.pk, at=at)
        run.refresh_from_db()
    return run


def nothing_to_do(requisition: Requisition) -> str:
    """Why there is no loop to plan."""
    if waiting(requisition).exists():
        return _("None of these candidates has said when they can come.")
    return _("Every interview of every open loop is scheduled.")


def loops_of(run: ScheduleRun) -> QuerySet[InterviewLoop]:
    """The loops that the run is for, as far as they still lack a time or people."""
    return waiting(run.requisition, answered_only=run.answered_only)


@transaction.atomic
def stop(*, run: ScheduleRun, wish: StopWish, by: User, at: datetime) -> ScheduleRun:
    """Ask a run to stop: the workers hear of it within seconds. What is written already stands in any case.

    Raises RunRefused for a run that is over.
    """
    row = ScheduleRun.objects.select_for_update().get(pk=run.pk)
    if not can_plan(by, row.requisition):
        raise RunRefused(_("You do not schedule interviews of this requisition."))
    if row.state not in OPEN_RUNS:
        raise RunRefused(_("The automatic plan is over already."))
    row.stop = wish
    row.save(update_fields=["stop"])
    record("schedule.stop_asked", row, by=by, at=at, data={"wish": str(wish)})
    if row.state == RunState.QUEUED:
        close(row.pk, RunState.STOPPED, at)
        row.refresh_from_db()
    return row


def carry_out(*, run_id: int, at: datetime) -> None:
    """Bring a run one step on: deal it into parts, set workers on those that nobody works at, or end it.

    Safe to call at any time: what was placed stands, and a part at work is left to its worker.
    """
    run = take(run_id, at)
    if run is None:
        return
    free = [part for part in run.parts.all() if schedule_parts.is_free(part, at)]
    if len(free) == run.parts.count() == 1:
        work(part_id=free[0].pk, at=at)
    elif under_way(run).exists():
        for part in free:
            tasks.schedule_part.delay(part_id=part.pk)
    else:
        conclude(run, at)


@transaction.atomic
def take(run_id: int, at: datetime) -> ScheduleRun | None:
    """The run, marked as running and dealt into parts; None where it is gone or over."""
    rows = ScheduleRun.objects.select_for_update(of=("self",)).select_related("requisition", "asked_by")
    run = rows.filter(pk=run_id, state__in=OPEN_RUNS).first()
    if run is not None and run.state == RunState.QUEUED:
        run.state, run.state_changed_at = RunState.RUNNING, at
        run.save(update_fields=["state", "state_changed_at"])
        schedule_parts.deal(run, loops_of(run), at)
    return run


def under_way(run: ScheduleRun) -> QuerySet[SchedulePart]:
    """The parts of the run that are not over."""
    return run.parts.filter(state__in=OPEN_RUNS)


def work(*, part_id: int, at: datetime) -> None:
    """Work off one part of a run; who finishes the last one ends the run.

    A part that breaks off leaves the others at work: the run is over, and has failed, once all of them are over.
    """
    part = schedule_parts.take(part_id, at)
    if part is None:
        return
    if part.state == RunState.RUNNING:
        try:
            schedule_parts.work(part, at)
        except Exception:
            # Whatever it was, the part must not look as if it were still at work.
            log.exception("A part of the schedule run %s broke off.", part.run_id)
            schedule_parts.fail(part, _("The automatic plan broke off."))
    if not under_way(part.run).exists():
        carry_out(run_id=part.run_id, at=at)


def conclude(run: ScheduleRun, at: datetime) -> None:
    """End a run whose parts are over; what several parts left open is tried once more with everybody's time."""
    with transaction.atomic():
        run = ScheduleRun.objects.select_for_update().get(pk=run.pk)
        if run.state not in OPEN_RUNS or under_way(run).exists():
            return  # another worker came first: the run is over, or what is left open is being tried
        failed = run.parts.filter(state=RunState.FAILED).exists()
        last = None if failed or run.stop else schedule_parts.last(run, unfinished(run), at)
    if last is not None:
        # A message of its own, since each part has the whole time that a worker is given.
        tasks.schedule_part.delay(part_id=last.pk)
    elif failed:
        close(run.pk, RunState.FAILED, at)
    else:
        close(run.pk, RunState.STOPPED if run.stop else RunState.DONE, at)


def unfinished(run: ScheduleRun) -> QuerySet[InterviewLoop]:
    """The requisition's loops that lack a time or people, those in which a part found one of two people included."""
    left = still_open({each["session"] for part in run.parts.all() for each in part.left})
    lacking = InterviewLoop.objects.filter(sessions__in=left, state=LoopState.OPEN)
    lacking = lacking.exclude(proposals__state=ProposalState.OPEN)
    return InterviewLoop.objects.filter(Q(pk__in=loops_of(run).values("pk")) | Q(pk__in=lacking.values("pk")))


@transaction.atomic
def close(run_id: int, state: RunState, at: datetime) -> None:
    """Close a run that is under way, sum up what its parts did, and write the event."""
    run = ScheduleRun.objects.select_for_update().get(pk=run_id)
    if run.state not in OPEN_RUNS:
        return
    parts = list(run.parts.all())
    said = {each["session"]: each for part in parts for each in part.left}
    run.placed = sum(part.placed for part in parts)
    unplaced = still_open(said)
    run.left = [each for each in said.values() if each["session"] in unplaced]
    run.state, run.state_changed_at = state, at
    if state == RunState.FAILED:
        reasons = dict.fromkeys(part.failure for part in parts if part.failure)
        run.failure = " ".join([*reasons, _("What it scheduled stands; begin it again for the rest.")])
    run.save(update_fields=["placed", "left", "state", "state_changed_at", "failure"])
    data = {"requisition": run.requisition_id, "placed": run.placed, "left": len(run.left)}
    record(f"schedule.{state}", run, by=run.asked_by, at=at, data=data)


def still_open(sessions: Collection[int]) -> set[int]:
    """Those of the sessions (primary keys) that lack a time or people."""
    rows = InterviewSession.objects.filter(pk__in=sessions).select_related("planned")
    return {
        row.pk
        for row in rows.prefetch_related("seats")
        if row.state in (SessionState.PLANNED, SessionState.SCHEDULED)
        and (row.during is None or len(counting(row)) < row.planned.seats)
    }


def overdue(at: datetime) -> list[int]:
    """Runs whose message or worker seems lost."""
    queued = ScheduleRun.objects.filter(state=RunState.QUEUED, state_changed_at__lt=at - LOST_AFTER)
    parts = SchedulePart.objects.filter(run=OuterRef("pk"), state__in=OPEN_RUNS)
    stuck = ScheduleRun.objects.filter(state=RunState.RUNNING).filter(
        Exists(parts.filter(alive_at__lt=at - SILENT_AFTER)) | ~Exists(parts)
    )
    return [*queued.values_list("pk", flat=True), *stuck.values_list("pk", flat=True)]
