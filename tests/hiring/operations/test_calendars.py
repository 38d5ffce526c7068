"""Calendars of interviewers: read, kept as times only, and heeded wherever times are set."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring import tasks
from hiring.accounts.models import User
from hiring.models import BusyCalendar, BusyTime, Interviewer, InterviewLoop
from hiring.operations import calendars, scheduling
from hiring.operations.calendars import CalendarRefused
from hiring.planning.types import Interval
from hiring.queries import planning
from rubrics.ledger.models import Event
from tests.factories import InterviewerFactory
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON
from tests.surroundings.calendars import ENTRY, Publisher

pytestmark = pytest.mark.django_db
MEETING = ENTRY.format(start="20260303T120000Z", end="20260303T130000Z").encode()
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def own_network(settings: Any) -> None:
    """The server of these tests stands on this machine."""
    settings.CALENDAR_PRIVATE_ADDRESSES = True


@pytest.fixture
def profile(interviewer: User) -> Interviewer:
    return InterviewerFactory(person=interviewer)


@pytest.fixture
def feed(profile: Interviewer, publisher: Publisher, interviewer: User) -> BusyCalendar:
    """A feed of one meeting, tomorrow at noon."""
    url = publisher.publish("/secret.ics", MEETING)
    return calendars.add_feed(interviewer=profile, name="Work", url=url, by=interviewer, at=NOON)


def spans() -> list[tuple[str, str]]:
    return [
        (f"{row.during.lower:%d %H:%M}", f"{row.during.upper:%d %H:%M}") for row in BusyTime.objects.all()
    ]


def test_feed_is_fetched_and_its_times_are_kept(feed: BusyCalendar) -> None:
    assert calendars.fetch(calendar_id=feed.pk, at=NOON)

    feed.refresh_from_db()
    assert spans() == [("03 12:00", "03 13:00")]
    assert (feed.read_at, feed.failure, feed.due_at) == (NOON, "", NOON + calendars.AGAIN_AFTER)


def test_second_worker_leaves_a_feed_alone_that_was_just_fetched(
    feed: BusyCalendar, publisher: Publisher
) -> None:
    first = [calendars.fetch(calendar_id=feed.pk, at=NOON) for _turn in range(2)]

    assert (first, len(publisher.asked)) == ([True, False], 1)


def test_failure_is_a_sentence_and_the_last_times_stay(feed: BusyCalendar, publisher: Publisher) -> None:
    calendars.fetch(calendar_id=feed.pk, at=NOON)
    publisher.pages.clear()
    later = NOON + timedelta(hours=1)

    calendars.fetch(calendar_id=feed.pk, at=later)

    feed.refresh_from_db()
    assert feed.failure == "The calendar’s server answers “404” instead of the calendar."
    assert (feed.read_at, feed.tried_at, len(spans())) == (NOON, later, 1)


def test_page_instead_of_a_calendar_is_told(feed: BusyCalendar, publisher: Publisher) -> None:
    publisher.publish("/secret.ics", b"<html>Sign in</html>")

    calendars.fetch(calendar_id=feed.pk, at=NOON)

    feed.refresh_from_db()
    assert feed.failure == "This is no calendar: publish it in the iCalendar format (.ics)."


def test_private_address_is_refused_where_the_setting_does_not_allow_it(
    feed: BusyCalendar, publisher: Publisher, settings: Any
) -> None:
    settings.CALENDAR_PRIVATE_ADDRESSES = False

    calendars.fetch(calendar_id=feed.pk, at=NOON)

    feed.refresh_from_db()
    assert (feed.failure[:42], publisher.asked) == ("The calendar lies on a private network, wh", [])


def test_feed_of_a_lost_worker_is_found_again(feed: BusyCalendar) -> None:
    calendars.take(feed.pk, NOON)

    assert [calendars.overdue(NOON + timedelta(minutes=n)) for n in (1, 3)] == [[], [feed.pk]]


def test_feed_that_was_just_read_is_not_asked_for_again_at_once(
    feed: BusyCalendar, interviewer: User
) -> None:
    calendars.fetch(calendar_id=feed.pk, at=NOON)

    with pytest.raises(CalendarRefused, match="a moment ago"):
        calendars.ask_again(calendar=feed, by=interviewer, at=NOON + timedelta(seconds=30))

    calendars.ask_again(calendar=feed, by=interviewer, at=NOON + timedelta(minutes=2))
    assert calendars.overdue(NOON + timedelta(minutes=2)) == [feed.pk]


def test_task_of_a_feed_that_is_gone_does_nothing() -> None:
    tasks.fetch_calendar(calendar_id=987654)

    assert BusyTime.objects.count() == 0


def test_upload_keeps_times_and_replaces_the_calendar_of_its_name(
    profile: Interviewer, interviewer: User
) -> None:
    by = {"interviewer": profile, "by": interviewer, "at": NOON}
    calendars.upload(name="Private", content=MEETING, **by)  # type: ignore[arg-type]
    later = ENTRY.format(start="20260304T090000Z", end="20260304T100000Z").encode()

    calendars.upload(name="Private", content=later, **by)  # type: ignore[arg-type]

    assert (spans(), BusyCalendar.objects.count()) == ([("04 09:00", "04 10:00")], 1)


def test_upload_is_given_less_time_than_a_feed_since_somebody_waits(
    profile: Interviewer, feed: BusyCalendar, interviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    read_apart = calendars.read_apart

    def overheard(content: bytes, **bounds: Any) -> tuple[Interval, ...]:
        given.append(bounds["cpu_seconds"])
        return read_apart(content, **bounds)

    monkeypatch.setattr(calendars, "read_apart", overheard)

    calendars.upload(interviewer=profile, name="X", content=MEETING, by=interviewer, at=NOON)
    calendars.fetch(calendar_id=feed.pk, at=NOON)

    assert given == [5, 10]


def test_upload_that_is_no_calendar_is_refused(profile: Interviewer, interviewer: User) -> None:
    with pytest.raises(CalendarRefused, match="This is no calendar"):
        calendars.upload(interviewer=profile, name="X", content=b"PNG", by=interviewer, at=NOON)

    assert BusyCalendar.objects.count() == 0


def test_address_of_a_feed_stands_in_no_event(feed: BusyCalendar) -> None:
    event = Event.objects.get(kind="calendar.added")

    assert event.data == {"interviewer": feed.interviewer_id, "feed": True}
    assert not hasattr(event, "personal")


def test_eleventh_calendar_is_refused(profile: Interviewer, interviewer: User) -> None:
    by = {"interviewer": profile, "name": "C", "by": interviewer, "at": NOON}
    for number in range(10):
        calendars.add_feed(url=f"https://example.org/{number}", **by)  # type: ignore[arg-type]

    with pytest.raises(CalendarRefused, match="more than 10 calendars"):
        calendars.add_feed(url="https://example.org/10", **by)  # type: ignore[arg-type]


@pytest.fixture
def busy(application: object) -> tuple[InterviewLoop, User]:
    """A loop, and Ann, who is busy tomorrow from noon to one."""
    loop = begin_loop(application)  # type: ignore[arg-type]
    ann = able("Ann One", loop)
    row = BusyCalendar.objects.create(interviewer=ann.interviewer, name="Work", added_at=NOON)
    span = DateTimeTZRange(TOMORROW, TOMORROW + timedelta(hours=1))
    BusyTime.objects.create(calendar=row, during=span)
    return loop, ann


def test_busy_time_refuses_a_seat_without_a_word_of_what_it_is(
    busy: tuple[InterviewLoop, User], coordinator: User
) -> None:
    loop, ann = busy
    session = loop.sessions.first()
    end = TOMORROW + timedelta(hours=1)
    scheduling.set_time(session=session, start=TOMORROW, end=end, place="", by=coordinator, at=NOON)

    with pytest.raises(scheduling.SchedulingRefused) as refused:
        scheduling.give_seat(session=session, person=ann, by=coordinator, at=NOON)

    assert str(refused.value) == "Ann One is busy at that time, by their own calendar."


def test_busy_time_blocks_the_automatic_plan(busy: tuple[InterviewLoop, User]) -> None:
    [person] = planning.interviewers(NOON)

    assert [(each.start, each.end) for each in person.busy] == [(TOMORROW, TOMORROW + timedelta(hours=1))]
