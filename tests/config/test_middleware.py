"""Addresses that nothing can answer."""

import pytest

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
