from hypothesis import given
from hypothesis import strategies as st

from hiring.statistics import suppress
from hiring.statistics.suppression import differs_enough, may_show_total

COUNTS = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 20))


def test_one_small_cell_takes_the_next_smallest_with_it():
    assert suppress({"A": 40, "B": 22, "C": 3, "D": 9}) == {
        "A": 40,
        "B": 22,
        "C": "suppressed",
        "D": "suppressed",
    }


def test_without_a_total_the_small_cell_alone_is_hidden():
    assert suppress({"A": 40, "C": 3}, total_shown=False) == {"A": 40, "C": "suppressed"}


def test_small_cells_that_sum_to_less_than_k_take_one_more_with_them():
    assert suppress({"A": 9, "B": 1, "C": 2}) == {"A": "suppressed", "B": "suppressed", "C": "suppressed"}


def test_small_cells_that_sum_to_k_hide_each_other():
    assert suppress({"A": 9, "B": 2, "C": 3}) == {"A": 9, "B": "suppressed", "C": "suppressed"}


def test_of_equal_cells_the_first_by_name_is_taken():
    assert suppress({"B": 9, "A": 9, "C": 3}) == {"B": 9, "A": "suppressed", "C": "suppressed"}


def test_zero_and_k_itself_may_be_shown():
    assert suppress({"A": 0, "B": 5}) == {"A": 0, "B": 5}


def test_a_total_that_gives_the_only_cell_away_may_not_be_shown():
    assert may_show_total({"A": 3, "B": 0}) is False
    assert may_show_total({"A": 40, "B": 9, "C": 3}) is True


def test_a_table_on_nearly_the_same_persons_is_not_released_again():
    released = frozenset("abcdefgh")

    assert differs_enough(released, released) is True
    assert differs_enough(released - {"a"}, released) is False
    assert differs_enough(frozenset("abc"), released) is True


@given(COUNTS, st.integers(1, 10))
def test_no_shown_cell_is_small_and_no_difference_from_the_total_is(counts, k):
    shown = suppress(counts, k)

    hidden = [counts[cell] for cell, value in shown.items() if value == "suppressed"]
    assert all(value in {"suppressed", 0} or value >= k for value in shown.values())
    assert not hidden or not may_show_total(counts, k) or (len(hidden) > 1 and sum(hidden) >= k)
