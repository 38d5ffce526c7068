"""Numbered lines as headings of clauses."""

import pytest

from rubrics.reading.blocks import split


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in split(text)]


def test_a_short_line_numbered_twice_heads_what_is_lettered_below_it() -> None:
    text = "1. The person\n\n1.1 Skipper\n(a) a licence;\n(b) two seasons.\n1.2 Anybody may row.\n"

    assert kinds(text) == [
        ("heading", "The person"),
        ("heading", "Skipper"),
        ("item", "a licence;"),
        ("item", "two seasons."),
        ("item", "Anybody may row."),
    ]


def test_a_numbered_line_with_a_colon_leads_into_the_letters_below_it() -> None:
    assert kinds("1. The work\n1.1 The skipper shall:\n(a) steer;\n(b) moor.\n")[1] == (
        "paragraph",
        "The skipper shall:",
    )


def test_numbered_criteria_above_a_heading_stay_items() -> None:
    text = "1.1 Knowledge of knots\n1.2 Patience\n\nPay and hours\n\nAs agreed.\n"

    assert kinds(text)[:3] == [
        ("item", "Knowledge of knots"),
        ("item", "Patience"),
        ("heading", "Pay and hours"),
    ]


def test_numbered_lines_head_their_lists_if_each_of_them_has_one() -> None:
    text = "1. The boat\n- wood\n2. Your day\n- rowing\n3. Your pay\n- fish\n"

    assert [content for kind, content in kinds(text) if kind == "heading"] == [
        "The boat",
        "Your day",
        "Your pay",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Row\n2. Steer\n3. Moor\n",
        "1. Row\n- daily\n3. Steer\n- by night\n4. Moor\n- well\n",
        "1. Row.\n- daily\n2. Steer.\n- by night\n3. Moor.\n- well\n",
        "1. Row\n2. Steer\n- by night\n3. Moor\n- well\n",
    ],
)
def test_a_numbered_list_is_a_list(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"item"}
