"""Interviews moved on the schedule's board in a real browser, with the mouse and by keyboard alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from hiring.accounts.models import User
from hiring.models import Application, InterviewSession
from tests.factories.arrangements import able, agree, at_work, begin_loop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUR = timedelta(hours=1)


def soon() -> datetime:
    """Noon in Greenwich on a Wednesday in one to two weeks, by the real clock that the pages go by."""
    noon = timezone.now().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=9 - noon.weekday() if noon.weekday() <= 2 else 16 - noon.weekday())


@dataclass(frozen=True)
class Desk:
    """The coordinator before the board of a Wednesday: Ann has an interview at noon in Greenwich, Bea none."""

    page: Page
    session: InterviewSession
    other: InterviewSession
    ann: User
    bea: User

    @property
    def seat(self) -> Locator:
        """The interview on the board."""
        return self.page.locator(f"a[data-move='{self.session.pk}']")

    @property
    def said(self) -> Locator:
        return self.page.locator("[data-moves-says]")

    def stands(self, session: InterviewSession) -> tuple[float | None, list[str]]:
        """Hours after noon, and who sits there."""
        session.refresh_from_db()
        seats = session.seats.filter(cancelled=False).select_related("person")
        hours = (session.during.lower - soon()) / HOUR if session.during else None
        return hours, [str(seat.person) for seat in seats]

    def drag(self, source: Locator, person: User, hours: float, *, drop: bool = True) -> None:
        """Carry the source's left end to the person's line, so many hours after noon."""
        line = self.page.locator(f"tr[data-person='{person.pk}']")
        seat, target, cell = (
            each.bounding_box() for each in (source, line, self.seat.locator("xpath=ancestor::td"))
        )
        # The interview's own cell takes an hour.
        x = cell["x"] + 7 + hours * cell["width"]
        self.page.mouse.move(seat["x"] + 6, seat["y"] + 8)
        self.page.mouse.down()
        self.page.mouse.move(seat["x"] + 20, seat["y"] + 12)
        self.page.mouse.move(x, target["y"] + target["height"] / 2, steps=4)
        expect(self.said).not_to_have_text("The rules are being checked …")
        if drop:
            self.page.mouse.up()


@pytest.fixture
def desk(
    page: Page,
    live_server: object,
    application: Application,
    coordinator: User,
    signed_in: Callable[[User], Client],
) -> Desk:
    loop = begin_loop(application)
    ann, bea = (at_work(able(name, loop)) for name in ("Ann One", "Bea Two"))
    session, other = loop.sessions.order_by("planned__order")
    agree(session, soon(), ann, by=coordinator, at=timezone.now())
    key = signed_in(coordinator).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": str(live_server)}])
    address = reverse("loop_schedule", args=[application.requisition_id])
    page.goto(f"{live_server}{address}?day={soon().date()}")
    return Desk(page, session, other, ann, bea)


def test_interview_is_dragged_to_another_time_and_line_and_back_by_undo(desk: Desk) -> None:
    desk.drag(desk.seat, desk.bea, 1)
    expect(desk.said).to_contain_text("Bea Two.")
    there = desk.stands(desk.session)

    desk.page.get_by_role("button", name="Undo").click()
    expect(desk.said).to_contain_text("Ann One.")

    assert there == (1, ["Bea Two"])
    assert desk.stands(desk.session) == (0, ["Ann One"])


def test_place_says_live_which_rule_is_in_the_way_and_a_drop_there_moves_nothing(desk: Desk) -> None:
    desk.bea.interviewer.absences.create(during=(soon() + HOUR, soon() + 2 * HOUR))

    desk.drag(desk.seat, desk.bea, 1, drop=False)
    expect(desk.page.locator(".drop--refused")).to_be_visible()
    expect(desk.page.locator(".tip")).to_have_text("Bea Two is away at that time.")
    desk.page.mouse.up()

    expect(desk.said).to_contain_text("Bea Two is away at that time. Nothing was moved.")
    assert desk.stands(desk.session) == (0, ["Ann One"])


def test_unusual_time_is_asked_about(desk: Desk) -> None:
    desk.bea.interviewer.hours.all().delete()
    desk.bea.interviewer.hours.create(weekday=0, starts="06:00", ends="07:00")

    desk.drag(desk.seat, desk.bea, 1)
    expect(desk.page.get_by_role("dialog")).to_contain_text("It is outside the working hours of Bea Two.")
    before = desk.stands(desk.session)
    desk.page.get_by_role("button", name="Move it", exact=True).click()
    expect(desk.page.get_by_role("button", name="Undo")).to_be_visible()

    assert (before, desk.stands(desk.session)) == ((0, ["Ann One"]), (1, ["Bea Two"]))


def test_unplaced_interview_is_dragged_from_the_list(desk: Desk) -> None:
    source = desk.page.locator(f".un[data-move='{desk.other.pk}'] h3")

    desk.drag(source, desk.bea, 2)
    expect(desk.said).to_contain_text("Bea Two.")

    assert desk.stands(desk.other) == (2, ["Bea Two"])
    expect(desk.page.get_by_text("Everything is scheduled.")).to_be_visible()


def test_board_that_is_out_of_date_moves_nothing_and_is_drawn_anew(desk: Desk) -> None:
    sequence = desk.session.sequence
    InterviewSession.objects.filter(pk=desk.session.pk).update(sequence=sequence + 7)

    desk.drag(desk.seat, desk.bea, 1)

    expect(desk.said).to_contain_text("The board was out of date. Nothing was moved")
    assert desk.stands(desk.session) == (0, ["Ann One"])


def test_interview_is_moved_by_keyboard_alone(desk: Desk) -> None:
    page = desk.page
    desk.seat.focus()
    page.keyboard.press("m")
    expect(desk.said).to_contain_text("is picked up")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(desk.said).to_contain_text("Bea Two: possible.")
    page.keyboard.press("Enter")

    expect(desk.said).to_contain_text(f"Kim Candidate, {desk.session.planned.name}: Wed")
    expect(desk.seat).to_be_focused()
    assert desk.stands(desk.session) == (0.5, ["Bea Two"])


def test_escape_leaves_the_interview_where_it_is(desk: Desk) -> None:
    page = desk.page
    desk.seat.focus()
    page.keyboard.press("m")
    expect(desk.said).to_contain_text("is picked up")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(desk.said).to_have_text("Nothing was moved.")
    expect(page.locator(".drop, .strip")).to_have_count(0)
    assert desk.stands(desk.session) == (0, ["Ann One"])


def test_press_without_dragging_opens_the_interview(desk: Desk) -> None:
    desk.seat.click()

    expect(desk.page).to_have_url(re.compile(reverse("session_arrange", args=[desk.session.pk])))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_board_has_no_serious_barrier_while_an_interview_is_moved(desk: Desk, scheme: str) -> None:
    desk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    desk.seat.focus()
    desk.page.keyboard.press("m")
    expect(desk.said).to_contain_text("is picked up")

    found = Axe().run(desk.page).response["violations"]

    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []


def test_interview_is_carried_to_the_next_day_by_keyboard_alone(desk: Desk) -> None:
    desk.seat.focus()
    desk.page.keyboard.press("m")
    expect(desk.said).to_contain_text("is picked up")
    desk.page.keyboard.press("PageDown")
    expect(desk.page.locator("[data-board]")).to_have_attribute(
        "data-day", str(soon().date() + timedelta(days=1))
    )
    expect(desk.said).to_contain_text("possible")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("button", name="Undo")).to_be_visible()

    assert desk.stands(desk.session) == (24, ["Ann One"])


def test_the_day_is_chosen_and_turned_by_keys(desk: Desk) -> None:
    day = soon().date() + timedelta(days=5)
    desk.page.get_by_label("Day", exact=True).fill(str(day))
    desk.page.get_by_role("button", name="Show").click()
    expect(desk.page.locator("[data-board]")).to_have_attribute("data-day", str(day))
    desk.page.keyboard.press("b")

    expect(desk.page.locator("[data-board]")).to_have_attribute("data-day", str(day - timedelta(days=1)))
