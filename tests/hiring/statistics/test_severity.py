import math
import random

import numpy as np
import pytest

from hiring.statistics import composite, fit_crossed
from hiring.statistics.severity import adjusted_composite
from tests.hiring.statistics.penicillin import ROWS

LOOP = ["candidate", "rater", "candidate:rater"]


def simulated(
    seed: int, candidates: int = 14, raters: int = 5, rater_sd: float = 0.6
) -> list[dict[str, object]]:
    """Ratings of a partly crossed pool: three raters per candidate, two competencies."""
    draw = random.Random(seed)
    severity = [draw.gauss(0, rater_sd) for _ in range(raters)]
    rows: list[dict[str, object]] = []
    for candidate in range(candidates):
        level = draw.gauss(3, 0.5)
        for rater in draw.sample(range(raters), 3):
            impression = draw.gauss(0, 0.3)
            rows += [
                {
                    "candidate": f"c{candidate:02}",
                    "rater": f"r{rater}",
                    "competency": competency,
                    "rating": level + severity[rater] + impression + draw.gauss(0, 0.4),
                }
                for competency in ("delivery", "judgement")
            ]
    return rows


def dense_criterion(rows, random_factors, fixed, variances) -> float:
    """-2 log restricted likelihood from the full covariance matrix of the ratings, by the textbook."""
    y = np.array([row["rating"] for row in rows])
    x = np.array(
        [[row[fixed] == level for level in sorted({r[fixed] for r in rows})] for row in rows], dtype=float
    )
    v = variances["residual"] * np.eye(len(rows))
    for factor in random_factors:
        keys = [tuple(row[part] for part in factor.split(":")) for row in rows]
        v += variances[factor] * np.array([[one == other for other in keys] for one in keys])
    inverse = np.linalg.inv(v)
    information = x.T @ inverse @ x
    rest = y - x @ np.linalg.solve(information, x.T @ inverse @ y)
    logs = np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1]
    return float(logs + rest @ inverse @ rest + (len(y) - x.shape[1]) * math.log(2 * math.pi))


def test_the_penicillin_fit_agrees_with_the_published_one():
    # Printed output of lme4's example: REML criterion 330.8606; SD .8467, 1.9316, .5499; intercept 22.97.
    fit = fit_crossed(ROWS, "diameter", ["plate", "sample"])

    assert fit.criterion == pytest.approx(330.8606, abs=1e-4)
    deviations = [round(math.sqrt(fit.variances[name]), 4) for name in ("plate", "sample", "residual")]
    assert deviations == [0.8467, 1.9316, 0.5499]
    assert fit.fixed == {"intercept": pytest.approx(22.9722, abs=1e-4)}
    assert fit.fixed_se == {"intercept": pytest.approx(0.8086, abs=1e-4)}
    assert fit.boundary == []


def test_the_prediction_error_counts_the_intercept():
    fit = fit_crossed(ROWS, "diameter", ["plate", "sample"])

    # .202 would be the deviation given the intercept; the design is balanced, so all samples have the same.
    assert [round(se, 3) for se in fit.blup_se["sample"].values()] == [0.795] * 6


def test_prediction_errors_are_those_of_hendersons_equations():
    rows = simulated(6)

    fit = fit_crossed(rows, "rating", LOOP, fixed="competency")

    columns = {"fixed": sorted({row["competency"] for row in rows})} | {
        factor: sorted({tuple(row[part] for part in factor.split(":")) for row in rows}) for factor in LOOP
    }
    blocks = [
        np.array([[row["competency"] == level for level in columns["fixed"]] for row in rows], dtype=float)
    ]
    ridge = [0.0] * len(columns["fixed"])
    for factor in LOOP:
        keys = [tuple(row[part] for part in factor.split(":")) for row in rows]
        blocks.append(np.array([[key == level for level in columns[factor]] for key in keys], dtype=float))
        ridge += [fit.variances["residual"] / fit.variances[factor]] * len(columns[factor])
    w = np.hstack(blocks)
    errors = fit.variances["residual"] * np.linalg.inv(w.T @ w + np.diag(ridge))
    start = len(columns["fixed"]) + len(columns["candidate"])
    stop = start + len(columns["rater"])
    got = np.array([list(line.values()) for line in fit.pev["rater"].values()])
    assert got == pytest.approx(errors[start:stop, start:stop])


def test_maximum_likelihood_gives_smaller_variances_and_its_own_criterion():
    reml, ml = (
        fit_crossed(ROWS, "diameter", ["plate", "sample"], method=method) for method in ("reml", "ml")
    )

    # lme4: deviance 332.1883 for the same model.
    assert ml.criterion == pytest.approx(332.1883, abs=1e-4)
    assert ml.variances["sample"] < reml.variances["sample"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_criterion_is_that_of_the_full_covariance_matrix_and_no_neighbour_is_better(seed):
    rows = simulated(seed)

    fit = fit_crossed(rows, "rating", LOOP, fixed="competency")

    assert fit.criterion == pytest.approx(dense_criterion(rows, LOOP, "competency", fit.variances), abs=1e-8)
    for name in fit.variances:
        for step in (-0.02, 0.02):
            moved = fit.variances | {name: max(fit.variances[name] + step, 0.0)}
            if moved["residual"] > 0:
                assert dense_criterion(rows, LOOP, "competency", moved) >= fit.criterion - 1e-8


def test_in_a_balanced_one_way_table_the_variances_are_those_of_the_analysis_of_variance():
    values = {"a": [3, 4, 5], "b": [1, 2, 1], "c": [4, 4, 3], "d": [5, 4, 5]}
    rows = [{"group": name, "y": value} for name, column in values.items() for value in column]

    fit = fit_crossed(rows, "y", ["group"])

    means = {name: sum(column) / 3 for name, column in values.items()}
    within = sum((x - means[name]) ** 2 for name, column in values.items() for x in column) / 8
    between = 3 * np.var(list(means.values()), ddof=1)
    variance = (between - within) / 3
    assert fit.variances == {
        "group": pytest.approx(variance, rel=1e-5),
        "residual": pytest.approx(within, rel=1e-5),
    }
    shrinkage = 3 * variance / (3 * variance + within)
    grand = sum(means.values()) / 4
    assert fit.blups["group"] == {
        name: pytest.approx(shrinkage * (mean - grand), abs=1e-5) for name, mean in means.items()
    }


def test_a_factor_without_effect_is_reported_on_the_boundary():
    rows = [
        {"candidate": c, "rater": r, "rating": 3 + c + (0.1 if (c + r) % 2 else -0.1)}
        for c in range(4)
        for r in range(4)
    ]

    fit = fit_crossed(rows, "rating", ["candidate", "rater"])

    assert fit.boundary == ["rater"]
    assert fit.variances["rater"] == 0.0
    assert set(fit.blups["rater"].values()) == {0.0}


def test_a_constant_added_to_all_ratings_moves_the_means_only():
    rows = simulated(4)
    moved = [row | {"rating": row["rating"] + 100} for row in rows]

    one, other = (fit_crossed(data, "rating", LOOP, fixed="competency") for data in (rows, moved))

    assert other.criterion == pytest.approx(one.criterion, abs=1e-7)
    assert other.fixed == {name: pytest.approx(mean + 100) for name, mean in one.fixed.items()}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "Too few ratings to estimate variances."),
        ([{"a": 1, "y": 3}, {"a": 2, "y": None}], "Too few ratings to estimate variances."),
        ([{"a": n % 3, "y": 3} for n in range(9)], "No variation: all ratings are equal."),
        (
            [{"a": n, "y": n} for n in range(5)],
            "No random factor has several levels and several ratings per level.",
        ),
    ],
)
def test_what_cannot_be_fitted_gives_none_and_a_reason(rows, reason):
    fit = fit_crossed(rows, "y", ["a"])

    assert (fit.variances, fit.criterion, fit.reason) == ({"a": None, "residual": None}, None, reason)


def test_an_impression_cannot_be_told_from_the_residual_by_one_rating_each():
    rows = [{"candidate": c, "rater": r, "y": (c * 7 + r * 3) % 5} for c in range(6) for r in range(3)]

    fit = fit_crossed(rows, "y", LOOP)

    assert fit.not_estimable == ["candidate:rater"]
    assert fit.variances["candidate:rater"] is None
    assert fit.variances["residual"] > 0


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="reml, ml"):
        fit_crossed([], "y", ["a"], method="bayes")


def test_the_adjustment_takes_each_raters_share_of_severity_off_the_composite():
    rows = simulated(5)
    fit = fit_crossed(rows, "rating", LOOP, fixed="competency")
    raw = composite({"r0": {"x": 3}, "r1": {"x": 4}}, {"x": 1})

    answer = adjusted_composite(raw, fit)

    taken = {rater: -fit.blups["rater"][rater] / 2 for rater in ("r0", "r1")}
    assert answer.by_rater == {rater: pytest.approx(amount) for rater, amount in taken.items()}
    assert answer.composite == pytest.approx(3.5 + sum(taken.values()))
    assert answer.se > 0


def test_a_withheld_rater_is_not_adjusted_and_keeps_the_full_variance():
    fit = fit_crossed(simulated(5), "rating", LOOP, fixed="competency")
    raw = composite({"r0": {"x": 3}, "new": {"x": 4}}, {"x": 1})

    answer = adjusted_composite(raw, fit, withheld={"r0": "Rated 2 candidates; at least 5 are needed."})

    v = fit.variances
    assert (answer.composite, answer.by_rater) == (3.5, {})
    assert answer.se == pytest.approx(math.sqrt((v["rater"] + v["candidate:rater"]) / 2 + v["residual"] / 2))
