"""Draft competencies: origin, merging, naming."""

from rubrics.derivation import derive
from rubrics.library import load

LIBRARY = load()
NAMES = [
    "Communication and Collaboration",
    "Problem-Solving",
    "Adaptability",
    "Leadership",
    "Emotional Intelligence",
    "Time Management",
    "Business Acumen",
    "Strategic Thinking",
    "Project Management",
    "Creativity",
    "Accountability",
]
MANY = "# Clerk\n\n## Soft skills\n\n" + "".join(
    f"- {name}: shown every day at the counter.\n" for name in NAMES
)


def test_eight_are_scored_and_the_others_are_proposed_with_reasons() -> None:
    drafts = derive(MANY, library=LIBRARY).competencies
    scored = {d.key for d in drafts if d.proposed == "score"}

    assert (len(drafts), len(scored)) == (11, 8)
    assert {d.merge_into for d in drafts if d.proposed == "merge"} <= scored
    assert [d.key for d in drafts if d.proposed != "score" and d.reason.count(".") < 2] == []


def test_time_and_project_management_are_proposed_as_one() -> None:
    pair = {
        d.key: (d.proposed, d.merge_into)
        for d in derive(MANY, library=LIBRARY).competencies
        if "management" in d.key
    }

    assert pair == {"time_management": ("score", None), "project_management": ("merge", "time_management")}


def test_a_double_barrelled_heading_is_recorded_with_what_it_also_covers() -> None:
    draft = next(d for d in derive(MANY, library=LIBRARY).competencies if d.key == "communication")

    assert (draft.primary_of, draft.also_covers) == ("Communication and Collaboration", ("collaboration",))


def test_a_draft_points_to_every_place_that_it_came_from() -> None:
    text = (
        "# Clerk\n\n## Requirements\n\n- Good listening skills\n- Clear written reports and communication\n"
    )
    (draft,) = derive(text, library=LIBRARY).competencies

    assert [text[s.start : s.end] for s in draft.spans] == [
        "Good listening skills",
        "Clear written reports and communication",
    ]
    assert draft.reason == "Rests on 2 requirement statements."


def test_the_technical_competency_is_named_from_the_nouns_of_the_document() -> None:
    text = "# Clerk\n\n## Requirements\n\n- Expertise in harbour registers (e.g., Oracle)\n"
    (draft,) = derive(text, library=LIBRARY).competencies

    assert draft.name == "Technical proficiency: harbour registers, Oracle"
