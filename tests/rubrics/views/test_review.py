"""The review page in a browser: either side finds the other, under the strict policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from rubrics.models import RubricVersion
from tests.factories import make_person
from tests.rubrics.views.conftest import make_draft

pytestmark = pytest.mark.browser
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}


@pytest.fixture
def draft(transactional_db: None) -> RubricVersion:
    return make_draft()


@pytest.fixture
def review(draft: RubricVersion, live_server: LiveServer, page: Page) -> Page:
    """The review of the draft, opened by a recruiter."""
    client = Client()
    client.force_login(
        make_person("Rita Recruiter", "recruiter"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])  # type: ignore[list-item]
    page.goto(f"{live_server.url}/rubrics/versions/{draft.pk}/review/")
    return page


def test_choosing_a_place_finds_its_competency(draft: RubricVersion, review: Page) -> None:
    one = draft.competencies.get(key="accountability")
    review.locator("mark", has_text="Keeps promises to the crew").click()
    expect(review.locator(f"#c{one.pk}")).to_have_class("is-on")
    expect(review.locator(f"#c{one.pk}")).to_be_in_viewport()


def test_choosing_a_competency_marks_its_places(draft: RubricVersion, review: Page) -> None:
    one = draft.competencies.get(key="accountability")
    review.locator(f"#c{one.pk} b").first.click()
    expect(review.locator("mark.is-on")).to_have_text(["Keeps promises to the crew"])


def test_j_goes_on_and_k_goes_back_through_doubts_and_competencies(
    draft: RubricVersion, review: Page
) -> None:
    first, second = draft.competencies.all()[:2]
    review.locator("#d1 h3").click()
    review.locator("#d1").evaluate("one => { one.tabIndex = -1; one.focus(); }")
    places = []
    for key in ("j", "j", "k"):
        review.keyboard.press(key)
        places.append(review.evaluate("document.activeElement.id"))
    assert places == [f"c{first.pk}", f"c{second.pk}", f"c{first.pk}"]
    expect(review.locator("mark.is-on")).to_have_text(["Explains delays to passengers plainly"])


def test_choosing_moves_the_other_side_alone(draft: RubricVersion, review: Page) -> None:
    review.set_viewport_size({"width": 1440, "height": 420})
    row = review.locator("tr[id^=c]").nth(3)
    row.scroll_into_view_if_needed()
    before = row.bounding_box()
    row.locator("b").first.click()
    expect(review.locator("mark.is-on").first).to_be_in_viewport()
    assert row.bounding_box() == before


def test_accepting_by_a_key_goes_on_with_the_next_open_row(draft: RubricVersion, review: Page) -> None:
    review.goto(f"{review.url}#s6")
    expect(review.locator("#s6")).to_be_focused()
    for place in ("m5", "m0"):
        review.keyboard.press("a")
        expect(review.locator(f"#{place}")).to_be_focused()
    review.keyboard.press("j")
    expect(review.locator("#m1")).to_be_focused()
    expect(review.locator("mark.is-on")).to_be_in_viewport()


def test_the_reason_for_few_competencies_is_written_where_the_links_lead(
    draft: RubricVersion, review: Page
) -> None:
    draft.competencies.exclude(key="communication").update(proposal="drop", reason="No.")
    review.reload()
    review.locator(".submit a", has_text="Reason for few").or_(review.locator(".n")).first.click()
    review.goto(f"{review.url.split('#')[0]}#few")
    expect(review.locator("textarea#few")).to_be_focused()


def test_a_link_to_a_row_opens_its_details(draft: RubricVersion, review: Page) -> None:
    one = draft.competencies.get(key="communication")
    review.goto(f"{review.url}#c{one.pk}")
    expect(review.locator(f"#c{one.pk} details")).to_have_attribute("open", "")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window(size: str, scheme: str, review: Page) -> None:
    width, height = SIZES[size]
    review.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    review.set_viewport_size({"width": width, "height": height})
    assert review.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_serious_barrier(scheme: str, review: Page) -> None:
    review.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for more in review.locator("details.more > summary").all():
        more.click()
    found = Axe().run(review).response["violations"]
    serious = [one["id"] for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == []
