"""The order in which people read what stands on a page: bands from top to bottom, columns inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rubrics.reading.pages import Piece, Row, Table, Word, cut, right_edge, rows

GAP = 1.2
MIN_ROWS = 3
MIN_FILLED = 0.45
MAX_DEPTH = 3


@dataclass(frozen=True)
class Placed:
    """One row or table in reading order, with the column it stands in and the right edge of that column."""

    piece: Piece
    column: int
    right: float


def in_reading_order(words: Iterable[Word], tables: Iterable[Table] = ()) -> list[Placed]:
    """The rows and tables of one page, column by column where it has columns."""
    pieces: list[Piece] = [piece for row in rows(words) for piece in cut(row, GAP)]
    pieces += tables
    ordered: list[Placed] = []
    for number, stretch in enumerate(_stretches(sorted(pieces, key=_place), 0)):
        right = right_edge([piece for piece in stretch if isinstance(piece, Row)])
        ordered += [Placed(piece, number, right) for piece in stretch]
    return ordered


def _place(piece: Piece) -> tuple[float, float]:
    return (piece.bottom if isinstance(piece, Row) else piece.top, piece.x0)


def _stretches(pieces: list[Piece], depth: int) -> Iterator[list[Piece]]:
    """Runs of pieces that stand below each other, in reading order."""
    gutter = _gutter(pieces) if depth < MAX_DEPTH else None
    if gutter is None:
        yield _whole_rows(pieces)
        return
    plain: list[Piece] = []
    for band in _bands(pieces, gutter):
        left, right = _sides(band, gutter)
        if not _are_columns(left, right, gutter):
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


def _are_columns(left: list[Piece], right: list[Piece], x: float) -> bool:
    """Whether both sides hold lines of text side by side, rather than labels and what belongs to them."""
    if len(left) < MIN_ROWS or len(right) < MIN_ROWS:
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
