"""Notices: queued as rows beside what they tell of, sent once, found again when their message is lost."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import QuerySet

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import NoticeState, TeamRole
from hiring.models import CandidateReport, InterviewLoop, InterviewSession, Notice, PanelSeat
from hiring.notices import MESSAGES, QUIET_KINDS, NoticeKind, is_quiet
from hiring.operations import candidate_notices
from hiring.permissions import can_see_report
from hiring.queries import reminders

# The worker has this long before the sweep takes a message for lost.
LOST_AFTER = timedelta(minutes=1)
# A mail server that refuses a notice for this long will not take it: the row stays and shows it.
GIVEN_UP_AFTER = timedelta(days=3)
# Any constant: with a person's id it names the lock under which their notices are sent one after another.
SENDING_LOCK = 7_014_554
DIGESTS = frozenset({NoticeKind.REMINDER, NoticeKind.ESCALATION})


@transaction.atomic
def queue(
    *, person: User, kind: str, occasion: str, context: Mapping[str, object], due_at: datetime
) -> Notice | None:
    """Say in a row that a notice is due, and hint the worker once the transaction stands.

    None where the same notice (person, kind, occasion) was queued before.
    """
    row, made = Notice.objects.get_or_create(
        person=person,
        kind=kind,
        occasion=occasion,
        defaults={"context": dict(context), "due_at": due_at},
    )
    if not made:
        return None
    transaction.on_commit(lambda: tasks.send_notice.delay(notice_id=row.pk), robust=True)
    return row


def calendar(*, session: InterviewSession, at: datetime) -> None:
    """Tell the calendars of everybody who sits in the session, or sat in it and was told, and the candidate's."""
    told: dict[int, Notice] = {}
    for row in Notice.objects.filter(kind=NoticeKind.CALENDAR, context__session=session.pk).order_by("pk"):
        told[row.context["seat"]] = row
    for seat in session.seats.select_related("person").order_by("pk"):
        last = told.get(seat.pk)
        stands = session.during is not None and not seat.cancelled
        if not stands and (last is None or last.context.get("method") == "CANCEL"):
            continue
        queue(
            person=seat.person,
            kind=NoticeKind.CALENDAR,
            occasion=f"seat {seat.pk}, invitation {session.sequence}",
            context={"session": session.pk, "seat": seat.pk, "sequence": session.sequence},
            due_at=at,
        )
    candidate_notices.calendar(session=session, at=at)


def candidate_answer(*, loop: InterviewLoop, person: User, did: str, occasion: str, at: datetime) -> None:
    """Tell whoever sent the candidate the link what the candidate did on the page."""
    queue(
        person=person,
        kind=NoticeKind.CANDIDATE_ANSWER,
        occasion=f"loop {loop.pk}, {occasion}",
        context={"loop": loop.pk, "did": did},
        due_at=at,
    )


def recused(*, seat: PanelSeat, at: datetime) -> None:
    """Tell whoever arranges the loop that the person stepped back, without a reason."""
    requisition = seat.session.loop.application.requisition
    for person in reminders.requisition_arrangers(requisition, besides=seat.person):
        queue(
            person=person,
            kind=NoticeKind.RECUSAL,
            occasion=f"seat {seat.pk}, recused",
            context={"seat": seat.pk},
            due_at=at,
        )


def declined(*, seat: PanelSeat, at: datetime) -> None:
    """Tell whoever arranges the loop that the person cannot come to this interview."""
    requisition = seat.session.loop.application.requisition
    for person in reminders.requisition_arrangers(requisition, besides=seat.person):
        queue(
            person=person,
            kind=NoticeKind.DECLINE,
            occasion=f"seat {seat.pk}, declined",
            context={"seat": seat.pk},
            due_at=at,
        )


def report_ready(*, report: CandidateReport, at: datetime) -> None:
    """Tell the requisition's hiring managers that the report can be opened; nobody who is still blind."""
    members = report.application.requisition.members.filter(
        role=TeamRole.HIRING_MANAGER, person__is_active=True
    )
    for member in members.select_related("person"):
        if can_see_report(member.person, report):
            queue(
                person=member.person,
                kind=NoticeKind.REPORT_READY,
                occasion=f"report {report.pk}",
                context={"report": report.pk},
                due_at=at,
            )


def remind(*, at: datetime) -> int:
    """Queue one digest for each person who owes scorecards, once on each of their days, and the escalations.

    Nothing is queued in a person's quiet hours: a later run finds the same rows. Returns how many rows.
    """
    queued = 0
    people = User.objects.filter(pk__in=reminders.remindable(at).values("author"), is_active=True)
    for person in people.order_by("pk"):
        if is_quiet(person, at):
            continue
        today = at.astimezone(ZoneInfo(person.time_zone)).date().isoformat()
        row = queue(person=person, kind=NoticeKind.REMINDER, occasion=today, context={}, due_at=at)
        queued += row is not None
    return queued + escalate(at)


def escalate(at: datetime) -> int:
    """Queue, once for each scorecard that is far too late, a notice to whoever arranges the loop."""
    known = set(Notice.objects.filter(kind=NoticeKind.ESCALATION).values_list("occasion", flat=True))
    queued = 0
    for card in reminders.overdue(at):
        occasion = f"scorecard {card.pk}"
        if occasion in known:
            continue
        for person in reminders.arrangers(card):
            if is_quiet(person, at):
                continue
            context = {"scorecard": card.pk}
            row = queue(
                person=person, kind=NoticeKind.ESCALATION, occasion=occasion, context=context, due_at=at
            )
            queued += row is not None
    return queued


def due() -> QuerySet[Notice]:
    """Notices of our kinds that are still to be sent."""
    return Notice.objects.filter(kind__in=list(MESSAGES), state=NoticeState.DUE)


def overdue(at: datetime) -> list[int]:
    """Notices whose message seems lost."""
    rows = due().filter(due_at__lt=at - LOST_AFTER, due_at__gt=at - GIVEN_UP_AFTER).select_related("person")
    return [row.pk for row in rows.order_by("due_at", "pk") if not waits(row, at)]


def waits(row: Notice, at: datetime) -> bool:
    """Whether the notice is kept until the person's quiet hours are over."""
    return row.kind in QUIET_KINDS and is_quiet(row.person, at)


@transaction.atomic
def deliver(*, notice_id: int, at: datetime) -> bool:
    """Send what is due to the notice's person, with what belongs to it; False where nothing was sent.

    Safe to run twice: the row is locked, and a notice that was sent or dropped is not sent again. What is no
    longer true is dropped. In quiet hours the row stays due.
    """
    first = due().filter(pk=notice_id).select_related("person").first()
    if first is None or waits(first, at):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SENDING_LOCK, first.person_id % 2**31])
    rows = together(first)
    if first.pk not in {row.pk for row in rows}:
        return False
    message = MESSAGES[first.kind](first.person, rows, at) if first.person.is_active else None
    for row in rows:
        sent = message is not None and (row is rows[-1] or row.kind in DIGESTS)
        row.state, row.sent_at = (NoticeState.SENT, at) if sent else (NoticeState.DROPPED, None)
        row.save(update_fields=["state", "sent_at", "context"])
    if message is not None:
        message.send()
    return message is not None


def together(first: Notice) -> list[Notice]:
    """The due rows that one e-mail answers, locked, the newest last: a digest's, or those of one seat."""
    rows = due().select_for_update().filter(person=first.person_id, kind=first.kind)
    if first.kind == NoticeKind.CALENDAR:
        rows = rows.filter(context__seat=first.context["seat"])
    elif first.kind not in DIGESTS:
        rows = rows.filter(pk=first.pk)
    return list(rows.order_by("pk"))
