"""From a role document to a decided candidate in a real browser, as the three people do it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hiring.accounts.models import User
from hiring.models import Application, Decision, Scorecard
from hiring.operations import scheduling
from rubrics.ledger.chain import verify
from tests.factories.scorecards import submit
from tests.journeys.conftest import DOCUMENT, PASSWORD, Cast
from tests.surroundings.worker import Worker

EVIDENCE = "Described how the evening line was kept running when two crews were ill, and what it had cost."
# A worker's work takes seconds; on a busy machine more.
PATIENCE = 60_000


@pytest.mark.worker
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_three_people_bring_a_candidate_from_the_role_document_to_the_decision(
    celery_worker: Worker, live_server: object, page: Page, cast: Cast
) -> None:
    page.set_default_timeout(20_000)
    site = str(live_server)

    sign_in(page, site, cast.recruiter)
    publish(page, site)
    open_requisition(page, site, cast)
    activate_plan(page, site)
    application = bring_candidate(page, site)
    cards = begin_loop(page, site, application, cast)
    for card in cards[:2]:
        sign_in(page, site, card.author)
        write_scorecard(page, card)
    for card in cards[2:]:
        submit(card, card.author, timezone.now())
    sign_in(page, site, cast.manager)
    address = read_report_and_open_debrief(page, site, application)
    sign_in(page, site, cards[0].author)
    vote(page, address)
    sign_in(page, site, cast.manager)
    debrief(page, address)
    decide(page, site, application)

    application.refresh_from_db()
    decision = Decision.objects.get(application=application)
    assert (application.stage, decision.decided_by, decision.override) == ("decided", cast.manager, False)
    assert verify() == []


def sign_in(page: Page, site: str, person: User) -> None:
    """By the sign-in page, after whoever sat here before has gone."""
    page.context.clear_cookies()
    page.goto(f"{site}/accounts/login/")
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    expect(page).to_have_url(f"{site}/")


def publish(page: Page, site: str) -> None:
    """Paste the document, watch it being derived, confirm what is required, publish."""
    page.goto(f"{site}/role-documents/new/")
    page.fill("textarea[name=text]", DOCUMENT.read_text())
    page.get_by_role("button", name="Take it in").click()
    review = page.locator("main a[href*='/review/']").first
    review.wait_for(timeout=PATIENCE)
    review.click()
    expect(page.get_by_role("heading", name="Review the draft rubric")).to_be_visible()
    expect(page.get_by_text("every one is accounted for")).to_be_visible()
    confirm = page.get_by_role("button", name="Confirm the chosen ones")
    if confirm.count():
        confirm.click()
    page.get_by_role("button", name="Publish rubric v1").click()
    expect(page).to_have_url(re.compile(r"/rubrics/versions/\d+/$"))


def open_requisition(page: Page, site: str, cast: Cast) -> None:
    """In the admin, with the manager in the team."""
    page.goto(f"{site}/admin/hiring/requisition/add/")
    page.fill("#id_title", "Ferry Operations Manager")
    page.fill("#id_reference", "FER-1")
    page.select_option("#id_rubric_version", index=1)
    page.get_by_text("Add another").first.click()
    page.locator("#id_members-0-person + .select2").click()
    page.locator(".select2-search__field").fill(cast.manager.full_name)
    page.locator(".select2-results__option", has_text=cast.manager.full_name).click()
    page.select_option("#id_members-0-role", "hiring_manager")
    page.click("[name=_save]")
    page.get_by_role("heading", name="Ferry Operations Manager").wait_for()


def activate_plan(page: Page, site: str) -> None:
    """Propose a loop, read that it is proven, activate it."""
    page.goto(f"{site}/requisitions/")
    page.get_by_role("link", name="Ferry Operations Manager").first.click()
    page.locator("a[href$='/plan/']").first.click()
    page.locator("form[action$='/propose/'] button").first.click()
    page.click("[data-open-dialog=activate-plan]")
    page.click("#activate-plan button[type=submit]")
    page.locator("#activate-plan").wait_for(state="detached")
    expect(page.get_by_text("active", exact=False).first).to_be_visible()


def bring_candidate(page: Page, site: str) -> Application:
    """Add a candidate in the admin, applying for the requisition."""
    page.goto(f"{site}/admin/hiring/candidate/add/")
    page.fill("#id_full_name", "Kim Kestrel")
    page.fill("#id_email", "kim@example.net")
    page.select_option("#id_applies_for", index=1)
    page.click("[name=_save]")
    page.get_by_role("link", name="Kim Kestrel").first.wait_for()
    return Application.objects.get(candidate__full_name="Kim Kestrel")


def begin_loop(page: Page, site: str, application: Application, cast: Cast) -> list[Scorecard]:
    """Begin the loop on its page; times of yesterday and people come by the operations behind it."""
    page.goto(f"{site}/applications/{application.pk}/")
    page.locator("form[action$='/loop/start/'] button").click()
    expect(page).to_have_url(re.compile(r"/loops/\d+/$"))
    now = timezone.now()
    begin = now.replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=1)
    for number, session in enumerate(application.loops.get().sessions.order_by("planned__order")):
        start = begin + timedelta(hours=2 * number)
        end = start + timedelta(minutes=session.planned.minutes)
        scheduling.set_time(
            session=session, start=start, end=end, place="", confirmed=True, by=cast.recruiter, at=now
        )
        scheduling.give_seat(session=session, person=cast.interviewers[number], by=cast.recruiter, at=now)
    return list(Scorecard.objects.filter(application=application).select_related("author").order_by("pk"))


def write_scorecard(page: Page, card: Scorecard) -> None:
    """From the home page: a click on an anchor and an evidence note for each competency; lock; recommend."""
    page.locator(f"a[href$='/scorecards/{card.pk}/']").first.click()
    for number in card.ratings.values_list("competency_id", flat=True):
        page.locator(f"#rate-{number} label.lvl").nth(3).click()
        page.fill(f"#note-{number}", EVIDENCE)
    page.get_by_role("button", name="Check and lock").click()
    expect(page).to_have_url(re.compile(r"/lock/$"))
    page.locator("form[action$='/lock/'] button").click()
    page.locator("input[name=recommendation][value=for]").check()
    page.fill("[name=reason]", "Kept the line running.")
    page.locator("form[action$='/recommendation/'] button").click()
    expect(page.get_by_text("Submitted and locked").first).to_be_visible()


def read_report_and_open_debrief(page: Page, site: str, application: Application) -> str:
    """Wait until the worker has built the report, read it, open the debrief; the debrief's address."""
    page.goto(f"{site}/applications/{application.pk}/report/")
    page.locator("a[href$='report.pdf']").first.wait_for(timeout=PATIENCE)
    expect(page.get_by_text(EVIDENCE).first).to_be_attached()
    page.locator("form[action$='/debrief/'] button").click()
    expect(page).to_have_url(re.compile(r"/debriefs/\d+/$"))
    return page.url


def vote(page: Page, address: str) -> None:
    """An interviewer writes a vote before anybody reads."""
    page.goto(address)
    page.locator("input[name=vote][value=for]").check()
    page.fill("[name=reason]", "Calm in the story of the two ill crews.")
    page.locator("form[action$='/vote/'] button").click()
    expect(page.get_by_text("Your vote is kept.").first).to_be_visible()


def debrief(page: Page, address: str) -> None:
    """The manager leads from the votes to the end."""
    page.goto(address)
    step = page.locator("form[action$='/step/']")
    while step.count():
        seen = step.locator("input[name=seen]").first.get_attribute("value")
        step.first.locator("button").click()
        asked = page.locator("dialog[open] button[type=submit]")
        if asked.count():  # somebody has not voted
            asked.click()
        page.locator(f"input[name=seen][value={seen}]").first.wait_for(state="detached")
        page.wait_for_load_state("domcontentloaded")


def decide(page: Page, site: str, application: Application) -> None:
    """Under the manager's own name, with the kind of reason and the reason."""
    page.goto(f"{site}/applications/{application.pk}/decision/")
    page.locator("input[name=outcome][value=hire]").check()
    page.select_option("[name=reason_code]", "meets_requirements")
    page.fill("[name=reason]", "Every competency was met in a story of their own.")
    page.locator("[name=confirmed]").check()
    page.locator("form[action$='/decision/'] button").first.click()
    expect(page.get_by_text("The decision is recorded.").first).to_be_visible()
