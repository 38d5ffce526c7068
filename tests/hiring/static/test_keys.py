"""A scorecard by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.hiring.static.conftest import Desk

pytestmark = pytest.mark.browser


def test_j_and_k_go_through_the_competencies(desk: Desk) -> None:
    page = desk.open().page
    places = []
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
        places.append(page.evaluate("document.activeElement.id"))
    assert places == ["c-2", "c-2", "c-2", "c-1"]


def test_a_number_rates_the_competency_one_is_in_and_0_is_not_assessed(desk: Desk) -> None:
    page = desk.open().page
    page.locator("#c-2").evaluate("section => { section.tabIndex = -1; section.focus(); }")
    page.keyboard.press("4")
    expect(page.locator("#c-2 input[value='4']")).to_be_checked()
    page.keyboard.press("0")
    expect(page.locator("#c-2 input[value='na']")).to_be_checked()
    expect(page.locator("#reason-2")).to_be_visible()
    expect(page.locator("#c-1 input:checked")).to_have_count(0)


def test_single_keys_never_act_inside_a_text_field(desk: Desk) -> None:
    desk.open().note(1).press_sequentially("4 jokes, none e0?")
    expect(desk.note(1)).to_have_value("4 jokes, none e0?")
    expect(desk.page.locator("input[type=radio]:checked")).to_have_count(0)
    expect(desk.page.locator("#key-list")).to_be_hidden()


def test_e_goes_to_the_evidence_n_to_the_notes_and_escape_back_to_the_competency(desk: Desk) -> None:
    page = desk.open().page
    page.locator("#c-2").evaluate("section => { section.tabIndex = -1; section.focus(); }")
    page.keyboard.press("e")
    expect(desk.note(2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#c-2")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#session_notes-2")).to_be_focused()


def test_control_and_enter_submits_from_inside_a_text_field(desk: Desk) -> None:
    desk.open().note(1).fill("Done")
    desk.page.keyboard.press("Control+Enter")
    desk.page.get_by_role("heading", name="Submitted").wait_for()
    assert desk.server.submitted == 1


def test_single_keys_can_be_turned_off_and_the_list_of_keys_stays_within_reach(desk: Desk) -> None:
    page = desk.open().page
    page.keyboard.press("?")
    page.get_by_label("Use single keys on this device").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("4")
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#key-list")).to_be_visible()


def test_the_counter_says_how_much_evidence_is_still_asked_for(desk: Desk) -> None:
    hint = desk.open().page.locator("[data-counter='note-1']")
    expect(hint).to_have_text("At least 40 characters of what the candidate said or did")
    desk.note().fill("x" * 39)
    expect(hint).to_have_text("1 more character")
    desk.note().fill("x" * 40)
    expect(hint).to_have_text("What the candidate said or did")


def test_the_theme_is_the_admins_and_stays(desk: Desk) -> None:
    page = desk.open().page
    page.get_by_role("button", name="Dark").click()
    page.reload()
    expect(page.locator("html")).to_have_class("js dark")
    assert page.evaluate("localStorage.adminTheme") == '"dark"'
