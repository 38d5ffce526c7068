"""Rating style of each interviewer: halo, central tendency and severity, as private coaching."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean, median

from hiring.statistics.composites import Number, exact
from hiring.statistics.severity import CrossedFit

Scorecards = Sequence[Sequence[Number | None]]

MIN_SCORECARDS = 10
MIN_RATINGS = 30
MIDDLE_SHARE = Fraction(3, 5)
SEVERITY = 0.4
SEVERITY_RATIO = 2.0


@dataclass(frozen=True)
class RatingStyle:
    """One interviewer's style; None and no flag where the ratings do not suffice."""

    n_scorecards: int
    n_ratings: int
    within_sd: float | None
    flag_halo: bool
    middle_share: float | None
    flag_central_tendency: bool
    severity: float | None
    severity_se: float | None
    flag_severity: bool
    reason: str | None


def rating_styles(
    interviewers: Mapping[str, Scorecards], fit: CrossedFit | None = None, levels: int = 5
) -> dict[str, RatingStyle]:
    """Style of {interviewer: [ratings of one scorecard, ...]}; `fit` adds the severity of its factor
    "rater".

    Halo: the mean sd within a scorecard, over 10 or more scorecards, is under half of the pool's median.
    Central tendency: more than 60% of 30 or more ratings are the middle level. Severity: more than .4
    points and twice its error away from zero.
    """
    cards = {name: _known(scorecards) for name, scorecards in interviewers.items()}
    within = {name: _within_sd(own) for name, own in cards.items()}
    pool = [sd for sd in within.values() if sd is not None]
    usual = median(pool) if pool else None
    return {
        name: _style(own, within[name], usual, _severity(fit, name), levels) for name, own in cards.items()
    }


def _known(scorecards: Scorecards) -> list[list[Fraction]]:
    cards = [[exact(rating) for rating in card if rating is not None] for card in scorecards]
    return [card for card in cards if card]


def _within_sd(cards: list[list[Fraction]]) -> float | None:
    wide = [card for card in cards if len(card) > 1]
    return fmean(_sd(card) for card in wide) if len(wide) >= MIN_SCORECARDS else None


def _sd(values: list[Fraction]) -> float:
    mean = sum(values, Fraction(0)) / len(values)
    return math.sqrt(sum(((x - mean) ** 2 for x in values), Fraction(0)) / (len(values) - 1))


def _severity(fit: CrossedFit | None, name: str) -> tuple[float, float] | None:
    if fit is None or name not in fit.blup_se.get("rater", {}):
        return None
    return fit.blups["rater"][name], fit.blup_se["rater"][name]


def _style(
    cards: list[list[Fraction]],
    within: float | None,
    usual: float | None,
    severity: tuple[float, float] | None,
    levels: int,
) -> RatingStyle:
    ratings = [rating for card in cards for rating in card]
    middle = Fraction(levels + 1, 2)
    share = Fraction(ratings.count(middle), len(ratings)) if len(ratings) >= MIN_RATINGS else None
    value, se = severity or (None, None)
    few = len(cards) < MIN_SCORECARDS or len(ratings) < MIN_RATINGS
    return RatingStyle(
        n_scorecards=len(cards),
        n_ratings=len(ratings),
        within_sd=within,
        flag_halo=within is not None and usual is not None and within < usual / 2,
        middle_share=None if share is None else float(share),
        flag_central_tendency=share is not None and share > MIDDLE_SHARE,
        severity=value,
        severity_se=se,
        flag_severity=value is not None and se is not None and _is_marked(value, se),
        reason=f"Not enough: {MIN_SCORECARDS} scorecards and {MIN_RATINGS} ratings are needed."
        if few
        else None,
    )


def _is_marked(value: float, se: float) -> bool:
    return abs(value) > SEVERITY and abs(value) > SEVERITY_RATIO * se
