"""Anchors and questions by seniority."""

from rubrics.derivation import derive
from rubrics.derivation.anchors import anchors_for, questions_for
from rubrics.library import load

LIBRARY = load()
TECHNICAL = LIBRARY.competency("technical_proficiency")


def test_the_anchors_are_those_of_the_seniority_wanted() -> None:
    assert anchors_for(TECHNICAL, "head") == TECHNICAL.anchors["head"]


def test_a_seniority_that_is_missing_gets_the_first_there_is() -> None:
    assert anchors_for(TECHNICAL, "unknown") == next(iter(TECHNICAL.anchors.values()))


def test_questions_name_the_skill_of_the_document_or_do_without() -> None:
    named, bare = (questions_for(TECHNICAL, "lead", skill)[0]["text"] for skill in ("tide tables", ""))

    assert (str(named).count("tide tables"), str(bare).count("{")) == (1, 0)


def test_the_seniority_of_the_title_decides_unless_another_is_given() -> None:
    text = "# Head of Harbours\n\n## Requirements\n\n- Clear communication\n"

    assert [
        derive(text, library=LIBRARY, seniority=s).competencies[0].anchors for s in (None, "individual")
    ] == [
        LIBRARY.competency("communication").anchors["head"],
        LIBRARY.competency("communication").anchors["individual"],
    ]
