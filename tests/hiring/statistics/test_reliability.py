import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.statistics import alpha

N = None
# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C: four observers by twelve units.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
TABLES = st.lists(st.lists(st.none() | st.integers(1, 5), min_size=6, max_size=6), min_size=2, max_size=4)


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_example_comes_out_as_published(metric, published):
    assert round(alpha(OBSERVERS, metric)["alpha"], 3) == published


def test_the_interval_is_the_same_on_each_run_and_holds_the_value():
    first, second = alpha(OBSERVERS, "interval"), alpha(OBSERVERS, "interval")

    low, high = first["ci95"]
    assert first == second
    assert low < first["alpha"] < high
    assert first["band"] == "good"


def test_units_with_one_rating_are_dropped():
    answer = alpha(OBSERVERS)

    assert (answer["n_units"], answer["n_values"]) == (11, 40)


def test_equal_ratings_throughout_are_undefined_and_not_one():
    answer = alpha([[3, 3, 3], [3, 3, 3], [3, N, 3]])

    assert (answer["alpha"], answer["reason"]) == (None, "no variation")


def test_too_few_units_are_said_to_be_too_few():
    answer = alpha([[1, 2, 3], [1, 2, 4]])

    assert (answer["enough"], answer["ci95"]) == (False, None)
    assert answer["reason"] == "Fewer than 10 units: too few to publish."


@pytest.mark.parametrize("table", [[], [[]], [[1, 2]], [[1, N], [N, 2]]])
def test_without_a_pair_there_is_no_value(table):
    assert alpha(table)["reason"] == "No unit has two ratings."


def test_words_can_be_compared_by_name_only():
    assert alpha([["yes", "no", "no"], ["yes", "no", "yes"]], "nominal")["alpha"] == pytest.approx(4 / 9)


def test_an_unknown_metric_is_refused():
    with pytest.raises(ValueError, match="nominal, ordinal, interval, ratio"):
        alpha([[1]], "cosine")


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_raters_and_units_does_not_matter(table, random):
    columns = list(zip(*table, strict=True))
    random.shuffle(columns)
    turned = [list(row) for row in zip(*columns, strict=True)][::-1]

    assert alpha(turned, "ordinal")["alpha"] == pytest.approx(alpha(table, "ordinal")["alpha"])


@given(TABLES)
def test_the_interval_metric_ignores_unit_and_origin(table):
    moved = [[None if x is None else 10 + 3 * x for x in row] for row in table]

    assert alpha(moved, "interval")["alpha"] == pytest.approx(alpha(table, "interval")["alpha"])
