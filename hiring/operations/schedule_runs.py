"""The automatic plan over all open loops of a requisition: a few at once, many by a worker with progress."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import RunState
from hiring.models import InterviewLoop, Requisition, ScheduleRun
from hiring.operations import scheduling
from hiring.permissions import can_plan
from hiring.queries.schedules import open_loops
from rubrics.ledger.chain import record

log = logging.getLogger(__name__)

# So many loops are planned while the coordinator waits; more are worked off by a worker.
AT_ONCE = 3
# Loops that are planned together between two steps of the progress.
TOGETHER = 10
OPEN = (RunState.QUEUED, RunState.RUNNING)
# A queued run without a worker for this long lost its message; a running one has lost its worker once it is
# older than a task may become.
LOST_AFTER = timedelta(minutes=1)
STALE_AFTER = timedelta(minutes=16)


class RunRefused(Exception):
    """The automatic plan cannot be begun; the text says why."""


def begin(*, requisition: Requisition, by: User, at: datetime) -> ScheduleRun:
    """Plan the requisition's open loops: at once where they are few, else by a worker.

    Raises RunRefused where nothing is open or a run is under way.
    """
    if not can_plan(by, requisition):
        raise RunRefused(_("You do not schedule interviews of this requisition."))
    count = waiting(requisition).count()
    if count == 0:
        raise RunRefused(_("Every interview of every open loop has its time and people."))
    try:
        with transaction.atomic():
            run = ScheduleRun.objects.create(
                requisition=requisition, loops=count, asked_at=at, asked_by=by, state_changed_at=at
            )
            record("schedule.asked", run, by=by, at=at, data={"requisition": requisition.pk, "loops": count})
            if count > AT_ONCE:
                transaction.on_commit(lambda: tasks.schedule.delay(run_id=run.pk), robust=True)
    except IntegrityError as error:
        raise RunRefused(_("The automatic plan is at work already; it will be done in a moment.")) from error
    if count <= AT_ONCE:
        carry_out(run_id=run.pk, at=at)
        run.refresh_from_db()
    return run


def waiting(requisition: Requisition) -> QuerySet[InterviewLoop]:
    """The requisition's loops that lack a time or people."""
    return open_loops(InterviewLoop.objects.filter(application__requisition=requisition))


def carry_out(*, run_id: int, at: datetime) -> None:
    """Work off one run. Safe to run twice: what was placed stands, a run that moves is left to its worker."""
    run = take(run_id, at)
    if run is None:
        return
    try:
        loops = waiting(run.requisition).select_related("application__candidate", "plan").order_by("pk")
        for group in groups(list(loops)):
            outcome = scheduling.schedule_automatically(loops=group, by=run.asked_by, at=at)
            note(run, len(group), outcome)
        finish(run, RunState.DONE, at)
    except Exception:
        # Whatever it was, the run must not look as if it were still at work.
        log.exception("The schedule run %s broke off.", run.pk)
        finish(run, RunState.FAILED, at)


def take(run_id: int, at: datetime) -> ScheduleRun | None:
    """The run marked as running; None where it is gone, over, or moved by another worker a moment ago."""
    with transaction.atomic():
        rows = ScheduleRun.objects.select_for_update(of=("self",)).select_related("requisition", "asked_by")
        run = rows.filter(pk=run_id, state__in=OPEN).first()
        if run is None or (run.state == RunState.RUNNING and at - run.state_changed_at < STALE_AFTER):
            return None
        run.state, run.state_changed_at = RunState.RUNNING, at
        run.loops, run.done, run.left = waiting(run.requisition).count(), 0, []
        run.save(update_fields=["state", "state_changed_at", "loops", "done", "left"])
        return run


def groups(loops: Sequence[InterviewLoop]) -> Iterator[Sequence[InterviewLoop]]:
    """The loops, `TOGETHER` at a time."""
    for first in range(0, len(loops), TOGETHER):
        yield loops[first : first + TOGETHER]


def note(run: ScheduleRun, count: int, outcome: scheduling.Outcome) -> None:
    """Keep how far the run is."""
    run.done += count
    run.placed += outcome.placed
    run.left += [
        {"session": each.session, "reasons": list(each.reasons), "ways": list(each.ways)}
        for each in outcome.left
    ]
    run.save(update_fields=["done", "placed", "left"])


@transaction.atomic
def finish(run: ScheduleRun, state: RunState, at: datetime) -> None:
    """Close the run and write the event."""
    run.state, run.state_changed_at = state, at
    if state == RunState.FAILED:
        run.failure = _("The automatic plan broke off. What it placed stands; begin it again for the rest.")
    run.save(update_fields=["state", "state_changed_at", "failure"])
    data = {"requisition": run.requisition_id, "placed": run.placed, "left": len(run.left)}
    record(f"schedule.{state}", run, by=run.asked_by, at=at, data=data)


def overdue(at: datetime) -> list[int]:
    """Runs whose message or worker seems lost."""
    queued = ScheduleRun.objects.filter(state=RunState.QUEUED, state_changed_at__lt=at - LOST_AFTER)
    stuck = ScheduleRun.objects.filter(state=RunState.RUNNING, state_changed_at__lt=at - STALE_AFTER)
    return [*queued.values_list("pk", flat=True), *stuck.values_list("pk", flat=True)]
