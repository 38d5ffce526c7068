from collections.abc import Callable

from django.test import Client

from hiring.accounts.models import User
from rubrics.models.policy import DEFAULTS
from rubrics.queries import current_policy

ADD = "/admin/rubrics/policyversion/add/"
SignIn = Callable[[User], Client]


def values(**changes: object) -> dict[str, object]:
    return {name: value for name, value in {**DEFAULTS, **changes}.items() if value is not False}


def test_the_next_version_is_made_with_a_reason(administrator: User, signed_in: SignIn) -> None:
    data = values(min_note_characters=60, reason="Longer notes.")
    assert signed_in(administrator).post(ADD, data).status_code == 302
    policy = current_policy()
    assert (policy.number, policy["min_note_characters"], policy.reason) == (2, 60, "Longer notes.")
    assert policy.created_by == administrator


def test_a_version_without_reason_or_change_is_refused(administrator: User, signed_in: SignIn) -> None:
    client = signed_in(administrator)
    assert client.post(ADD, values(min_note_characters=60)).status_code == 200
    page = client.post(ADD, values(reason="Nothing.")).content.decode()
    assert "Nothing was changed." in page
    assert current_policy().number == 1


def test_a_recruiter_reads_the_policy_and_makes_no_version(recruiter: User, signed_in: SignIn) -> None:
    client = signed_in(recruiter)
    assert client.get("/admin/rubrics/policyversion/").status_code == 200
    assert client.get(ADD).status_code == 404
