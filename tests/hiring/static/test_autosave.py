"""Nothing typed into a scorecard is ever lost, and only the server's answer counts as saved."""

import pytest
from playwright.sync_api import expect

from tests.hiring.static.conftest import Desk

pytestmark = pytest.mark.browser


def test_what_is_typed_is_saved_on_the_server_with_its_time(desk: Desk) -> None:
    desk.open().note().fill("Split the latency by stage")
    desk.says("Saved on the server 10:32:47")
    assert desk.server.fields["note-1"] == "Split the latency by stage"
    assert desk.server.saves[0]["base_revision"] == 1


def test_every_field_of_the_scorecard_goes_along_and_an_unchosen_rating_is_empty(desk: Desk) -> None:
    desk.open().page.locator("#rate-2 .lvl").nth(3).click()
    desk.says("Saved on the server")
    assert desk.server.fields == {
        "session_notes-1": "",
        "rating-1": "",
        "reason-1": "",
        "note-1": "",
        "session_notes-2": "",
        "rating-2": "4",
        "reason-2": "",
        "note-2": "",
    }


def test_typing_on_uses_the_revision_that_the_server_gave(desk: Desk) -> None:
    desk.open().note().fill("First")
    desk.says("Saved on the server")
    desk.note().fill("First and second")
    expect(desk.page.locator("form[data-autosave-url]")).to_have_attribute("data-revision", "3")
    assert [save["base_revision"] for save in desk.server.saves] == [1, 2]


def test_the_form_itself_carries_the_newest_revision(desk: Desk) -> None:
    desk.open().note().fill("First")
    desk.says("Saved on the server")
    expect(desk.page.locator("[name=base_revision]")).to_have_value("2")


def test_without_a_connection_the_text_is_kept_and_sent_when_it_is_back(desk: Desk) -> None:
    desk.open()
    desk.page.context.set_offline(True)
    desk.note().fill("Kept on this device")
    desk.says("No connection: kept on this device, changes: 1")
    desk.page.context.set_offline(False)
    desk.says("Saved on the server")
    assert desk.server.fields["note-1"] == "Kept on this device"


def test_a_closed_tab_loses_nothing(desk: Desk) -> None:
    desk.open()
    desk.server.status = 503
    desk.note().fill("Typed before the tab was closed")
    desk.says("No connection")
    desk.open()
    expect(desk.note()).to_have_value("Typed before the tab was closed")
    desk.server.status = 200
    desk.says("Saved on the server")
    assert desk.server.fields["note-1"] == "Typed before the tab was closed"


def test_what_the_server_has_is_no_longer_kept_on_the_device(desk: Desk) -> None:
    desk.open().note().fill("Saved")
    desk.says("Saved on the server")
    assert (
        desk.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('scorecard-draft'))")
        == []
    )


@pytest.mark.parametrize("status", [302, 401, 403])
def test_an_ended_session_asks_to_sign_in_again_and_keeps_the_text(desk: Desk, status: int) -> None:
    desk.open()
    desk.server.status = status
    desk.note().fill("Typed after the session ended")
    desk.says("Not saved: sign in again")
    desk.open()
    expect(desk.note()).to_have_value("Typed after the session ended")
    desk.server.status = 200
    desk.says("Saved on the server")
    assert desk.server.fields["note-1"] == "Typed after the session ended"


def test_changes_of_different_fields_in_two_places_are_both_kept_without_asking(desk: Desk) -> None:
    desk.open()
    desk.server.changed_elsewhere(note__2="Written on the phone")
    desk.note(1).fill("Written here")
    desk.says("Changed in another tab: both kept")
    expect(desk.note(2)).to_have_value("Written on the phone")
    expect(desk.page.locator("#merge-dialog")).to_be_hidden()
    desk.sent()
    assert (desk.server.fields["note-1"], desk.server.fields["note-2"]) == (
        "Written here",
        "Written on the phone",
    )


def test_the_same_field_in_two_places_is_shown_and_both_are_kept_by_default(desk: Desk) -> None:
    desk.open()
    desk.server.changed_elsewhere(note__1="Written on the phone")
    desk.note().fill("Written here")
    dialog = desk.page.locator("#merge-dialog")
    expect(dialog).to_contain_text("Written on the phone")
    expect(dialog).to_contain_text("10:32:47, phone")
    desk.page.keyboard.press("Enter")
    desk.says("Changed in another tab: both kept")
    expect(desk.note()).to_have_value("Written on the phone\n\nWritten here")
    desk.sent()
    assert desk.server.fields["note-1"] == "Written on the phone\n\nWritten here"


def test_leaving_the_merge_without_a_choice_keeps_both(desk: Desk) -> None:
    desk.open()
    desk.server.changed_elsewhere(note__1="Written on the phone")
    desk.note().fill("Written here")
    expect(desk.page.locator("#merge-dialog")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.note()).to_have_value("Written on the phone\n\nWritten here")


def test_two_ratings_cannot_both_stand_so_the_one_of_this_tab_does(desk: Desk) -> None:
    desk.open()
    desk.server.changed_elsewhere(rating__1="2")
    desk.page.locator("#rate-1 .lvl").nth(3).click()
    desk.page.get_by_role("button", name="Keep both").click()
    desk.says("Changed in another tab: both kept")
    desk.sent()
    assert desk.server.fields["rating-1"] == "4"


def test_a_scorecard_that_was_submitted_elsewhere_is_locked_here(desk: Desk) -> None:
    desk.open()
    desk.server.status = 423
    desk.note().fill("Too late")
    desk.says("Submitted and locked")
    expect(desk.note()).not_to_be_editable()


def test_a_refused_save_says_why(desk: Desk) -> None:
    desk.open()
    desk.server.status = 400
    desk.note().fill("Anything")
    desk.says("Not saved: Not this way")


def test_submitting_saves_first(desk: Desk) -> None:
    desk.open().note().fill("The last word")
    desk.page.get_by_role("button", name="Submit and lock").click()
    desk.page.get_by_role("heading", name="Submitted").wait_for()
    assert (desk.server.fields["note-1"], desk.server.submitted) == ("The last word", 1)


def test_without_a_connection_the_form_is_not_sent_away(desk: Desk) -> None:
    desk.open()
    desk.server.status = 503
    desk.note().fill("Still here")
    desk.page.get_by_role("button", name="Submit and lock").click()
    desk.says("No connection")
    assert desk.server.submitted == 0
    expect(desk.note()).to_have_value("Still here")


def test_what_is_missing_follows_the_server(desk: Desk) -> None:
    desk.server.missing = [{"id": "rate-2", "label": "Rating, Leadership"}]
    desk.open().note().fill("Enough evidence")
    expect(desk.page.locator("[data-missing]")).to_have_text("1 thing missing Rating, Leadership")
    expect(desk.page.locator("[data-competency-state='1']")).to_have_text("Complete")
    expect(desk.page.locator("[data-competency-state='2']")).to_have_text("Not rated yet")


def test_a_draft_of_a_closed_tab_and_what_another_device_saved_since_are_both_kept(desk: Desk) -> None:
    desk.open()
    desk.server.status = 503
    desk.note().fill("Typed in the closed tab")
    desk.says("No connection")
    desk.page.goto("about:blank")
    desk.server.status = 200
    desk.server.changed_elsewhere(note__1="Written on the phone")
    desk.open()
    desk.page.get_by_role("button", name="Keep both").click()
    expect(desk.note()).to_have_value("Written on the phone\n\nTyped in the closed tab")
    desk.says("both kept")
    desk.sent()
    assert desk.server.fields["note-1"] == "Written on the phone\n\nTyped in the closed tab"


def test_going_away_sends_what_is_not_yet_saved(desk: Desk) -> None:
    desk.open().note().fill("A word just before leaving")
    desk.page.goto("about:blank")
    assert desk.server.answered.wait(timeout=5)
    assert desk.server.fields["note-1"] == "A word just before leaving"
