"""Aggregation and statistics of ratings: plain lists and dicts in, frozen dataclasses or dicts out.

Pure (numpy and scipy only). What is undefined is None beside a `reason`; odd but legal input never raises.
"""

from hiring.statistics.comparisons import bands, common_composites, compare
from hiring.statistics.composites import composite
from hiring.statistics.panels import spread

__all__ = ["bands", "common_composites", "compare", "composite", "spread"]
