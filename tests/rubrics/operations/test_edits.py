from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection

from hiring.accounts.models import User
from rubrics.ledger.models import Event
from rubrics.models import RubricVersion, Statement
from rubrics.operations import competencies, edits, rubrics, statements
from rubrics.operations.edits import EditRefused, StaleEdit, snapshot


def test_an_edit_counts_the_revision_up_and_says_who_did_what(
    draft: RubricVersion, licence: Statement, recruiter: User, at: datetime
) -> None:
    statements.confirm(version=draft, statements=[licence], revision=0, by=recruiter, at=at)
    draft.refresh_from_db()
    edit = draft.edits.get()
    event = Event.objects.get(kind="rubric.statements_confirmed")
    assert (draft.revision, edit.revision, edit.sentence) == (1, 1, "confirmed 1 statement")
    assert (event.actor, event.data) == (
        recruiter,
        {"revision": 1, "statements": [licence.index], "strengths": {str(licence.index): "required"}},
    )


def test_a_stale_edit_is_refused_and_names_who_changed_what(
    draft: RubricVersion, licence: Statement, recruiter: User, administrator: User, at: datetime
) -> None:
    one = draft.competencies.get(key="collaboration")
    competencies.drop(competency=one, reason="Not on this job.", revision=0, by=administrator, at=at)
    with pytest.raises(StaleEdit) as refused:
        statements.confirm(version=draft, statements=[licence], revision=0, by=recruiter, at=at)
    licence.refresh_from_db()
    assert (refused.value.revision, licence.confirmed_at) == (1, None)
    assert str(refused.value) == (
        "The draft was changed after you had opened it "
        "(Adam Administrator: dropped the competency “Collaboration”). "
        "Your change is still below: look at it against the draft as it is now, and save it again."
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_save_at_once_one_wins_and_the_other_is_told(
    draft: RubricVersion, licence: Statement, recruiter: User, administrator: User, at: datetime
) -> None:
    def save(person: User) -> str:
        try:
            statements.confirm(version=draft, statements=[licence], revision=0, by=person, at=at)
        except StaleEdit:
            return "told"
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(save, (recruiter, administrator))) == ["told", "won"]
    draft.refresh_from_db()
    assert (draft.revision, draft.edits.count()) == (1, 1)


def test_undo_brings_back_every_row_as_it_was(draft: RubricVersion, recruiter: User, at: datetime) -> None:
    before = snapshot(draft)
    source, target = draft.competencies.get(key="collaboration"), draft.competencies.get(key="communication")
    competencies.merge(competency=source, into=target, revision=0, by=recruiter, at=at)
    assert snapshot(draft) != before
    edits.undo(version=draft, revision=1, by=recruiter, at=at)
    assert snapshot(draft) == before


def test_undo_goes_back_edit_by_edit_and_then_says_that_there_is_nothing_left(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    before = snapshot(draft)
    for revision, key in enumerate(["collaboration", "communication"]):
        one = draft.competencies.get(key=key)
        competencies.drop(competency=one, reason="No.", revision=revision, by=recruiter, at=at)
    edits.undo(version=draft, revision=2, by=recruiter, at=at)
    edits.undo(version=draft, revision=3, by=recruiter, at=at)
    assert snapshot(draft) == before
    with pytest.raises(EditRefused, match=r"There is nothing to undo\."):
        edits.undo(version=draft, revision=4, by=recruiter, at=at)
    assert list(draft.edits.values_list("sentence", flat=True)) == [
        "undid: dropped the competency “Collaboration”",
        "undid: dropped the competency “Communication”",
        "dropped the competency “Communication”",
        "dropped the competency “Collaboration”",
    ]


def test_a_discarded_version_is_edited_no_more(
    draft: RubricVersion, licence: Statement, recruiter: User, at: datetime
) -> None:
    rubrics.discard(version=draft, reason="Wrong document.", by=recruiter, at=at)
    with pytest.raises(EditRefused, match="no longer a draft"):
        statements.confirm(version=draft, statements=[licence], revision=0, by=recruiter, at=at)
