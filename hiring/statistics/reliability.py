"""Krippendorff's alpha: agreement of any number of raters, with missing ratings."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

METRICS = ("nominal", "ordinal", "interval", "ratio")
MIN_UNITS = 10
DRAWS = 1000
SEED = 20110125


def alpha(
    raters_by_units: Sequence[Sequence[Hashable | None]], metric: str = "ordinal", *, seed: int = SEED
) -> dict[str, Any]:
    """Krippendorff's alpha (2011) of raters x units, None for a missing rating.

    Gives "alpha", "ci95" (bootstrap of 1000 drawings of units, seeded; None below 10 units), "n_units",
    "n_values", "enough" (at least 10 units, without which nothing should be published), "band" and
    "reason". Units with fewer than two ratings are dropped; equal ratings throughout give None, not 1.
    Raises ValueError for an unknown metric.
    """
    if metric not in METRICS:
        raise ValueError(f"The metric is one of {', '.join(METRICS)}, not {metric!r}.")
    units = _units(raters_by_units)
    levels = _levels(units, metric)
    answer: dict[str, Any] = {
        "alpha": None,
        "ci95": None,
        "n_units": len(units),
        "n_values": sum(map(len, units)),
        "enough": len(units) >= MIN_UNITS,
        "band": None,
        "reason": None,
    }
    if not units:
        return answer | {"reason": "No unit has two ratings."}
    if len(levels) < 2:
        return answer | {"reason": "no variation"}
    if metric == "ratio" and min(levels) < 0:
        return answer | {"reason": "The ratio metric needs values of at least zero."}
    pairs, counts = _coincidences(units, levels)
    value = _alpha(pairs.sum(axis=0), counts.sum(axis=0), levels, metric)
    few = None if answer["enough"] else f"Fewer than {MIN_UNITS} units: too few to publish."
    interval = _bootstrap(pairs, counts, levels, metric, seed) if answer["enough"] else None
    return answer | {"alpha": value, "ci95": interval, "band": _band(value), "reason": few}


def _units(raters_by_units: Sequence[Sequence[Hashable | None]]) -> list[list[Hashable]]:
    width = max((len(row) for row in raters_by_units), default=0)
    columns = [[row[u] for row in raters_by_units if u < len(row)] for u in range(width)]
    kept = [[value for value in column if value is not None] for column in columns]
    return [column for column in kept if len(column) >= 2]


def _levels(units: list[list[Hashable]], metric: str) -> list[Any]:
    found = {value for unit in units for value in unit}
    return sorted(found, key=str if metric == "nominal" else _as_number)


def _as_number(level: Any) -> float:
    return float(level)


def _coincidences(units: list[list[Hashable]], levels: list[Any]) -> tuple[Floats, Floats]:
    """Per unit: the coincidences o_ck = n_c n_k / (m - 1) off the diagonal, and the counts n_c."""
    counts = np.zeros((len(units), len(levels)))
    for row, unit in enumerate(units):
        tally = Counter(unit)
        counts[row] = [tally[level] for level in levels]
    sizes = counts.sum(axis=1)
    return counts[:, :, None] * counts[:, None, :] / (sizes - 1)[:, None, None], counts


def _distances(levels: list[Any], counts: Floats, metric: str) -> Floats:
    """Squared differences between levels."""
    if metric == "nominal":
        return 1.0 - np.eye(len(levels))
    if metric == "ordinal":
        below = np.cumsum(counts)
        between = np.abs(below[None, :] - below[:, None])
        place = np.arange(len(levels))
        lower, upper = np.minimum.outer(place, place), np.maximum.outer(place, place)
        # `between` counts the upper level wholly and the lower not at all; half of each belongs there.
        return np.asarray((between + (counts[lower] - counts[upper]) / 2) ** 2, dtype=np.float64)
    values = np.array([float(level) for level in levels])
    gaps = values[:, None] - values[None, :]
    if metric == "interval":
        return np.asarray(gaps**2, dtype=np.float64)
    sums = values[:, None] + values[None, :]
    return np.asarray((gaps / np.where(sums > 0, sums, 1.0)) ** 2, dtype=np.float64)


def _alpha(pairs: Floats, counts: Floats, levels: list[Any], metric: str) -> float | None:
    total = counts.sum()
    distances = _distances(levels, counts, metric)
    expected = float((np.outer(counts, counts) * distances).sum())
    if expected <= 0:
        return None
    return 1 - float(total - 1) * float((pairs * distances).sum()) / expected


def _bootstrap(
    pairs: Floats, counts: Floats, levels: list[Any], metric: str, seed: int
) -> list[float] | None:
    """Percentile interval over drawings of units; drawings without variation have no value and are left
    out.
    """
    size = len(counts)
    drawn = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=DRAWS)
    sums = np.tensordot(drawn, pairs, axes=1)
    marginals = drawn @ counts
    values = [_alpha(p, c, levels, metric) for p, c in zip(sums, marginals, strict=True)]
    known = [value for value in values if value is not None]
    if not known:
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return [float(low), float(high)]


def _band(value: float | None) -> str | None:
    """Krippendorff's customary bands."""
    if value is None:
        return None
    if value >= 0.8:
        return "good"
    return "tentative" if value >= 0.667 else "weak"
