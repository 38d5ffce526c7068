"""Every part gets its share of everybody, and every loop a part that can hold it."""

from collections.abc import Hashable

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.planning.dealing import deal_loops, deal_people


def test_people_who_are_alike_are_dealt_in_turn() -> None:
    assert deal_people([{"depth"}] * 5, 2) == [[0, 2, 4], [1, 3]]


def test_the_few_of_a_pool_are_spread_first() -> None:
    crew: list[set[Hashable]] = [{"depth"}, {"depth", "pool"}, {"depth"}, {"depth", "pool", "talk"}]

    assert deal_people(crew, 2) == [[0, 3], [1, 2]]


def test_a_loop_goes_to_a_part_that_has_its_people() -> None:
    parts = [[{"depth"}, {"depth", "pool"}], [{"depth"}, {"depth"}]]

    assert deal_loops([{"depth": 1}, {"depth": 1}, {"pool": 1}, {"pool": 1}], parts) == [[2, 3], [0, 1]]


def test_what_no_part_could_hold_is_dealt_out_with_the_rest() -> None:
    assert deal_loops([{"pool": 2}, {"pool": 2}, {}], [[{"pool"}], [{"pool"}]]) == [[0, 2], [1]]


def test_parts_grow_no_larger_for_a_pool() -> None:
    parts = [[{"pool"}], [{"depth"}]]

    assert [len(part) for part in deal_loops([{"pool": 1}] * 4, parts)] == [2, 2]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.frozensets(st.sampled_from("abc")), max_size=12),
    st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1, 2)), max_size=9),
    st.integers(1, 3),
)
def test_everybody_is_dealt_once_and_parts_are_of_equal_size(
    kinds: list[frozenset[str]], needs: list[dict[Hashable, int]], count: int
) -> None:
    crews = deal_people(kinds, count)
    loops = deal_loops(needs, [[kinds[who] for who in crew] for crew in crews])

    assert sorted(who for crew in crews for who in crew) == [*range(len(kinds))]
    assert sorted(each for part in loops for each in part) == [*range(len(needs))]
    assert max(map(len, loops)) <= -(-len(needs) // count)
