"""Titles and the seniority they tell."""

import pytest

from rubrics.derivation.titles import seniority_of, title_of
from rubrics.derivation.types import Title
from rubrics.reading.blocks import split


def title(text: str) -> str | None:
    found = title_of(text, split(text))
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: Town Hall - Harbour Clerk, GS-0301-14\n---\n\nText.\n", "Harbour Clerk"),
        ("---\ntitle: Vacancies\nrole_name: 'Harbour Clerk'\n---\n\nText.\n", "Harbour Clerk"),
        ("# We're hiring: Harbour Clerk (part-time)\n\nText.\n", "Harbour Clerk"),
        ("# Harbour clerk job description\n\nText.\n", "Harbour clerk"),
        ("## Post title\nHarbour clerk\n\n## Duties\n\n- a\n", "Harbour clerk"),
        (
            (
                "# How we interview\n\nText on the Harbour Clerk role.\n\n"
                "## Skills for Harbour Clerk candidates\n\n- a\n"
            ),
            "Harbour Clerk",
        ),
        ("TOWN HALL\nPosition: Harbour Clerk\n\nText.\n", "Harbour Clerk"),
        ("Overview\nThe role of a Harbour Clerk (Night) is old.\n", "Harbour Clerk"),
        ("As a harbour clerk, you keep the keys.\n", "harbour clerk"),
        ("Harbour Clerk wanted in Moor\n\nText.\n", "Harbour Clerk"),
        ("Harbour Clerk for a small port by the lake\n\nText.\n", "Harbour Clerk"),
        ("Night Clerk (32 hours)\n\nText.\n", "Night Clerk"),
        ("Harbour Clerk, all year round\n\nText.\n", "Harbour Clerk"),
        ("Overview\nFirms that hire a Process Engineer need patience.\n", "Process Engineer"),
        ("How to Hire a Harbour Clerk\nTown > Guides > Hiring\n\nText.\n", "Harbour Clerk"),
        ("The Harbour Clerk\n\nText.\n", "Harbour Clerk"),
        ("# Harbour Clerk (0.6 FTE)\n\nText.\n", "Harbour Clerk"),
        ("Nothing of the kind.\n", None),
    ],
)
def test_the_title_is_found_where_it_stands(text: str, expected: str | None) -> None:
    assert title(text) == expected


def test_the_span_of_a_title_slices_to_it() -> None:
    text = '---\ntitle: "Town Hall: Harbour Clerk"\n---\n'
    found = title_of(text, split(text))

    assert found is not None
    assert text[found.start : found.end] == found.text == "Harbour Clerk"


@pytest.mark.parametrize(
    ("name", "seniority"),
    [
        ("Head of Harbours", "head"),
        ("Director", "head"),
        ("Team Lead", "lead"),
        ("Shop Manager", "lead"),
        ("Clerk", "individual"),
    ],
)
def test_the_title_tells_the_seniority(name: str, seniority: str) -> None:
    assert seniority_of(Title(name, None, None, "test")) == seniority
