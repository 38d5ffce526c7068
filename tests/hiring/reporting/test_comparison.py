from dataclasses import replace

import pytest

from hiring.reporting.comparison import Candidate, candidate, heat_map
from hiring.reporting.facts import assemble

CARDS = ("a", "b", "c", "d")


def panel(levels, keys, **changes):
    cards = {card: dict.fromkeys(keys, level) for card, level in zip(CARDS, levels, strict=True)}
    return cards | changes


@pytest.fixture
def keys(facts):
    return [competency.key for competency in facts.competencies]


def names(groups):
    return [[row.name for row in group.rows] for group in groups]


def test_those_who_cannot_be_told_apart_stand_in_one_group_by_name(facts, keys):
    people = [
        Candidate("1", "Zoe", "3", panel((3, 4, 3, 4), keys)),
        Candidate("2", "Abel", "3", panel((4, 3, 4, 3), keys)),
        Candidate("3", "Mona", "3", panel((1, 1, 1, 1), keys)),
    ]

    compared = heat_map(people, facts.competencies)

    assert names(compared.groups) == [["Abel", "Zoe"], ["Mona"]]
    assert compared.groups[0].heading.text == "Cannot be told apart on the composite; by name"


def test_an_incomplete_candidate_stands_apart_without_a_composite(facts, keys):
    people = [
        Candidate("1", "Zoe", "3", panel((3, 4, 3, 4), keys)),
        Candidate("2", "Abel", "3", panel((4, 3, 4, 3), keys[:2])),
    ]

    compared = heat_map(people, facts.competencies)

    (row,) = compared.apart
    assert (row.name, row.composite, row.reason) == ("Abel", "", "The composite is incomplete.")
    assert [cell.mean_text for cell in row.cells] == ["3.5", "3.5", "", "", "", "", ""]
    assert [cell.tint for cell in row.cells] == [4, 4, 0, 0, 0, 0, 0]
    assert compared.common == tuple(keys[:2])


def test_different_rubric_versions_are_not_grouped_and_a_warning_says_so(facts, keys):
    people = [
        Candidate("1", "Zoe", "3", panel((3, 4, 3, 4), keys)),
        Candidate("2", "Abel", "4", panel((4, 3, 4, 3), keys)),
    ]

    compared = heat_map(people, facts.competencies)

    assert (compared.groups, compared.pairs) == ((), ())
    assert compared.warning.template == "comparison.versions"
    assert [row.name for row in compared.apart] == ["Abel", "Zoe"]


def test_a_pair_is_told_with_its_difference_and_interval(facts, keys):
    people = [
        Candidate("1", "Zoe", "3", panel((4, 4, 5, 4), keys)),
        Candidate("2", "Abel", "3", panel((2, 2, 2, 1), keys)),
    ]

    (pair,) = heat_map(people, facts.competencies).pairs

    assert pair.sentence.template == "comparison.apart"
    assert pair.sentence.text.startswith("Abel and Zoe: difference −2.5, between ")


def test_a_candidate_row_is_taken_from_counted_first_ratings_of_a_report(facts):
    shadowed = replace(facts, raters=(replace(facts.raters[0], seat="shadow"), *facts.raters[1:]))

    row = candidate("7", shadowed)

    assert (row.id, row.name, row.rubric) == ("7", "Tove Almgren", "3")
    assert row.levels["person-5"] == {"lead": 4, "value": 4}
    assert "person-1" not in row.levels


def test_no_candidates_give_an_empty_map(facts):
    compared = heat_map([], facts.competencies)

    assert (compared.groups, compared.apart, compared.pairs) == ((), (), ())


def test_somebody_in_two_seats_counts_once_as_in_the_report(facts):
    twice = replace(facts.raters[1], person=facts.raters[0].person or facts.raters[0].id)
    facts = replace(facts, raters=(facts.raters[0], twice, *facts.raters[2:]))

    (row,) = heat_map([candidate("1", facts)], facts.competencies).apart or [
        row for group in heat_map([candidate("1", facts)], facts.competencies).groups for row in group.rows
    ]

    results = assemble(facts).results
    assert [cell.mean for cell in row.cells] == [result.mean for result in results]
    assert [len(cell.ratings) for cell in row.cells] == [len(result.counted) for result in results]


def test_a_pair_says_the_difference_and_its_interval(facts, keys):
    people = [
        Candidate("1", "Zoe", "3", panel((3, 4, 3, 4), keys)),
        Candidate("2", "Mona", "3", panel((1, 1, 1, 1), keys)),
    ]

    (pair,) = heat_map(people, facts.competencies).pairs

    assert (pair.first, pair.second, pair.difference, pair.low, pair.high, pair.distinguishable) == (
        "2", "1", "−2.50", "−3.42", "−1.58", True,
    )  # fmt: skip


def test_a_group_of_people_who_differ_at_its_ends_does_not_say_that_nobody_differs(facts, keys):
    people = [
        Candidate("1", "Zoe", "3", panel((4, 4, 4, 4), keys)),
        Candidate("2", "Abel", "3", panel((1, 5, 1, 5), keys)),
        Candidate("3", "Mona", "3", panel((2, 2, 2, 2), keys)),
    ]

    (group,) = heat_map(people, facts.competencies).groups

    assert [row.name for row in group.rows] == ["Abel", "Mona", "Zoe"]
    assert group.heading.template == "comparison.chained"
