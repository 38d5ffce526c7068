from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics.choices import Necessity, StatementKind, Strength, Treatment
from rubrics.models import RubricVersion, Statement
from rubrics.operations import competencies, statements
from rubrics.operations.edits import EditRefused
from rubrics.queries import account


@pytest.fixture
def shifts(draft: RubricVersion) -> Statement:
    """The only statement behind time management."""
    return draft.statements.get(text="Plans shifts for forty drivers")


def change(statement: Statement, by: User, at: datetime, **fields: object) -> None:
    values: dict[str, object] = {
        "kind": StatementKind.EXPERIENCE,
        "necessity": Necessity.MUST,
        "treatment": Treatment.VERIFY,
        "strength": Strength.PREFERRED,
        "revision": 0,
    }
    statements.change(statement=statement, by=by, at=at, **{**values, **fields})
    statement.refresh_from_db()


def test_what_is_verified_carries_a_strength_and_the_person_who_set_it(
    shifts: Statement, recruiter: User, at: datetime
) -> None:
    change(shifts, recruiter, at, strength=Strength.REQUIRED, label="Shift planning")
    assert (shifts.fate, shifts.strength, shifts.label) == ("verified", "required", "Shift planning")
    assert (shifts.confirmed_by, shifts.confirmed_at) == (recruiter, at)


def test_what_is_verified_without_a_strength_is_refused(
    shifts: Statement, recruiter: User, at: datetime
) -> None:
    with pytest.raises(EditRefused, match="Choose how firmly this is asked for"):
        change(shifts, recruiter, at, strength=None)


def test_a_statement_that_supports_nothing_cannot_be_interviewed_for(
    licence: Statement, recruiter: User, at: datetime
) -> None:
    with pytest.raises(EditRefused, match=r"^This statement supports no competency\."):
        change(licence, recruiter, at, treatment=Treatment.INTERVIEW, strength=None)


def test_a_confirmation_names_who_and_when(licence: Statement, recruiter: User, at: datetime) -> None:
    statements.confirm(version=licence.version, statements=[licence], revision=0, by=recruiter, at=at)
    licence.refresh_from_db()
    assert (licence.confirmed_by, licence.confirmed_at) == (recruiter, at)


def test_confirming_nothing_is_refused(draft: RubricVersion, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match=r"Choose at least one statement to confirm\."):
        statements.confirm(version=draft, statements=[], revision=0, by=recruiter, at=at)


def test_a_dropped_statement_keeps_its_reason_and_the_account_balances(
    licence: Statement, recruiter: User, at: datetime
) -> None:
    statements.drop(statement=licence, reason="The law asks for none.", revision=0, by=recruiter, at=at)
    licence.refresh_from_db()
    assert (licence.fate, licence.drop_reason) == ("dropped", "The law asks for none.")
    assert account(licence.version) == {"found": 6, "mapped": 5, "verified": 0, "dropped": 1}


def test_dropping_without_a_reason_is_refused(licence: Statement, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match="Give the reason for dropping the statement"):
        statements.drop(statement=licence, reason=" ", revision=0, by=recruiter, at=at)


def test_a_competency_does_not_lose_the_only_place_that_it_came_from(
    shifts: Statement, recruiter: User, at: datetime
) -> None:
    with pytest.raises(EditRefused, match="“Time management” came from this statement alone"):
        statements.drop(statement=shifts, reason="No.", revision=0, by=recruiter, at=at)
    shifts.refresh_from_db()
    assert (shifts.fate, shifts.backings.count()) == ("mapped", 1)


def test_a_dropped_statement_is_brought_back_behind_a_competency(
    licence: Statement, recruiter: User, at: datetime
) -> None:
    statements.drop(statement=licence, reason="No.", revision=0, by=recruiter, at=at)
    target = licence.version.competencies.get(key="accountability")
    statements.assign(statement=licence, competencies=[target], revision=1, by=recruiter, at=at)
    licence.refresh_from_db()
    target.refresh_from_db()
    assert (licence.fate, licence.drop_reason, licence.treatment) == ("mapped", "", "interview")
    assert [span["text"] for span in target.spans] == [
        "Keeps promises to the crew",
        "Holds a full bus licence",
    ]


def test_assigning_to_nothing_is_refused(licence: Statement, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match="Choose the competency that this statement supports"):
        statements.assign(statement=licence, competencies=[], revision=0, by=recruiter, at=at)


def test_a_competency_of_another_version_is_not_reached(
    licence: Statement, recruiter: User, at: datetime
) -> None:
    from tests.factories import make_published_version

    foreign = make_published_version().competencies.all()[0]
    with pytest.raises(EditRefused):
        statements.assign(statement=licence, competencies=[foreign], revision=0, by=recruiter, at=at)


def test_verified_stays_verified_when_it_also_supports_a_competency(
    licence: Statement, recruiter: User, at: datetime
) -> None:
    target = licence.version.competencies.get(key="accountability")
    statements.assign(statement=licence, competencies=[target], revision=0, by=recruiter, at=at)
    licence.refresh_from_db()
    assert (licence.fate, licence.strength) == ("verified", "required")
    competencies.drop(competency=target, reason="No.", revision=1, by=recruiter, at=at)
    licence.refresh_from_db()
    assert licence.fate == "verified"


def test_confirming_takes_the_strength_that_the_person_chose(
    draft: RubricVersion, licence: Statement, recruiter: User, at: datetime
) -> None:
    must = draft.statements.exclude(pk=licence.pk)[0]
    chosen = {licence.pk: "preferred", must.pk: "preferred"}
    statements.confirm(
        version=draft, statements=[licence, must], chosen=chosen, revision=0, by=recruiter, at=at
    )
    licence.refresh_from_db()
    must.refresh_from_db()
    assert (licence.strength, licence.necessity, must.strength, must.necessity) == (
        "preferred",
        "must",
        "",
        "preferred",
    )


def test_a_word_that_is_no_strength_changes_none(
    draft: RubricVersion, licence: Statement, recruiter: User, at: datetime
) -> None:
    statements.confirm(
        version=draft, statements=[licence], chosen={licence.pk: "must"}, revision=0, by=recruiter, at=at
    )
    licence.refresh_from_db()
    assert (licence.strength, licence.confirmed_by) == ("required", recruiter)
