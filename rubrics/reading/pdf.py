"""From a PDF to lines in light Markdown; the place of each is its page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from rubrics.reading import grids, packages
from rubrics.reading.columns import in_reading_order, left_edges
from rubrics.reading.composition import Written
from rubrics.reading.flow import Line, Passage, Setting, passages, written
from rubrics.reading.margins import without_margins
from rubrics.reading.pages import Row, Table, Word, cleaned, inside, right_edge, rows
from rubrics.reading.types import UnreadableDocument

MAX_PAGES = 80
MAX_CHARACTERS = 20_000
MAX_RULES = 2_000
MIN_LETTERS = 40
TURNED = 0.1
MAX_UNNAMED = 0.2
BOLD = re.compile(r"(?i)bold|black|heavy|demi|[-,]bd\b")
# What the parser meets in files that break the rules of the format.
FLAWS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OSError,
    ZeroDivisionError,
)
DAMAGED = "This PDF is damaged; save it again or paste its text."
UNNAMED = "The letters of this PDF have no names that can be read; use the original file or paste the text."
TOO_MANY = "This PDF has {pages} pages; at most {most} can be read, so save the role document by itself."
TOO_FULL = "A page of this PDF holds too much to be read; save the role document by itself or paste its text."


@dataclass
class _Sheet:
    """One page: its words, its ruled tables as boxes of cells, and its height."""

    words: list[Word]
    boxes: list[list[list[Any]]] = field(default_factory=list)
    height: float = 0.0


@dataclass(frozen=True)
class _Ruled:
    """A table and its page."""

    table: Table
    page: int

    def lines(self) -> Iterator[Line]:
        """What stands in its cells."""
        return (line for row in self.table.cells for cell in row for line in self._cell(cell))

    def rows(self, setting: Setting) -> list[grids.Row]:
        """Its cells, each with its passages."""
        return [
            grids.Row(
                [grids.Cell([_bare(p) for p in passages(self._cell(cell), setting)]) for cell in row],
                f"page {self.page}",
            )
            for row in self.table.cells
        ]

    def _cell(self, cell: Sequence[Row]) -> list[Line]:
        left = min((row.x0 for row in cell), default=0.0)
        return [Line(row, self.page, 0, left, right_edge(cell)) for row in cell]


def to_pdf_lines(data: bytes) -> Iterator[Written]:
    """The lines of a PDF without running heads and feet; empty when it holds pictures of pages only.

    Raises UnreadableDocument for a damaged or locked file, for one of too many pages, and for one whose fonts
    do not say which letters they show.
    """
    sheets = _sheets(data)
    words = [word for sheet in sheets for word in sheet.words]
    if sum(c.isalpha() for word in words for c in word.text) < MIN_LETTERS:
        return iter(())
    if sum("(cid:" in word.text and len(word.text) > 8 for word in words) > MAX_UNNAMED * len(words):
        raise UnreadableDocument(UNNAMED)
    return _written(sheets)


def _sheets(data: bytes) -> list[_Sheet]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableDocument(TOO_MANY.format(pages=len(pdf.pages), most=MAX_PAGES))
            return [_sheet(page) for page in pdf.pages]
    except PdfminerException as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        raise UnreadableDocument(packages.LOCKED if locked else DAMAGED) from error
    except (MalformedPDFException, *FLAWS) as error:
        raise UnreadableDocument(DAMAGED) from error


def _sheet(page: Page) -> _Sheet:
    if len(page.chars) > MAX_CHARACTERS:
        raise UnreadableDocument(TOO_FULL)
    level = page.filter(_is_level).dedupe_chars()
    found = level.extract_words(x_tolerance_ratio=0.15, extra_attrs=["fontname", "size"])
    words = [_word(word) for word in found if word["size"] > 1]
    ruled = [] if len(page.edges) > MAX_RULES else page.find_tables()
    boxes = [[list(row.cells) for row in table.rows] for table in ruled]
    height = float(page.height)
    page.close()
    kept = [word for word in words if word.text.strip() and word.x1 >= 0 and word.top <= height]
    return _Sheet(kept, [box for box in boxes if _is_table(box)], height)


def _is_level(drawn: dict[str, Any]) -> bool:
    """Whether what is drawn stands level, unlike the letters of a watermark."""
    if drawn["object_type"] != "char":
        return True
    along, turned = drawn["matrix"][:2]
    return bool(along > 0 and abs(turned) <= TURNED * along)


def _word(word: dict[str, Any]) -> Word:
    x0, x1, top, bottom, size = (float(word[name]) for name in ("x0", "x1", "top", "bottom", "size"))
    return Word(cleaned(word["text"]), x0, x1, top, bottom, size, bool(BOLD.search(word["fontname"])))


def _is_table(cells: list[list[Any]]) -> bool:
    return len(cells) > 1 and max(len([cell for cell in row if cell]) for row in cells) > 1


def _written(sheets: Sequence[_Sheet]) -> Iterator[Written]:
    parts = _parts(sheets)
    setting = Setting([line for part in parts for line in part.lines()])
    columns = 0
    running: list[Line] = []
    for part in parts:
        if isinstance(part, Line):
            running.append(part)
            continue
        rows_ = part.rows(setting)
        # The head of a table that goes on is printed once, on the page where it begins.
        continued = [] if running or columns != len(rows_[0].cells) else list(grids.continued(rows_))
        asked = grids.written(rows_)
        yield from _lines(running, setting)
        yield from asked or continued or _cell_by_cell(rows_)
        columns = len(rows_[0].cells) if asked or continued else 0
        running = []
    yield from _lines(running, setting)


def _parts(sheets: Sequence[_Sheet]) -> list[Line | _Ruled]:
    """The rows and tables of all pages in reading order."""
    kept = without_margins([(sheet.words, sheet.height) for sheet in sheets])
    pages = in_reading_order(_apart(words, sheet.boxes) for words, sheet in zip(kept, sheets, strict=True))
    left = left_edges(pages)
    return [
        Line(each.piece, number, each.column, left[each.left], each.right)
        if isinstance(each.piece, Row)
        else _Ruled(each.piece, number)
        for number, page in enumerate(pages, 1)
        for each in page
    ]


def _lines(running: list[Line], setting: Setting) -> Iterator[Written]:
    """Passages with empty lines between them, none between the items of a list."""
    before = ""
    for passage in passages(running, setting):
        if (before, passage.shape) != ("item", "item"):
            yield Written("")
        yield Written(written(passage), f"page {passage.page}")
        before = passage.shape
    yield Written("")


def _cell_by_cell(table: list[grids.Row]) -> Iterator[Written]:
    for row in table:
        for line in (line for cell in row.cells for line in cell.lines):
            yield from (Written(""), Written(line, row.place))
    yield Written("")


def _apart(words: list[Word], boxes: list[list[list[Any]]]) -> tuple[list[Word], list[Table]]:
    """The words outside of the tables, and the tables with the words inside of them."""
    tables = []
    for box in boxes:
        held = [[tuple(_held(words, cell)) for cell in row] for row in box]
        gone = {id(word) for row in held for cell in row for each in cell for word in each.words}
        words = [word for word in words if id(word) not in gone]
        edges = [cell for row in box for cell in row if cell]
        x0, top = min(e[0] for e in edges), min(e[1] for e in edges)
        x1, bottom = max(e[2] for e in edges), max(e[3] for e in edges)
        if gone:
            tables.append(Table(tuple(tuple(row) for row in held), x0, x1, top, bottom))
    return words, tables


def _held(words: list[Word], box: Any) -> list[Row]:
    return rows(word for word in words if inside(word, box)) if box else []


def _bare(passage: Passage) -> str:
    return re.sub(r"^\s*(?:- |#+ )", "", written(passage))
