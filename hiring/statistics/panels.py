"""Spread within one panel: the first ratings of one candidate on one competency, and when to debrief."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from hiring.statistics.composites import Number, exact

HARD_RANGE = 3
SOFT_RANGE = 2
LOW_AGREEMENT = Fraction(7, 10)
RATERS_FOR_AGREEMENT = 4


@dataclass(frozen=True)
class Spread:
    """Spread in rating points. `flag_range` asks for a talk; `debrief_required` is a duty."""

    n_raters: int
    range: float | None
    sd: float | None
    AD_mean: float | None
    AD_median: float | None
    r_wg_raw: float | None
    r_wg: float | None
    flag_range: bool
    flag_AD: bool  # noqa: N815 - AD is the index's name in the literature
    flag_polarised: bool
    flag_low_agreement: bool
    debrief_required: bool
    reason: str | None


def spread(ratings: Iterable[Number | None], levels: int = 5) -> Spread:
    """Spread of one panel's ratings on a scale of `levels` points; None, a rating not given, is left out.

    AD and its limit levels / 6: Burke & Dunlap 2002. r_wg = 1 - s2 / s2_EU with s2_EU = (levels^2 - 1) / 12:
    James, Demaree & Wolf 1984. Fewer than two ratings, or a scale of one level, give None with a reason.
    """
    values = [exact(rating) for rating in ratings if rating is not None]
    if len(values) < 2:
        return _nothing(len(values), "Fewer than two ratings: no spread.")
    count = len(values)
    mean = sum(values, Fraction(0)) / count
    variance = sum(((x - mean) ** 2 for x in values), Fraction(0)) / (count - 1)
    deviation = _mean_distance(values, mean)
    uniform = Fraction(levels * levels - 1, 12)
    agreement = 1 - variance / uniform if uniform > 0 else None
    width = max(values) - min(values)
    far = deviation > Fraction(levels, 6)
    return Spread(
        n_raters=count,
        range=float(width),
        sd=math.sqrt(variance),
        AD_mean=float(deviation),
        AD_median=float(_mean_distance(values, median(values))),
        r_wg_raw=None if agreement is None else float(agreement),
        r_wg=None if agreement is None else float(max(Fraction(0), agreement)),
        flag_range=width >= SOFT_RANGE,
        flag_AD=far,
        flag_polarised=_is_polarised(values, levels),
        flag_low_agreement=count >= RATERS_FOR_AGREEMENT
        and agreement is not None
        and agreement < LOW_AGREEMENT,
        debrief_required=width >= HARD_RANGE or far or (count == 2 and width >= SOFT_RANGE),
        reason=None if agreement is not None else "A scale of one level has no expected variance.",
    )


def _mean_distance(values: list[Fraction], centre: Fraction) -> Fraction:
    return sum((abs(x - centre) for x in values), Fraction(0)) / len(values)


def _is_polarised(values: list[Fraction], levels: int) -> bool:
    """Ratings on both sides of the middle level, which on five levels means 2 or less beside 4 or more."""
    middle = Fraction(levels + 1, 2)
    return min(values) < middle < max(values)


def _nothing(count: int, reason: str) -> Spread:
    return Spread(count, None, None, None, None, None, None, False, False, False, False, False, reason)
