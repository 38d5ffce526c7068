import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.statistics import bands, common_composites, compare, composite

ONE = {"x": 1}


def panel(**ratings):
    return composite({rater: {"x": rating} for rater, rating in ratings.items()}, ONE)


def test_the_same_raters_are_compared_in_pairs_so_that_severity_cancels():
    strict_and_mild = panel(A=2, B=4, C=5), panel(A=1, B=3, C=5)

    answer = compare(*strict_and_mild)

    # Differences 1, 1, 0: mean 2/3, standard error 1/3, t on 2 degrees of freedom.
    assert (answer.method, answer.t_df) == ("paired", 2)
    assert answer.difference == pytest.approx(2 / 3)
    assert answer.se == pytest.approx(1 / 3)
    assert answer.verdict == "not distinguishable"


def test_different_raters_are_compared_by_both_standard_errors():
    answer = compare(panel(A=5, B=4, C=5), panel(D=1, E=2, F=1))

    assert answer.method == "unpaired"
    assert answer.se == pytest.approx((2 / 9) ** 0.5)
    assert answer.t_df == pytest.approx(4)
    assert answer.verdict == "distinguishable"


def test_pooled_components_count_shared_raters_out_of_the_difference():
    pooled = {"rater": 0.5, "dyad": 0.1, "residual": 0.2}
    first = composite({"A": {"x": 4}, "B": {"x": 4}}, ONE, pooled=pooled)
    same = composite({"A": {"x": 3}, "B": {"x": 3}}, ONE, pooled=pooled)
    other = composite({"C": {"x": 3}, "D": {"x": 3}}, ONE, pooled=pooled)

    assert compare(first, same).se == pytest.approx((2 * 0.3 / 2) ** 0.5)
    assert compare(first, other).se == pytest.approx((2 * 0.3 / 2 + 0.5) ** 0.5)


def test_two_raters_distinguish_nobody():
    answer = compare(panel(A=5, B=5), panel(A=1, B=1))

    assert (answer.verdict, answer.distinguishable) == ("not distinguishable", False)
    assert answer.reason == "Fewer than three raters: the difference has no usable error."


def test_an_incomplete_composite_is_not_compared():
    half = composite({"A": {"x": 3}, "B": {"x": 3}, "C": {"x": 3}}, {"x": 1, "y": 1})

    answer = compare(half, panel(A=3, B=4, C=4))

    assert (answer.verdict, answer.difference, answer.reason) == (None, None, "A composite is incomplete.")


def test_bands_part_only_those_who_can_be_told_apart():
    answer = bands(
        {
            "weak": panel(A=1, B=2, C=1),
            "good": panel(A=4, B=5, C=4),
            "better": panel(A=5, B=4, C=5),
            "alone": panel(A=5),
        }
    )

    assert [band.candidates for band in answer.bands] == [["better", "good"], ["weak"]]
    assert answer.unplaced == {"alone": "One rater: uncertainty unknown."}


def test_nobody_gives_no_bands():
    assert bands({}).bands == []


def test_common_composites_rest_on_what_all_candidates_were_rated_on():
    answer = common_composites(
        {"one": {"A": {"x": 4, "y": 1}}, "two": {"A": {"x": 3, "y": None}, "B": {"z": 5}}},
        {"x": 1, "y": 1, "z": 1},
    )

    assert answer.competencies == ["x"]
    assert {name: entry.composite for name, entry in answer.composites.items()} == {"one": 4.0, "two": 3.0}


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1), st.lists(st.integers(1, 5), min_size=3, max_size=4), max_size=7
    )
)
def test_each_pair_from_two_bands_is_distinguishable_and_nobody_is_lost(candidates):
    composites = {
        name: panel(**{"ABCD"[place]: rating for place, rating in enumerate(ratings)})
        for name, ratings in candidates.items()
    }

    found = bands(composites).bands

    assert sorted(name for band in found for name in band.candidates) == sorted(candidates)
    for place, upper in enumerate(found):
        for lower in found[place + 1 :]:
            assert all(
                compare(composites[a], composites[b]).distinguishable
                for a in upper.candidates
                for b in lower.candidates
            )


@given(*[st.lists(st.integers(1, 5), min_size=3, max_size=3)] * 2)
def test_a_comparison_turned_around_changes_its_sign_only(one, other):
    first, second = panel(A=one[0], B=one[1], C=one[2]), panel(A=other[0], B=other[1], C=other[2])

    there, back = compare(first, second), compare(second, first)

    assert there.difference == -back.difference
    assert (there.se, there.verdict) == (pytest.approx(back.se), back.verdict)
