"""The order in which people read what stands on a page: bands from top to bottom, columns inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rubrics.reading.pages import Piece, Row, Table, Word, cut, right_edge, rows

GAP = 1.2
MIN_ROWS = 3
MIN_FILLED = 0.45
MAX_DEPTH = 3
NEAR = 40.0


@dataclass(frozen=True)
class Placed:
    """One row or table in reading order, with the column it stands in and the edges of that column."""

    piece: Piece
    column: int
    left: float
    right: float


def in_reading_order(pages: Iterable[tuple[Iterable[Word], Iterable[Table]]]) -> list[list[Placed]]:
    """The rows and tables of each page, given as its words and tables, column by column where it has columns.

    Columns that one page has are looked for on the others too, even if little of them is filled there.
    """
    cut_up = [_pieces(words, tables) for words, tables in pages]
    gutters = [gutter for gutter in map(_gutter, cut_up) if gutter is not None]
    known = sorted(gutters)[len(gutters) // 2] if gutters else None
    return [_ordered(pieces, known) for pieces in cut_up]


def _pieces(words: Iterable[Word], tables: Iterable[Table]) -> list[Piece]:
    pieces: list[Piece] = [piece for row in rows(words) for piece in cut(row, GAP)]
    return sorted([*pieces, *tables], key=_place)


def _ordered(pieces: list[Piece], known: float | None) -> list[Placed]:
    ordered: list[Placed] = []
    for number, stretch in enumerate(_stretches(pieces, 0, known)):
        right = right_edge([piece for piece in stretch if isinstance(piece, Row)])
        left = min(piece.x0 for piece in stretch)
        ordered += [Placed(piece, number, left, right) for piece in stretch]
    return ordered


def left_edges(pages: Iterable[list[Placed]]) -> dict[float, float]:
    """For each left edge of a column the leftmost one near it on any page, where a list may fill a column."""
    edges = sorted({placed.left for page in pages for placed in page})
    return {edge: next(other for other in edges if edge - other <= NEAR) for edge in edges}


def _place(piece: Piece) -> tuple[float, float]:
    return (piece.bottom if isinstance(piece, Row) else piece.top, piece.x0)


def _stretches(pieces: list[Piece], depth: int, known: float | None = None) -> Iterator[list[Piece]]:
    """Runs of pieces that stand below each other, in reading order."""
    gutter = _gutter(pieces) if depth < MAX_DEPTH else None
    few = 1 if known is not None and (gutter is None or abs(gutter - known) < NEAR) else MIN_ROWS
    gutter = known if gutter is None else gutter
    if gutter is None:
        yield from [_whole_rows(pieces)] if pieces else []
        return
    plain: list[Piece] = []
    for band in _bands(pieces, gutter):
        left, right = _sides(band, gutter)
        if not _are_columns(left, right, gutter, few):
            plain += band
            continue
        if plain:
            yield _whole_rows(plain)
            plain = []
        yield from _stretches(left, depth + 1)
        yield from _stretches(right, depth + 1)
    if plain:
        yield _whole_rows(plain)


def _gutter(pieces: list[Piece]) -> float | None:
    """The place between two columns that sets apart most pieces; None when the page has one column."""
    starts = sorted({round(piece.x0) for piece in pieces})
    best: tuple[int, float] | None = None
    for start in starts[1:]:
        x = start - 2.0
        set_apart = 0
        for band in _bands(pieces, x):
            left, right = _sides(band, x)
            if _are_columns(left, right, x):
                set_apart += len(band)
        if set_apart and (best is None or set_apart > best[0]):
            best = (set_apart, x)
    return best[1] if best else None


def _bands(pieces: list[Piece], x: float) -> Iterator[list[Piece]]:
    """Pieces between those that cross ``x``; each that crosses is a band of its own."""
    band: list[Piece] = []
    for piece in pieces:
        if piece.x0 < x < piece.x1:
            if band:
                yield band
            yield [piece]
            band = []
        else:
            band.append(piece)
    if band:
        yield band


def _sides(band: list[Piece], x: float) -> tuple[list[Piece], list[Piece]]:
    return [p for p in band if p.x1 <= x], [p for p in band if p.x0 >= x]


def _are_columns(left: list[Piece], right: list[Piece], x: float, few: int = MIN_ROWS) -> bool:
    """Whether both sides hold lines of text side by side, rather than labels and what belongs to them."""
    if min(len(left), len(right)) < few or max(len(left), len(right)) < MIN_ROWS:
        return False
    upper = max(left[0].top, right[0].top)
    lower = min(left[-1].bottom, right[-1].bottom)
    if lower <= upper:
        return False
    width = x - min(piece.x0 for piece in left)
    widest = max(piece.x1 - piece.x0 for piece in right)
    return _filled(left, width) and _filled(right, widest)


def _filled(pieces: list[Piece], width: float) -> bool:
    return sum(piece.x1 - piece.x0 for piece in pieces) >= MIN_FILLED * width * len(pieces)


def _whole_rows(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one row put together again."""
    words = [word for piece in pieces if isinstance(piece, Row) for word in piece.words]
    whole: list[Piece] = [*rows(words), *(piece for piece in pieces if isinstance(piece, Table))]
    return sorted(whole, key=_place)
