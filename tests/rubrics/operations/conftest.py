"""A draft that could be published but for one requirement, and a clock."""

from datetime import datetime, timedelta

import pytest

from rubrics.choices import StatementFate, StatementKind
from rubrics.models import RubricVersion, Statement
from tests.factories.rubrics import (
    COMPETENCIES,
    NOON,
    RubricVersionFactory,
    add_competency,
    add_statement,
)


@pytest.fixture
def at() -> datetime:
    return NOON + timedelta(hours=1)


@pytest.fixture
def draft(db: None) -> RubricVersion:
    """Five scored competencies with one statement each, and one required licence that nobody confirmed."""
    version = RubricVersionFactory()
    for key, name, sentence in COMPETENCIES:
        add_competency(version, key, name, sentence)
    add_statement(
        version,
        "Holds a full bus licence",
        kind=StatementKind.CREDENTIAL,
        treatment="verify",
        strength="required",
        label="Full bus licence",
        fate=StatementFate.VERIFIED,
    )
    return version


@pytest.fixture
def licence(draft: RubricVersion) -> Statement:
    return draft.statements.get(treatment="verify")
