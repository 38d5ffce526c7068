import pytest

from hiring.statistics import fit_crossed
from hiring.statistics.styles import rating_styles

LIVELY = [[1, 3, 5]] * 12


def test_scorecards_flatter_than_half_of_the_usual_show_a_halo():
    answer = rating_styles({"Ina": [[4, 4, 5]] * 12, "Ole": LIVELY, "Eva": LIVELY})

    assert {name: style.flag_halo for name, style in answer.items()} == {
        "Ina": True,
        "Ole": False,
        "Eva": False,
    }
    assert answer["Ole"].within_sd == 2.0


def test_more_than_sixty_percent_of_the_middle_is_central_tendency_and_exactly_sixty_is_not():
    answer = rating_styles({"Ina": [[3, 3, 3, 3, 4]] * 10, "Ole": [[3, 3, 3, 2, 4]] * 10})

    assert {name: style.middle_share for name, style in answer.items()} == {"Ina": 0.8, "Ole": 0.6}
    assert {name: style.flag_central_tendency for name, style in answer.items()} == {
        "Ina": True,
        "Ole": False,
    }


@pytest.mark.parametrize("scorecards", [[], [[None, None]], [[3, 3, None]] * 9])
def test_few_scorecards_are_not_judged(scorecards):
    answer = rating_styles({"Ina": scorecards})["Ina"]

    assert (answer.within_sd, answer.middle_share, answer.flag_halo, answer.flag_central_tendency) == (
        None,
        None,
        False,
        False,
    )
    assert answer.reason == "Not enough: 10 scorecards and 30 ratings are needed."


def test_a_rater_far_from_the_others_is_flagged_as_severe():
    rows = [
        {"candidate": c, "rater": r, "rating": 3 + c % 2 - 2 * (r == "Ina") + ((c * 3 + place) % 5 - 2) / 10}
        for c in range(20)
        for place, r in enumerate(["Ina", "Ole", "Eva", "Tom", "Ada", "Max"])
    ]

    answer = rating_styles({"Ina": [], "Ole": []}, fit_crossed(rows, "rating", ["candidate", "rater"]))

    assert answer["Ina"].severity < -1
    assert (answer["Ina"].flag_severity, answer["Ole"].flag_severity) == (True, False)
