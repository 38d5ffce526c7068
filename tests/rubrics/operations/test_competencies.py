from datetime import datetime
from decimal import Decimal

import pytest

from hiring.accounts.models import User
from rubrics.choices import Family
from rubrics.models import Competency, RubricCompetency, RubricVersion
from rubrics.operations import competencies, library
from rubrics.operations.edits import EditRefused
from rubrics.queries import account


@pytest.fixture
def one(draft: RubricVersion) -> RubricCompetency:
    return draft.competencies.get(key="collaboration")


@pytest.fixture
def target(draft: RubricVersion) -> RubricCompetency:
    return draft.competencies.get(key="communication")


def change(one: RubricCompetency, by: User, at: datetime, **fields: object) -> None:
    values = {
        "name": one.name,
        "definition": one.definition,
        "family": Family.BEHAVIOURAL,
        "weight": Decimal(1),
    }
    competencies.change(competency=one, revision=0, by=by, at=at, **{**values, **fields})
    one.refresh_from_db()


def test_name_definition_and_essential_are_changed(
    one: RubricCompetency, recruiter: User, at: datetime
) -> None:
    change(one, recruiter, at, name="Working with the city", definition="Agrees on roads.", essential=True)
    assert (one.name, one.definition, one.essential) == ("Working with the city", "Agrees on roads.", True)


def test_a_weight_other_than_equal_needs_a_reason(
    one: RubricCompetency, recruiter: User, at: datetime
) -> None:
    with pytest.raises(EditRefused, match="Weights are equal unless a reason is given"):
        change(one, recruiter, at, weight=Decimal(2))
    change(one, recruiter, at, weight=Decimal(2), weight_reason="Half of the day is spent on it.")
    assert (one.weight, one.weight_reason) == (Decimal(2), "Half of the day is spent on it.")


def test_an_equal_weight_keeps_no_reason(one: RubricCompetency, recruiter: User, at: datetime) -> None:
    change(one, recruiter, at, weight_reason="Left over.")
    assert one.weight_reason == ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "A competency needs a name."),
        ({"weight": Decimal(0)}, "A weight is above 0. Drop the competency if it does not count."),
    ],
)
def test_what_cannot_be_is_refused(
    fields: dict[str, object], sentence: str, one: RubricCompetency, recruiter: User, at: datetime
) -> None:
    with pytest.raises(EditRefused) as refused:
        change(one, recruiter, at, **fields)
    assert str(refused.value) == sentence


def test_a_dropped_competency_takes_its_statements_along_with_the_reason(
    one: RubricCompetency, recruiter: User, at: datetime
) -> None:
    competencies.drop(competency=one, reason="Not on this job.", revision=0, by=recruiter, at=at)
    statement = one.statements.get()
    one.refresh_from_db()
    assert (one.proposal, one.reason, one.decided_by) == ("drop", "Not on this job.", recruiter)
    assert statement.drop_reason == "The competency “Collaboration” was dropped: Not on this job."
    assert account(one.version) == {"found": 6, "mapped": 4, "verified": 1, "dropped": 1}


def test_a_dropped_competency_is_brought_back_with_its_statements(
    one: RubricCompetency, recruiter: User, at: datetime
) -> None:
    competencies.drop(competency=one, reason="No.", revision=0, by=recruiter, at=at)
    competencies.score(competency=one, revision=1, by=recruiter, at=at)
    one.refresh_from_db()
    assert (one.proposal, one.reason) == ("score", "")
    assert account(one.version) == {"found": 6, "mapped": 5, "verified": 1, "dropped": 0}


def test_dropping_without_a_reason_is_refused(one: RubricCompetency, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match="Give the reason for dropping the competency"):
        competencies.drop(competency=one, reason="", revision=0, by=recruiter, at=at)


def test_merging_unites_statements_places_and_questions_and_keeps_the_record(
    one: RubricCompetency, target: RubricCompetency, recruiter: User, at: datetime
) -> None:
    competencies.merge(
        competency=one, into=target, reason="Seen in the same answers.", revision=0, by=recruiter, at=at
    )
    one.refresh_from_db()
    target.refresh_from_db()
    assert (one.proposal, one.merge_into, one.reason) == ("merge", target, "Seen in the same answers.")
    assert [span["text"] for span in target.spans] == [
        "Explains delays to passengers plainly",
        "Works with the city's traffic office",
    ]
    assert (target.statements.count(), one.statements.count()) == (2, 0)
    assert (target.questions.count(), one.questions.count()) == (8, 0)
    assert target.also_covers == ["Collaboration"]
    assert account(one.version) == {"found": 6, "mapped": 6 - 1, "verified": 1, "dropped": 0}


def test_a_merged_competency_is_neither_scored_nor_dropped_nor_merged_again(
    one: RubricCompetency, target: RubricCompetency, recruiter: User, at: datetime
) -> None:
    competencies.merge(competency=one, into=target, revision=0, by=recruiter, at=at)
    for act, fields in (
        (competencies.score, {}),
        (competencies.drop, {"reason": "No."}),
        (competencies.merge, {"into": target}),
    ):
        with pytest.raises(EditRefused, match="“Collaboration” was merged"):
            act(competency=one, revision=1, by=recruiter, at=at, **fields)


def test_a_competency_merges_neither_into_itself_nor_into_a_dropped_one(
    one: RubricCompetency, target: RubricCompetency, recruiter: User, at: datetime
) -> None:
    competencies.drop(competency=target, reason="No.", revision=0, by=recruiter, at=at)
    for into in (one, target):
        with pytest.raises(EditRefused, match="Choose a competency to merge into that is scored itself"):
            competencies.merge(competency=one, into=into, revision=1, by=recruiter, at=at)


def test_a_competency_from_the_library_comes_with_anchors_and_questions_of_the_seniority(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    library.load_files(by=None, at=at)
    entry = Competency.objects.get(key="adaptability")
    competencies.add(
        version=draft,
        name="",
        definition="",
        entry=entry,
        reason="The timetable changes weekly.",
        revision=0,
        by=recruiter,
        at=at,
    )
    added = draft.competencies.get(key="adaptability")
    texts = entry.anchors.filter(seniority="lead").order_by("level").values_list("text", flat=True)
    assert list(added.anchors.values_list("text", flat=True)) == list(texts)
    assert (added.added_by, added.added_reason) == (recruiter, "The timetable changes weekly.")
    assert added.questions.count() >= 3


def test_adding_by_hand_needs_a_name_and_a_reason_and_is_done_once(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    def add(name: str, reason: str, revision: int = 0) -> None:
        competencies.add(
            version=draft, name=name, definition="", reason=reason, revision=revision, by=recruiter, at=at
        )

    for name, reason in (("", "Why."), ("Snow driving", " ")):
        with pytest.raises(EditRefused, match="needs a name and a reason"):
            add(name, reason)
    add("Snow driving", "Winters are long.")
    with pytest.raises(EditRefused, match="The draft has this competency already"):
        add("Snow driving", "Winters are long.", revision=1)


def test_what_a_competency_rests_on_is_said_anew_after_a_merge(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    one, into = draft.competencies.all()[:2]
    draft.competencies.update(reason="Rests on 1 requirement statement.")
    competencies.merge(competency=one, into=into, reason="", revision=0, by=recruiter, at=at)
    reasons = list(draft.competencies.values_list("reason", flat=True)[:2])
    assert reasons == ["", "Rests on 2 requirement statements."]
