import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.statistics import spread


def test_a_panel_in_near_agreement_needs_no_debrief():
    answer = spread([3, 3, 4])

    assert (answer.range, answer.flag_range, answer.debrief_required) == (1.0, False, False)
    assert answer.sd == pytest.approx(3**-0.5)
    assert (answer.AD_mean, answer.AD_median, answer.r_wg) == (4 / 9, 1 / 3, 1 - 1 / 6)


def test_a_panel_on_both_sides_of_the_middle_is_polarised_and_needs_a_debrief():
    answer = spread([2, 4, 4, 5])

    assert (answer.range, answer.AD_mean, answer.AD_median) == (3.0, 0.875, 0.75)
    assert (answer.flag_range, answer.flag_AD, answer.flag_polarised, answer.debrief_required) == (True,) * 4
    assert answer.flag_low_agreement is True


def test_a_negative_agreement_index_is_kept_raw_and_shown_as_zero():
    answer = spread([1, 5, 3])

    assert (answer.r_wg_raw, answer.r_wg) == (-1.0, 0.0)


def test_a_range_of_two_asks_for_a_talk_and_is_a_duty_only_between_two_raters():
    three, two = spread([2, 3, 4]), spread([3, 5])

    assert (three.flag_range, three.debrief_required) == (True, False)
    assert (two.flag_range, two.debrief_required) == (True, True)


def test_a_mean_distance_of_exactly_the_limit_is_not_over_it():
    answer = spread([3, 3, 3, 4, 5, 5])

    assert answer.AD_mean == 5 / 6
    assert answer.flag_AD is False


def test_fewer_than_two_ratings_have_no_spread():
    answer = spread([4, None])

    assert (answer.n_raters, answer.range, answer.r_wg, answer.debrief_required) == (1, None, None, False)
    assert answer.reason == "Fewer than two ratings: no spread."


def test_on_seven_levels_the_limits_follow_the_scale():
    answer = spread([3, 5], levels=7)

    assert (answer.flag_polarised, answer.flag_AD) == (True, False)
    assert answer.r_wg_raw == 0.5


@given(st.lists(st.integers(1, 5), min_size=2, max_size=8))
def test_turning_the_scale_around_changes_no_index(ratings):
    assert spread([6 - x for x in ratings]) == spread(ratings)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=8), st.integers(0, 8))
def test_a_missing_rating_changes_nothing(ratings, place):
    assert spread([*ratings[:place], None, *ratings[place:]]) == spread(ratings)
