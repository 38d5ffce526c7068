"""Small-cell suppression: no released table gives away a group of fewer than k persons."""

from collections.abc import Mapping

SUPPRESSED = "suppressed"


def suppress(counts: Mapping[str, int], k: int = 5, total_shown: bool = True) -> dict[str, int | str]:
    """Each cell of {cell: persons} as its count, or "suppressed" if 0 < count < k.

    Where the total is shown and one cell alone is hidden, or the hidden cells sum to less than k, the
    smallest other cell that is not zero (ties alphabetical) is hidden too, since the total would reveal it.
    """
    hidden = {cell for cell, count in counts.items() if 0 < count < k}
    while total_shown and hidden and _is_revealed(counts, hidden, k):
        rest = [cell for cell, count in counts.items() if count > 0 and cell not in hidden]
        if not rest:
            break
        hidden.add(min(rest, key=lambda cell: (counts[cell], str(cell))))
    return {cell: SUPPRESSED if cell in hidden else count for cell, count in counts.items()}


def may_show_total(counts: Mapping[str, int], k: int = 5) -> bool:
    """Whether the total can stand beside the suppressed cells; false where it gives the hidden ones away."""
    hidden = {cell for cell, shown in suppress(counts, k).items() if shown == SUPPRESSED}
    return not hidden or not _is_revealed(counts, hidden, k)


def _is_revealed(counts: Mapping[str, int], hidden: set[str], k: int) -> bool:
    return len(hidden) == 1 or sum(counts[cell] for cell in hidden) < k


def differs_enough(persons: frozenset[str], released: frozenset[str], k: int = 5) -> bool:
    """Whether a table on `persons` may be released after one on `released`: the same, or k or more differ."""
    return persons == released or len(persons ^ released) >= k
