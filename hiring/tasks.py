"""Doors for the workers: ids in, one call to an operation. Each is safe to run twice."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="hiring.build_report")
def build_report(*, report_id: int) -> None:
    """Build one candidate report."""
    from hiring.operations import reports

    reports.build(report_id=report_id, at=timezone.now())


@shared_task(name="hiring.deliver_invitation")
def deliver_invitation(*, notice_id: int) -> None:
    """Send one invitation to set a password."""
    from hiring.operations import invitations

    invitations.deliver(notice_id=notice_id, at=timezone.now())


@shared_task(name="hiring.send_notice")
def send_notice(*, notice_id: int) -> None:
    """Send one notice."""
    from hiring.operations import notices

    notices.deliver(notice_id=notice_id, at=timezone.now())


@shared_task(name="hiring.send_candidate_notice")
def send_candidate_notice(*, notice_id: int) -> None:
    """Send one notice to a candidate."""
    from hiring.operations import candidate_notices

    candidate_notices.deliver(notice_id=notice_id, at=timezone.now())


@shared_task(name="hiring.schedule")
def schedule(*, run_id: int) -> None:
    """Work off one run of the automatic plan."""
    from hiring.operations import schedule_runs

    schedule_runs.carry_out(run_id=run_id, at=timezone.now())


@shared_task(name="hiring.schedule_part")
def schedule_part(*, part_id: int) -> None:
    """Work off one part of a run of the automatic plan."""
    from hiring.operations import schedule_runs

    schedule_runs.work(part_id=part_id, at=timezone.now())


@shared_task(name="hiring.repair")
def repair(*, repair_id: int) -> None:
    """Work out one repair of a schedule."""
    from hiring.operations import repairs

    repairs.carry_out(repair_id=repair_id, at=timezone.now())


@shared_task(name="hiring.fetch_calendar")
def fetch_calendar(*, calendar_id: int) -> None:
    """Fetch one published calendar."""
    from hiring.operations import calendars

    calendars.fetch(calendar_id=calendar_id, at=timezone.now())


@shared_task(name="hiring.remind")
def remind() -> None:
    """Queue the reminders that are due."""
    from hiring.operations import notices

    notices.remind(at=timezone.now())


@shared_task(name="hiring.sweep")
def sweep() -> None:
    """Enqueue again what the rows say is due (rule 12)."""
    from hiring.operations import calendars, invitations, notices, reports, schedule_runs

    for report_id in reports.overdue(timezone.now()):
        build_report.delay(report_id=report_id)
    for notice_id in invitations.overdue(timezone.now()):
        deliver_invitation.delay(notice_id=notice_id)
    for notice_id in notices.overdue(timezone.now()):
        send_notice.delay(notice_id=notice_id)
    for run_id in schedule_runs.overdue(timezone.now()):
        schedule.delay(run_id=run_id)
    for calendar_id in calendars.overdue(timezone.now()):
        fetch_calendar.delay(calendar_id=calendar_id)


@shared_task(name="hiring.sweep_candidates")
def sweep_candidates() -> None:
    """Enqueue again the candidates' notices that are due, and let go what was held long enough."""
    from hiring.operations import candidate_notices, proposals

    for notice_id in candidate_notices.overdue(timezone.now()):
        send_candidate_notice.delay(notice_id=notice_id)
    for proposal_id in proposals.overdue(timezone.now()):
        proposals.expire(proposal_id=proposal_id, at=timezone.now())


@shared_task(name="hiring.sweep_repairs")
def sweep_repairs() -> None:
    """Enqueue again the repairs that are due."""
    from hiring.operations import repairs

    for repair_id in repairs.overdue(timezone.now()):
        repair.delay(repair_id=repair_id)
