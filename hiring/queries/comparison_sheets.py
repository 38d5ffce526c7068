"""A requisition's candidates side by side as sheets of a workbook: what its page shows, and nothing more.

A competency that nobody assessed is an empty cell, so that no sum over a column takes it for a zero.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from hiring.queries.comparisons import Board, Line, Table
from hiring.reporting.workbook import Cell, Sheet

# What stands before and after the competencies, in characters of width.
BEFORE, AFTER, EACH = (28, 40, 12, 10, 10), (12, 10, 10, 16), 16


def sheets(board: Board) -> list[Sheet]:
    """For every rubric version the candidates, and the pairs that were compared."""
    return [sheet for table in board.tables for sheet in sheets_of(table)]


def sheets_of(table: Table) -> Iterator[Sheet]:
    """The sheets of one rubric version; what is not compared with it stands on sheets of its own (R-02)."""
    widths = [*BEFORE, *(EACH for _name in table.competencies), *AFTER]
    rows = [line_row(band.heading, line) for band in table.bands for line in band.lines]
    yield _("Rubric %(number)s") % {"number": table.rubric}, [head(table), *rows], widths
    if table.pairs:
        name = _("Rubric %(number)s, told apart") % {"number": table.rubric}
        yield name, [pair_head(), *pair_rows(table)], (28, 28, 14, 10, 10, 24)


def head(table: Table) -> Sequence[Cell]:
    """The names of the columns."""
    return [
        _("Candidate"), _("Group; inside it by name"), _("Composite"), _("Lowest"), _("Highest"),
        *(name for _key, name in table.competencies),
        _("Scorecards in"), _("Open"), _("Excused"), _("Decision"),
    ]  # fmt: skip


def line_row(heading: str, line: Line) -> Sequence[Cell]:
    """One candidate; without a complete composite the reason stands in the group."""
    group = heading or (line.row.reason if line.row else "") or _("Not compared")
    counted = line.scorecards
    return [
        str(line.application.candidate), group, rounded(line.value), rounded(line.low), rounded(line.high),
        *(rounded(cell.mean) for cell in line.cells),
        counted.submitted, counted.open, counted.excused,
        line.decision.get_outcome_display() if line.decision else None,
    ]  # fmt: skip


def rounded(value: float | None) -> float | None:
    """Two decimals: more would claim what no panel knows."""
    return None if value is None else round(value, 2)


def pair_head() -> Sequence[Cell]:
    """The names of the columns of pairs."""
    return [_("First"), _("Second"), _("Difference"), _("Lowest"), _("Highest"), _("Reading")]


def pair_rows(table: Table) -> Iterator[Sequence[Cell]]:
    """Every pair with its difference as the page writes it."""
    for first, second, pair in table.pairs:
        apart = _("can be told apart") if pair.distinguishable else _("not distinguishable")
        yield [first, second, pair.difference, pair.low, pair.high, apart]
