"""Addresses that nothing can answer, and the policy of pages that are not ours."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page

from config.middleware import LOOSE_POLICY
from hiring.accounts.models import User


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/requisitions/?q=a%00b",
        "/role-documents/?q=%00",
        "/admin/hiring/scorecard/?state=%00",
        "/api/v1/requisitions/?reference=%00",
        "/api/v1/scorecards/%00/",
        "/settings/tokens/a%00b/end/",
    ],
)
def test_a_nul_in_the_address_is_refused_in_a_sentence(address: str, recruiter: User, signed_in) -> None:
    answer = signed_in(recruiter).get(address)

    assert (answer.status_code, answer.content.decode()) == (
        400,
        "The address holds a character that cannot be stored.",
    )


@pytest.mark.django_db
def test_no_page_is_without_a_policy(recruiter: User, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(recruiter)

    policies = {
        address: client.get(address).headers["Content-Security-Policy"] == LOOSE_POLICY
        for address in ("/", "/admin/", "/admin/hiring/candidate/", "/api/docs/", "/api/v1/me/", "/none/")
    }

    assert [address for address, loose in policies.items() if loose] == [
        "/admin/", "/admin/hiring/candidate/", "/api/docs/",
    ]  # fmt: skip


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_admin_and_the_docs_work_under_their_policy(
    recruiter: User, signed_in: Callable[[User], Client], live_server: object, page: Page
) -> None:
    key = signed_in(recruiter).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": str(live_server)}])

    for address in ("/admin/", "/admin/hiring/application/add/", "/admin/hiring/requisition/add/"):
        page.goto(f"{live_server}{address}")
    page.get_by_text("Add another Team member").click()
    page.locator(".select2-selection").first.click()
    page.locator(".select2-results__option").first.wait_for()
    page.goto(f"{live_server}/api/docs/")

    page.get_by_text("Structured Hiring").first.wait_for()
