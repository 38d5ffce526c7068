"""Two candidates beside each other, and bands for many: no order between those who cannot be told apart."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from hiring.statistics.composites import Composite, Number, Ratings, composite, pooled_variance
from hiring.statistics.distributions import t_quantile

NOT_DISTINGUISHABLE = "not distinguishable"
DISTINGUISHABLE = "distinguishable"


@dataclass(frozen=True)
class Comparison:
    """First minus second in rating points. `verdict` is None where the two may not be compared."""

    difference: float | None
    se: float | None
    t_df: float | None
    ci95: list[float] | None
    distinguishable: bool
    verdict: str | None
    method: str
    reason: str | None


@dataclass(frozen=True)
class Band:
    """Candidates in falling order of composite, between whom no order is claimed."""

    candidates: list[str]
    highest: float
    lowest: float


@dataclass(frozen=True)
class Banding:
    """Bands from the highest down; `unplaced` gives for each candidate outside all bands the reason."""

    bands: list[Band]
    unplaced: dict[str, str]


@dataclass(frozen=True)
class CommonComposites:
    """Composites over the competencies that every candidate was rated on."""

    competencies: list[str]
    composites: dict[str, Composite]


def compare(first: Composite, second: Composite) -> Comparison:
    """Compare two composites: by pooled components, else paired by rater, else by two standard errors.

    The same raters give paired differences (their severity cancels) with t on raters - 1; different raters
    give SE_d = sqrt(SE1^2 + SE2^2) with Welch's degrees of freedom, which never calls a difference clear
    that lies within 1.96 SE_d. Raters shared only in part count as different, which errs towards "not
    distinguishable".
    """
    if first.composite is None or second.composite is None:
        return _refused("A candidate has no composite.")
    if not (first.complete and second.complete):
        return _refused("A composite is incomplete.")
    difference = first.composite - second.composite
    if first.pooled is not None and first.pooled == second.pooled:
        return _judged(difference, _pooled_se(first, second, first.pooled), math.inf, "pooled components")
    if min(first.n_raters, second.n_raters) < 3:
        return _unknown(difference, "Fewer than three raters: the difference has no usable error.")
    if first.leave_one_out is None or second.leave_one_out is None:
        return _unknown(difference, "The error of a composite is not estimable.")
    if first.leave_one_out.keys() == second.leave_one_out.keys():
        return _paired(difference, first.leave_one_out, second.leave_one_out)
    return _unpaired(difference, first, second)


def bands(composites: Mapping[str, Composite]) -> Banding:
    """Group {candidate: composite} into bands; each pair of candidates from two bands is distinguishable.

    A cut stands only where everybody above is distinguishable from everybody below, so a band may join two
    who differ clearly, but no printed order is unfounded. Incomplete composites and such without error are
    unplaced.
    """
    unplaced = {name: reason for name, entry in composites.items() if (reason := _cannot_be_placed(entry))}
    placed = {name: entry for name, entry in composites.items() if name not in unplaced}
    order = sorted(placed, key=lambda name: (-(placed[name].composite or 0.0), str(name)))
    groups: list[list[str]] = []
    reach = -1
    for position, name in enumerate(order):
        if position > reach:
            groups.append([])
        groups[-1].append(name)
        reach = max(reach, _last_like(placed, order, position))
    return Banding(bands=[_band(placed, group) for group in groups], unplaced=unplaced)


def common_composites(candidates: Mapping[str, Ratings], weights: Mapping[str, Number]) -> CommonComposites:
    """Composites of {candidate: {rater: {competency: rating}}} over what was rated for all of them."""
    rated = [
        {name for card in ratings.values() for name, rating in card.items() if rating is not None}
        for ratings in candidates.values()
    ]
    shared = [name for name in weights if rated and all(name in names for names in rated)]
    kept = {name: weights[name] for name in shared}
    return CommonComposites(shared, {name: composite(ratings, kept) for name, ratings in candidates.items()})


def _last_like(placed: Mapping[str, Composite], order: list[str], position: int) -> int:
    """The last place in the order whose candidate cannot be told from the one at `position`."""
    for place in range(len(order) - 1, position, -1):
        if not compare(placed[order[position]], placed[order[place]]).distinguishable:
            return place
    return position


def _cannot_be_placed(entry: Composite) -> str | None:
    if not entry.complete:
        return entry.incomplete_reason or entry.reason
    if entry.pooled is None and (entry.n_raters < 3 or entry.leave_one_out is None):
        return entry.reason
    return None


def _band(placed: Mapping[str, Composite], names: list[str]) -> Band:
    values = [placed[name].composite or 0.0 for name in names]
    return Band(candidates=names, highest=values[0], lowest=values[-1])


def _pooled_se(first: Composite, second: Composite, pooled: Mapping[str, float]) -> float:
    """Severity cancels as far as the two share raters; the impressions of each candidate do not."""
    alone = {"rater": 0.0, "dyad": pooled["dyad"], "residual": pooled["residual"]}
    variance = pooled_variance(alone, first.rater_shares.values(), first.square_sum)
    variance += pooled_variance(alone, second.rater_shares.values(), second.square_sum)
    raters = first.rater_shares.keys() | second.rater_shares.keys()
    gaps = [first.rater_shares.get(r, 0.0) - second.rater_shares.get(r, 0.0) for r in sorted(raters)]
    return math.sqrt(variance + pooled["rater"] * sum(gap * gap for gap in gaps))


def _paired(difference: float, first: Mapping[str, float], second: Mapping[str, float]) -> Comparison:
    """Jackknife of the difference; on complete panels this is the paired t of the rater composites."""
    left = [first[rater] - second[rater] for rater in first]
    count = len(left)
    mean = sum(left) / count
    se = math.sqrt((count - 1) / count * sum((value - mean) ** 2 for value in left))
    return _judged(difference, se, count - 1, "paired")


def _unpaired(difference: float, first: Composite, second: Composite) -> Comparison:
    one, two = (first.se or 0.0) ** 2, (second.se or 0.0) ** 2
    df_one, df_two = first.t_df or math.inf, second.t_df or math.inf
    if one + two == 0:
        return _judged(difference, 0.0, min(df_one, df_two), "unpaired")
    lost = one * one / df_one + two * two / df_two
    return _judged(
        difference, math.sqrt(one + two), (one + two) ** 2 / lost if lost else math.inf, "unpaired"
    )


def _judged(difference: float, se: float, df: float, method: str) -> Comparison:
    reach = t_quantile(0.975, df) * se
    # A difference of sums that are equal on paper may differ in the last binary digit.
    clear = abs(difference) > reach + 1e-9
    return Comparison(
        difference=difference,
        se=se,
        t_df=None if math.isinf(df) else df,
        ci95=[difference - reach, difference + reach],
        distinguishable=clear,
        verdict=DISTINGUISHABLE if clear else NOT_DISTINGUISHABLE,
        method=method,
        reason=None,
    )


def _unknown(difference: float, reason: str) -> Comparison:
    return Comparison(difference, None, None, None, False, NOT_DISTINGUISHABLE, "none", reason)


def _refused(reason: str) -> Comparison:
    return Comparison(None, None, None, None, False, None, "none", reason)
