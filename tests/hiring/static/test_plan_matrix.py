"""The matrix of a draft changed in a real browser, with the mouse and by keyboard: every rule is checked at once."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from hiring.accounts.models import User
from hiring.models import LoopPlan, PlannedCompetency, PlannedSession, Requisition
from hiring.operations import loops
from tests.factories.rubrics import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Desk:
    """The recruiter before a proposed draft: one competency of it, and an interview that does not hear it."""

    page: Page
    draft: LoopPlan
    part: PlannedCompetency
    free: PlannedSession

    @property
    def cell(self) -> Locator:
        return self.page.locator(f"[data-part='{self.part.pk}']")

    @property
    def said(self) -> Locator:
        return self.page.locator("[data-moves-says]")

    def column(self, session: PlannedSession) -> dict[str, float]:
        """Where the interview's column is on the page."""
        return self.page.locator(f"th[data-session='{session.pk}']").bounding_box()

    def heard(self) -> tuple[int, int]:
        """In which interview, and for how long."""
        row = PlannedCompetency.objects.get(pk=self.part.pk)
        return row.session_id, row.minutes


def movable(draft: LoopPlan) -> tuple[PlannedCompetency, PlannedSession]:
    """A competency's place and a scored interview that does not hear it."""
    scored = draft.sessions.filter(kind__scored=True)
    return next(
        (part, session)
        for part in PlannedCompetency.objects.filter(session__plan=draft).order_by("pk")
        for session in scored.exclude(competencies__competency=part.competency).order_by("pk")
    )


@pytest.fixture
def desk(
    page: Page,
    live_server: object,
    requisition: Requisition,
    recruiter: User,
    signed_in: Callable[[User], Client],
) -> Desk:
    draft = loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)
    key = signed_in(recruiter).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": str(live_server)}])
    page.goto(f"{live_server}{reverse('plan', args=[draft.pk])}")
    return Desk(page, draft, *movable(draft))


def test_cell_is_dragged_to_another_interview_and_back_by_undo(desk: Desk) -> None:
    before, (cell, column) = desk.heard(), (desk.cell.bounding_box(), desk.column(desk.free))
    mouse = desk.page.mouse
    mouse.move(cell["x"] + 10, cell["y"] + 10)
    mouse.down()
    mouse.move(column["x"] + column["width"] / 2, cell["y"] + 10, steps=4)
    expect(desk.said).to_contain_text(f"{desk.free.name}: it can be heard there.")
    mouse.up()
    expect(desk.page.get_by_role("button", name="Undo")).to_be_visible()
    there = desk.heard()

    desk.page.get_by_role("button", name="Undo").click()
    expect(desk.said).to_contain_text(f"{desk.part.session.name}. ")

    assert (there[0], desk.heard()) == (desk.free.pk, before)


def test_minutes_follow_plus_and_minus_and_the_focus_stays(desk: Desk) -> None:
    minutes = desk.part.minutes
    desk.cell.focus()
    for key in ("+", "+", "+", "-"):
        desk.page.keyboard.press(key)
    expect(desk.said).to_contain_text("Broken:")
    expect(desk.page.locator("[aria-labelledby='br']")).to_be_visible()

    expect(desk.cell).to_be_focused()
    expect(desk.cell.locator("b")).to_have_text(str(minutes + 2))
    assert desk.heard() == (desk.part.session_id, minutes + 2)


def test_undone_minutes_keep_every_rule_again(desk: Desk) -> None:
    desk.cell.focus()
    desk.page.keyboard.press("+")
    expect(desk.said).to_contain_text("Broken:")

    desk.page.keyboard.press("u")
    expect(desk.said).to_contain_text("Every rule is kept.")

    expect(desk.page.locator("[aria-labelledby='br']")).to_have_count(0)
    assert desk.heard() == (desk.part.session_id, desk.part.minutes)


def test_cell_is_carried_to_another_interview_by_keyboard(desk: Desk) -> None:
    orders = list(desk.draft.sessions.order_by("order").values_list("pk", flat=True))
    steps = orders.index(desk.free.pk) - orders.index(desk.part.session_id)
    desk.cell.focus()
    desk.page.keyboard.press("m")
    expect(desk.said).to_contain_text("is picked up")
    for _step in range(abs(steps)):
        desk.page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("button", name="Undo")).to_be_visible()

    expect(desk.cell).to_be_focused()
    assert desk.heard()[0] == desk.free.pk


def test_escape_leaves_the_cell_where_it_is(desk: Desk) -> None:
    before = desk.heard()
    desk.cell.focus()
    desk.page.keyboard.press("m")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Escape")

    expect(desk.said).to_have_text("Nothing was changed.")
    assert desk.heard() == before


def test_change_of_a_plan_that_is_in_use_by_now_is_refused_with_its_sentence(
    desk: Desk, recruiter: User
) -> None:
    loops.activate_plan(plan=desk.draft, by=recruiter, at=NOON)
    desk.cell.focus()
    desk.page.keyboard.press("+")

    expect(desk.said).to_have_text("Only a draft can be changed: propose a new version.")
    assert desk.heard() == (desk.part.session_id, desk.part.minutes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_matrix_has_no_serious_barrier_while_a_cell_is_moved(desk: Desk, scheme: str) -> None:
    desk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    desk.cell.focus()
    desk.page.keyboard.press("m")

    found = Axe().run(desk.page).response["violations"]

    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []
