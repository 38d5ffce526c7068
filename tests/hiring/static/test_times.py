"""The candidate's clock in a real browser: found by a script, and as well chosen without one."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from hiring.accounts.models import User
from hiring.models import Application
from hiring.operations import candidate_links, proposals
from tests.factories.arrangements import staffed_loop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def path(application: Application, coordinator: User) -> str:
    """The page of a candidate who is known to be in Oslo, with times to choose from."""
    loop, now = staffed_loop(application), timezone.now()
    _link, token = candidate_links.make(loop=loop, by=coordinator, at=now)
    assert proposals.offer(loop=loop, made_by=coordinator, by=coordinator, at=now) is not None
    return f"/times/{token}/"


def test_the_device_s_zone_is_shown_at_once(browser: Browser, live_server: object, path: str) -> None:
    context = browser.new_context(timezone_id="Asia/Tokyo")
    page = context.new_page()

    page.goto(f"{live_server}{path}")
    page.wait_for_selector("[data-zone-known]", state="attached")

    assert page.locator("select[name=zone]").input_value() == "Asia/Tokyo"
    context.close()


def test_without_scripts_the_whole_choice_works(
    browser: Browser, live_server: object, path: str, application: Application
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server}{path}")
    page.fill("textarea", "Captions")

    page.select_option("select[name=zone]", "America/New_York")
    page.get_by_role("button", name="Use this clock").click()
    typed = page.input_value("textarea")
    page.locator("input[name=option]").first.check(force=True)
    page.get_by_role("button", name="Book these times").click()

    application.candidate.refresh_from_db()
    said = page.locator("[role=status]").inner_text()
    assert (typed, said) == ("Captions", "These times are booked. We send them to you for your calendar.")
    assert application.candidate.time_zone == "America/New_York"
    context.close()
