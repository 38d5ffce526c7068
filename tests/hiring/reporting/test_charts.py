from dataclasses import replace

import pytest

from hiring.reporting.charts import dot_plot_label, scale_position, tint
from hiring.reporting.facts import assemble
from hiring.reporting.sections import build


@pytest.fixture
def contents(facts):
    return build(assemble(facts))


def test_the_dot_plot_says_all_ratings_in_words(contents):
    said = dot_plot_label(contents.rows[3])

    assert said == "Leadership and people development: Noor Halabi 2, Mei Tanaka 4; mean 3.0"


def test_a_competency_without_ratings_is_said_to_be_not_assessed(contents):
    empty = replace(contents.rows[0], discs=(), mean=None, mean_text="")

    assert dot_plot_label(empty) == "Intellectual rigour and flexibility: not assessed"


@pytest.mark.parametrize(
    ("mean", "step"), [(1.0, 1), (1.49, 1), (1.5, 2), (2.5, 3), (3.5, 4), (4.49, 4), (4.5, 5)]
)
def test_the_tint_changes_at_the_halves_going_up(mean, step):
    assert tint(mean) == step


def test_the_scale_leaves_a_tenth_free_on_either_side():
    assert [scale_position(1, 5), scale_position(3, 5), scale_position(5, 5)] == [10.0, 50.0, 90.0]
