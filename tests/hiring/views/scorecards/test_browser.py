"""The scorecard in a real browser with the real server: nothing typed is lost, and the keyboard is enough."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from hiring.accounts.models import User
from hiring.models import InterviewSession, Scorecard
from hiring.operations import drafts
from tests.factories.scorecards import EVIDENCE, fill, submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}


class Desk:
    """One interviewer before the live site."""

    def __init__(self, page: Page, address: str, client: Client, card: Scorecard) -> None:
        self.page = page
        self.address = address
        self.client = client
        self.card = card
        self.sign_in()

    def sign_in(self) -> None:
        cookie = self.client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.address}])

    def open(self, name: str = "scorecard", *arguments: int) -> "Desk":
        self.page.goto(self.address + reverse(name, args=arguments or [self.card.pk]))
        return self

    def number(self, place: int = 0) -> int:
        return self.card.ratings.all()[place].competency_id

    def note(self, place: int = 0):  # type: ignore[no-untyped-def]
        return self.page.locator(f"#note-{self.number(place)}")

    def says(self, words: str) -> None:
        self.page.locator("[data-save-state]").get_by_text(words).wait_for(timeout=8000)

    def sent(self) -> None:
        """Waits until this device keeps nothing that the server does not have."""
        # Not wait_for_function: it evaluates a string in the page, which the Content Security Policy forbids.
        for _attempt in range(50):
            if not self.page.evaluate(
                "Object.keys(localStorage).some((key) => key.startsWith('scorecard-draft'))"
            ):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("The text was not sent within five seconds.")

    def stored(self, place: int = 0, name: str = "note") -> str:
        return drafts.read(Scorecard.objects.get(pk=self.card.pk))[f"{name}-{self.number(place)}"]


@pytest.fixture
def card(scorecards: tuple[Scorecard, Scorecard]) -> Scorecard:
    """The interviewer's, of an interview that began twenty minutes ago."""
    start = timezone.now() - timedelta(minutes=20)
    InterviewSession.objects.filter(pk=scorecards[0].seat.session_id).update(
        during=(start, start + timedelta(hours=1))
    )
    return Scorecard.objects.get(pk=scorecards[0].pk)


@pytest.fixture
def desk(
    page: Page,
    live_server: object,
    signed_in: Callable[[User], Client],
    interviewer: User,
    card: Scorecard,
) -> Desk:
    return Desk(page, str(live_server), signed_in(interviewer), card)


def test_what_is_typed_is_saved_by_itself_and_the_marks_follow(desk: Desk) -> None:
    desk.open().note().fill(EVIDENCE)
    desk.says("Saved on the server")

    assert desk.stored() == EVIDENCE
    expect(desk.page.locator("[data-missing] .n")).to_have_text("5 things missing")


def test_words_to_reconsider_appear_while_typing(desk: Desk) -> None:
    desk.open().note().fill("The candidate is pregnant.")
    desk.says("Saved on the server")

    expect(desk.page.locator(f"[data-warnings='note-{desk.number()}'] .hint").first).to_be_visible()


def test_without_a_network_the_text_waits_and_is_sent_again(desk: Desk, context: BrowserContext) -> None:
    desk.open()
    context.set_offline(True)
    desk.note().fill("Typed in a tunnel.")
    desk.says("No connection: kept on this device")
    before = desk.stored()

    context.set_offline(False)
    desk.says("Saved on the server")

    assert (before, desk.stored()) == ("", "Typed in a tunnel.")


def test_two_tabs_that_wrote_the_same_note_keep_both(desk: Desk, context: BrowserContext) -> None:
    desk.open()
    other = context.new_page()
    other.goto(desk.page.url)
    other.locator(f"#note-{desk.number()}").fill("Written in the other tab.")
    other.locator("[data-save-state]").get_by_text("Saved on the server").wait_for()
    other.close()

    desk.note().fill("Written here.")
    desk.page.get_by_role("button", name="Keep both").click()
    desk.says("both kept")

    expect(desk.note()).to_have_value("Written in the other tab.\n\nWritten here.")
    desk.sent()
    assert desk.stored() == "Written in the other tab.\n\nWritten here."


def test_the_keyboard_alone_rates(desk: Desk) -> None:
    desk.open()
    for key in ("4", "j", "2", "j", "0"):
        desk.page.keyboard.press(key)
    desk.page.locator(f"#reason-{desk.number(2)}").select_option("no_time")
    desk.says("Saved on the server")
    expect(desk.page.locator("form[data-autosave-url]")).not_to_have_attribute("data-revision", "0")
    desk.sent()

    assert [desk.stored(place, "rating") for place in range(3)] == ["4", "2", "na"]
    assert desk.stored(2, "reason") == "no_time"


def test_an_ended_session_keeps_the_text_until_one_has_signed_in_again(
    desk: Desk, signed_in: Callable[[User], Client], interviewer: User
) -> None:
    desk.open()
    Session.objects.all().delete()
    desk.note().fill("Typed after the session ended.")
    desk.says("Not saved: sign in again")
    before = desk.stored()

    desk.page.locator("[data-save-state] a").click()
    desk.page.get_by_label("E-mail").or_(desk.page.locator("input[name=login]")).first.fill(interviewer.email)
    desk.page.locator("input[name=password]").fill("correct horse")
    desk.page.locator("main button[type=submit], form button[type=submit]").first.click()
    desk.page.wait_for_url(f"**{reverse('scorecard', args=[desk.card.pk])}")
    expect(desk.note()).to_have_value("Typed after the session ended.")
    desk.says("Saved on the server")

    assert (before, desk.stored()) == ("", "Typed after the session ended.")


def test_ratings_are_locked_then_the_recommendation_is_asked_then_it_is_submitted(
    desk: Desk, interviewer: User
) -> None:
    fill(desk.card, interviewer, timezone.now())
    desk.open().note().fill(EVIDENCE + " One word more.")
    desk.page.keyboard.press("Control+Enter")
    desk.page.get_by_role("heading", name="Lock the ratings?").wait_for()
    desk.page.get_by_role("button", name="Lock the ratings").click()
    desk.page.get_by_label("Strongly for").check()
    desk.page.get_by_role("button", name="Submit and lock").click()
    desk.page.get_by_text("Submitted and locked. You may now read what others wrote.").wait_for()

    desk.card.refresh_from_db()
    assert (desk.card.state, desk.card.recommendation) == ("submitted", "strongly_for")
    assert desk.stored() == EVIDENCE + " One word more."


def test_what_is_missing_takes_the_focus_and_leads_to_its_field(desk: Desk) -> None:
    desk.open()
    desk.page.get_by_role("button", name="Check and lock").click()
    summary = desk.page.locator(".errsum")
    expect(summary).to_be_focused()

    summary.get_by_role("link").first.click()

    assert desk.page.url.endswith(f"#rate-{desk.number()}")


def test_the_plan_says_how_long_the_current_part_takes(desk: Desk) -> None:
    desk.open()

    expect(desk.page.locator("[data-plan-now]")).to_contain_text("left for Communication")


def test_without_a_script_the_form_can_be_saved(browser: object, live_server: object, desk: Desk) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    context.add_cookies(desk.page.context.cookies())
    page = context.new_page()
    page.goto(str(live_server) + reverse("scorecard", args=[desk.card.pk]))
    page.locator(f"#note-{desk.number()}").fill("Typed without a script.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved.").wait_for()
    context.close()

    assert desk.stored() == "Typed without a script."


def violations(page: Page) -> list[str]:
    """What axe calls serious or critical, with the places."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found if rule["impact"] in SERIOUS]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_barrier(
    desk: Desk,
    scheme: str,
    scorecards: tuple[Scorecard, Scorecard],
    interviewer: User,
    fellow: User,
) -> None:
    desk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    pages = ["home", "session", "scorecard"]
    found = {}
    for name in pages:
        arguments = {"home": [], "session": [desk.card.seat.session_id], "scorecard": [desk.card.pk]}[name]
        desk.page.goto(desk.address + reverse(name, args=arguments))
        found[name] = violations(desk.page)
    desk.page.get_by_role("button", name="Check and lock").click()
    desk.page.locator(".errsum").wait_for()
    found["errors"] = violations(desk.page)
    submit(scorecards[1], fellow, timezone.now())
    submit(desk.card, interviewer, timezone.now())
    competency = desk.number()
    for name, arguments in {
        "scorecard": [desk.card.pk],
        "panel_scorecards": [desk.card.application_id],
        "rating_correction": [desk.card.pk, competency],
    }.items():
        desk.page.goto(desk.address + reverse(name, args=arguments))
        found[name + " after"] = violations(desk.page)

    assert {name: rules for name, rules in found.items() if rules} == {}


def test_the_steps_between_have_no_serious_barrier(desk: Desk, interviewer: User) -> None:
    fill(desk.card, interviewer, timezone.now())
    desk.open("scorecard_lock")
    before = violations(desk.page)
    desk.page.get_by_role("button", name="Lock the ratings").click()
    desk.page.get_by_role("button", name="Submit and lock").wait_for()

    assert before + violations(desk.page) == []
