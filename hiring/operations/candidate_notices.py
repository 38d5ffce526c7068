"""E-mails to candidates: queued as rows beside what they tell of, sent once, the due ones of a loop together."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction

from hiring import tasks
from hiring.candidate_notices import MESSAGES, CandidateNoticeKind
from hiring.choices import NoticeState
from hiring.models import CandidateLink, CandidateNotice, InterviewLoop, InterviewSession
from hiring.queries.candidate_invitations import facts, told

# The worker has this long before the sweep takes a message for lost; a server that refuses for days is given up.
LOST_AFTER = timedelta(minutes=1)
GIVEN_UP_AFTER = timedelta(days=3)
# So long further changes are waited for, so that a loop planned interview by interview makes one e-mail.
SETTLES_AFTER = timedelta(seconds=60)
# Any constant: with a loop's id it names the lock under which its candidate's notices go out one by one.
SENDING_LOCK = 7_014_555


@transaction.atomic
def queue(
    *, loop: InterviewLoop, kind: str, occasion: str, context: Mapping[str, object], due_at: datetime
) -> CandidateNotice | None:
    """Say in a row that a notice is due; None where the same one (loop, kind, occasion) was queued before."""
    row, made = CandidateNotice.objects.get_or_create(
        loop=loop, kind=kind, occasion=occasion, defaults={"context": dict(context), "due_at": due_at}
    )
    if not made:
        return None
    message = {"notice_id": row.pk}
    transaction.on_commit(
        lambda: tasks.send_candidate_notice.apply_async(kwargs=message, eta=due_at), robust=True
    )
    return row


def link(*, link: CandidateLink, at: datetime) -> None:
    """Send the candidate the link."""
    queue(
        loop=link.loop,
        kind=CandidateNoticeKind.LINK,
        occasion=f"link {link.pk}",
        context={"link": link.pk},
        due_at=at,
    )


def calendar(*, session: InterviewSession, at: datetime) -> None:
    """Tell the candidate's calendar of the interview, where it is not told already; nothing of the past."""
    if session.during is not None and session.during.lower <= at:
        return
    last = told(session)
    if facts(session) == (last or {}).get("facts", {}):
        return
    queue(
        loop=session.loop,
        kind=CandidateNoticeKind.CALENDAR,
        occasion=f"session {session.pk}, invitation {session.sequence}",
        context={"session": session.pk},
        due_at=at + SETTLES_AFTER,
    )


def overdue(at: datetime) -> list[int]:
    """Notices whose message seems lost."""
    rows = CandidateNotice.objects.filter(
        state=NoticeState.DUE, due_at__lt=at - LOST_AFTER, due_at__gt=at - GIVEN_UP_AFTER
    )
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def deliver(*, notice_id: int, at: datetime) -> bool:
    """Send what is due to the candidate of the notice's loop, in one e-mail for its kind; False for nothing.

    Safe to run twice: rows are locked, what was sent is not sent again, what is no longer true is dropped.
    """
    first = CandidateNotice.objects.filter(pk=notice_id, state=NoticeState.DUE).first()
    if first is None or first.due_at > at:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SENDING_LOCK, first.loop_id % 2**31])
    rows = list(
        CandidateNotice.objects.select_for_update()
        .filter(loop=first.loop_id, kind=first.kind, state=NoticeState.DUE)
        .order_by("pk")
    )
    if first.pk not in {row.pk for row in rows}:
        return False
    message = MESSAGES[first.kind](rows, at)
    for row in rows:
        sent = message is not None and not row.context.pop("dropped", False)
        row.state, row.sent_at = (NoticeState.SENT, at) if sent else (NoticeState.DROPPED, None)
        row.save(update_fields=["state", "sent_at", "context"])
    if message is not None:
        message.send()
    return message is not None
