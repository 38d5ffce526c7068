"""Rule 1: a published rubric version never changes. Revising makes the next version and shows the difference."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from hiring.accounts.models import User
from rubrics.models import RubricVersion, Statement
from rubrics.operations import anchors, competencies, rubrics, statements
from rubrics.operations.edits import EditRefused
from rubrics.operations.rubrics import PublicationRefused, content_digest
from tests.factories import RubricVersionFactory, make_published_version
from tests.factories.rubrics import NOON, add_statement
from tests.journeys.attacks import beside, refused, sql
from tests.journeys.doors import addresses

NEVER = "A published rubric version never changes."
PARTS = ("statement", "softskill", "doubt", "rubriccompetency", "backing", "anchor", "rubricquestion")


@pytest.fixture
def published(db: None) -> RubricVersion:
    return make_published_version()


@pytest.fixture
def draft(published: RubricVersion, recruiter: User) -> RubricVersion:
    """The next version, as a draft."""
    return rubrics.revise(version=published, reason="The role changes.", by=recruiter, at=NOON)


@pytest.mark.parametrize("table", ["rubricversion", *PARTS, "storedfile", "policyversion"])
def test_frozen_tables_are_not_truncated(published: RubricVersion, table: str) -> None:
    assert refused(f"TRUNCATE rubrics_{table} CASCADE").endswith("never changes.")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rubrics_rubricversion SET state = 'draft', published_at = NULL, published_by_id = NULL",
        "UPDATE rubrics_rubricversion SET role_title = 'Other' WHERE id = {old}",
        "UPDATE rubrics_rubricversion SET content_sha256 = '' WHERE id = {old}",
        "DELETE FROM rubrics_rubricversion WHERE id = {old}",
        "UPDATE rubrics_statement SET version_id = {new}, index = index + 99 WHERE version_id = {old}",
        "UPDATE rubrics_statement SET version_id = {old}, index = index + 99 WHERE version_id = {new}",
        "UPDATE rubrics_rubriccompetency SET version_id = {new}, key = key || 'x' WHERE version_id = {old}",
        "UPDATE rubrics_rubriccompetency SET version_id = {old}, key = key || 'x' WHERE version_id = {new}",
        "UPDATE rubrics_anchor SET text = 'Other'",
    ],
)
def test_nothing_is_changed_in_it_moved_out_of_it_or_into_it(
    published: RubricVersion, draft: RubricVersion, statement: str
) -> None:
    assert refused(statement.format(old=published.pk, new=draft.pk)) == NEVER


def test_the_document_s_text_stays_beneath_the_spans(published: RubricVersion) -> None:
    document = published.role_document_id

    said = refused("UPDATE rubrics_roledocument SET text = 'Other' WHERE id = %s", document)

    assert said == "The text behind a published rubric version never changes."


def test_every_edit_refuses_a_published_version(published: RubricVersion, recruiter: User) -> None:
    before = content_digest(published)
    by: dict[str, Any] = {"revision": published.revision, "by": recruiter, "at": NOON}
    competency, statement = published.competencies.all()[0], published.statements.all()[0]
    edits: list[Callable[[], object]] = [
        lambda: rubrics.name(version=published, role_title="Other", few_reason="", **by),
        lambda: statements.drop(statement=statement, reason="No.", **by),
        lambda: competencies.drop(competency=competency, reason="No.", **by),
        lambda: anchors.remove_question(question=competency.questions.all()[0], **by),
        lambda: rubrics.publish(version=published, by=recruiter, at=NOON),
        lambda: rubrics.discard(version=published, reason="No.", by=recruiter, at=NOON),
    ]
    for edit in edits:
        with pytest.raises((EditRefused, PublicationRefused)):
            edit()

    assert content_digest(RubricVersion.objects.get(pk=published.pk)) == before


def test_no_address_of_the_site_changes_it(
    published: RubricVersion, recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    """Every address of documents and rubrics, by every method, as superuser with every role's permission."""
    recruiter.is_superuser = True
    recruiter.save()
    client = signed_in(recruiter)
    client.raise_request_exception = False
    before = content_digest(published)
    numbers: dict[type[Model], list[int]] = {}
    starts = ("/rubrics/", "/role-documents/", "/admin/rubrics/", "/api/v1/r")
    tried = {"revision": "0", "reason": "Because.", "text": "Other", "role_title": "Other", "name": "x", "post": "yes",
             "action": "delete_selected", "_selected_action": str(published.pk)}  # fmt: skip

    codes = {
        (method, address): getattr(client, method)(address, tried, **kind).status_code
        for address in addresses(numbers)
        if address.startswith(starts)
        for method, kind in METHODS.items()
    }

    assert [where for where, code in codes.items() if code >= 500] == []
    assert content_digest(RubricVersion.objects.get(pk=published.pk)) == before


METHODS: dict[str, dict[str, str]] = {
    "post": {},
    "put": {"content_type": "application/json"},
    "delete": {"content_type": "application/json"},
}


def test_revising_makes_the_next_version_and_shows_the_difference(
    published: RubricVersion, draft: RubricVersion, recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    before = content_digest(published)
    one = draft.competencies.all()[0]
    competencies.drop(
        competency=one, reason="Not this year.", revision=draft.revision, by=recruiter, at=timezone.now()
    )

    page = signed_in(recruiter).get(f"/rubrics/versions/{draft.pk}/difference/").content.decode()

    assert (draft.number, draft.revises_id) == (2, published.pk)
    assert one.name in page
    assert content_digest(RubricVersion.objects.get(pk=published.pk)) == before


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_began_before_the_publication_does_not_reach_the_published_version() -> None:
    version = RubricVersionFactory()
    person = version.policy.created_by_id or User.objects.create_user("a@example.org", full_name="A").pk

    def edit() -> object:
        return add_statement(version, "Keeps promises to the crew").pk

    def publish() -> object:
        return sql(
            "UPDATE rubrics_rubricversion SET state = 'published', published_at = now(), published_by_id = %s"
            " WHERE id = %s AND NOT EXISTS (SELECT 1 FROM rubrics_statement WHERE version_id = %s)",
            person, version.pk, version.pk,
        )  # fmt: skip

    published, edited = beside(publish, edit)

    # The edit came second, so it waited for the publication and was refused.
    assert (published, edited) == (1, NEVER)
    assert Statement.objects.filter(version=version).count() == 0
