"""Interviewers' calendars: added, fetched again and again, uploaded, taken away. Only busy times are kept."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring import tasks
from hiring.accounts.models import User
from hiring.models import BusyCalendar, BusyTime, Interviewer
from hiring.operations import feeds
from hiring.planning.calendar_reading import CPU_SECONDS, read_apart
from hiring.planning.calendars import CalendarUnreadable, Unreadable
from hiring.planning.types import Interval
from rubrics.ledger.chain import record

# Interviews are planned for the next weeks; what is busy later is read when it comes nearer.
HORIZON = timedelta(days=120)
AGAIN_AFTER = timedelta(minutes=30)
# A worker that has taken a feed has this long before the sweep takes it for lost.
TAKEN_FOR = timedelta(minutes=3)
# Nobody has somebody else's server asked without a pause.
NOT_BEFORE = timedelta(minutes=1)
MOST_CALENDARS = 10
# An uploaded file is read while its owner waits; a feed is read by a worker.
UPLOAD_CPU_SECONDS = 5


class CalendarRefused(Exception):
    """The calendar cannot be added or read; the text says why."""


@transaction.atomic
def add_feed(*, interviewer: Interviewer, name: str, url: str, by: User, at: datetime) -> BusyCalendar:
    """Add a published feed, which a worker fetches at once. Its address is shown to nobody else."""
    try:
        feeds.parted(url)
    except feeds.FeedRefused as refused:
        raise CalendarRefused(str(refused)) from refused
    if interviewer.calendars.filter(url=url.strip()).exists():
        raise CalendarRefused(_("This calendar is there already."))
    row = add(interviewer, name, url=url.strip(), at=at)
    record("calendar.added", row, by=by, at=at, data={"interviewer": interviewer.pk, "feed": True})
    hint(row)
    return row


def upload(*, interviewer: Interviewer, name: str, content: bytes, by: User, at: datetime) -> BusyCalendar:
    """Take the busy times of a calendar file; a calendar of the same name is replaced, the file is not kept."""
    if len(content) > feeds.MOST_BYTES:
        raise CalendarRefused(_("The calendar is larger than 2 MB."))
    # Read before the transaction begins, so that nobody waits for a lock meanwhile.
    times = read(interviewer, content, at, UPLOAD_CPU_SECONDS)
    return take_over(interviewer, name, times, by=by, at=at)


@transaction.atomic
def take_over(
    interviewer: Interviewer, name: str, times: tuple[Interval, ...], *, by: User, at: datetime
) -> BusyCalendar:
    """Store the busy times of an uploaded file."""
    row = interviewer.calendars.select_for_update().filter(url="", name=named(name)).first()
    row = row or add(interviewer, name, url="", at=at)
    store(row, times, at)
    record("calendar.added", row, by=by, at=at, data={"interviewer": interviewer.pk, "feed": False})
    return row


def add(interviewer: Interviewer, name: str, *, url: str, at: datetime) -> BusyCalendar:
    """A new row, as long as there are not too many."""
    Interviewer.objects.select_for_update().get(pk=interviewer.pk)
    if interviewer.calendars.count() >= MOST_CALENDARS:
        raise CalendarRefused(
            _("Nobody has more than %(n)d calendars here: remove one.") % {"n": MOST_CALENDARS}
        )
    due_at = at if url else None
    return BusyCalendar.objects.create(
        interviewer=interviewer, name=named(name), url=url, added_at=at, due_at=due_at
    )


def named(name: str) -> str:
    """The name, or one for a calendar that was given none."""
    return " ".join(name.split())[:80] or _("Calendar")


@transaction.atomic
def remove(*, calendar: BusyCalendar, by: User, at: datetime) -> None:
    """Take the calendar away with its busy times."""
    record("calendar.removed", calendar, by=by, at=at, data={"interviewer": calendar.interviewer_id})
    calendar.delete()


@transaction.atomic
def ask_again(*, calendar: BusyCalendar, by: User, at: datetime) -> None:
    """Have a feed fetched now."""
    row = BusyCalendar.objects.select_for_update().get(pk=calendar.pk)
    if not row.is_feed:
        raise CalendarRefused(_("An uploaded calendar is not fetched: upload it again."))
    if row.tried_at is not None and row.tried_at > at - NOT_BEFORE:
        raise CalendarRefused(_("The calendar was read a moment ago: try again in a minute."))
    row.due_at = at
    row.save(update_fields=["due_at"])
    record("calendar.asked_again", row, by=by, at=at, data={"interviewer": row.interviewer_id})
    hint(row)


def hint(row: BusyCalendar) -> None:
    """Tell a worker once the transaction stands; the sweep finds the row when the message is lost."""
    transaction.on_commit(lambda: tasks.fetch_calendar.delay(calendar_id=row.pk), robust=True)


def overdue(at: datetime) -> list[int]:
    """Feeds that are to be fetched, of people who take interviews."""
    rows = BusyCalendar.objects.filter(due_at__lte=at, interviewer__active=True)
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True))


def fetch(*, calendar_id: int, at: datetime) -> bool:
    """Fetch one feed and store its busy times; False where there was nothing to do. Safe to run twice.

    What goes wrong is kept as a sentence with the row, and the times of the last success stay.
    """
    row = take(calendar_id, at)
    if row is None:
        return False
    times: tuple[Interval, ...] = ()
    failure = ""
    try:
        content = feeds.fetch(row.url, private=settings.CALENDAR_PRIVATE_ADDRESSES)
        times = read(row.interviewer, content, at)
    except (feeds.FeedRefused, CalendarRefused) as refused:
        failure = str(refused)
    return put(row, times, failure, at)


@transaction.atomic
def take(calendar_id: int, at: datetime) -> BusyCalendar | None:
    """Put the feed off for as long as a worker may take, so that no other one fetches it meanwhile."""
    rows = BusyCalendar.objects.select_for_update(of=("self",)).select_related("interviewer__person")
    row = rows.filter(pk=calendar_id, due_at__lte=at).exclude(url="").first()
    if row is None:
        return None
    row.tried_at, row.due_at = at, at + TAKEN_FOR
    row.save(update_fields=["tried_at", "due_at"])
    return row


@transaction.atomic
def put(row: BusyCalendar, times: tuple[Interval, ...], failure: str, at: datetime) -> bool:
    """Store what was found, unless the calendar was removed meanwhile."""
    now = BusyCalendar.objects.select_for_update().filter(pk=row.pk, url=row.url).first()
    if now is None:
        return False
    now.due_at, now.failure = at + AGAIN_AFTER, failure[:300]
    now.save(update_fields=["due_at", "failure"])
    if not failure:
        store(now, times, at)
    return True


def read(
    interviewer: Interviewer, content: bytes, at: datetime, cpu_seconds: int = CPU_SECONDS
) -> tuple[Interval, ...]:
    """The busy times from now to the horizon. Raises CalendarRefused."""
    try:
        return read_apart(
            content,
            first=at,
            last=at + HORIZON,
            time_zone=interviewer.person.time_zone,
            own_host=urlsplit(settings.SITE_URL).hostname or "",
            cpu_seconds=cpu_seconds,
        )
    except CalendarUnreadable as unreadable:
        raise CalendarRefused(sentence(unreadable.why)) from unreadable


def sentence(why: Unreadable) -> str:
    """Why a calendar could not be read, and what to do."""
    return {
        Unreadable.NO_CALENDAR: _("This is no calendar: publish it in the iCalendar format (.ics)."),
        Unreadable.TOO_MANY: _("The calendar has too many entries to be read."),
        Unreadable.TOO_INVOLVED: _("The calendar repeats something too often to be read."),
    }[why]


def store(row: BusyCalendar, times: tuple[Interval, ...], at: datetime) -> None:
    """Exchange the busy times for these."""
    row.times.all().delete()
    BusyTime.objects.bulk_create(
        BusyTime(calendar=row, during=DateTimeTZRange(each.start, each.end)) for each in times
    )
    row.read_at, row.tried_at, row.covers_until, row.failure = at, at, at + HORIZON, ""
    row.save(update_fields=["read_at", "tried_at", "covers_until", "failure"])
