from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.statistics import composite

WEIGHTS = {"delivery": 0.5, "judgement": 0.3, "writing": 0.2}
RATING = st.integers(1, 5)
PANELS = st.integers(3, 6).flatmap(
    lambda size: st.fixed_dictionaries(
        {f"rater {n}": st.fixed_dictionaries(dict.fromkeys(WEIGHTS, RATING)) for n in range(size)}
    )
)
SPARSE = st.dictionaries(
    st.sampled_from("ABCDEF"),
    st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.none() | RATING),
    max_size=6,
)


def test_competencies_are_averaged_before_they_are_weighted():
    ratings = {
        "A": {"delivery": 4, "judgement": 3},
        "B": {"delivery": 3, "judgement": 3, "writing": 4},
        "C": {"delivery": 5, "writing": 3},
    }

    answer = composite(ratings, WEIGHTS)

    assert answer.competency_means == {"delivery": 4.0, "judgement": 3.0, "writing": 3.5}
    assert answer.composite == 3.6
    assert answer.tier == "C"
    assert answer.se == pytest.approx(0.1732050808)
    assert answer.ci95 == pytest.approx([2.854758686, 4.345241314])


def test_a_composite_on_a_threshold_is_equal_to_it():
    ratings = {"A": {"a": 4, "b": 3}, "B": {"a": 3, "b": 4}, "C": {"a": 4, "b": 3}}

    answer = composite(ratings, {"a": 0.1, "b": 0.2})

    assert answer.composite == float((Fraction(11, 3) + 2 * Fraction(10, 3)) / 3)


def test_not_assessed_is_neither_zero_nor_three():
    with_null = composite({"A": {"delivery": 5, "writing": None}, "B": {"delivery": 4}}, WEIGHTS)
    without = composite({"A": {"delivery": 5}, "B": {"delivery": 4}}, WEIGHTS)

    assert with_null == without


def test_what_nobody_rated_is_listed_and_may_make_the_composite_incomplete():
    answer = composite({"A": {"delivery": 4}, "B": {"delivery": 2, "writing": 3}}, WEIGHTS)

    assert answer.unrated == ["judgement"]
    assert answer.competency_means == {"delivery": 3.0, "judgement": None, "writing": 3.0}
    assert answer.coverage == 0.7
    assert answer.complete is False
    assert (
        answer.incomplete_reason
        == "Incomplete: the rated competencies carry 70% of the weight, 80% is needed."
    )


def test_coverage_of_exactly_the_minimum_is_enough():
    answer = composite({"A": {"delivery": 4, "judgement": 4}, "B": {"delivery": 4}}, WEIGHTS, 0.8)

    assert (answer.coverage, answer.complete) == (0.8, True)


def test_an_essential_competency_without_rating_makes_the_composite_incomplete():
    answer = composite({"A": {"delivery": 4, "judgement": 4}}, WEIGHTS, essential=["writing"])

    assert answer.incomplete_reason == "Incomplete: no rating of the essential writing."


def test_an_essential_competency_under_the_floor_is_listed_beside_the_composite():
    panel = {
        "A": {"delivery": 2, "judgement": 2, "writing": 5},
        "B": {"delivery": 3, "judgement": 2, "writing": 5},
    }

    answer = composite(panel, WEIGHTS, essential=["delivery", "judgement"])

    assert answer.below_floor == ["judgement"]


def test_one_rater_has_a_composite_without_interval():
    answer = composite({"A": {"delivery": 4, "judgement": 3, "writing": 5}}, WEIGHTS)

    assert (answer.composite, answer.tier, answer.se, answer.ci95) == (3.9, "one rater", None, None)
    assert answer.single_rater == ["delivery", "judgement", "writing"]
    assert answer.reason == "One rater: uncertainty unknown."


def test_two_raters_show_their_two_values_only():
    answer = composite({"A": {"x": 3}, "B": {"x": 5}}, {"x": 1})

    assert answer.rater_composites == {"A": 3.0, "B": 5.0}
    assert (answer.se, answer.t_df, answer.ci95) == (1.0, 1, None)
    assert answer.reason == "Two raters: an interval would cover the scale, so only the two values are shown."


def test_a_panel_in_which_one_rater_alone_carries_a_competency_has_no_error_estimate():
    answer = composite({"A": {"x": 3, "y": 4}, "B": {"x": 4}, "C": {"x": 5}}, {"x": 1, "y": 1})

    assert (answer.composite, answer.tier, answer.se) == (4.0, "C", None)
    assert answer.reason == "Not estimable: without A no rating would be left for y."


def test_an_interval_is_clipped_to_the_scale_and_then_called_wide():
    answer = composite({"A": {"x": 5}, "B": {"x": 5}, "C": {"x": 4}}, {"x": 1})

    assert answer.ci95 == pytest.approx([14 / 3 - 4.302652729911275 / 3, 5.0])
    assert (answer.clipped, answer.wide) == (True, True)


def test_pooled_components_give_the_interval_of_tier_a():
    panel = {"A": {"x": 3, "y": 4}, "B": {"x": 4, "y": 4}}

    answer = composite(panel, {"x": 1, "y": 1}, pooled={"rater": 0.1, "dyad": 0.06, "residual": 0.2})

    # Two raters with half of the composite each, four ratings with a quarter each.
    variance = (0.1 + 0.06) * (2 * 0.25) + 0.2 * (4 / 16)
    assert (answer.tier, answer.t_df) == ("A", None)
    assert answer.se == pytest.approx(variance**0.5)
    assert answer.ci95 == pytest.approx(
        [3.75 - 1.959963985 * variance**0.5, 3.75 + 1.959963985 * variance**0.5]
    )


def test_no_rating_gives_no_composite_but_a_reason():
    answer = composite({"A": {"x": None}}, {"x": 1})

    assert (answer.composite, answer.tier, answer.n_raters, answer.unrated) == (None, "none", 0, ["x"])
    assert answer.reason == "No rating: no composite."


def test_ratings_of_competencies_that_are_not_scored_are_left_aside():
    assert composite({"A": {"x": 3, "z": 1}}, {"x": 1}) == composite({"A": {"x": 3}}, {"x": 1})


def test_a_weight_of_zero_is_refused():
    with pytest.raises(ValueError, match="greater than zero"):
        composite({}, {"x": 0})


@given(PANELS)
def test_on_a_complete_panel_the_jackknife_is_the_standard_error_of_rater_composites(panel):
    answer = composite(panel, WEIGHTS)

    values = list(answer.rater_composites.values())
    mean = sum(values) / len(values)
    sd = (sum((value - mean) ** 2 for value in values) / (len(values) - 1)) ** 0.5
    assert answer.tier == "B"
    assert answer.composite == pytest.approx(mean)
    assert answer.se == pytest.approx(sd / len(values) ** 0.5, abs=1e-12)
    assert answer.t_df == len(values) - 1


@given(SPARSE)
def test_the_composite_stays_within_the_ratings_that_make_it(panel):
    answer = composite(panel, WEIGHTS)

    values = [x for card in panel.values() for x in card.values() if x is not None]
    assert (answer.composite is None) == (not values)
    assert not values or min(values) <= answer.composite <= max(values)


@given(SPARSE)
def test_the_order_of_raters_and_the_unit_of_the_weights_do_not_matter(panel):
    turned = {rater: dict(reversed(card.items())) for rater, card in reversed(panel.items())}
    tenfold = {"delivery": 5, "judgement": 3, "writing": 2}

    one, other = composite(panel, WEIGHTS), composite(turned, tenfold)

    assert (one.composite, one.coverage, one.competency_means, one.tier) == (
        other.composite,
        other.coverage,
        other.competency_means,
        other.tier,
    )
    assert one.se == other.se


@given(SPARSE)
def test_the_shares_of_the_raters_add_up_to_the_whole(panel):
    answer = composite(panel, WEIGHTS)

    assert sum(answer.rater_shares.values()) == pytest.approx(0 if answer.composite is None else 1)
