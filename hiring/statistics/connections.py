"""Connectivity of candidates and raters: only within one component can severity be told from ability."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Components:
    """Connected components, each a sorted list of candidates and raters, in order of their first name."""

    n_components: int
    components: list[list[Any]]
    severity_adjustment_allowed: bool
    reason: str | None


def components(edges: Iterable[tuple[Any, Any]]) -> Components:
    """Components of the two-sided graph of (candidate, rater) edges, by union-find.

    The sides are kept apart, so that a candidate and a rater may carry the same id.
    """
    parent: dict[tuple[int, Any], tuple[int, Any]] = {}
    for candidate, rater in edges:
        left, right = _root(parent, (0, candidate)), _root(parent, (1, rater))
        parent[left] = right
    groups: dict[tuple[int, Any], list[Any]] = {}
    for node in list(parent):
        groups.setdefault(_root(parent, node), []).append(node[1])
    named = sorted((sorted(group, key=str) for group in groups.values()), key=lambda group: str(group[0]))
    return Components(len(named), named, len(named) == 1, _reason(len(named)))


def _root(parent: dict[tuple[int, Any], tuple[int, Any]], node: tuple[int, Any]) -> tuple[int, Any]:
    parent.setdefault(node, node)
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _reason(count: int) -> str | None:
    if count == 0:
        return "Nobody has rated a candidate."
    if count > 1:
        return f"The raters fall into {count} groups without a shared candidate; severity cannot be compared."
    return None
