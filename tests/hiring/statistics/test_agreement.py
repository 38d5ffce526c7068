import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hiring.statistics import gqk, icc

# Shrout & Fleiss 1979, Psychological Bulletin 86:420-428, table 2: six targets by four judges.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_the_six_coefficients_of_shrout_and_fleiss_come_out_as_published():
    answer = icc(JUDGES)

    published = {
        "ICC(1,1)": 0.17,
        "ICC(2,1)": 0.29,
        "ICC(3,1)": 0.71,
        "ICC(1,k)": 0.44,
        "ICC(2,k)": 0.62,
        "ICC(3,k)": 0.91,
    }
    assert {form: round(answer[form], 2) for form in published} == published
    assert [round(answer[name], 2) for name in ("BMS", "WMS", "JMS", "EMS")] == [11.24, 6.26, 32.49, 1.02]


def test_the_interval_of_the_published_example_is_wide():
    answer = icc(JUDGES)

    assert [round(limit, 2) for limit in answer["CI(2,1)"]] == [0.02, 0.76]
    assert [round(limit, 2) for limit in answer["CI(3,1)"]] == [0.34, 0.95]
    assert [round(limit, 2) for limit in answer["CI(1,1)"]] == [-0.13, 0.72]
    assert answer["enough"] is False


def test_a_negative_value_is_kept_with_a_note():
    answer = icc([[1, 5], [5, 1], [3, 3], [2, 4]])

    assert answer["ICC(1,1)"] < 0
    assert answer["note"] == "No agreement beyond chance."


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([], "Too few: at least two targets and two raters are needed."),
        ([[1, 2]], "Too few: at least two targets and two raters are needed."),
        ([[1, None], [2, 3]], "A rating is missing: use G(q,k) for panels that are not complete."),
        ([[3, 3], [3, 3]], "No variation: all ratings are equal."),
    ],
)
def test_a_table_without_value_says_why(table, reason):
    answer = icc(table)

    assert (answer["ICC(2,1)"], answer["CI(2,1)"], answer["reason"]) == (None, None, reason)


def test_perfect_agreement_is_one_and_has_no_interval():
    answer = icc([[1, 1], [2, 2], [5, 5]])

    assert (answer["ICC(1,1)"], answer["ICC(2,k)"], answer["CI(2,1)"]) == (1.0, 1.0, None)


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=6))
def test_consistency_does_not_see_the_severity_of_a_rater(table):
    shifted = [[first + 7, *rest] for first, *rest in table]

    one, other = icc(table), icc(shifted)

    assume(one["ICC(3,1)"] is not None)
    assert other["ICC(3,1)"] == pytest.approx(one["ICC(3,1)"], abs=1e-9)


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=6))
def test_any_complete_table_gives_values_or_a_reason(table):
    answer = icc(table)

    missing = [form for form in ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)") if answer[form] is None]
    assert not missing or answer["reason"] is not None


def test_a_crossed_design_has_no_overlap_penalty():
    answer = gqk({name: ["a", "b", "c"] for name in "xyz"})

    assert (answer.k_harmonic, answer.q, answer.G) == (3.0, 0.0, None)


def test_a_nested_design_carries_the_whole_severity():
    answer = gqk(
        {"x": ["a", "b"], "y": ["c", "d"], "z": ["e", "f"]}, {"candidate": 0.5, "rater": 0.2, "dyad": 0.3}
    )

    assert (answer.k_harmonic, answer.q) == (2.0, 0.5)
    assert pytest.approx(0.5 / (0.5 + 0.1 + 0.15)) == answer.G


def test_a_partly_crossed_design_lies_between():
    # Raters a, b and b, c: one shared rater of two each, so q = 1/2 - 1/4.
    assert gqk({"x": ["a", "b"], "y": ["b", "c"]}).q == 0.25


@pytest.mark.parametrize(
    ("rater_sets", "variances", "reason"),
    [
        ({}, None, "No candidate has a rater."),
        ({"x": ["a"]}, None, "One candidate: no overlap to measure."),
        ({"x": ["a"], "y": ["a"]}, {"candidate": 1.0}, "A variance component is not known."),
        (
            {"x": ["a"], "y": ["a"]},
            {"candidate": 0, "rater": 0, "dyad": 0},
            "No variation: all ratings are equal.",
        ),
    ],
)
def test_g_is_none_with_a_reason_where_it_is_undefined(rater_sets, variances, reason):
    answer = gqk(rater_sets, variances)

    assert (answer.G, answer.reason) == (None, reason)


@given(
    st.dictionaries(
        st.text(max_size=2), st.sets(st.sampled_from("abcde"), min_size=1), min_size=2, max_size=6
    )
)
def test_the_multiplier_agrees_with_its_double_sum(rater_sets):
    count = len(rater_sets)
    inverse = sum(1 / len(raters) for raters in rater_sets.values()) / count
    shared = sum(
        len(one & two) / (len(one) * len(two))
        for i, one in rater_sets.items()
        for j, two in rater_sets.items()
        if i != j
    )

    assert gqk(rater_sets).q == pytest.approx(inverse - shared / (count * (count - 1)), abs=1e-12)
