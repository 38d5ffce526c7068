"""Rater severity: the crossed mixed model on rows of ratings, and the composite adjusted by it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hiring.statistics import crossed
from hiring.statistics.composites import Composite
from hiring.statistics.crossed import Floats, Ints, Solution

Row = Mapping[str, Any]
METHODS = ("reml", "ml")


@dataclass(frozen=True)
class CrossedFit:
    """Estimates of a crossed mixed model; variances in squared rating points, None where not estimable.

    `blups` and `blup_se` are by factor and level; prediction-error covariances stand in `pev` as {factor:
    {level: {level: value}}} for single factors (no interaction). `boundary` names factors estimated at
    zero.
    """

    method: str
    n: int
    levels: dict[str, int]
    variances: dict[str, float | None]
    fixed: dict[Any, float]
    fixed_se: dict[Any, float]
    criterion: float | None
    blups: dict[str, dict[Any, float]]
    blup_se: dict[str, dict[Any, float]]
    pev: dict[str, dict[Any, dict[Any, float]]]
    boundary: list[str]
    not_estimable: list[str]
    reason: str | None


@dataclass(frozen=True)
class AdjustedComposite:
    """A composite less the estimated severity of its raters; stands beside the raw one, never alone."""

    composite: float | None
    adjustment: float | None
    by_rater: dict[str, float]
    se: float | None
    ci95: list[float] | None
    reason: str | None


@dataclass(frozen=True)
class _Coding:
    codes: Ints
    names: list[Any]


def fit_crossed(
    rows: Sequence[Row],
    response: str,
    random: Sequence[str],
    fixed: str | None = None,
    method: str = "reml",
) -> CrossedFit:
    """Fit response ~ fixed + sum of random intercepts to rows of {column: value}.

    `random` names factors, "a:b" an interaction whose levels are called "a-level:b-level". `fixed` None
    means one intercept, else one mean per level of that column. Rows with a missing value are left out. Too
    few ratings, no variation, a factor of one level or one that has a level per rating give None with a
    reason; see `crossed` for the likelihood. Raises ValueError for an unknown method.
    """
    if method not in METHODS:
        raise ValueError(f"The method is one of {', '.join(METHODS)}, not {method!r}.")
    needed = {response, *(part for name in random for part in name.split(":")), *([fixed] if fixed else [])}
    kept = [row for row in rows if all(row.get(name) is not None for name in needed)]
    codings = {name: _coded(kept, name) for name in random}
    means = _coded(kept, fixed) if fixed else _Coding(np.zeros(len(kept), dtype=np.intp), ["intercept"])
    problem = _problem(kept, response, means)
    if problem:
        return _empty(method, len(kept), codings, random, problem)
    usable = [name for name in random if 1 < len(codings[name].names) < len(kept)]
    y = np.array([float(row[response]) for row in kept])
    centre = float(y.mean())
    d = crossed.design(y - centre, means.codes, [codings[name].codes for name in usable]) if usable else None
    found = crossed.minimise(d, method == "reml") if d else None
    if found is None:
        return _empty(method, len(kept), codings, random, _unsolved(usable))
    return _answer(method, centre, found, codings, usable, means)


def _coded(rows: Sequence[Row], name: str) -> _Coding:
    parts = name.split(":")
    keys = [tuple(row[part] for part in parts) for row in rows]
    levels = sorted(set(keys), key=lambda key: tuple(map(str, key)))
    place = {key: index for index, key in enumerate(levels)}
    names = [key[0] if len(key) == 1 else ":".join(map(str, key)) for key in levels]
    return _Coding(np.array([place[key] for key in keys], dtype=np.intp), names)


def _problem(rows: Sequence[Row], response: str, means: _Coding) -> str | None:
    if len(rows) < 3 or len(rows) <= len(means.names) + 1:
        return "Too few ratings to estimate variances."
    if len({float(row[response]) for row in rows}) == 1:
        return "No variation: all ratings are equal."
    return None


def _unsolved(usable: Sequence[str]) -> str:
    if not usable:
        return "No random factor has several levels and several ratings per level."
    return "No residual variation is left: the model explains each rating exactly."


def _empty(
    method: str, n: int, codings: Mapping[str, _Coding], random: Sequence[str], reason: str
) -> CrossedFit:
    nothing: dict[str, float | None] = dict.fromkeys([*random, "residual"])
    return CrossedFit(
        method=method,
        n=n,
        levels={name: len(coding.names) for name, coding in codings.items()},
        variances=nothing,
        fixed={},
        fixed_se={},
        criterion=None,
        blups={name: {} for name in random},
        blup_se={name: {} for name in random},
        pev={},
        boundary=[],
        not_estimable=list(random),
        reason=reason,
    )


def _answer(
    method: str,
    centre: float,
    found: Solution,
    codings: Mapping[str, _Coding],
    usable: Sequence[str],
    means: _Coding,
) -> CrossedFit:
    dropped = [name for name in codings if name not in usable]
    variances: dict[str, float | None] = dict.fromkeys(codings)
    variances |= {name: float(found.theta[i] ** 2 * found.sigma2) for i, name in enumerate(usable)}
    variances["residual"] = found.sigma2
    columns = _columns(codings, usable)
    errors = {name: crossed.prediction_errors(found, columns[name]) for name in usable if ":" not in name}
    blups: dict[str, dict[Any, float]] = {name: {} for name in codings}
    blups |= {name: _named(codings[name].names, found.u[columns[name]]) for name in usable}
    return CrossedFit(
        method=method,
        n=len(means.codes),
        levels={name: len(coding.names) for name, coding in codings.items()},
        variances=variances,
        fixed=_named(means.names, found.beta + centre),
        fixed_se=_named(means.names, np.sqrt(np.diag(found.beta_cov))),
        criterion=found.criterion,
        blups=blups,
        blup_se={name: _named(codings[name].names, np.sqrt(np.diag(e))) for name, e in errors.items()},
        pev={
            name: {
                level: _named(codings[name].names, row)
                for level, row in zip(codings[name].names, e, strict=True)
            }
            for name, e in errors.items()
        },
        boundary=[name for i, name in enumerate(usable) if found.theta[i] == 0],
        not_estimable=dropped,
        reason=_remark(found, usable, dropped),
    )


def _columns(codings: Mapping[str, _Coding], usable: Sequence[str]) -> dict[str, Ints]:
    columns: dict[str, Ints] = {}
    start = 0
    for name in usable:
        size = len(codings[name].names)
        columns[name] = np.arange(start, start + size)
        start += size
    return columns


def _named(names: Sequence[Any], values: Floats) -> dict[Any, float]:
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def _remark(found: Solution, usable: Sequence[str], dropped: Sequence[str]) -> str | None:
    if dropped:
        return f"Not estimable, for want of several levels with several ratings: {', '.join(dropped)}."
    largest = [name for i, name in enumerate(usable) if found.theta[i] >= crossed.LARGEST_RATIO * 0.999]
    if largest:
        return f"Nearly no residual variation beside {', '.join(largest)}: the variances are not reliable."
    return None


def adjusted_composite(
    raw: Composite, fit: CrossedFit, *, withheld: Mapping[str, str] | None = None, levels: int = 5
) -> AdjustedComposite:
    """S - sum A_r v_r with shrunken severities v_r (points, positive is generous) of the factor "rater".

    `withheld` gives raters whose severity may not be used (v_r = 0). The variance replaces s2_rater sum
    A_r^2 by sum A_r A_r' PEV_rr'; a rater unknown to the fit or withheld keeps s2_rater. Needs random
    factors "rater" and "candidate:rater" (the dyad).
    """
    if raw.composite is None:
        return AdjustedComposite(None, None, {}, None, None, "No rating: no composite.")
    rater, residual = fit.variances.get("rater"), fit.variances.get("residual")
    if rater is None or residual is None:
        return AdjustedComposite(None, None, {}, None, None, fit.reason or "The fit has no factor rater.")
    known = fit.blups["rater"].keys() - (withheld or {}).keys()
    shares = raw.rater_shares
    amounts = {name: -shares[name] * fit.blups["rater"][name] for name in shares if name in known}
    severity = sum(shares[a] * shares[b] * fit.pev["rater"][a][b] for a in amounts for b in amounts) + sum(
        share**2 * rater for name, share in shares.items() if name not in amounts
    )
    dyad = fit.variances.get("candidate:rater") or 0.0
    squares = sum(share**2 for share in shares.values())
    se = math.sqrt(severity + dyad * squares + residual * raw.square_sum)
    total = sum(amounts.values())
    value = raw.composite + total
    interval = [max(value - 1.96 * se, 1.0), min(value + 1.96 * se, float(levels))]
    return AdjustedComposite(value, total, amounts, se, interval, None)
