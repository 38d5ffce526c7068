"""Masks of slots are read and made by arithmetic; here they are compared with lists."""

from hypothesis import given
from hypothesis import strategies as st

from hiring.planning.problem import Person, Problem, slots_of, span, starts_within

masks = st.integers(0, 2**70 - 1)


@given(masks)
def test_a_mask_is_the_sum_of_its_slots(mask: int) -> None:
    assert sum(span(slot, 1) for slot in slots_of(mask)) == mask


@given(masks, st.integers(1, 9))
def test_a_start_is_a_slot_from_which_enough_slots_are_free(free: int, length: int) -> None:
    enough = [slot for slot in range(70) if all(free >> slot + n & 1 for n in range(length))]

    assert slots_of(starts_within(free, length)) == enough


def test_people_are_listed_by_what_they_may_give() -> None:
    people = (Person(1, frozenset({2, 5})), Person(1, frozenset()), Person(1, frozenset({5})))

    assert Problem(people, (), 1).able == {2: (0,), 5: (0, 2)}
