import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hiring.statistics import fisher_exact, mantel_haenszel
from hiring.statistics.tables import benjamini_hochberg, holm

COUNT = st.integers(0, 12)


def test_the_lady_tasting_tea_is_no_expert_yet():
    # Fisher 1935, The Design of Experiments: 17 of 70 ways are as good or better.
    answer = fisher_exact([[3, 1], [1, 3]])

    assert (answer.p_two_sided, answer.p_greater) == (34 / 70, 17 / 70)
    assert answer.min_attainable_p == 2 / 70


def test_an_empty_table_has_no_p():
    answer = fisher_exact([[0, 0], [0, 0]])

    assert (answer.p_two_sided, answer.reason) == (None, "Empty table.")


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        fisher_exact([[1, -1], [1, 1]])


@given(st.lists(COUNT, min_size=4, max_size=4).filter(any))
def test_fishers_test_agrees_with_scipy(cells):
    table = [cells[:2], cells[2:]]

    answer = fisher_exact(table)

    assert answer.p_two_sided == pytest.approx(float(stats.fisher_exact(table).pvalue), abs=1e-9)
    assert answer.p_greater == pytest.approx(float(stats.fisher_exact(table, "greater").pvalue), abs=1e-9)
    assert answer.min_attainable_p <= answer.p_two_sided


def test_pooling_over_departments_reverses_the_crude_sum():
    # Bickel, Hammel & O'Connell 1975, Science 187:398-404: Berkeley admissions, men and women.
    berkeley = {
        "A": [512, 313, 89, 19],
        "B": [353, 207, 17, 8],
        "C": [120, 205, 202, 391],
        "D": [138, 279, 131, 244],
        "E": [53, 138, 94, 299],
        "F": [22, 351, 24, 317],
    }

    answer = mantel_haenszel(berkeley)

    # R's mantelhaen.test prints X-squared 1.4269, p 0.2323, common odds ratio 0.9047 for this table.
    assert round(answer.mh_or, 4) == 0.9047
    assert (round(answer.mh_chi2, 4), round(answer.mh_chi2_p, 4)) == (1.4269, 0.2323)
    assert round(answer.mh_chi2_uncorrected, 4) == 1.5246
    assert round(answer.crude_or, 2) == 1.84


def test_one_stratum_has_the_plain_odds_ratio():
    assert mantel_haenszel({"only": [6, 4, 3, 7]}).mh_or == pytest.approx(6 * 7 / (4 * 3))


@pytest.mark.parametrize("strata", [{}, {"a": [0, 0, 0, 0]}, {"a": [1, 0, 0, 0]}])
def test_without_a_stratum_of_two_there_is_nothing_to_pool(strata):
    answer = mantel_haenszel(strata)

    assert (answer.mh_or, answer.mh_chi2, answer.reason) == (None, None, "No stratum with two persons.")


def test_strata_in_which_all_are_selected_say_nothing():
    answer = mantel_haenszel({"a": [5, 0, 4, 0]})

    assert (answer.mh_or, answer.mh_chi2, answer.reason) == (None, None, "A margin is zero in each stratum.")


def test_holm_and_benjamini_hochberg_adjust_by_rank():
    p = {"a": 0.01, "b": 0.04, "c": 0.03}

    assert holm(p) == {"a": pytest.approx(0.03), "b": pytest.approx(0.06), "c": pytest.approx(0.06)}
    assert benjamini_hochberg(p) == {
        "a": pytest.approx(0.03),
        "b": pytest.approx(0.04),
        "c": pytest.approx(0.04),
    }


@given(st.dictionaries(st.integers(), st.floats(0, 1), max_size=8))
def test_adjusted_p_values_are_no_smaller_and_keep_their_order(p):
    for adjusted in (holm(p), benjamini_hochberg(p)):
        assert all(p[name] <= adjusted[name] + 1e-12 <= 1 + 2e-12 for name in p)
        ranked = sorted(p, key=lambda name: p[name])
        assert all(adjusted[a] <= adjusted[b] for a, b in itertools.pairwise(ranked))
