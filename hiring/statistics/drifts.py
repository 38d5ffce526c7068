"""Drift of an interviewer's ratings: the recent window against the earlier one, as private coaching."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median
from typing import Any

from hiring.statistics.composites import Number, exact
from hiring.statistics.distributions import f_tail, normal_two_sided
from hiring.statistics.tables import benjamini_hochberg

WINDOW = 20
MIN_CANDIDATES = 8
SHIFT = Fraction(2, 5)
SD_RATIO = 0.6
LEVEL = 0.05

NOT_ENOUGH = "not enough"
SHIFTED = "shift"
RESTRICTED = "range restriction"
STEADY = "no indication"


def drift(interviewers: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Compare "recent" with "baseline" ratings of {interviewer: {"baseline": [...], "recent": [...]}}.

    Shift: Mann-Whitney with ties and continuity correction; `effect` is P(recent > baseline) + half the
    ties; flagged if the Benjamini-Hochberg adjusted p is under .05 and the means differ by .4 or more.
    Range restriction: Brown-Forsythe (Levene about the median) p adjusted likewise and sd ratio under .6.
    Under 20 + 20 ratings, or under 8 candidates where "baseline_candidates" / "recent_candidates" tell, the
    status is "not enough".
    """
    answers = {name: _measured(windows) for name, windows in interviewers.items()}
    for key in ("shift_p", "spread_p"):
        known = {name: answer[key] for name, answer in answers.items() if answer[key] is not None}
        adjusted = benjamini_hochberg(known)
        for name, answer in answers.items():
            answer[f"{key}_bh"] = adjusted.get(name)
    return {name: _flagged(answer) for name, answer in answers.items()}


def _measured(windows: Mapping[str, Any]) -> dict[str, Any]:
    baseline, recent = _known(windows.get("baseline")), _known(windows.get("recent"))
    answer: dict[str, Any] = {
        "n_baseline": len(baseline),
        "n_recent": len(recent),
        "mean_baseline": None,
        "mean_recent": None,
        "mean_shift": None,
        "effect": None,
        "shift_p": None,
        "shift_p_bh": None,
        "sd_baseline": None,
        "sd_recent": None,
        "sd_ratio": None,
        "spread_p": None,
        "spread_p_bh": None,
        "reason": _too_few(baseline, recent, windows),
    }
    return answer if answer["reason"] else answer | _compared(baseline, recent)


def _known(values: Sequence[Number | None] | None) -> list[Fraction]:
    return [exact(value) for value in values or () if value is not None]


def _too_few(baseline: list[Fraction], recent: list[Fraction], windows: Mapping[str, Any]) -> str | None:
    if min(len(baseline), len(recent)) < WINDOW:
        return f"Not enough: {WINDOW} earlier and {WINDOW} recent ratings are needed."
    seen = [windows.get("baseline_candidates"), windows.get("recent_candidates")]
    if any(count is not None and count < MIN_CANDIDATES for count in seen):
        return f"Not enough: each window needs {MIN_CANDIDATES} candidates."
    return None


def _compared(baseline: list[Fraction], recent: list[Fraction]) -> dict[str, Any]:
    means = [sum(values, Fraction(0)) / len(values) for values in (baseline, recent)]
    deviations = [math.sqrt(_variance(values)) for values in (baseline, recent)]
    effect, p = mann_whitney(recent, baseline)
    return {
        "mean_baseline": float(means[0]),
        "mean_recent": float(means[1]),
        "mean_shift": float(means[1] - means[0]),
        "effect": effect,
        "shift_p": p,
        "sd_baseline": deviations[0],
        "sd_recent": deviations[1],
        "sd_ratio": deviations[1] / deviations[0] if deviations[0] else None,
        "spread_p": brown_forsythe(baseline, recent),
    }


def _variance(values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((x - mean) ** 2 for x in values), Fraction(0)) / (len(values) - 1)


def _flagged(answer: dict[str, Any]) -> dict[str, Any]:
    if answer["reason"]:
        return answer | {"flag_shift": False, "flag_range_restriction": False, "status": NOT_ENOUGH}
    shift = _is_clear(answer["shift_p_bh"]) and abs(exact(answer["mean_shift"])) >= SHIFT
    ratio = answer["sd_ratio"]
    narrow = _is_clear(answer["spread_p_bh"]) and ratio is not None and ratio < SD_RATIO
    found = [word for word, holds in ((SHIFTED, shift), (RESTRICTED, narrow)) if holds]
    return answer | {
        "flag_shift": shift,
        "flag_range_restriction": narrow,
        "status": " and ".join(found) or STEADY,
    }


def _is_clear(p: float | None) -> bool:
    return p is not None and p < LEVEL


def mann_whitney(first: Sequence[Fraction], second: Sequence[Fraction]) -> tuple[float, float]:
    """P(first > second) + half the ties, and the two-sided p (normal, corrected for ties and continuity)."""
    m, n = len(first), len(second)
    above = sum(1 for x in first for y in second if x > y)
    ties = sum(1 for x in first for y in second if x == y)
    u = above + ties / 2
    together = m + n
    tied = sum(count**3 - count for count in Counter([*first, *second]).values())
    variance = m * n / 12 * (together + 1 - tied / (together * (together - 1)))
    distance = abs(u - m * n / 2) - 0.5
    if variance <= 0 or distance <= 0:
        return u / (m * n), 1.0
    return u / (m * n), normal_two_sided(distance / math.sqrt(variance))


def brown_forsythe(first: Sequence[Fraction], second: Sequence[Fraction]) -> float | None:
    """p of Levene's test about the medians; None where nothing varies in either group."""
    groups = [[abs(x - median(values)) for x in values] for values in (first, second)]
    sizes = [len(group) for group in groups]
    total = sum(sizes)
    means = [sum(group, Fraction(0)) / len(group) for group in groups]
    grand = sum((sum(group, Fraction(0)) for group in groups), Fraction(0)) / total
    between = sum((size * (mean - grand) ** 2 for size, mean in zip(sizes, means, strict=True)), Fraction(0))
    within = sum(((x - m) ** 2 for group, m in zip(groups, means, strict=True) for x in group), Fraction(0))
    if within == 0:
        return None if between == 0 else 0.0
    return f_tail(float(between / (within / (total - 2))), 1, total - 2)
