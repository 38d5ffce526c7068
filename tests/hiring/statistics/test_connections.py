from hypothesis import given
from hypothesis import strategies as st

from hiring.statistics import components


def test_two_panels_without_a_shared_person_are_two_components():
    answer = components([("c1", "r1"), ("c1", "r2"), ("c2", "r2"), ("c3", "r3"), ("c3", "r4"), ("c4", "r4")])

    assert answer.components == [["c1", "c2", "r1", "r2"], ["c3", "c4", "r3", "r4"]]
    assert answer.severity_adjustment_allowed is False


def test_one_shared_rater_joins_the_panels():
    answer = components([("c1", "r1"), ("c2", "r2"), ("c2", "r1")])

    assert (answer.n_components, answer.severity_adjustment_allowed, answer.reason) == (1, True, None)


def test_a_candidate_and_a_rater_of_the_same_id_are_two_persons():
    assert components([(1, 2), (2, 3)]).n_components == 2


def test_nobody_gives_no_component():
    answer = components([])

    assert (answer.n_components, answer.components, answer.severity_adjustment_allowed) == (0, [], False)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=15))
def test_each_person_stands_in_one_component_and_no_edge_leaves_it(edges):
    answer = components(edges)

    home = {name: place for place, group in enumerate(answer.components) for name in group}
    assert len(home) == sum(map(len, answer.components)) == len({name for edge in edges for name in edge})
    assert all(home[candidate] == home[rater] for candidate, rater in edges)
