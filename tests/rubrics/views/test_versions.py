from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hiring.accounts.models import User
from rubrics.models import RubricVersion, Statement
from rubrics.operations import competencies, rubrics, statements
from tests.factories import RoleDocumentFactory, make_person, make_published_version
from tests.factories.rubrics import COMPETENCIES, NOON, RubricVersionFactory, add_competency
from tests.rubrics.operations.test_carryover import follow, freeze

SignIn = Callable[[User], Client]
LATER = NOON + timedelta(hours=1)
ROLES = ("recruiter", "coordinator", "interviewer", "hiring_manager", "compliance", "administrator")


def test_only_recruiters_review_and_readers_get_the_page_for_reading(
    draft: RubricVersion, signed_in: SignIn
) -> None:
    answers = {
        role: signed_in(make_person(f"Person {role}", role))
        .get(f"/rubrics/versions/{draft.pk}/review/")
        .status_code
        for role in ROLES
    }
    assert answers == {
        "recruiter": 200,
        "coordinator": 302,
        "compliance": 302,
        "interviewer": 404,
        "hiring_manager": 404,
        "administrator": 404,
    }


@pytest.mark.parametrize("act", ["publish", "revise", "discard", "anchors/{one}", "undo/{draft}"])
def test_nobody_but_a_recruiter_can_act_on_a_draft(
    act: str, draft: RubricVersion, coordinator: User, stranger: User, signed_in: SignIn
) -> None:
    part = act.format(one=draft.competencies.all()[0].pk, draft=draft.pk)
    url = f"/rubrics/versions/{draft.pk}/{part}/"
    data = {"revision": 0, "reason": "Mine."}
    answers = [signed_in(person).post(url, data).status_code for person in (coordinator, stranger)]
    draft.refresh_from_db()
    assert (answers, draft.state, draft.revision) == ([404, 404], "draft", 0)


def test_the_review_shows_the_account_the_places_and_what_is_to_settle(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    page = signed_in(recruiter).get(f"/rubrics/versions/{draft.pk}/review/")
    shown = page.context["review"]
    assert shown.account == {
        "found": 7,
        "mapped": 6,
        "verified": 1,
        "dropped": 0,
        "contradicting": 1,
        "parts": 0,
    }
    assert [problem.short for problem in shown.problems] == [
        "D1 number of drivers",
        "Confirm 7 statements",
        "Merge or drop Adaptability",
    ]
    body = page.content.decode()
    one = draft.competencies.get(key="communication")
    assert (
        f'<mark class="hl hl--i" data-for="c{one.pk} m0">Explains delays to passengers plainly</mark>'
        f'<a class="ref" href="#c{one.pk}">C1</a>'
    ) in body
    assert 'data-for="s6">Holds a full bus licence</mark><a class="ref" href="#s6">V1</a>' in body
    assert '<mark class="hl hl--x" data-for="' in body


def queries(client: Client, url: str) -> int:
    """How often the page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_review_asks_as_often_with_three_competencies_as_with_one(
    recruiter: User, signed_in: SignIn
) -> None:
    small, large = RubricVersionFactory(), RubricVersionFactory()
    add_competency(small, *COMPETENCIES[0])
    for one in COMPETENCIES[:3]:
        add_competency(large, *one)
    client = signed_in(recruiter)
    counts = [queries(client, f"/rubrics/versions/{one.pk}/review/") for one in (small, large)]
    assert counts[0] == counts[1] <= 25


@pytest.mark.parametrize("page", ["/rubrics/", "/role-documents/"])
def test_a_list_asks_as_often_with_three_rows_as_with_one(
    page: str, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    make_published_version()
    one = queries(client, page)
    make_published_version()
    make_published_version()
    assert queries(client, page) == one <= 15


def test_an_unsettled_draft_is_not_published_and_the_page_lists_why(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    page = signed_in(recruiter).post(f"/rubrics/versions/{draft.pk}/publish/", {"revision": 0})
    draft.refresh_from_db()
    assert (page.status_code, draft.state) == (422, "draft")
    assert "The document contradicts itself about number of drivers: choose a reading." in (
        page.content.decode()
    )


def test_a_whole_review_by_forms_ends_in_a_published_version(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    merged = draft.competencies.get(key="adaptability")
    acts = [
        (f"doubt/{draft.doubts.get().pk}", {"resolution": "thirty drivers"}),
        (f"confirm/{draft.pk}", {"statements": list(draft.statements.values_list("pk", flat=True))}),
        (f"competency-merge/{merged.pk}", {"into": merged.merge_into_id, "reason": "Seen together."}),
    ]
    for revision, (act, data) in enumerate(acts):
        url = f"/rubrics/versions/{draft.pk}/{act}/"
        assert client.post(url, {"revision": revision, **data}).status_code == 302
    response = client.post(f"/rubrics/versions/{draft.pk}/publish/", {"revision": 3})
    draft.refresh_from_db()
    assert (response.url, draft.state, draft.published_by) == (
        f"/rubrics/versions/{draft.pk}/",
        "published",
        recruiter,
    )
    page = client.get(response.url).content.decode()
    assert "Published by Rita Recruiter" in page
    assert "Communication as seen at level 5." in page


def test_revising_asks_for_a_reason_and_shows_what_changed(recruiter: User, signed_in: SignIn) -> None:
    first = make_published_version()
    client = signed_in(recruiter)
    url = f"/rubrics/versions/{first.pk}/revise/"
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "The fleet is electric now."})
    second = RubricVersion.objects.get(revises=first)
    one = second.competencies.get(key="communication")
    competencies.drop(competency=one, reason="No.", revision=0, by=recruiter, at=LATER)
    page = client.get(f"/rubrics/versions/{second.pk}/difference/").content.decode()
    assert "<del>scored</del>" in page
    assert "<ins>dropped: No.</ins>" in page


def test_the_first_version_has_no_difference(recruiter: User, signed_in: SignIn) -> None:
    first = make_published_version()
    assert signed_in(recruiter).get(f"/rubrics/versions/{first.pk}/difference/").status_code == 404


def test_a_changed_document_marks_its_rubric_as_stale(recruiter: User, signed_in: SignIn) -> None:
    first = make_published_version()
    client = signed_in(recruiter)
    url = f"/rubrics/versions/{first.pk}/"
    sentence = "The role document has a newer version."
    assert sentence not in client.get(url).content.decode()
    RoleDocumentFactory(follows=first.role_document, number=2)
    assert sentence in client.get(url).content.decode()


def test_a_discarded_draft_is_set_aside_with_a_reason(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    url = f"/rubrics/versions/{draft.pk}/discard/"
    client = signed_in(recruiter)
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "Wrong document."}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "discarded"


def test_what_was_dropped_stands_on_the_published_page_with_its_reason(
    recruiter: User, signed_in: SignIn
) -> None:
    first = make_published_version()
    second = rubrics.revise(version=first, reason="New.", by=recruiter, at=LATER)
    licence: Statement = second.statements.get(treatment="verify")
    statements.drop(statement=licence, reason="The law asks for none.", revision=0, by=recruiter, at=LATER)
    rubrics.publish(version=second, by=recruiter, at=LATER)
    page = signed_in(recruiter).get(f"/rubrics/versions/{second.pk}/").content.decode()
    assert "The law asks for none." in page


@pytest.mark.parametrize("sent", ["²", "9" * 5000, "-1", "a b"])
def test_a_number_that_is_none_is_taken_for_none(
    sent: str, draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)

    answers = [
        client.get(f"/rubrics/versions/{draft.pk}/difference/", {"from": sent}).status_code,
        client.post(f"/rubrics/versions/{draft.pk}/publish/", {"revision": sent}).status_code,
    ]

    assert answers == [404, 422]


def test_a_character_that_cannot_be_stored_is_left_out_of_the_reason(
    recruiter: User, signed_in: SignIn
) -> None:
    version = make_published_version()

    signed_in(recruiter).post(f"/rubrics/versions/{version.pk}/revise/", {"reason": "New\0 duties."})

    assert version.rubric.versions.get(state="draft").revision_reason == "New duties."


def test_the_draft_of_a_changed_document_marks_what_is_new_and_names_what_is_gone(
    draft: RubricVersion, recruiter: User, signed_in: SignIn
) -> None:
    second = follow(freeze(draft, recruiter, LATER), LATER)
    page = signed_in(recruiter).get(f"/rubrics/versions/{second.pk}/review/").content.decode()
    assert "5 statements unchanged, 1 new, 2 gone." in page
    # Behind its competency, and among the musts that wait for a person.
    assert page.count('<span class="new">new</span>') == 2
