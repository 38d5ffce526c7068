"""What is verified, with labels, strengths and warnings."""

from rubrics.derivation import derive
from rubrics.derivation.types import VerifyItem
from rubrics.derivation.verification import DEGREE_WARNING, EQUIVALENT_NOTE, EXISTENCE_NOTE
from rubrics.library import load

LIBRARY = load()


def verified(*items: str) -> tuple[VerifyItem, ...]:
    text = "# Clerk\n\n## Requirements\n\n" + "".join(f"- {item}\n" for item in items)
    return derive(text, library=LIBRARY).verify


def test_a_required_degree_without_another_path_gets_a_warning() -> None:
    assert verified("Bachelor's degree in law required") == (
        VerifyItem(0, "Bachelor's degree in law", "required", "education", DEGREE_WARNING),
    )


def test_a_degree_with_another_path_asks_for_the_standard() -> None:
    assert verified("Master's degree in law or equivalent experience") == (
        VerifyItem(
            0,
            "Master's degree in law, or equivalent experience",
            "informational",
            "education",
            EQUIVALENT_NOTE,
        ),
    )


def test_one_year_is_no_years() -> None:
    assert [item.label for item in verified("At least 1 year in harbours")] == ["At least 1 year in harbours"]


def test_years_are_a_minimum_and_their_upper_figure_is_left_out() -> None:
    assert verified("At least 3-5 years in harbours") == (
        VerifyItem(0, "At least 3 years in harbours", "required", "years_experience"),
    )


def test_years_are_said_as_people_say_them() -> None:
    items = verified("1 year of work at sea", "2 years at sea", "Held a boat licence for two years")
    assert [item.label for item in items] == [
        "At least 1 year of work at sea",
        "At least 2 years at sea",
        "Held a boat licence for two years",
    ]


def test_a_track_record_is_verified_for_its_existence_only() -> None:
    assert verified("Track record of calm negotiations") == (
        VerifyItem(0, "Track record of calm negotiations", "informational", "track_record", EXISTENCE_NOTE),
    )


def test_licences_publications_and_permits_have_kinds_of_their_own() -> None:
    assert [
        item.kind for item in verified("Driving licence", "List of publications", "Right to work here")
    ] == [
        "credential",
        "publications",
        "work_authorisation",
    ]
