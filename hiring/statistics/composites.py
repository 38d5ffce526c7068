"""The composite of one candidate: weighted mean of competency means, with its error as far as known.

Competency mean first, then the weights; nothing is imputed. All sums run in exact rationals, so that a
threshold compared with the result never turns on binary rounding.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hiring.statistics.distributions import normal_quantile, t_quantile

Number = int | float | Decimal | Fraction
Ratings = Mapping[str, Mapping[str, Number | None]]
Cells = dict[tuple[str, str], Fraction]

ONE_RATER = "One rater: uncertainty unknown."
TWO_RATERS = "Two raters: an interval would cover the scale, so only the two values are shown."
NOT_ESTIMABLE = "Not estimable: without {raters} no rating would be left for {competencies}."


@dataclass(frozen=True)
class Composite:
    """One candidate's composite on the scale of the ratings, None where a value is undefined.

    `tier` is "A" (pooled components), "B" (complete panel), "C" (jackknife), "one rater" or "none".
    `rater_shares` is the total coefficient of each rater in the composite, `square_sum` the sum of the
    squared coefficients of the single ratings; both serve the variance of tier A and of comparisons.
    """

    competency_means: dict[str, float | None]
    competency_raters: dict[str, int]
    composite: float | None
    coverage: float
    unrated: list[str]
    single_rater: list[str]
    below_floor: list[str]
    complete: bool
    n_raters: int
    rater_composites: dict[str, float] | None
    leave_one_out: dict[str, float] | None
    rater_shares: dict[str, float]
    square_sum: float
    pooled: dict[str, float] | None
    tier: str
    se: float | None
    t_df: int | None
    ci95: list[float] | None
    clipped: bool
    wide: bool
    reason: str | None
    incomplete_reason: str | None


@dataclass(frozen=True)
class _Uncertainty:
    tier: str
    se: float | None = None
    t_df: int | None = None
    ci95: list[float] | None = None
    clipped: bool = False
    wide: bool = False
    reason: str | None = None
    leave_one_out: dict[str, float] | None = None


def exact(value: Number) -> Fraction:
    """The number as it was written: 0.3 is three tenths, not its nearest binary fraction."""
    return Fraction(repr(float(value))) if isinstance(value, float) else Fraction(value)


def composite(
    ratings: Ratings,
    weights: Mapping[str, Number],
    min_coverage: Number = 0.8,
    *,
    levels: int = 5,
    essential: Collection[str] = (),
    floor: Number = 2.5,
    pooled: Mapping[str, float] | None = None,
) -> Composite:
    """Composite of {rater: {competency: rating or None}} under {competency: weight > 0}.

    `weights` names every scored competency; other ratings are left aside. `essential` competencies must be
    rated for the composite to be complete, and a mean under `floor` is listed. `pooled` holds the variances
    "rater", "dyad" and "residual" of the role family when its conditions hold (tier A). Raises ValueError
    for a weight that is not positive. Formulas: delete-one-rater jackknife (Tukey 1958) with t on raters -
    1 degrees of freedom.
    """
    shares = _checked_weights(weights)
    cells = _cells(ratings, shares)
    counts = {name: sum(1 for _, competency in cells if competency == name) for name in shares}
    means = _competency_means(cells, shares)
    value = _weighted(means, shares)
    coverage = _coverage(means, shares)
    coefficients = _coefficients(cells, shares)
    missing = [name for name in essential if name in shares and name not in means]
    gap = _incomplete_reason(coverage, exact(min_coverage), missing)
    known = _uncertainty(cells, shares, value, levels, pooled)
    return Composite(
        competency_means={name: float(means[name]) if name in means else None for name in shares},
        competency_raters=counts,
        composite=None if value is None else float(value),
        coverage=float(coverage),
        unrated=[name for name in shares if name not in means],
        single_rater=[name for name, count in counts.items() if count == 1],
        below_floor=[name for name in essential if name in means and means[name] < exact(floor)],
        complete=value is not None and gap is None,
        n_raters=len(_raters(cells)),
        rater_composites=_rater_composites(cells, shares),
        rater_shares=_rater_shares(coefficients),
        square_sum=float(sum((a * a for a in coefficients.values()), Fraction(0))),
        pooled=dict(pooled) if known.tier == "A" and pooled is not None else None,
        incomplete_reason=gap,
        **vars(known),
    )


def _checked_weights(weights: Mapping[str, Number]) -> dict[str, Fraction]:
    shares = {name: exact(weight) for name, weight in weights.items()}
    if any(weight <= 0 for weight in shares.values()):
        raise ValueError("Each weight must be greater than zero; leave out a competency that does not count.")
    return shares


def _cells(ratings: Ratings, weights: Mapping[str, Fraction]) -> Cells:
    return {
        (rater, competency): exact(rating)
        for rater, card in ratings.items()
        for competency, rating in card.items()
        if rating is not None and competency in weights
    }


def _raters(cells: Cells) -> list[str]:
    return list(dict.fromkeys(rater for rater, _ in cells))


def _competency_means(cells: Cells, weights: Iterable[str]) -> dict[str, Fraction]:
    columns = {name: [x for (_, c), x in cells.items() if c == name] for name in weights}
    return {name: sum(column, Fraction(0)) / len(column) for name, column in columns.items() if column}


def _weighted(means: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction | None:
    if not means:
        return None
    observed = sum((weights[name] for name in means), Fraction(0))
    return sum((weights[name] * mean for name, mean in means.items()), Fraction(0)) / observed


def _coverage(means: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction:
    total = sum(weights.values(), Fraction(0))
    return sum((weights[name] for name in means), Fraction(0)) / total if total else Fraction(0)


def _coefficients(cells: Cells, weights: Mapping[str, Fraction]) -> Cells:
    """The factor of each rating in the composite: weight / (observed weights * raters of the competency)."""
    counts = {name: sum(1 for _, c in cells if c == name) for name in weights}
    observed = sum((weights[name] for name, count in counts.items() if count), Fraction(0))
    return {(r, c): weights[c] / (observed * counts[c]) for r, c in cells}


def _rater_shares(coefficients: Cells) -> dict[str, float]:
    sums: dict[str, Fraction] = {}
    for (rater, _), coefficient in coefficients.items():
        sums[rater] = sums.get(rater, Fraction(0)) + coefficient
    return {rater: float(share) for rater, share in sums.items()}


def _is_crossed(cells: Cells) -> bool:
    """Whether each rater rated each competency that anyone rated."""
    return len(cells) == len(_raters(cells)) * len({c for _, c in cells})


def _rater_composites(cells: Cells, weights: Mapping[str, Fraction]) -> dict[str, float] | None:
    if not cells or not _is_crossed(cells):
        return None
    cards = {rater: {c: x for (r, c), x in cells.items() if r == rater} for rater in _raters(cells)}
    return {rater: float(_weighted(card, weights) or 0) for rater, card in cards.items()}


def _incomplete_reason(coverage: Fraction, minimum: Fraction, missing_essential: list[str]) -> str | None:
    if not coverage:
        return "Incomplete: no rating."
    if missing_essential:
        return f"Incomplete: no rating of the essential {_listed(missing_essential)}."
    if coverage < minimum:
        return (
            f"Incomplete: the rated competencies carry {float(coverage):.0%} of the weight, "
            f"{float(minimum):.0%} is needed."
        )
    return None


def _listed(names: Iterable[str]) -> str:
    *head, last = list(names)
    return f"{', '.join(head)} and {last}" if head else last


def _uncertainty(
    cells: Cells,
    weights: Mapping[str, Fraction],
    value: Fraction | None,
    levels: int,
    pooled: Mapping[str, float] | None,
) -> _Uncertainty:
    raters = _raters(cells)
    if value is None:
        return _Uncertainty(tier="none", reason="No rating: no composite.")
    if len(raters) == 1:
        return _Uncertainty(tier="one rater", reason=ONE_RATER)
    if pooled is not None:
        return _pooled(cells, weights, value, levels, pooled)
    return _jackknife(cells, weights, value, levels)


def pooled_variance(pooled: Mapping[str, float], rater_shares: Iterable[float], square_sum: float) -> float:
    """Var(S) = (s2_rater + s2_dyad) * sum A_r^2 + s2_residual * sum a_rc^2, in squared rating points."""
    squares = sum(share * share for share in rater_shares)
    return (pooled["rater"] + pooled["dyad"]) * squares + pooled["residual"] * square_sum


def _pooled(
    cells: Cells, weights: Mapping[str, Fraction], value: Fraction, levels: int, pooled: Mapping[str, float]
) -> _Uncertainty:
    coefficients = _coefficients(cells, weights)
    shares = _rater_shares(coefficients).values()
    se = math.sqrt(pooled_variance(pooled, shares, float(sum(a * a for a in coefficients.values()))))
    interval, clipped, wide = _interval(value, se * normal_quantile(0.975), levels)
    kept = _leave_one_out(cells, weights)
    return _Uncertainty("A", se, None, interval, clipped, wide, None, _as_floats(kept))


def _jackknife(cells: Cells, weights: Mapping[str, Fraction], value: Fraction, levels: int) -> _Uncertainty:
    """Tier B or C. On a complete panel the jackknife is s / sqrt(R) exactly, so one formula serves both."""
    tier = "B" if len(cells) == len(_raters(cells)) * len(weights) else "C"
    kept = _leave_one_out(cells, weights)
    if kept is None:
        return _Uncertainty(tier=tier, reason=_not_estimable(cells))
    count = len(kept)
    centre = sum(kept.values(), Fraction(0)) / count
    squares = sum(((left - centre) ** 2 for left in kept.values()), Fraction(0))
    se = math.sqrt(squares * Fraction(count - 1, count))
    if count == 2:
        return _Uncertainty(tier, se, 1, None, False, True, TWO_RATERS, _as_floats(kept))
    reach = t_quantile(0.975, count - 1) * se
    interval, clipped, wide = _interval(value, reach, levels)
    return _Uncertainty(tier, se, count - 1, interval, clipped, wide, None, _as_floats(kept))


def _leave_one_out(cells: Cells, weights: Mapping[str, Fraction]) -> dict[str, Fraction] | None:
    """The composite without each rater in turn; None if that would take away a whole competency."""
    rated = {c for _, c in cells}
    kept: dict[str, Fraction] = {}
    for rater in _raters(cells):
        rest = {key: x for key, x in cells.items() if key[0] != rater}
        value = _weighted(_competency_means(rest, weights), weights)
        if value is None or {c for _, c in rest} != rated:
            return None
        kept[rater] = value
    return kept


def _not_estimable(cells: Cells) -> str:
    owners: dict[str, list[str]] = {}
    for rater, competency in cells:
        owners.setdefault(competency, []).append(rater)
    lone = [name for name, raters in owners.items() if len(raters) == 1]
    names = dict.fromkeys(owners[name][0] for name in lone)
    return NOT_ESTIMABLE.format(raters=" or ".join(names), competencies=_listed(lone))


def _as_floats(values: Mapping[str, Fraction] | None) -> dict[str, float] | None:
    return None if values is None else {name: float(value) for name, value in values.items()}


def _interval(value: Fraction, reach: float, levels: int) -> tuple[list[float], bool, bool]:
    """The interval within the scale, whether it was clipped, and whether it is wide (clipped, over 2
    points).
    """
    low, high = float(value) - reach, float(value) + reach
    clipped = low < 1 or high > levels
    kept = [max(low, 1.0), min(high, float(levels))]
    return kept, clipped, clipped or kept[1] - kept[0] > 2
