"""Years: a minimum, what is counted, and no cap."""

import pytest

from rubrics.derivation.types import Years
from rubrics.derivation.years import topic, years_in


def read(text: str) -> list[tuple[int, int | None, str]]:
    return [(y.minimum, y.upper, y.counts) for y in years_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 6 years in harbour work", [(6, None, "in harbour work")]),
        ("5-10 years leading teams", [(5, 10, "leading teams")]),
        ("3+ years' experience in billing", [(3, None, "experience in billing")]),
        ("one (1) year of service", [(1, None, "service")]),
        (
            "Minimum of three years of teaching, two years abroad",
            [(3, None, "teaching"), (2, None, "abroad")],
        ),
        ("grew the team within 2 years or less", []),
        ("must be 18 years old", []),
        ("a two year trial period", []),
    ],
)
def test_years_are_read_with_what_they_count(text: str, expected: list[tuple[int, int | None, str]]) -> None:
    assert read(text) == expected


def test_years_of_leading_are_told_from_years_of_work() -> None:
    assert [topic(Years(5, None, counts, 0, 1)) for counts in ("managing teams", "in dyeing")] == [
        "leading teams",
        "professional experience",
    ]
