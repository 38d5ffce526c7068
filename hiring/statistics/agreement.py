"""Agreement among raters: intraclass correlations, and G(q,k) for partly crossed panels."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean
from typing import Any

from hiring.statistics.distributions import f_quantile

Interval = list[float] | None

MIN_TARGETS = 8
NO_VARIATION = "No variation: all ratings are equal."
NO_AGREEMENT = "No agreement beyond chance."

_FORMS = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
_MEAN_SQUARES = ("BMS", "WMS", "JMS", "EMS")


@dataclass(frozen=True)
class _Anova:
    """Mean squares of a complete table of n targets by k raters (Shrout & Fleiss 1979)."""

    n: int
    k: int
    between: float
    within: float
    raters: float
    error: float


def icc(ratings: Sequence[Sequence[float | None]]) -> dict[str, Any]:
    """Six intraclass correlations of targets x raters with 95% intervals.

    Formulas: Shrout & Fleiss 1979; the interval of the two-way random forms McGraw & Wong 1996. Gives "BMS"
    "WMS" "JMS" "EMS", "ICC(1,1)" .. "ICC(3,k)", "CI(1,1)" .. "CI(3,k)", "n", "k", "enough" (at least 8
    targets and 2 raters, without which nothing should be published), "note" and "reason". A table with a
    missing cell, or with fewer than two rows or columns, gives None with a reason; negative values stay as
    they are.
    """
    n, k = len(ratings), len(ratings[0]) if ratings else 0
    answer: dict[str, Any] = dict.fromkeys(
        (*_MEAN_SQUARES, *_FORMS, *(_interval_key(form) for form in _FORMS))
    )
    answer |= {"n": n, "k": k, "enough": n >= MIN_TARGETS and k >= 2, "note": None, "reason": None}
    table = [[float(x) for x in row if x is not None] for row in ratings]
    if n < 2 or k < 2:
        return answer | {"reason": "Too few: at least two targets and two raters are needed."}
    if any(len(row) != k for row in table) or any(len(row) != k for row in ratings):
        return answer | {"reason": "A rating is missing: use G(q,k) for panels that are not complete."}
    anova = _anova(table)
    answer |= zip(_MEAN_SQUARES, (anova.between, anova.within, anova.raters, anova.error), strict=True)
    if len({x for row in table for x in row}) == 1:
        return answer | {"reason": NO_VARIATION}
    values = _coefficients(anova)
    answer |= values | _intervals(anova, values["ICC(2,1)"])
    undefined = [form for form, value in values.items() if value is None]
    return answer | {
        "note": NO_AGREEMENT if any(value is not None and value < 0 for value in values.values()) else None,
        "reason": f"Undefined, since its divisor is zero: {', '.join(undefined)}." if undefined else None,
    }


def _interval_key(form: str) -> str:
    return form.replace("ICC", "CI")


def _anova(table: list[list[float]]) -> _Anova:
    n, k = len(table), len(table[0])
    grand = fmean(x for row in table for x in row)
    rows = [fmean(row) for row in table]
    columns = [fmean(column) for column in zip(*table, strict=True)]
    between = k * math.fsum((mean - grand) ** 2 for mean in rows)
    raters = n * math.fsum((mean - grand) ** 2 for mean in columns)
    within = math.fsum((x - mean) ** 2 for row, mean in zip(table, rows, strict=True) for x in row)
    error = math.fsum(
        (x - rows[i] - columns[j] + grand) ** 2 for i, row in enumerate(table) for j, x in enumerate(row)
    )
    # Sums that are zero on paper leave dust in binary arithmetic, and dust over dust would look like a value.
    total = between + within
    between, within, raters, error = (
        0.0 if x < 1e-12 * total else x for x in (between, within, raters, error)
    )
    return _Anova(
        n, k, between / (n - 1), within / (n * (k - 1)), raters / (k - 1), error / ((n - 1) * (k - 1))
    )


def _ratio(above: float, below: float) -> float | None:
    return above / below if abs(below) > 1e-12 * abs(above) else None


def _coefficients(a: _Anova) -> dict[str, float | None]:
    n, k = a.n, a.k
    return {
        "ICC(1,1)": _ratio(a.between - a.within, a.between + (k - 1) * a.within),
        "ICC(2,1)": _ratio(a.between - a.error, a.between + (k - 1) * a.error + k * (a.raters - a.error) / n),
        "ICC(3,1)": _ratio(a.between - a.error, a.between + (k - 1) * a.error),
        "ICC(1,k)": _ratio(a.between - a.within, a.between),
        "ICC(2,k)": _ratio(a.between - a.error, a.between + (a.raters - a.error) / n),
        "ICC(3,k)": _ratio(a.between - a.error, a.between),
    }


def _intervals(a: _Anova, icc2: float | None) -> dict[str, Interval]:
    df_rows, df_within, df_error = a.n - 1, a.n * (a.k - 1), (a.n - 1) * (a.k - 1)
    one = _f_limits(a.between, a.within, df_rows, df_within)
    three = _f_limits(a.between, a.error, df_rows, df_error)
    two = _two_way_limits(a, icc2)
    return {
        "CI(1,1)": _single(one, a.k),
        "CI(2,1)": two,
        "CI(3,1)": _single(three, a.k),
        "CI(1,k)": _averaged(one),
        "CI(2,k)": _stepped_up(two, a.k),
        "CI(3,k)": _averaged(three),
    }


def _f_limits(above: float, below: float, df_above: int, df_below: int) -> Interval:
    if below == 0 or above == 0:
        return None
    observed = above / below
    return [
        observed / f_quantile(0.975, df_above, df_below),
        observed * f_quantile(0.975, df_below, df_above),
    ]


def _single(limits: Interval, k: int) -> Interval:
    return None if limits is None else [(f - 1) / (f + k - 1) for f in limits]


def _averaged(limits: Interval) -> Interval:
    return None if limits is None else [1 - 1 / f for f in limits]


def _stepped_up(limits: Interval, k: int) -> Interval:
    """Limits for the mean of k raters (Spearman-Brown)."""
    stepped = [_ratio(k * limit, 1 + (k - 1) * limit) for limit in limits or []]
    known = [limit for limit in stepped if limit is not None]
    return known if len(known) == 2 else None


def _two_way_limits(a: _Anova, icc2: float | None) -> Interval:
    """Limits of ICC(2,1) with Satterthwaite's degrees of freedom (McGraw & Wong 1996)."""
    if icc2 is None or a.error == 0 or a.between == 0:
        return None
    n, k = a.n, a.k
    ratio = a.raters / a.error
    spread = n * (1 + (k - 1) * icc2) - k * icc2
    above = (k - 1) * (n - 1) * (k * icc2 * ratio + spread) ** 2
    below = (n - 1) * k**2 * icc2**2 * ratio**2 + spread**2
    if above == 0 or below == 0:
        return None
    df = above / below
    upper, lower = f_quantile(0.975, n - 1, df), f_quantile(0.975, df, n - 1)
    rest = k * a.raters + (k * n - k - n) * a.error
    low = _ratio(n * (a.between - upper * a.error), upper * rest + n * a.between)
    high = _ratio(n * (lower * a.between - a.error), rest + n * lower * a.between)
    return None if low is None or high is None else [low, high]


@dataclass(frozen=True)
class Generalizability:
    """G(q,k): share of the variance of panel means that is due to the candidates (Putka and others 2008)."""

    k_harmonic: float | None
    q: float | None
    G: float | None
    n_candidates: int
    reason: str | None


def gqk(
    rater_sets: Mapping[str, Collection[str]], variances: Mapping[str, float | None] | None = None
) -> Generalizability:
    """Overlap multiplier q, harmonic mean of raters and, with `variances`, G of {candidate: raters}.

    `variances` holds "candidate", "rater" and "dyad" (the dyad variance, with the residual over the number of
    competencies). q is 0 on a crossed and 1/k on a nested design. Candidates without rater are left out.
    """
    panels = {candidate: set(raters) for candidate, raters in rater_sets.items() if raters}
    count = len(panels)
    if not panels:
        return Generalizability(None, None, None, 0, "No candidate has a rater.")
    turns = {candidate: Fraction(1, len(raters)) for candidate, raters in panels.items()}
    inverse = sum(turns.values(), Fraction(0)) / count
    harmonic = float(1 / inverse)
    if count < 2:
        return Generalizability(harmonic, None, None, 1, "One candidate: no overlap to measure.")
    q = float(inverse - _overlap(panels, turns) / (count * (count - 1)))
    if variances is None:
        return Generalizability(harmonic, q, None, count, "No variance components: no G.")
    return _generalizability(harmonic, q, count, variances)


def _overlap(panels: Mapping[str, set[str]], turns: Mapping[str, Fraction]) -> Fraction:
    """Sum over ordered pairs of candidates of shared raters / (k_i k_j), gathered rater by rater."""
    seen: dict[str, list[Fraction]] = {}
    for candidate, raters in panels.items():
        for rater in raters:
            seen.setdefault(rater, []).append(turns[candidate])
    return sum(
        (sum(shares, Fraction(0)) ** 2 - sum(s * s for s in shares) for shares in seen.values()), Fraction(0)
    )


def _generalizability(
    harmonic: float, q: float, count: int, variances: Mapping[str, float | None]
) -> Generalizability:
    candidate, rater, dyad = (variances.get(name) for name in ("candidate", "rater", "dyad"))
    if candidate is None or rater is None or dyad is None:
        return Generalizability(harmonic, q, None, count, "A variance component is not known.")
    total = candidate + q * rater + dyad / harmonic
    if total <= 0:
        return Generalizability(harmonic, q, None, count, NO_VARIATION)
    return Generalizability(harmonic, q, candidate / total, count, None)
