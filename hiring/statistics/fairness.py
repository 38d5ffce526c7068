"""Selection and scoring rates of groups at one stage: ratio and exact test always together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from hiring.statistics.composites import Number, exact
from hiring.statistics.distributions import normal_quantile, normal_two_sided
from hiring.statistics.tables import fisher_exact, holm

INSUFFICIENT = "insufficient data"
REVIEW = "review required"
WATCH = "watch"
REVIEW_SMALL = "review (statistically clear, small)"
NO_INDICATION = "no indication"

MIN_GROUP = 10
MIN_SELECTED = 5
MIN_REFERENCE = 5
LEVEL = 0.05


@dataclass(frozen=True)
class GroupImpact:
    """One group against the reference; reference and excluded groups carry counts and rate only."""

    n: int
    selected: int
    rate: float | None
    share: float | None
    excluded: bool = False
    impact_ratio: float | None = None
    below_four_fifths: bool | None = None
    fisher_p: float | None = None
    fisher_p_holm: float | None = None
    min_attainable_fisher_p: float | None = None
    z: float | None = None
    p_z: float | None = None
    expected_selected: float | None = None
    shortfall: float | None = None
    one_person_flips: bool | None = None
    ratio_ci95: list[float] | None = None
    verdict: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class AdverseImpact:
    """All groups of one axis; `reference` is None where no group is large enough to compare with."""

    reference: str | None
    groups: dict[str, GroupImpact]
    reason: str | None


@dataclass(frozen=True)
class ScoringRates:
    """Share of each group strictly above the median of all scores, and its ratio to the highest share."""

    median: float | None
    scoring_rate: dict[str, float | None]
    impact_ratio: dict[str, float | None]
    reason: str | None


@dataclass(frozen=True)
class _Pair:
    """Counts of a group and of the reference."""

    n: int
    selected: int
    n_ref: int
    selected_ref: int


def adverse_impact(groups: Mapping[str, Sequence[int]], exclude_share_below: Number = 0.0) -> AdverseImpact:
    """Compare {group: [n, selected]} with the group of the highest rate, by whole numbers.

    The reference needs at least 5 persons and the share `exclude_share_below` (0.02 leaves out groups under
    2% of the applicants). Verdicts never conclude from a ratio alone; p values are unadjusted, Holm's stand
    beside them. Raises ValueError for counts that cannot be.
    """
    counts = {name: (int(n), int(selected)) for name, (n, selected) in groups.items()}
    if any(not 0 <= selected <= n for n, selected in counts.values()):
        raise ValueError("Each group needs 0 <= selected <= n.")
    total = sum(n for n, _ in counts.values())
    least = exact(exclude_share_below)
    excluded = {name for name, (n, _) in counts.items() if total and Fraction(n, total) < least}
    reference = _reference(counts, excluded)
    answers = {name: _described(n, s, total, name in excluded) for name, (n, s) in counts.items()}
    if reference is None:
        return AdverseImpact(None, answers, "No group of at least 5 persons to compare with.")
    for name, base in answers.items():
        if name != reference and name not in excluded:
            answers[name] = _compared(base, _Pair(*counts[name], *counts[reference]))
    return AdverseImpact(reference, _with_holm(answers), None)


def _reference(counts: Mapping[str, tuple[int, int]], excluded: set[str]) -> str | None:
    able = {
        name: (Fraction(selected, n), n)
        for name, (n, selected) in counts.items()
        if n >= MIN_REFERENCE and name not in excluded
    }
    return max(able, key=lambda name: able[name]) if able else None


def _described(n: int, selected: int, total: int, excluded: bool) -> GroupImpact:
    return GroupImpact(
        n=n,
        selected=selected,
        rate=selected / n if n else None,
        share=n / total if total else None,
        excluded=excluded,
        reason="Left out of ratios: too small a share of the applicants." if excluded else None,
    )


def _compared(base: GroupImpact, pair: _Pair) -> GroupImpact:
    n, s, n_ref, s_ref = pair.n, pair.selected, pair.n_ref, pair.selected_ref
    if n == 0:
        return replace(base, verdict=INSUFFICIENT, reason="No person in this group.")
    test = fisher_exact([[s, n - s], [s_ref, n_ref - s_ref]])
    z = _pooled_z(pair)
    expected = n * (s + s_ref) / (n + n_ref)
    below = 5 * s * n_ref < 4 * s_ref * n
    flips = (s + 1) * n_ref > (s_ref - 1) * n
    answer = replace(
        base,
        impact_ratio=s * n_ref / (n * s_ref) if s_ref else None,
        below_four_fifths=below,
        fisher_p=test.p_two_sided,
        min_attainable_fisher_p=test.min_attainable_p,
        z=z,
        p_z=None if z is None else normal_two_sided(z),
        expected_selected=expected,
        shortfall=expected - s,
        one_person_flips=flips,
        ratio_ci95=_ratio_interval(pair),
        reason=None if s_ref else "Nobody is selected in any group.",
    )
    return replace(answer, verdict=_verdict(answer, pair))


def _pooled_z(pair: _Pair) -> float | None:
    pooled = (pair.selected + pair.selected_ref) / (pair.n + pair.n_ref)
    variance = pooled * (1 - pooled) * (1 / pair.n + 1 / pair.n_ref)
    if variance <= 0:
        return None
    return (pair.selected / pair.n - pair.selected_ref / pair.n_ref) / math.sqrt(variance)


def _ratio_interval(pair: _Pair) -> list[float] | None:
    if not pair.selected or not pair.selected_ref:
        return None
    variance = 1 / pair.selected - 1 / pair.n + 1 / pair.selected_ref - 1 / pair.n_ref
    reach = normal_quantile(0.975) * math.sqrt(max(variance, 0.0))
    ratio = pair.selected * pair.n_ref / (pair.n * pair.selected_ref)
    return [ratio * math.exp(-reach), ratio * math.exp(reach)]


def _verdict(answer: GroupImpact, pair: _Pair) -> str:
    few = min(pair.n, pair.n_ref) < MIN_GROUP or pair.selected + pair.selected_ref < MIN_SELECTED
    clear = answer.fisher_p is not None and answer.fisher_p < LEVEL
    powerless = answer.min_attainable_fisher_p is None or answer.min_attainable_fisher_p > LEVEL
    if few or (answer.below_four_fifths and (answer.one_person_flips or powerless)):
        return INSUFFICIENT
    if answer.below_four_fifths:
        return REVIEW if clear else WATCH
    return REVIEW_SMALL if clear else NO_INDICATION


def _with_holm(answers: Mapping[str, GroupImpact]) -> dict[str, GroupImpact]:
    adjusted = holm({name: entry.fisher_p for name, entry in answers.items() if entry.fisher_p is not None})
    return {name: replace(entry, fisher_p_holm=adjusted.get(name)) for name, entry in answers.items()}


def scoring_rate(scores: Mapping[str, Sequence[Number | None]]) -> ScoringRates:
    """Share of each {group: scores} strictly above the median of all (6 RCNY 5-301), and its ratio."""
    known = {name: [exact(x) for x in values if x is not None] for name, values in scores.items()}
    everything = [x for values in known.values() for x in values]
    if not everything:
        nothing: dict[str, float | None] = dict.fromkeys(scores)
        return ScoringRates(None, nothing, dict(nothing), "No score.")
    middle = Fraction(median(everything))
    rates = {
        name: Fraction(sum(1 for x in values if x > middle), len(values))
        for name, values in known.items()
        if values
    }
    best = max(rates.values())
    return ScoringRates(
        median=float(middle),
        scoring_rate={name: float(rates[name]) if name in rates else None for name in scores},
        impact_ratio={name: float(rates[name] / best) if name in rates and best else None for name in scores},
        reason=None if best else "No score lies above the median, since many are equal.",
    )
