from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from hiring.accounts.models import User
from rubrics import derivation
from rubrics.ledger.chain import verify
from rubrics.models import RoleDocument, RubricVersion
from rubrics.operations import derivations, documents, statements
from rubrics.queries import account
from tests.factories import RoleDocumentFactory

TREE_OFFICER = Path("tests/documents/tree_officer.txt").read_text()
GARDEN_RULES = Path("tests/documents/garden_rules.txt").read_text()


@pytest.fixture
def received(recruiter: User, at: datetime) -> RoleDocument:
    return documents.receive(text=TREE_OFFICER, by=recruiter, at=at)


def derived(document: RoleDocument, at: datetime) -> RubricVersion:
    derivations.derive(document_id=document.pk, at=at)
    document.refresh_from_db()
    return document.rubric_versions.get(state="draft")


def test_a_document_becomes_a_draft_whose_account_balances(received: RoleDocument, at: datetime) -> None:
    draft = derived(received, at)
    sums = account(draft)
    assert (received.state, received.progress, draft.number) == ("derived", 100, 1)
    assert sums["found"] == sums["mapped"] + sums["verified"] + sums["dropped"] > 0
    assert verify() == []


def test_every_statement_and_competency_points_to_its_exact_place(
    received: RoleDocument, at: datetime
) -> None:
    draft = derived(received, at)
    places = [(one.start, one.end, one.text) for one in draft.statements.all()]
    places += [
        (span["start"], span["end"], span["text"]) for one in draft.competencies.all() for span in one.spans
    ]
    assert [received.text[start:end] for start, end, _text in places] == [text for *_place, text in places]


def test_every_scored_competency_has_five_anchors_and_questions(received: RoleDocument, at: datetime) -> None:
    draft = derived(received, at)
    scored = draft.competencies.filter(proposal="score")
    assert [one.anchors.count() for one in scored] == [5] * scored.count()
    assert [one.name for one in scored if one.questions.count() < 3] == []


def test_a_message_that_comes_twice_changes_nothing(received: RoleDocument, at: datetime) -> None:
    draft = derived(received, at)
    before = list(draft.statements.values_list("pk", flat=True))
    derivations.derive(document_id=received.pk, at=at)
    assert list(RubricVersion.objects.values_list("pk", flat=True)) == [draft.pk]
    assert list(draft.statements.values_list("pk", flat=True)) == before


def test_a_message_for_a_document_that_is_gone_does_nothing(db: None, at: datetime) -> None:
    derivations.derive(document_id=1, at=at)
    assert RoleDocument.objects.count() == 0


def test_deriving_again_gives_the_same_draft(received: RoleDocument, recruiter: User, at: datetime) -> None:
    draft = derived(received, at)
    columns = ("index", "text", "start", "end", "kind", "necessity", "treatment", "strength", "fate")
    before = list(draft.statements.values_list(*columns))
    documents.derive_again(document=received, by=recruiter, at=at)
    again = derived(received, at)
    assert (again.pk, list(again.statements.values_list(*columns))) == (draft.pk, before)


def test_deriving_again_keeps_a_draft_that_a_person_has_edited(
    received: RoleDocument, recruiter: User, at: datetime
) -> None:
    draft = derived(received, at)
    one = draft.statements.filter(fate="verified").first() or draft.statements.all()[0]
    statements.confirm(version=draft, statements=[one], revision=0, by=recruiter, at=at)
    documents.derive_again(document=received, by=recruiter, at=at)
    again = derived(received, at)
    assert (again.pk, again.revision) == (draft.pk, 1)
    assert again.statements.get(pk=one.pk).confirmed_by == recruiter


def test_a_document_without_requirements_says_so_and_makes_no_rubric(recruiter: User, at: datetime) -> None:
    document = documents.receive(text=GARDEN_RULES, by=recruiter, at=at)
    derivations.derive(document_id=document.pk, at=at)
    document.refresh_from_db()
    assert (document.state, RubricVersion.objects.count()) == ("nothing_found", 0)
    assert document.progress_sentence == "No requirement was found: this does not read like a role document."


def test_a_failure_leaves_a_sentence_and_no_half_draft(
    received: RoleDocument, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **names: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(derivation, "derive", fail)
    derivations.derive(document_id=received.pk, at=at)
    received.refresh_from_db()
    assert (received.state, RubricVersion.objects.count()) == ("failed", 0)
    assert (
        received.failure
        == "The program failed while it derived this document. Nothing was stored; it can be tried again."
    )


def test_the_next_version_of_a_document_makes_the_next_draft_of_the_same_rubric(
    received: RoleDocument, recruiter: User, at: datetime
) -> None:
    first = derived(received, at)
    RubricVersion.objects.filter(pk=first.pk).update(
        state="published", published_at=at, published_by=recruiter
    )
    text = TREE_OFFICER + "\nRequirements\n\n- Experience in climbing trees is required.\n"
    changed = documents.receive(text=text, follows=received, by=recruiter, at=at)
    second = derived(changed, at)
    assert (second.rubric, second.number, second.revises) == (first.rubric, 2, first)
    assert second.revision_reason == "The role document changed (its version 2)."


def test_an_edited_draft_of_the_version_before_is_not_overwritten(
    received: RoleDocument, recruiter: User, at: datetime
) -> None:
    first = derived(received, at)
    RubricVersion.objects.filter(pk=first.pk).update(revision=3)
    changed = documents.receive(text=TREE_OFFICER + "\nMore.\n", follows=received, by=recruiter, at=at)
    derivations.derive(document_id=changed.pk, at=at)
    changed.refresh_from_db()
    assert (changed.state, RubricVersion.objects.get().pk) == ("failed", first.pk)
    assert changed.failure == (
        "Version 1 of the rubric, made from the document before this one, is being edited. "
        "Publish it or set it aside, then try again: its decisions are kept in the next draft."
    )


def test_an_untouched_draft_of_the_version_before_gives_way(
    received: RoleDocument, recruiter: User, at: datetime
) -> None:
    first = derived(received, at)
    changed = documents.receive(text=TREE_OFFICER + "\nMore.\n", follows=received, by=recruiter, at=at)
    second = derived(changed, at)
    first.refresh_from_db()
    assert (first.state, second.number, second.rubric) == ("discarded", 2, first.rubric)


@pytest.mark.parametrize(
    ("state", "minutes", "enqueued"),
    [("received", 0, 0), ("received", 2, 1), ("deriving", 2, 0), ("deriving", 6, 1), ("derived", 600, 0)],
)
def test_the_sweep_enqueues_what_waits_too_long(
    state: str,
    minutes: int,
    enqueued: int,
    db: None,
    at: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    RoleDocumentFactory(state=state, state_changed_at=at - timedelta(minutes=minutes))
    with django_capture_on_commit_callbacks() as callbacks:
        assert derivations.sweep(at=at) == enqueued
    assert len(callbacks) == enqueued


def test_the_sweep_gives_up_after_an_hour_with_a_sentence(db: None, at: datetime) -> None:
    document = RoleDocumentFactory(state="deriving", state_changed_at=at - timedelta(minutes=61))
    assert derivations.sweep(at=at) == 0
    document.refresh_from_db()
    assert (document.state, document.failure) == (
        "failed",
        "The derivation was not finished within an hour. Try again, or send a shorter document.",
    )
