"""Exact and stratified tests on two-by-two tables of counts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hiring.statistics.distributions import chi2_tail, normal_quantile


@dataclass(frozen=True)
class FisherTest:
    """Fisher's exact test; `min_attainable_p` is the smallest two-sided p that the margins allow."""

    p_two_sided: float | None
    p_greater: float | None
    p_less: float | None
    min_attainable_p: float | None
    reason: str | None


class Stratum(NamedTuple):
    """Selected and not selected of the first group (a, b), then of the second (c, d)."""

    a: int
    b: int
    c: int
    d: int

    @property
    def n(self) -> int:
        """All persons of the stratum."""
        return self.a + self.b + self.c + self.d


@dataclass(frozen=True)
class Stratified:
    """Mantel-Haenszel over strata, first group against second; None where undefined.

    `mh_chi2` carries the continuity correction of one half, `mh_chi2_uncorrected` does not. `crude_or` is
    shown only to warn: a crude sum over strata can point the other way.
    """

    n_strata: int
    mh_or: float | None
    mh_or_ci95: list[float] | None
    mh_chi2: float | None
    mh_chi2_p: float | None
    mh_chi2_uncorrected: float | None
    mh_chi2_uncorrected_p: float | None
    crude_or: float | None
    reason: str | None


def fisher_exact(table: Sequence[Sequence[int]]) -> FisherTest:
    """Fisher's exact test of [[a, b], [c, d]] by whole numbers.

    Two-sided p: sum over the tables of the same margins that are not more probable than the observed one;
    greater: tables with at least a in the first cell. Raises ValueError for a negative count.
    """
    (a, b), (c, d) = table
    if min(a, b, c, d) < 0:
        raise ValueError("A count cannot be negative.")
    if a + b + c + d == 0:
        return FisherTest(None, None, None, None, "Empty table.")
    lowest, ways = _ways(a + b, c + d, a + c)
    total, own = sum(ways), ways[a - lowest]
    rarest = min(ways)
    # Whole numbers divide with correct rounding at any size; sums of float probabilities would lose ties.
    return FisherTest(
        p_two_sided=sum(w for w in ways if w <= own) / total,
        p_greater=sum(ways[a - lowest :]) / total,
        p_less=sum(ways[: a - lowest + 1]) / total,
        min_attainable_p=sum(w for w in ways if w == rarest) / total,
        reason=None,
    )


def _ways(first: int, second: int, selected: int) -> tuple[int, list[int]]:
    """Lowest possible first cell, and for each possible one the number of ways to select."""
    lowest, highest = max(0, selected - second), min(first, selected)
    ways = [math.comb(first, lowest) * math.comb(second, selected - lowest)]
    for x in range(lowest, highest):
        ways.append(ways[-1] * (first - x) * (selected - x) // ((x + 1) * (second - selected + x + 1)))
    return lowest, ways


def mantel_haenszel(strata: Mapping[str, Sequence[int]]) -> Stratified:
    """Pool {stratum: [selected_1, not_1, selected_2, not_2]} without a crude sum.

    Odds ratio and test: Mantel & Haenszel 1959; interval: Robins, Breslow & Greenland 1986. Strata of fewer
    than two persons say nothing and are left out. Raises ValueError for a negative count.
    """
    tables = [Stratum(*(int(x) for x in cells)) for cells in strata.values()]
    if any(min(table) < 0 for table in tables):
        raise ValueError("A count cannot be negative.")
    tables = [table for table in tables if table.n > 1]
    if not tables:
        return Stratified(0, None, None, None, None, None, None, None, "No stratum with two persons.")
    agreeing = math.fsum(t.a * t.d / t.n for t in tables)
    opposing = math.fsum(t.b * t.c / t.n for t in tables)
    ratio = agreeing / opposing if opposing else None
    corrected, plain = _chi2(tables, 0.5), _chi2(tables, 0.0)
    sums = Stratum(*(sum(cells) for cells in zip(*tables, strict=True)))
    return Stratified(
        n_strata=len(tables),
        mh_or=ratio,
        mh_or_ci95=_odds_interval(tables, agreeing, opposing),
        mh_chi2=corrected,
        mh_chi2_p=None if corrected is None else chi2_tail(corrected, 1),
        mh_chi2_uncorrected=plain,
        mh_chi2_uncorrected_p=None if plain is None else chi2_tail(plain, 1),
        crude_or=sums.a * sums.d / (sums.b * sums.c) if sums.b * sums.c else None,
        reason=None if ratio is not None and plain is not None else "A margin is zero in each stratum.",
    )


def _chi2(tables: Sequence[Stratum], correction: float) -> float | None:
    """(|sum a - sum E| - correction)^2 / sum V; the correction never overshoots zero."""
    expected = math.fsum((t.a + t.b) * (t.a + t.c) / t.n for t in tables)
    variance = math.fsum(
        (t.a + t.b) * (t.c + t.d) * (t.a + t.c) * (t.b + t.d) / (t.n**2 * (t.n - 1)) for t in tables
    )
    if variance == 0:
        return None
    distance = abs(sum(t.a for t in tables) - expected)
    return max(distance - correction, 0.0) ** 2 / variance


def _odds_interval(tables: Sequence[Stratum], agreeing: float, opposing: float) -> list[float] | None:
    if not agreeing or not opposing:
        return None
    parts = [((t.a + t.d) / t.n, (t.b + t.c) / t.n, t.a * t.d / t.n, t.b * t.c / t.n) for t in tables]
    variance = (
        math.fsum(p * r for p, _, r, _ in parts) / (2 * agreeing**2)
        + math.fsum(p * s + q * r for p, q, r, s in parts) / (2 * agreeing * opposing)
        + math.fsum(q * s for _, q, _, s in parts) / (2 * opposing**2)
    )
    reach = normal_quantile(0.975) * math.sqrt(variance)
    ratio = agreeing / opposing
    return [ratio * math.exp(-reach), ratio * math.exp(reach)]


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Holm's step-down adjustment (1979) of {name: p}."""
    adjusted: dict[str, float] = {}
    running = 0.0
    for rank, (name, p) in enumerate(sorted(p_values.items(), key=lambda item: item[1])):
        running = max(running, min(1.0, (len(p_values) - rank) * p))
        adjusted[name] = running
    return adjusted


def benjamini_hochberg(p_values: Mapping[str, float]) -> dict[str, float]:
    """Benjamini & Hochberg's step-up adjustment (1995) of {name: p}."""
    adjusted: dict[str, float] = {}
    running = 1.0
    falling = sorted(p_values.items(), key=lambda item: item[1], reverse=True)
    for rank, (name, p) in enumerate(falling):
        running = min(running, p * len(p_values) / (len(p_values) - rank))
        adjusted[name] = running
    return {name: adjusted[name] for name in p_values}
