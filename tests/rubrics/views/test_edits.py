from collections.abc import Callable

import pytest
from django.test import Client

from hiring.accounts.models import User
from rubrics.models import RubricVersion
from rubrics.operations import library
from rubrics.views.edits import ACTS
from tests.factories import make_published_version
from tests.factories.rubrics import NOON

SignIn = Callable[[User], Client]


def target(draft: RubricVersion, act: str) -> int:
    """A row of the draft that the act is about."""
    part = ACTS[act].part
    one = draft.competencies.get(key="collaboration")
    return {
        "version": draft.pk,
        "competencies": one.pk,
        "questions": one.questions.all()[0].pk,
        "statements": draft.statements.get(treatment="verify").pk,
        "doubts": draft.doubts.get().pk,
    }[part]


def url(draft: RubricVersion, act: str, pk: int | None = None) -> str:
    return f"/rubrics/versions/{draft.pk}/{act}/{pk or target(draft, act)}/"


@pytest.mark.parametrize("act", ACTS)
def test_every_edit_has_a_page_that_works_without_a_script(
    act: str, draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    page = signed_in(recruiter).get(url(draft, act))
    assert page.status_code == 200
    assert f"<h1>{ACTS[act].title}</h1>" in page.content.decode()


DATA: dict[str, dict[str, object]] = {
    "statement": {"treatment": "verify", "strength": "preferred", "kind": "credential", "necessity": "must"},
    "statement-drop": {"reason": "Not asked."},
    "confirm": {},
    "competency": {"name": "Together", "family": "behavioural", "weight": "2", "weight_reason": "Often."},
    "statement-split": {"place": 5},
    "competency-score": {},
    "competency-drop": {"reason": "Not asked."},
    "competency-add": {"name": "Snow driving", "reason": "Winters."},
    "anchors": {"level_1": "a", "level_2": "b", "level_3": "c", "level_4": "d", "level_5": "e"},
    "question-add": {"kind": "situational", "text": "And then?", "minutes": "5", "probes": "Why?\nHow?"},
    "question": {"kind": "situational", "text": "And then?", "minutes": "5"},
    "question-remove": {},
    "doubt": {"own": "Forty, as the depot says."},
    "name": {"role_title": "Depot head", "few_reason": ""},
    "seniority": {"seniority": "head"},
}


@pytest.mark.parametrize("act", [act for act in DATA if act != "confirm"])
def test_every_edit_is_made_and_leads_back_to_its_place(
    act: str, draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    library.load_files(by=None, at=NOON)
    response = signed_in(recruiter).post(url(draft, act), {"revision": 0, **DATA[act]})
    draft.refresh_from_db()
    assert (response.status_code, draft.revision, draft.edits.get().made_by) == (302, 1, recruiter)
    assert response.url.split("#")[0] == f"/rubrics/versions/{draft.pk}/review/"


def test_a_statement_is_put_behind_another_competency(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    other = draft.competencies.get(key="accountability")
    data = {"revision": 0, "competencies": [other.pk]}
    assert signed_in(recruiter).post(url(draft, "statement-assign"), data).status_code == 302
    assert list(other.statements.values_list("text", flat=True)) == [
        "Keeps promises to the crew",
        "Holds a full bus licence",
    ]


def test_one_statement_is_confirmed_with_its_strength_and_the_next_open_row_follows(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    licence = draft.statements.get(treatment="verify")
    data = {"revision": 0, "only": licence.pk, f"as-{licence.pk}": "informational"}
    response = signed_in(recruiter).post(url(draft, "confirm"), data)
    licence.refresh_from_db()
    assert (response.url.split("#")[1], licence.strength) == ("m5", "informational")


def test_undoing_leads_back_to_the_row_of_the_edit(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    one = draft.competencies.get(key="collaboration")
    client.post(url(draft, "competency-drop"), {"revision": 0, **DATA["competency-drop"]})
    assert client.post(url(draft, "undo"), {"revision": 1}).url.split("#")[1] == f"c{one.pk}"


def test_merging_asks_for_a_reason_and_offers_what_the_proposal_says(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    draft.competencies.update(reason="Rests on 1 requirement statement.")
    keys = ("collaboration", "adaptability")
    pages = [
        signed_in(recruiter).get(url(draft, "competency-merge", draft.competencies.get(key=key).pk))
        for key in keys
    ]
    offered = [page.context["form"]["reason"].value() for page in pages]
    assert offered == ["", "Rests on 1 requirement statement."]


def test_bringing_back_says_what_will_happen(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    page = signed_in(recruiter).get(url(draft, "competency-score")).content.decode()
    assert page.count("Interviewers will rate it, with its anchors and questions.") == 1


def test_an_edit_is_undone(draft: RubricVersion, recruiter: User, signed_in: SignIn) -> None:
    client = signed_in(recruiter)
    client.post(url(draft, "name"), {"revision": 0, **DATA["name"]})
    page = client.get(url(draft, "undo")).content.decode()
    assert "This is undone: Rita Recruiter set the title and the reason for few competencies." in page
    assert client.post(url(draft, "undo"), {"revision": 1}).status_code == 302
    draft.refresh_from_db()
    assert (draft.role_title, draft.revision) == ("Depot manager", 2)


def test_a_stale_edit_comes_back_with_what_was_typed_and_can_be_saved_again(
    draft: RubricVersion, recruiter: User, administrator: User, signed_in: SignIn
) -> None:
    library.load_files(by=None, at=NOON)
    client = signed_in(recruiter)
    client.post(url(draft, "name"), {"revision": 0, **DATA["name"]})
    late = client.post(url(draft, "anchors"), {"revision": 0, **DATA["anchors"]})
    form = late.context["form"]
    assert late.status_code == 422
    assert (form["level_3"].value(), form["revision"].value()) == ("c", "1")
    assert form.non_field_errors()[0].startswith(
        "The draft was changed after you had opened it (Rita Recruiter: set the title"
    )
    again = client.post(url(draft, "anchors"), {"revision": 1, **DATA["anchors"]})
    assert again.status_code == 302
    assert draft.competencies.get(key="collaboration").anchors.get(level=3).text == "c"


def test_a_refused_edit_says_why_and_changes_nothing(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    data = {"revision": 0, **DATA["competency"], "weight_reason": ""}
    page = signed_in(recruiter).post(url(draft, "competency"), data)
    draft.refresh_from_db()
    assert (page.status_code, draft.revision) == (422, 0)
    assert page.context["form"].non_field_errors() == [
        "Weights are equal unless a reason is given. Give the reason, or set the weight to 1."
    ]


def test_lint_findings_are_said_after_saving(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    data = {"revision": 0, **DATA["question"], "text": "What is your greatest weakness?"}
    page = signed_in(recruiter).post(url(draft, "question"), data, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["warning"]


@pytest.mark.parametrize("act", ["anchors", "statement", "question", "doubt", "name"])
def test_a_row_of_another_version_does_not_exist_here(
    act: str, draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    other = make_published_version()
    foreign = {
        "competencies": other.competencies.all()[0].pk,
        "statements": other.statements.all()[0].pk,
        "questions": other.competencies.all()[0].questions.all()[0].pk,
        "doubts": 10**6,
        "version": other.pk,
    }[ACTS[act].part]
    assert signed_in(recruiter).get(url(draft, act, foreign)).status_code == 404


def test_an_unknown_act_and_a_published_version_have_no_edit_page(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    published = make_published_version()
    one = published.competencies.all()[0]
    assert client.get(f"/rubrics/versions/{draft.pk}/rename/{draft.pk}/").status_code == 404
    assert client.get(f"/rubrics/versions/{published.pk}/anchors/{one.pk}/").status_code == 404
