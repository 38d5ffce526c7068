"""Aggregation and statistics of ratings: plain lists and dicts in, frozen dataclasses or dicts out.

Pure (numpy and scipy only). What is undefined is None beside a `reason`; odd but legal input never raises.
"""

from hiring.statistics.agreement import gqk, icc
from hiring.statistics.comparisons import bands, common_composites, compare
from hiring.statistics.composites import composite
from hiring.statistics.connections import components
from hiring.statistics.drifts import drift
from hiring.statistics.fairness import adverse_impact, scoring_rate
from hiring.statistics.panels import spread
from hiring.statistics.reliability import alpha
from hiring.statistics.severity import fit_crossed
from hiring.statistics.suppression import suppress
from hiring.statistics.tables import fisher_exact, mantel_haenszel

# Printed in every report: goes up when a formula gives another value for the same ratings.
FORMULA_VERSION = "1.0"

__all__ = [
    "FORMULA_VERSION",
    "adverse_impact",
    "alpha",
    "bands",
    "common_composites",
    "compare",
    "components",
    "composite",
    "drift",
    "fisher_exact",
    "fit_crossed",
    "gqk",
    "icc",
    "mantel_haenszel",
    "scoring_rate",
    "spread",
    "suppress",
]
