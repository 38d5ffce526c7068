"""A draft as a reviewer finds it: one competency proposed for merging, a doubt, a requirement to confirm."""

import pytest

from rubrics.choices import StatementFate, StatementKind
from rubrics.models import Doubt, RubricVersion
from tests.factories.rubrics import (
    COMPETENCIES,
    TEXT,
    RubricVersionFactory,
    add_competency,
    add_statement,
)


@pytest.fixture
def draft(db: None) -> RubricVersion:
    return make_draft()


def make_draft() -> RubricVersion:
    """Six competencies, one of them proposed for merging; a licence to confirm; an open doubt."""
    version = RubricVersionFactory()
    for key, name, sentence in COMPETENCIES:
        add_competency(version, key, name, sentence)
    into = version.competencies.get(key="communication")
    add_competency(
        version, "adaptability", "Adaptability", "Depot manager", proposal="merge", merge_into=into
    )
    add_statement(
        version,
        "Holds a full bus licence",
        kind=StatementKind.CREDENTIAL,
        treatment="verify",
        strength="required",
        label="Full bus licence",
        fate=StatementFate.VERIFIED,
    )
    start = TEXT.index("forty drivers")
    Doubt.objects.create(
        version=version,
        kind="number",
        topic="number of drivers",
        sentence="The document names 30 and 40 drivers.",
        spans=[{"start": start, "end": start + 13, "text": "forty drivers"}],
        proposal="thirty drivers",
    )
    return version
