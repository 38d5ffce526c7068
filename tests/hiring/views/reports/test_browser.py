"""The manager's pages in a real browser: progress that ends by itself, drawings, no barrier, no overflow."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from hiring.accounts.models import User
from hiring.models import Application, Scorecard
from hiring.operations import debriefs, reports
from tests.factories.reports import LATER, make_report, rate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}


@pytest.fixture
def desk(page: Page, live_server: LiveServer, manager: User, signed_in: Callable[[User], Client]) -> Page:
    """The manager's browser, signed in."""
    cookie = signed_in(manager).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def test_the_page_turns_into_the_report_when_the_worker_is_done(
    desk: Page, live_server: LiveServer, application: Application, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    rate(scorecards, (2, 4))
    row = application.reports.get()
    desk.goto(live_server.url + reverse("candidate_report", args=[application.pk]))
    expect(desk.get_by_role("progressbar")).to_be_visible()

    reports.build(report_id=row.pk, at=LATER)

    expect(desk.get_by_text("Composite 3.0 on the 1–5 scale")).to_be_visible(timeout=10_000)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_no_page_has_a_serious_barrier_or_scrolls_sideways(
    desk: Page,
    live_server: LiveServer,
    manager: User,
    application: Application,
    scorecards: tuple[Scorecard, Scorecard],
    width: int,
    scheme: str,
) -> None:
    rate(scorecards, (2, 4))
    report = make_report(application)
    debrief = debriefs.open_debrief(application=application, by=manager, at=LATER)
    desk.set_viewport_size({"width": width, "height": 900})
    desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    addresses = {
        "requisition_list": [],
        "requisition": [application.requisition_id],
        "application": [application.pk],
        "report_list": [],
        "report": [report.pk],
        "debrief_list": [],
        "debrief": [debrief.pk],
        "decide": [application.pk],
    }

    found = {}
    for name, arguments in addresses.items():
        desk.goto(live_server.url + reverse(name, args=arguments))
        rules = Axe().run(desk).response["violations"]
        barriers = [
            f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in rules if rule["impact"] in SERIOUS
        ]
        found[name] = (barriers, desk.evaluate("document.documentElement.scrollWidth"))

    assert found == dict.fromkeys(addresses, ([], width))


def test_the_drawings_stand_where_the_numbers_are(
    desk: Page,
    live_server: LiveServer,
    application: Application,
    scorecards: tuple[Scorecard, Scorecard],
) -> None:
    rate(scorecards, (2, 4))
    report = make_report(application)

    desk.goto(live_server.url + reverse("report", args=[report.pk]))

    drawings = desk.locator("svg.dp").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width > 200)"
    )
    discs = desk.locator("svg.dp circle").count()
    assert (drawings, discs) == ([True] * 5, 10)
