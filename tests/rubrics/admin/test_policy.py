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


def test_a_contradiction_is_shown_at_its_setting_with_everything_typed(
    administrator: User, signed_in: SignIn
) -> None:
    data = values(max_competencies=3, reason="Fewer.")

    page = signed_in(administrator).post(ADD, data)

    form = page.context["adminform"].form
    assert list(form.errors) == ["min_competencies"]
    assert form["max_competencies"].value() == "3"
    assert current_policy().number == 1


def test_settings_stand_in_groups_with_words_and_formulas_cannot_be_typed(
    administrator: User, signed_in: SignIn
) -> None:
    form = signed_in(administrator).get(ADD).context["adminform"]

    assert [str(each.name) for each in form] == [
        "None",
        "Rubrics",
        "Interview loops",
        "Scorecards and reports",
        "Reminders",
        "Candidates choose their times",
        "Part of the formulas, not set here",
    ]
    fields = form.form.fields
    assert str(fields["essential_floor"].label) == "Floor of essential competencies"
    assert (fields["suppression_k"].disabled, fields["essential_floor"].disabled) == (True, False)
