"""Rule 1 in the database itself: whoever goes round the operations is refused there."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from rubrics.models import (
    Anchor,
    Backing,
    Doubt,
    PolicyVersion,
    RubricCompetency,
    RubricQuestion,
    RubricVersion,
    SoftSkill,
    Statement,
    StoredFile,
)
from tests.factories import RubricVersionFactory, make_published_version
from tests.factories.rubrics import add_competency

PARTS = (
    "statement",
    "softskill",
    "doubt",
    "rubriccompetency",
    "rubriccompetency_soft_skills",
    "backing",
    "anchor",
    "rubricquestion",
)


@pytest.fixture
def published(db: None) -> RubricVersion:
    """A published version with a row in every table."""
    version = make_published_version()
    with connection.cursor() as cursor:
        # Rows that the factory does not make, written as a replica would be.
        cursor.execute("SET LOCAL session_replication_role = replica")
        skill = SoftSkill.objects.create(version=version, index=0, title="Calm", start=0, end=5)
        version.competencies.all()[0].soft_skills.add(skill)
        Doubt.objects.create(version=version, kind="years", topic="years", sentence="3 or 5?")
        cursor.execute("SET LOCAL session_replication_role = origin")
    return version


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        act()
    return str(error.value).splitlines()[0]


@pytest.mark.parametrize("table", PARTS)
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"], ids=["update", "delete"])
def test_no_part_of_a_published_version_is_changed_or_deleted(
    verb: str, table: str, published: RubricVersion
) -> None:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(verb.format(f"rubrics_{table}"))

    assert refused(act) == "A published rubric version never changes."


def test_nothing_is_added_to_a_published_version(published: RubricVersion) -> None:
    one = published.competencies.all()[0]
    statement = published.statements.get(treatment="verify")
    skill = published.soft_skills.get()
    acts: tuple[Callable[[], object], ...] = (
        lambda: Statement.objects.create(
            version=published, index=99, text="x", start=0, end=1, kind="soft", necessity="must",
            treatment="interview", fate="mapped",
        ),
        lambda: SoftSkill.objects.create(version=published, index=9, title="x", start=0, end=1),
        lambda: Doubt.objects.create(version=published, kind="x", topic="x", sentence="x"),
        lambda: RubricCompetency.objects.create(version=published, key="x", name="x", spans=[{"start": 0}]),
        lambda: Backing.objects.create(competency=one, statement=statement),
        lambda: published.competencies.all()[1].soft_skills.add(skill),
        lambda: Anchor.objects.create(competency=one, level=1, text="x", origin="x"),
        lambda: RubricQuestion.objects.create(competency=one, key="x", kind="situational", text="x"),
    )  # fmt: skip
    assert [refused(act) for act in acts] == ["A published rubric version never changes."] * len(acts)


def test_a_published_version_itself_stays(published: RubricVersion) -> None:
    versions = RubricVersion.objects.filter(pk=published.pk)
    assert refused(lambda: versions.update(role_title="Other")) == "A published rubric version never changes."
    assert refused(lambda: versions.update(state="draft")) == "A published rubric version never changes."


def test_a_part_of_a_draft_cannot_be_moved_into_or_out_of_a_published_version(
    published: RubricVersion,
) -> None:
    draft = RubricVersionFactory()
    mine = add_competency(draft, "communication", "Communication", "Depot manager")
    into = Statement.objects.filter(version=draft)
    out = Statement.objects.filter(version=published)
    anchors = Anchor.objects.filter(competency=mine)
    other = published.competencies.all()[0]
    assert refused(lambda: into.update(version=published, index=50)) == (
        "A published rubric version never changes."
    )
    assert refused(lambda: out.update(version=draft)) == "A published rubric version never changes."
    assert refused(lambda: anchors.update(competency=other)) == "A published rubric version never changes."


def test_a_policy_version_never_changes(db: None) -> None:
    sentence = "A row of rubrics_policyversion never changes."
    assert refused(lambda: PolicyVersion.objects.update(reason="x")) == sentence
    assert refused(lambda: PolicyVersion.objects.all().delete()) == sentence


def test_a_stored_file_never_changes(db: None) -> None:
    StoredFile.objects.create(name="a", content=b"a", size=1, sha256="0")
    assert refused(lambda: StoredFile.objects.update(content=b"b")) == (
        "A row of rubrics_storedfile never changes."
    )


@pytest.mark.parametrize(
    ("constraint", "act"),
    [
        ("statement_has_origin", lambda one: one.statements.update(start=None, end=None)),
        ("dropped_statement_has_reason", lambda one: one.statements.update(fate="dropped")),
        ("competency_has_origin", lambda one: one.competencies.update(spans=[])),
        ("unequal_weight_has_reason", lambda one: one.competencies.update(weight=2)),
        ("competency_weight_above_zero", lambda one: one.competencies.update(weight=0, weight_reason="x")),
        (
            "rubric_anchor_level_1_to_5",
            lambda one: Anchor.objects.filter(competency__version=one, level=5).update(level=6),
        ),
        (
            "anchor_has_origin",
            lambda one: Anchor.objects.filter(competency__version=one).update(origin=""),
        ),
        (
            "published_version_names_who_and_when",
            lambda one: RubricVersion.objects.filter(pk=one.pk).update(state="published"),
        ),
        ("one_draft_per_rubric", lambda one: RubricVersionFactory(rubric=one.rubric, number=2)),
    ],
)
def test_the_database_refuses_a_draft_that_breaks_a_rule(
    constraint: str, act: Callable[[RubricVersion], object], db: None
) -> None:
    draft = RubricVersionFactory()
    add_competency(draft, "communication", "Communication", "Depot manager")
    assert constraint in refused(lambda: act(draft))
