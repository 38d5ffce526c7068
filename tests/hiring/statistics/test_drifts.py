from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from hiring.statistics import drift
from hiring.statistics.drifts import brown_forsythe, mann_whitney

EVEN = [2, 3, 3, 4] * 6
SAMPLE = st.lists(st.integers(1, 5).map(Fraction), min_size=3, max_size=25)


def test_a_clear_and_large_shift_is_flagged():
    answer = drift({"Ina": {"baseline": EVEN, "recent": [x + 1 for x in EVEN]}})["Ina"]

    assert (answer["mean_shift"], answer["flag_shift"], answer["status"]) == (1.0, True, "shift")
    assert answer["effect"] > 0.5
    assert answer["sd_ratio"] == 1.0


def test_a_shift_under_the_least_amount_is_not_flagged_however_clear():
    lower, upper = [3] * 400, [3] * 260 + [4] * 140

    answer = drift({"Ina": {"baseline": lower, "recent": upper}})["Ina"]

    assert answer["shift_p_bh"] < 0.001
    assert (answer["mean_shift"], answer["flag_shift"]) == (0.35, False)


def test_a_narrowed_range_is_flagged():
    answer = drift({"Ina": {"baseline": [1, 2, 3, 4, 5] * 6, "recent": [3] * 18 + [2, 4]}})["Ina"]

    assert (answer["flag_range_restriction"], answer["flag_shift"]) == (True, False)
    assert answer["status"] == "range restriction"


def test_p_values_are_adjusted_over_the_interviewers_who_can_be_judged():
    steady = {"baseline": EVEN, "recent": EVEN}
    moved = {"baseline": EVEN, "recent": [x + 1 for x in EVEN]}

    answer = drift({"Ina": moved, "Ole": steady, "New": {"baseline": [3], "recent": [3]}})

    assert answer["Ina"]["shift_p_bh"] == pytest.approx(2 * answer["Ina"]["shift_p"])
    assert answer["New"]["shift_p_bh"] is None


@pytest.mark.parametrize(
    "windows",
    [
        {},
        {"baseline": [3] * 19, "recent": [3] * 20},
        {"baseline": [3] * 20, "recent": [*([3] * 19), None]},
        {"baseline": [3] * 30, "recent": [3] * 20, "recent_candidates": 7},
    ],
)
def test_too_few_ratings_or_candidates_are_not_enough(windows):
    answer = drift({"Ina": windows})["Ina"]

    assert (answer["status"], answer["mean_shift"], answer["flag_shift"]) == ("not enough", None, False)


def test_an_interviewer_who_never_varies_has_no_ratio_and_no_flag():
    answer = drift({"Ina": {"baseline": [3] * 20, "recent": [3] * 20}})["Ina"]

    assert (answer["shift_p"], answer["sd_ratio"], answer["spread_p"], answer["status"]) == (
        1.0,
        None,
        None,
        "no indication",
    )


@given(SAMPLE, SAMPLE)
def test_the_shift_test_agrees_with_scipy(first, second):
    effect, p = mann_whitney(first, second)

    assume(len({*first, *second}) > 1)
    reference = stats.mannwhitneyu([float(x) for x in first], [float(x) for x in second], method="asymptotic")
    assert effect == pytest.approx(reference.statistic / (len(first) * len(second)))
    assert p == pytest.approx(reference.pvalue, abs=1e-9)


@given(SAMPLE, SAMPLE)
def test_the_spread_test_agrees_with_scipy(first, second):
    p = brown_forsythe(first, second)

    assume(p not in {None, 0.0})
    reference = stats.levene([float(x) for x in first], [float(x) for x in second])
    assert p == pytest.approx(reference.pvalue, abs=1e-9)
