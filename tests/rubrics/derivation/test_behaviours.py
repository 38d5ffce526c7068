"""Names with what they mean are soft skills where the document says that people are judged by them."""

import pytest

from rubrics.derivation import derive

REST = "\n\n## Requirements\n\n- Experience of mending nets\n- Sound knowledge of ropes\n- Ability to swim\n"


def soft(middle: str) -> list[str]:
    """The soft skills of a document with these lines between its head and its requirements."""
    heading, rest = middle.split("\n", 1)
    text = f"# Net mender\n\n## {heading}\n\n{rest}{REST}"
    return [skill.title for skill in derive(text).soft_skills]


@pytest.mark.parametrize(
    "middle",
    [
        "Our behaviours\nPatient – I wait for the tide.\nOpen – I say what I see.\nFair – I share the catch.",
        (
            "How we are\nWe interview everybody for three things:\n\n- Patience: You wait for the tide.\n"
            "- Candour: You say what you see.\n- Fairness: You share the catch."
        ),
        (
            "Selection process\nYou are assessed against these behaviours:\n\n1. Patience: Waits for the tide.\n"
            "2. Candour: Says what there is to see.\n3. Fairness: Shares the catch."
        ),
    ],
)
def test_names_by_which_people_are_judged_are_soft_skills(middle: str) -> None:
    assert len(soft(middle)) == 3


@pytest.mark.parametrize(
    "middle",
    [
        # Steps of the selection, offers, and names that nobody is judged by.
        (
            "Selection process\nWe assess you for a day at sea:\n\n- Stage 1: You mend a net.\n- Stage 2: We talk.\n"
            "- Stage 3: You meet the crew."
        ),
        (
            "Selection process\nWe assess you on the quay:\n\n- Mending: You mend a net.\n- Talking: We talk.\n"
            "- Lunch: You meet the crew."
        ),
        "What we offer\n- Pension: We pay nine per cent.\n- Boots: We buy them.\n- Tea: There is plenty.",
        "The crew\n- Ann: She mends the large nets.\n- Bo: He mends the small ones.\n- Cy: She steers the boat.",
    ],
)
def test_other_names_are_none(middle: str) -> None:
    assert soft(middle) == []


def test_a_name_without_a_sentence_breaks_the_run() -> None:
    middle = "Our behaviours\nPatient – I wait for the tide.\nOpen\nFair – I share the catch."

    assert soft(middle) == []
