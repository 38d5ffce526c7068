import pytest

from hiring.statistics import fit_crossed
from hiring.statistics.preconditions import pooled_components, rater_variance_p, severity_check
from tests.hiring.statistics.test_severity import LOOP, simulated


@pytest.fixture(scope="module")
def rows():
    return simulated(7, candidates=20, raters=6, rater_sd=0.7)


@pytest.fixture(scope="module")
def fit(rows):
    return fit_crossed(rows, "rating", LOOP, fixed="competency")


def codes(check):
    return [objection.code for objection in check.objections]


def test_a_large_connected_pool_with_clear_severity_may_be_adjusted(rows, fit):
    check = severity_check(rows, fit, rater_p=rater_variance_p(rows, "rating", LOOP, "competency"))

    assert (check.allowed, check.objections, check.withheld) == (True, [], {})


def test_two_groups_without_shared_candidate_forbid_the_adjustment(rows, fit):
    apart = [row | {"candidate": f"{row['candidate']}x", "rater": f"{row['rater']}x"} for row in rows]

    check = severity_check([*rows, *apart], fit)

    assert [(o.code, o.message) for o in check.objections] == [
        (
            "disconnected",
            "The raters fall into 2 groups without a shared candidate; severity cannot be compared.",
        )
    ]


def test_only_the_candidates_compared_need_be_connected(rows, fit):
    apart = [row | {"candidate": f"{row['candidate']}x", "rater": f"{row['rater']}x"} for row in rows]

    check = severity_check([*rows, *apart], fit, compared={row["candidate"] for row in rows})

    assert check.allowed is True


def test_a_small_pool_is_named_with_what_it_lacks(rows, fit):
    few = [row for row in rows if row["candidate"] in {"c00", "c01"}]

    check = severity_check(few, fit)

    assert next(o.message for o in check.objections if o.code == "pool_too_small") == (
        "2 candidates in the pool; at least 12 are needed."
    )


def test_a_rater_of_few_candidates_is_withheld_without_stopping_the_others(rows, fit):
    new = [rows[0] | {"rater": "new"}]

    check = severity_check([*rows, *new], fit)

    assert check.allowed is True
    assert check.withheld == {"new": "Rated 1 candidates; at least 5 are needed."}


def test_severity_on_the_boundary_is_not_adjusted():
    flat = [
        {"candidate": c, "rater": r, "rating": 3 + c % 3 + (0.1 if (c + r) % 2 else -0.1)}
        for c in range(12)
        for r in range(6)
    ]

    check = severity_check(flat, fit_crossed(flat, "rating", ["candidate", "rater"]))

    assert codes(check) == ["boundary"]


def test_a_variance_between_raters_that_may_be_chance_is_not_used(rows, fit):
    assert codes(severity_check(rows, fit, rater_p=0.2)) == ["not_clear"]


def test_raters_of_the_last_round_only_are_confounded_with_selection(rows, fit):
    staged = [row | {"stage": 2 if row["rater"] == "r3" else 1} for row in rows]

    check = severity_check(staged, fit)

    assert [o.message for o in check.objections] == ["Saw only candidates whom other raters had passed: r3."]


@pytest.mark.parametrize("key", ["rubric_version", "levels"])
def test_mixed_rubric_versions_or_scales_forbid_the_adjustment(rows, fit, key):
    mixed = [row | {key: 1 + index % 2} for index, row in enumerate(rows)]

    assert codes(severity_check(mixed, fit)) == ["mixed"]


def test_ratings_revised_after_the_debrief_forbid_the_adjustment(rows, fit):
    assert codes(severity_check([rows[0] | {"revised": True}, *rows[1:]], fit)) == ["revised"]


def test_after_a_decision_only_a_frozen_estimate_may_be_shown(rows, fit):
    assert codes(severity_check(rows, fit, decided=True)) == ["decided"]
    assert codes(severity_check(rows, fit, decided=True, frozen=True)) == []


def test_the_adjusted_composite_never_stands_alone(rows, fit):
    assert codes(severity_check(rows, fit, raw_shown=False)) == ["alone"]


def test_a_pool_of_sufficient_size_carries_the_components_of_tier_a(rows, fit):
    answer = pooled_components(rows, fit)

    v = fit.variances
    expected = {"rater": v["rater"], "dyad": v["candidate:rater"], "residual": v["residual"]}
    assert (answer.variances, answer.reasons) == (expected, [])


def test_a_pool_that_is_too_small_carries_none_and_says_why(rows, fit):
    few = [row for row in rows if row["candidate"] < "c10"]

    answer = pooled_components(few, fit)

    assert answer.variances is None
    assert answer.reasons[0] == "10 candidates in the pool; at least 12 are needed."


def test_without_difference_between_raters_the_test_gives_one_half():
    flat = [
        {"candidate": c, "rater": r, "rating": 3 + c % 3 + (0.1 if (c + r) % 2 else -0.1)}
        for c in range(6)
        for r in range(4)
    ]

    assert rater_variance_p(flat, "rating", ["candidate", "rater"]) == pytest.approx(0.5, abs=1e-3)
