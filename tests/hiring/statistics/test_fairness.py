import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.statistics import adverse_impact, scoring_rate

GROUPS = st.dictionaries(
    st.sampled_from("ABCD"),
    st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    min_size=1,
)


def test_the_guidelines_example_flags_three_quarters_but_not_four_fifths():
    # Questions and answers on the Uniform Guidelines, 44 FR 11996 (1979): rates 60, 45, 48 and 51 percent.
    answer = adverse_impact({"A": [100, 60], "B": [100, 45], "C": [100, 48], "D": [100, 51]})

    assert answer.reference == "A"
    assert {name: group.impact_ratio for name, group in answer.groups.items()} == {
        "A": None,
        "B": 0.75,
        "C": 0.8,
        "D": 0.85,
    }
    assert [answer.groups[name].below_four_fifths for name in "BCD"] == [True, False, False]
    assert [answer.groups[name].verdict for name in "BCD"] == [
        "review required",
        "no indication",
        "no indication",
    ]


def test_exactly_four_fifths_is_no_flag_although_binary_division_says_less():
    answer = adverse_impact({"ref": [6, 5], "grp": [6, 4]}).groups["grp"]

    assert (4 / 6) / (5 / 6) < 0.8
    assert (answer.impact_ratio, answer.below_four_fifths, answer.verdict) == (
        0.8,
        False,
        "insufficient data",
    )


def test_one_person_who_would_turn_the_result_makes_it_inconclusive():
    # The same source, questions 20 and 21: 3 of 20 against 1 of 10.
    answer = adverse_impact({"men": [20, 3], "women": [10, 1]}).groups["women"]

    assert (answer.below_four_fifths, answer.one_person_flips) == (True, True)
    assert answer.verdict == "insufficient data"
    assert answer.shortfall == pytest.approx(1 / 3)


def test_groups_under_two_percent_are_left_out_of_ratios_and_cannot_be_the_reference():
    answer = adverse_impact({"A": [500, 250], "B": [480, 200], "few": [9, 9]}, 0.02)

    few = answer.groups["few"]
    assert answer.reference == "A"
    assert (few.n, few.rate, few.excluded, few.impact_ratio, few.verdict) == (9, 1.0, True, None, None)


def test_a_group_of_exactly_two_percent_is_kept():
    assert adverse_impact({"A": [98, 10], "B": [2, 1]}, 0.02).groups["B"].excluded is False


def test_the_reference_has_the_highest_rate_among_groups_of_five():
    answer = adverse_impact({"tiny": [4, 4], "large": [200, 20], "small": [20, 4]})

    assert answer.reference == "small"


@pytest.mark.parametrize(
    ("groups", "verdict"),
    [
        ({"ref": [40, 20], "grp": [40, 14]}, "watch"),
        ({"ref": [400, 300], "grp": [400, 260]}, "review (statistically clear, small)"),
        ({"ref": [30, 3], "grp": [30, 1]}, "insufficient data"),
    ],
)
def test_the_verdict_needs_the_ratio_and_the_test_together(groups, verdict):
    assert adverse_impact(groups).groups["grp"].verdict == verdict


def test_holms_values_stand_beside_the_plain_ones():
    answer = adverse_impact({"A": [100, 60], "B": [100, 45], "C": [100, 48]})

    assert answer.groups["B"].fisher_p_holm == pytest.approx(2 * answer.groups["B"].fisher_p)
    assert answer.groups["A"].fisher_p_holm is None


def test_nobody_selected_gives_no_ratio_but_a_reason():
    answer = adverse_impact({"A": [20, 0], "B": [30, 0]})

    (other,) = [group for name, group in answer.groups.items() if name != answer.reference]
    assert (other.impact_ratio, other.z, other.verdict) == (None, None, "insufficient data")
    assert other.reason == "Nobody is selected in any group."


@pytest.mark.parametrize("groups", [{}, {"A": [0, 0]}, {"A": [4, 1], "B": [3, 1]}])
def test_without_a_group_of_five_there_is_no_reference(groups):
    answer = adverse_impact(groups)

    assert (answer.reference, answer.reason) == (None, "No group of at least 5 persons to compare with.")


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="selected"):
        adverse_impact({"A": [5, 6]})


@given(GROUPS, st.integers(2, 5))
def test_the_flag_does_not_depend_on_the_size_of_the_sample(groups, factor):
    more = {name: (n * factor, s * factor) for name, (n, s) in groups.items()}
    kept = {name: (n, s) for name, (n, s) in groups.items() if n >= 5}
    one, other = adverse_impact(kept), adverse_impact({name: more[name] for name in kept})

    flags = [{name: group.below_four_fifths for name, group in a.groups.items()} for a in (one, other)]
    assert flags[0] == flags[1]


@given(GROUPS)
def test_no_word_of_a_verdict_judges(groups):
    allowed = {
        "insufficient data",
        "review required",
        "watch",
        "review (statistically clear, small)",
        "no indication",
        None,
    }
    assert {group.verdict for group in adverse_impact(groups).groups.values()} <= allowed


def test_the_scoring_rate_counts_scores_strictly_above_the_median_of_all():
    answer = scoring_rate({"A": [1, 2, 5, 6], "B": [3, 3, 4, None]})

    assert answer.median == 3.0
    assert answer.scoring_rate == {"A": 0.5, "B": 1 / 3}
    assert answer.impact_ratio == {"A": 1.0, "B": 2 / 3}


def test_equal_scores_leave_nobody_above_the_median():
    answer = scoring_rate({"A": [3, 3], "B": [3], "C": []})

    assert answer.scoring_rate == {"A": 0.0, "B": 0.0, "C": None}
    assert answer.impact_ratio == {"A": None, "B": None, "C": None}
    assert answer.reason == "No score lies above the median, since many are equal."


def test_no_scores_give_no_rate():
    assert scoring_rate({"A": []}).reason == "No score."
