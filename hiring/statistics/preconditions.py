"""When rater severity may not be adjusted, and when the pool may carry an interval."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from hiring.statistics.connections import components
from hiring.statistics.distributions import chi2_tail
from hiring.statistics.severity import CrossedFit, Row, fit_crossed

MIN_CANDIDATES = 12
MIN_RATERS = 5
MIN_RATERS_PER_CANDIDATE = 3
MIN_CANDIDATES_PER_RATER = 5
MIN_RATER_SD = 0.25
LEVEL = 0.05
DYAD_MODEL = ("candidate", "rater", "candidate:rater")


@dataclass(frozen=True)
class Objection:
    """One reason against the adjustment; `code` is stable, `message` is for people."""

    code: str
    message: str


@dataclass(frozen=True)
class SeverityCheck:
    """Whether severity may be adjusted; `withheld` gives raters whose own stays at zero, with the reason."""

    allowed: bool
    objections: list[Objection]
    withheld: dict[Any, str]


@dataclass(frozen=True)
class PooledComponents:
    """Variances "rater", "dyad" and "residual" for tier A, None with the reasons where the pool is too
    small.
    """

    variances: dict[str, float] | None
    reasons: list[str]


def severity_check(
    rows: Sequence[Row],
    fit: CrossedFit,
    *,
    compared: Collection[Any] | None = None,
    rater_p: float | None = None,
    decided: bool = False,
    frozen: bool = False,
    raw_shown: bool = True,
) -> SeverityCheck:
    """All checks on a pool of rows with "candidate" and "rater", and on its `fit` with factor "rater".

    Rows may carry "stage" (a number in order), "rubric_version", "levels" and "revised" (true for a rating
    changed after the debrief); `compared` are the candidates to be compared (default all), `rater_p` the p
    value of `rater_variance_p`, `decided` whether the requisition has a decision, `frozen` whether the fit
    precedes it.
    """
    found = [
        *_connected(rows, compared),
        *_large_enough(rows),
        *_severity_exists(fit, rater_p),
        *_unconfounded(rows),
        *_of_one_kind(rows),
        *_in_time(decided, frozen),
        *_beside_raw(raw_shown),
    ]
    return SeverityCheck(allowed=not found, objections=found, withheld=_withheld(rows))


def rater_variance_p(
    rows: Sequence[Row], response: str, random: Sequence[str] = DYAD_MODEL, fixed: str | None = None
) -> float | None:
    """Restricted likelihood-ratio test of "rater": half of P(chi2_1 > LR); None if a fit is undefined.

    The variance lies on the edge of its range under the null: Self & Liang 1987.
    """
    full = fit_crossed(rows, response, random, fixed)
    without = fit_crossed(rows, response, [name for name in random if name != "rater"], fixed)
    if full.criterion is None or without.criterion is None:
        return None
    return 0.5 * chi2_tail(max(without.criterion - full.criterion, 0.0), 1)


def pooled_components(rows: Sequence[Row], fit: CrossedFit) -> PooledComponents:
    """The variances that carry tier A: a pool of the least size, 5 candidates per rater, rater sd .25."""
    reasons = [objection.message for objection in (*_large_enough(rows), *_severity_exists(fit, None))]
    reasons += [f"{name}: {reason}" for name, reason in _withheld(rows).items()]
    rater, residual = fit.variances.get("rater"), fit.variances.get("residual")
    dyad = fit.variances.get("candidate:rater")
    if rater is None or residual is None or dyad is None:
        reasons.append(
            "The pool does not carry the variances of raters, of impressions and of single ratings."
        )
    if reasons or rater is None or residual is None or dyad is None:
        return PooledComponents(None, list(dict.fromkeys(reasons)))
    return PooledComponents({"rater": rater, "dyad": dyad, "residual": residual}, [])


def _connected(rows: Sequence[Row], compared: Collection[Any] | None) -> list[Objection]:
    edges = {
        (row["candidate"], row["rater"]) for row in rows if compared is None or row["candidate"] in compared
    }
    answer = components(sorted(edges, key=str))
    return [] if answer.reason is None else [Objection("disconnected", answer.reason)]


def _partners(rows: Sequence[Row], side: str, other: str) -> dict[Any, set[Any]]:
    found: dict[Any, set[Any]] = {}
    for row in rows:
        found.setdefault(row[side], set()).add(row[other])
    return found


def _large_enough(rows: Sequence[Row]) -> list[Objection]:
    panels, slates = _partners(rows, "candidate", "rater"), _partners(rows, "rater", "candidate")
    usual = median(len(raters) for raters in panels.values()) if panels else 0
    checks = [
        (len(panels), MIN_CANDIDATES, "candidates in the pool"),
        (len(slates), MIN_RATERS, "raters in the pool"),
        (usual, MIN_RATERS_PER_CANDIDATE, "raters per candidate (median)"),
    ]
    return [
        Objection("pool_too_small", f"{number:g} {what}; at least {least} are needed.")
        for number, least, what in checks
        if number < least
    ]


def _withheld(rows: Sequence[Row]) -> dict[Any, str]:
    slates = _partners(rows, "rater", "candidate")
    return {
        rater: f"Rated {len(slate)} candidates; at least {MIN_CANDIDATES_PER_RATER} are needed."
        for rater, slate in slates.items()
        if len(slate) < MIN_CANDIDATES_PER_RATER
    }


def _severity_exists(fit: CrossedFit, rater_p: float | None) -> list[Objection]:
    variance = fit.variances.get("rater")
    if variance is None:
        return [Objection("not_estimable", fit.reason or "The model has no factor for raters.")]
    if "rater" in fit.boundary:
        return [Objection("boundary", "The variance between raters is estimated at zero.")]
    found = []
    sd = math.sqrt(variance)
    if sd < MIN_RATER_SD:
        sentence = f"Raters differ by a standard deviation of {sd:.2f} points, under {MIN_RATER_SD}."
        found.append(Objection("small", sentence))
    if rater_p is not None and rater_p > LEVEL:
        found.append(Objection("not_clear", f"Differences between raters may be chance (p = {rater_p:.2f})."))
    return found


def _unconfounded(rows: Sequence[Row]) -> list[Objection]:
    """A rater of later rounds sees only whom others let through: severity and selection are mixed."""
    staged = [row for row in rows if row.get("stage") is not None]
    first = min((row["stage"] for row in staged), default=None)
    early = {row["rater"] for row in staged if row["stage"] == first}
    late = sorted({row["rater"] for row in staged} - early, key=str)
    if not late:
        return []
    named = ", ".join(map(str, late))
    return [Objection("confounded", f"Saw only candidates whom other raters had passed: {named}.")]


def _of_one_kind(rows: Sequence[Row]) -> list[Objection]:
    found = []
    if any(len({row[key] for row in rows if key in row}) > 1 for key in ("rubric_version", "levels")):
        found.append(Objection("mixed", "The pool mixes rubric versions or rating scales."))
    if any(row.get("revised") for row in rows):
        found.append(
            Objection("revised", "The pool holds ratings revised after the debrief; use first ratings.")
        )
    return found


def _in_time(decided: bool, frozen: bool) -> list[Objection]:
    if decided and not frozen:
        return [
            Objection(
                "decided", "The requisition has a decision: only estimates frozen before it may be shown."
            )
        ]
    return []


def _beside_raw(raw_shown: bool) -> list[Objection]:
    return (
        [] if raw_shown else [Objection("alone", "The adjusted composite may not stand without the raw one.")]
    )
