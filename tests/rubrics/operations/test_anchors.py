from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics.choices import QuestionKind, Seniority
from rubrics.models import Competency, RubricCompetency, RubricVersion
from rubrics.operations import anchors, competencies, library
from rubrics.operations.edits import EditRefused


@pytest.fixture
def one(draft: RubricVersion) -> RubricCompetency:
    return draft.competencies.get(key="collaboration")


def test_changed_anchors_name_the_person_and_others_keep_their_origin(
    one: RubricCompetency, recruiter: User, at: datetime
) -> None:
    anchors.set_anchors(competency=one, texts={3: "Agreed roles."}, revision=0, by=recruiter, at=at)
    assert list(one.anchors.values_list("level", "origin")) == [
        (1, "library test"),
        (2, "library test"),
        (3, "written by Rita Recruiter"),
        (4, "library test"),
        (5, "library test"),
    ]


def test_an_empty_text_takes_the_anchor_away(one: RubricCompetency, recruiter: User, at: datetime) -> None:
    anchors.set_anchors(competency=one, texts={2: ""}, revision=0, by=recruiter, at=at)
    assert list(one.anchors.values_list("level", flat=True)) == [1, 3, 4, 5]


def test_unchanged_anchors_are_refused(one: RubricCompetency, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match=r"No anchor was changed\."):
        anchors.set_anchors(competency=one, texts={}, revision=0, by=recruiter, at=at)


def test_lint_findings_come_back_as_warnings_and_the_text_is_saved(
    one: RubricCompetency, recruiter: User, at: datetime
) -> None:
    text = "Often shared knowledge with others."
    found = anchors.set_anchors(competency=one, texts={4: text}, revision=0, by=recruiter, at=at)
    assert "The word 'often' needs the occasions that it counts." in found
    assert one.anchors.get(level=4).text == text


def save(one: RubricCompetency, by: User, at: datetime, **fields: object) -> list[str]:
    values = {
        "question": None,
        "kind": QuestionKind.SITUATIONAL,
        "text": "What do you do?",
        "probes": [" Why? ", ""],
        "good_answer": "",
        "minutes": 6,
        "revision": 0,
    }
    return anchors.save_question(competency=one, by=by, at=at, **{**values, **fields})


def test_a_question_is_added_behind_the_others(one: RubricCompetency, recruiter: User, at: datetime) -> None:
    save(one, recruiter, at)
    added = one.questions.last()
    assert (added.key, added.text, added.probes, added.order) == (
        "collaboration-own-1",
        "What do you do?",
        ["Why?"],
        4,
    )


def test_a_question_is_changed_in_its_place(one: RubricCompetency, recruiter: User, at: datetime) -> None:
    question = one.questions.all()[1]
    save(one, recruiter, at, question=question, text="And then?")
    question.refresh_from_db()
    assert (question.text, question.order, one.questions.count()) == ("And then?", 1, 4)


def test_a_question_without_text_is_refused(one: RubricCompetency, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match=r"Write the question\."):
        save(one, recruiter, at, text=" ")


def test_a_question_is_removed(one: RubricCompetency, recruiter: User, at: datetime) -> None:
    question = one.questions.all()[0]
    anchors.remove_question(question=question, revision=0, by=recruiter, at=at)
    assert list(one.questions.values_list("key", flat=True)) == [
        "collaboration-2",
        "collaboration-3",
        "collaboration-4",
    ]


def test_another_seniority_exchanges_the_librarys_texts_and_leaves_peoples(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    library.load_files(by=None, at=at)
    own = draft.competencies.get(key="accountability")
    anchors.set_anchors(competency=own, texts={3: "Kept every promise."}, revision=0, by=recruiter, at=at)
    anchors.set_seniority(version=draft, seniority=Seniority.HEAD, revision=1, by=recruiter, at=at)
    entry = Competency.objects.get(key="communication")
    texts = entry.anchors.filter(seniority="head").order_by("level").values_list("text", flat=True)
    changed = draft.competencies.get(key="communication")
    assert list(changed.anchors.values_list("text", flat=True)) == list(texts)
    assert own.anchors.get(level=3).text == "Kept every promise."


def test_a_dropped_competency_keeps_its_texts_when_the_seniority_changes(
    draft: RubricVersion, one: RubricCompetency, recruiter: User, at: datetime
) -> None:
    library.load_files(by=None, at=at)
    before = list(one.anchors.values_list("text", flat=True))
    competencies.drop(competency=one, reason="No.", revision=0, by=recruiter, at=at)
    anchors.set_seniority(version=draft, seniority=Seniority.HEAD, revision=1, by=recruiter, at=at)
    assert list(one.anchors.values_list("text", flat=True)) == before
