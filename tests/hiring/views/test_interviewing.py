"""Everybody who takes interviews keeps their own hours, pauses, calendars and recusals, and nobody else's."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Absence, BusyCalendar, Conflict, Interviewer
from hiring.operations import calendars, interviewers
from tests.factories.hiring import InterviewerFactory
from tests.factories.rubrics import NOON
from tests.factories.training import make_training, sit
from tests.hiring.views.conftest import only
from tests.surroundings.calendars import ENTRY

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def profile(interviewer: User) -> Interviewer:
    return InterviewerFactory(person=interviewer)


@pytest.fixture
def feed(profile: Interviewer, interviewer: User) -> BusyCalendar:
    url = "https://calendar.example.org/secret-4711/basic.ics"
    return calendars.add_feed(interviewer=profile, name="Work", url=url, by=interviewer, at=NOON)


def test_page_opens_for_who_takes_interviews(
    profile: Interviewer, answers: Callable[..., dict[str, int]]
) -> None:
    assert answers(reverse("interviewing")) == only("Ina")


def test_anybody_else_is_asked_to_sign_in() -> None:
    assert Client().get(reverse("interviewing")).status_code == 302


def test_hours_are_saved_as_people_write_them(
    profile: Interviewer, interviewer: User, signed_in: SignedIn
) -> None:
    signed_in(interviewer).post(
        reverse("interviewing_hours"),
        {"hours-day0": "9-12, 13:00–17:30", "hours-day4": "8.30 - 12", "preferred-day0": "9-12"},
    )

    hours = list(profile.hours.values_list("weekday", "starts", "ends"))
    preferred = list(profile.preferred_hours.values_list("weekday", "starts", "ends"))
    assert hours == [
        (0, time(9), time(12)),
        (0, time(13), time(17, 30)),
        (4, time(8, 30), time(12)),
    ]
    assert preferred == [(0, time(9), time(12))]


def test_both_weeks_are_saved_or_neither(
    profile: Interviewer, interviewer: User, signed_in: SignedIn
) -> None:
    page = signed_in(interviewer).post(
        reverse("interviewing_hours"), {"hours-day0": "9-12", "preferred-day0": "9-12, 11-13"}
    )

    assert "Two of the weekly hours overlap" in page.content.decode()
    assert profile.hours.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nine to five", "Write hours such as 9:00–12:00, 13:00–17:00."),
        ("12-9", "The end of the weekly hours has to be after their start."),
        ("9-12, 11-13", "Two of the weekly hours overlap: join them into one."),
    ],
)
def test_odd_hours_come_back_as_typed(
    profile: Interviewer, interviewer: User, signed_in: SignedIn, typed: str, sentence: str
) -> None:
    page = signed_in(interviewer).post(reverse("interviewing_hours"), {"hours-day0": typed})

    text = page.content.decode()
    assert (page.status_code, sentence in text, f'value="{typed}"' in text) == (422, True, True)


def test_pause_is_read_on_the_persons_own_clock_and_taken_away(
    profile: Interviewer, interviewer: User, signed_in: SignedIn
) -> None:
    client = signed_in(interviewer)
    sent = {"pause-starts": "2030-03-04T08:00", "pause-ends": "2030-03-08T17:00", "pause-comment": "Trip"}

    client.post(reverse("pause_add"), sent)

    row = Absence.objects.get()
    assert (row.during.lower.isoformat(), row.comment) == ("2030-03-04T07:00:00+00:00", "Trip")
    client.post(reverse("pause_end", args=[row.pk]))
    assert Absence.objects.count() == 0


def test_pause_that_ends_before_it_begins_is_refused(
    profile: Interviewer, interviewer: User, signed_in: SignedIn
) -> None:
    sent = {"pause-starts": "2030-03-04T08:00", "pause-ends": "2030-03-03T17:00"}

    page = signed_in(interviewer).post(reverse("pause_add"), sent)

    text = page.content.decode()
    assert (page.status_code, "The end of an absence has to be after its start." in text) == (422, True)


def test_address_of_a_feed_is_shown_to_nobody_again(
    feed: BusyCalendar, interviewer: User, coordinator: User, signed_in: SignedIn
) -> None:
    own = signed_in(interviewer).get(reverse("interviewing")).content.decode()
    url = reverse("admin:hiring_interviewer_change", args=[feed.interviewer_id])
    theirs = signed_in(coordinator).get(url).content.decode()

    assert ("calendar.example.org" in own, "secret-4711" in own) == (True, False)
    assert ("Work" in theirs, "calendar.example.org" in theirs) == (True, False)


def test_address_that_is_none_is_refused(
    profile: Interviewer, interviewer: User, signed_in: SignedIn
) -> None:
    page = signed_in(interviewer).post(reverse("calendar_add"), {"feed-url": "file:///etc/passwd"})

    text = page.content.decode()
    assert (page.status_code, "begins with https:// or http://" in text) == (422, True)


def test_file_gives_busy_times(profile: Interviewer, interviewer: User, signed_in: SignedIn) -> None:
    start = timezone.now() + timedelta(days=2)
    end = start + timedelta(hours=1)
    body = ENTRY.format(start=f"{start:%Y%m%dT%H%M%SZ}", end=f"{end:%Y%m%dT%H%M%SZ}").encode()
    file = SimpleUploadedFile("mine.ics", body, "text/calendar")

    signed_in(interviewer).post(reverse("calendar_upload"), {"upload-file": file})

    [row] = BusyCalendar.objects.all()
    assert (row.name, row.is_feed, row.times.count()) == ("Calendar", False, 1)


@pytest.mark.parametrize("name", ["calendar_fetch", "calendar_remove"])
def test_nobody_touches_anothers_calendar(
    feed: BusyCalendar, answers: Callable[..., dict[str, int]], name: str
) -> None:
    found = answers(reverse(name, args=[feed.pk]), "post")

    assert found == only("Ina", status=302)


def test_nobody_ends_anothers_pause(
    profile: Interviewer, interviewer: User, answers: Callable[..., dict[str, int]]
) -> None:
    later = NOON + timedelta(days=1)
    interviewers.add_absence(interviewer=profile, start=NOON, end=later, by=interviewer, at=NOON)

    found = answers(reverse("pause_end", args=[Absence.objects.get().pk]), "post")

    assert found == only("Ina", status=302)


def test_stepping_back_is_offered_to_who_sits_in_the_interview(
    profile: Interviewer, interviewer: User, answers: Callable[..., dict[str, int]]
) -> None:
    seat = sit(interviewer, SeatKind.LEAD, timezone.now() + timedelta(days=2))

    assert answers(reverse("session_recuse", args=[seat.session_id])) == only("Ina")


def test_stepping_back_gives_the_seat_up(
    profile: Interviewer, interviewer: User, signed_in: SignedIn
) -> None:
    seat = sit(interviewer, SeatKind.LEAD, timezone.now() + timedelta(days=2))
    client = signed_in(interviewer)

    client.post(reverse("session_recuse", args=[seat.session_id]))

    seat.refresh_from_db()
    shown: Any = client.get(reverse("interviewing")).context["conflicts"]
    assert (seat.cancelled, Conflict.objects.get().kind, len(shown)) == (True, "own_choice", 1)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_no_page_has_a_serious_barrier_or_scrolls_sideways(
    page: Page,
    live_server: LiveServer,
    interviewer: User,
    fellow: User,
    coordinator: User,
    signed_in: SignedIn,
    width: int,
    scheme: str,
) -> None:
    training = make_training(interviewer, fellow, coordinator)
    seat = sit(interviewer, SeatKind.LEAD, timezone.now() + timedelta(days=2))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    asked = [
        (interviewer, reverse("interviewing")),
        (interviewer, reverse("training", args=[training.pk])),
        (interviewer, reverse("session_recuse", args=[seat.session_id])),
        (fellow, reverse("training", args=[training.pk])),
        (coordinator, reverse("interviewer_load")),
    ]
    found = []
    for person, address in asked:
        cookie = signed_in(person).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + address)
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        serious = [
            each["id"]
            for each in Axe().run(page).response["violations"]
            if each["impact"] in ("serious", "critical")
        ]
        found.append((address, wide, serious))
    assert found == [(address, False, []) for _person, address in asked]
