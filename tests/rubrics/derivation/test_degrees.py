"""Degrees: levels, fields, another path."""

from rubrics.derivation.degrees import degrees_in, lowest
from rubrics.derivation.types import Degrees


def test_levels_and_fields_are_read() -> None:
    assert degrees_in("Master's or PhD in law, history, or a related field") == Degrees(
        ("master", "doctorate"), ("law", "history"), equivalent=False, standard=""
    )


def test_an_equivalent_opens_another_path() -> None:
    assert degrees_in("Bachelor's degree in law (or equivalent experience)") == Degrees(
        ("bachelor",), ("law",), equivalent=True, standard="equivalent experience"
    )


def test_alternatives_of_a_list_are_the_fields() -> None:
    assert degrees_in("Advanced degree in a field such as:", ("law", "history")) == Degrees(
        ("advanced degree",), ("law", "history"), equivalent=False, standard=""
    )


def test_a_high_degree_of_something_is_no_degree() -> None:
    assert degrees_in("A high degree of patience") is None


def test_the_lowest_level_is_enough() -> None:
    assert lowest(Degrees(("doctorate", "master"), (), equivalent=False, standard="")) == "master"
