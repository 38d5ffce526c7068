"""Lines that turn to the person below what is offered."""

import pytest

from rubrics.derivation import derive
from rubrics.library import load

LIBRARY = load()


def found(text: str) -> list[tuple[str, str]]:
    draft = derive(f"# Ferry Cook\n\n{text}", library=LIBRARY)
    return [(s.text, s.necessity) for s in draft.statements]


@pytest.mark.parametrize("heading", ["## What we offer", "What we can promise you:"])
def test_a_list_below_the_offers_may_ask(heading: str) -> None:
    lead = "We would love to hear from you if you:"
    text = f"{heading}\n\n- A cabin\n- Shore leave\n\n{lead}\n- like crowds\n- cook for forty\n"

    assert found(text) == [("like crowds", "must"), ("cook for forty", "must")]


def test_a_wish_turns_to_the_person_too() -> None:
    assert found("## What we offer\n\n- A cabin\n\nIt will count in your favour if you:\n- bake bread\n") == [
        ("bake bread", "preferred")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## How to apply\n\nTell us whether you have:\n- a passport\n- a kit bag\n",
        "## What we offer\n\nYou will have:\n- a company pension\n- free meals\n",
    ],
)
def test_what_is_to_be_sent_or_given_asks_nothing(text: str) -> None:
    assert found(text) == []
