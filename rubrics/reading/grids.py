"""Tables of pages and Word files; those of requirements are written as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from rubrics.reading.composition import Written
from rubrics.reading.tables import ASKING, GRADED

MAX_HEAD_WORDS = 8
HEAD_ROWS = 3


@dataclass(frozen=True)
class Cell:
    """The lines of one cell and how many columns and rows it spans."""

    lines: list[str]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """The cells of one row as they stand in the file, and where the row stands."""

    cells: list[Cell]
    place: str


def written(rows: list[Row]) -> Iterator[Written] | None:
    """The lines of a table of requirements; None when no column is headed Essential, Desirable or the like.

    A cell of several lines becomes as many rows, so that each line is a cell of its own.
    """
    grid = _grid(rows)
    head = next((n for n, (cells, _) in enumerate(grid[:HEAD_ROWS]) if _is_head(cells)), None)
    if head is None or len(grid) <= head + 1:
        return None
    return _rows(grid, head)


def continued(rows: list[Row]) -> Iterator[Written]:
    """The lines of the part of such a table that stands without its head on the next page."""
    return _below(_grid(rows))


def _is_head(cells: list[list[str]]) -> bool:
    filled = [" ".join(lines) for lines in cells if lines]
    asking = [text for text in filled if ASKING.search(text) or GRADED.match(text)]
    return len(cells) > 1 and bool(asking) and all(len(text.split()) <= MAX_HEAD_WORDS for text in filled)


def _grid(rows: list[Row]) -> list[tuple[list[list[str]], str]]:
    """The lines by row and column; where a cell spans further columns or rows, those are empty."""
    grid: list[tuple[list[list[str]], str]] = []
    taken: dict[int, int] = {}
    for row in rows:
        cells: list[list[str]] = []
        below: dict[int, int] = {}
        for cell in row.cells:
            while taken.get(len(cells), 0):
                cells.append([])
            if cell.rows > 1:
                below |= {len(cells) + n: cell.rows for n in range(cell.columns)}
            cells += [cell.lines] + [[] for _ in range(cell.columns - 1)]
        taken = {n: left - 1 for n, left in (taken | below).items() if left > 1}
        grid.append((cells, row.place))
    return grid


def _rows(grid: list[tuple[list[list[str]], str]], head: int) -> Iterator[Written]:
    for cells, place in grid[:head]:
        yield from (Written(line, place) for lines in cells for line in lines)
    titles, place = grid[head]
    yield Written("")
    yield Written(_bars([" ".join(lines) for lines in titles]), place)
    yield Written("|" + "---|" * len(titles), place)
    yield from _below(grid[head + 1 :])
    yield Written("")


def _below(grid: list[tuple[list[list[str]], str]]) -> Iterator[Written]:
    for cells, place in grid:
        for parts in zip_longest(*cells, fillvalue=""):
            yield Written(_bars([str(part) for part in parts]), place)


def _bars(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("**", "").strip() for cell in cells) + " |"
