"""Role documents and rubric versions."""

from datetime import UTC, datetime

import factory

from rubrics.choices import DocumentState, Seniority, StatementFate, StatementKind, VersionState
from rubrics.models import (
    Anchor,
    Backing,
    RoleDocument,
    Rubric,
    RubricCompetency,
    RubricQuestion,
    RubricVersion,
    Statement,
)
from rubrics.queries import current_policy
from tests.factories.people import UserFactory

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

TEXT = """Depot manager

Requirements
- Explains delays to passengers plainly
- Solves routing problems with evidence
- Keeps promises to the crew
- Plans shifts for forty drivers
- Works with the city's traffic office
- Holds a full bus licence
"""

# Competencies of the default rubric with the line of TEXT that each came from.
COMPETENCIES = (
    ("communication", "Communication", "Explains delays to passengers plainly"),
    ("problem_solving", "Problem solving", "Solves routing problems with evidence"),
    ("accountability", "Accountability", "Keeps promises to the crew"),
    ("time_management", "Time management", "Plans shifts for forty drivers"),
    ("collaboration", "Collaboration", "Works with the city's traffic office"),
)


class RoleDocumentFactory(factory.django.DjangoModelFactory):
    """A derived role document."""

    class Meta:
        model = RoleDocument

    title = "Depot manager"
    source_name = "depot_manager.txt"
    format = "txt"
    text = TEXT
    state = DocumentState.DERIVED
    progress = 100
    received_at = NOON
    state_changed_at = NOON


class RubricVersionFactory(factory.django.DjangoModelFactory):
    """An empty draft."""

    class Meta:
        model = RubricVersion

    rubric = factory.LazyFunction(lambda: Rubric.objects.create(name="Depot manager", created_at=NOON))
    number = 1
    role_document = factory.SubFactory(RoleDocumentFactory)
    role_title = "Depot manager"
    seniority = Seniority.LEAD
    policy = factory.LazyFunction(current_policy)
    library_version = "test"
    rule_version = "test"
    created_at = NOON


def span(sentence: str) -> tuple[int, int]:
    """Where the sentence stands in TEXT."""
    start = TEXT.index(sentence)
    return start, start + len(sentence)


def add_statement(version: RubricVersion, sentence: str, **fields: object) -> Statement:
    """A statement of the default document."""
    start, end = span(sentence)
    defaults = {
        "index": version.statements.count(),
        "text": sentence,
        "start": start,
        "end": end,
        "section": "Requirements",
        "kind": StatementKind.SOFT,
        "necessity": "must",
        "treatment": "interview",
        "fate": StatementFate.MAPPED,
    }
    return Statement.objects.create(version=version, **{**defaults, **fields})


def add_competency(
    version: RubricVersion, key: str, name: str, sentence: str, **fields: object
) -> RubricCompetency:
    """A scored competency with five anchors, three questions and the statement behind it."""
    statement = add_statement(version, sentence)
    competency = RubricCompetency.objects.create(
        version=version,
        key=key,
        name=name,
        definition=f"{name} on the job.",
        order=version.competencies.count(),
        spans=[{"start": statement.start, "end": statement.end, "text": sentence}],
        **fields,
    )
    Backing.objects.create(competency=competency, statement=statement)
    Anchor.objects.bulk_create(
        Anchor(
            competency=competency,
            level=level,
            text=f"{name} as seen at level {level}.",
            origin="library test",
        )
        for level in range(1, 6)
    )
    RubricQuestion.objects.bulk_create(
        RubricQuestion(
            competency=competency,
            key=f"{key}-{order + 1}",
            kind=kind,
            text=f"{name}, question {order + 1}?",
            probes=["What was your own part?", "How did it end?"],
            good_answer="Names the facts.",
            minutes=8,
            order=order,
        )
        for order, kind in enumerate(["past_behaviour", "situational", "past_behaviour", "situational"])
    )
    return competency


def make_published_version(**fields: object) -> RubricVersion:
    """A published version with the five competencies of COMPETENCIES and one verified requirement."""
    version = RubricVersionFactory(**fields)
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
    publisher = UserFactory()
    version.statements.update(confirmed_at=NOON, confirmed_by=publisher)
    RubricVersion.objects.filter(pk=version.pk).update(
        state=VersionState.PUBLISHED, published_at=NOON, published_by=publisher
    )
    version.refresh_from_db()
    return version
