"""Headings that run into the first item of the list below them."""

import pytest

from rubrics.derivation import derive
from rubrics.derivation.run_in import with_headings
from rubrics.reading.blocks import split

ADVERT = """Ferry Cook

Location: the islands

We feed forty people on two boats.

Your tasks: Soup before six
- Bread twice a day
- Knowledge of every passenger's name

Your profile: Two seasons in a galley
- Steady hands
- Food hygiene certificate

We offer: A cabin of your own
- Experience of all weathers

Interested? Ring Bo.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in with_headings(text, list(split(text)))]


def test_the_name_is_the_heading_and_the_rest_the_first_item() -> None:
    found = kinds(ADVERT)

    assert found[found.index(("heading", "Your profile:")) :][:4] == [
        ("heading", "Your profile:"),
        ("item", "Two seasons in a galley"),
        ("item", "Steady hands"),
        ("item", "Food hygiene certificate"),
    ]


def test_details_of_the_post_are_no_headings() -> None:
    assert ("paragraph", "Location: the islands") in kinds(ADVERT)


def test_only_what_stands_below_the_profile_is_asked() -> None:
    assert [s.text for s in derive(ADVERT).statements] == [
        "Two seasons in a galley",
        "Steady hands",
        "Food hygiene certificate",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Your profile: Steady hands\n- Patience\n",
        "Requirements\n\nEducation: diploma\n\nBenefits: soup\n- bread\n",
        "Salary: soup\n\nBenefits: soup\n- bread\n",
    ],
)
def test_one_name_or_names_that_ask_nothing_are_no_style(text: str) -> None:
    assert kinds(text) == [(b.kind, text[b.start : b.end]) for b in split(text)]
