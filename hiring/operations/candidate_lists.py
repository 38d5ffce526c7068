"""Lists of candidates as CSV: bytes to text, text to rows, and what would become of every row."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import RequisitionState
from hiring.models import Candidate, Requisition
from hiring.operations.candidate_details import problems
from hiring.queries.candidates import applied, by_email

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5000
DELIMITERS = ",;\t|"
# How a formula begins in a spreadsheet; a telephone number in the same way.
FORMULA = re.compile(r"\A\s*[=+\-@]")
# A row will be added, only applies since the person is known, is there already, or is broken.
ADD, APPLY, KNOWN, BROKEN = "add", "apply", "known", "broken"

# Header names by column, written without spaces, hyphens, dots and capitals.
HEADERS = {
    "full_name": {"name", "fullname", "candidate", "candidatename", "applicant"},
    "first_name": {"firstname", "givenname", "forename"},
    "last_name": {"lastname", "surname", "familyname"},
    "email": {"email", "emailaddress", "mail", "mailaddress"},
    "phone": {"phone", "phonenumber", "telephone", "telephonenumber", "tel", "mobile", "mobilephone"},
    "time_zone": {"timezone", "tz", "zone"},
    "arrangements": {"arrangements", "accommodation", "accommodations"},
}


class ListRefused(Exception):
    """The file as a whole cannot be taken; the text says why."""


@dataclass(frozen=True)
class Row:
    """One row of the list with its line in the file, its cells as they were, and its fate with a sentence."""

    line: int
    cells: tuple[str, ...]
    full_name: str = ""
    email: str = ""
    phone: str = ""
    time_zone: str = ""
    arrangements: str = ""
    candidate_id: int | None = None
    fate: str = ADD
    sentence: str = ""


@dataclass(frozen=True)
class CandidateList:
    """A parsed list: the header as it was, columns that were not understood, and the rows."""

    header: tuple[str, ...]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]

    def of(self, fate: str) -> tuple[Row, ...]:
        """The rows with that fate."""
        return tuple(row for row in self.rows if row.fate == fate)

    def count(self, fate: str) -> int:
        """How many rows have that fate."""
        return len(self.of(fate))

    @property
    def good(self) -> int:
        """How many rows an import would take."""
        return self.count(ADD) + self.count(APPLY)


def decode(data: bytes) -> str:
    """The text of the file, whatever its encoding. Raises ListRefused for workbooks and binary files."""
    if len(data) > MOST_BYTES:
        raise ListRefused(_("The file has more than 5 MB: split it into several."))
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise ListRefused(
            _("This is a workbook, not a CSV file: save the sheet as “CSV UTF-8” and try again.")
        )
    if not data.strip():
        raise ListRefused(_("The file is empty."))
    text = decoded(data)
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise ListRefused(_("This is no CSV file: it holds binary data."))
    return text


def decoded(data: bytes) -> str:
    """By its mark, as UTF-8, as UTF-16 by its zeros, else as Windows-1252, which old spreadsheets write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:200]:
        encodings = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListRefused(_("The encoding of the file is unknown: save it as “CSV UTF-8” and try again."))


def column_of(name: str) -> str | None:
    """Which column a header names, if any."""
    plain = re.sub(r"[\W_]+", "", name).lower()
    return next((column for column, names in HEADERS.items() if plain in names), None)


def delimiter_of(line: str) -> str:
    """The delimiter by which most headers of the first line are understood."""

    def understood(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        return sum(column_of(cell) is not None for cell in cells), len(cells)

    return max(DELIMITERS, key=understood)


def parse(text: str) -> CandidateList:
    """The rows of a CSV text, not yet judged. Raises ListRefused for missing headers or too many rows."""
    text = text.removeprefix("\ufeff")
    named = re.match(r"sep=(.)\r?\n", text)
    offset = 1 if named else 0
    text = text[named.end() :] if named else text
    start = len(text) - len(text.lstrip())
    offset += text[:start].count("\n")
    text = text[start:]
    if not text:
        raise ListRefused(_("The file is empty."))
    delimiter = named[1] if named else delimiter_of(text.splitlines()[0])
    refuse_open_quotation(text, delimiter, offset)
    records = numbered(text, delimiter, offset)
    _line, header = next(records)
    columns = columns_of(header)
    rows = []
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            rows.append(row_of(line, cells, columns, len(header)))
        if len(rows) > MOST_ROWS:
            raise ListRefused(_("The file has more than 5,000 rows: split it into several."))
    if not rows:
        raise ListRefused(_("The file has a header but no rows."))
    ignored = tuple(cell for cell in header if cell.strip() and column_of(cell) is None)
    return CandidateList(tuple(header), ignored, tuple(rows))


def numbered(text: str, delimiter: str, offset: int) -> Iterator[tuple[int, list[str]]]:
    """Records with the line in which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            yield before + 1 + offset, cells
            before = reader.line_num
    except csv.Error as error:
        raise ListRefused(
            _("Line %(line)d cannot be read as CSV: %(error)s.")
            % {"line": before + 1 + offset, "error": error}
        ) from error


def refuse_open_quotation(text: str, delimiter: str, offset: int) -> None:
    """Raise ListRefused for a quotation that is never closed: it would swallow the rest of the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for _cells in reader:
            before = reader.line_num
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise ListRefused(
                _("A quotation mark is opened in line %(line)d and never closed.")
                % {"line": before + 1 + offset}
            ) from error


def columns_of(header: list[str]) -> dict[str, int]:
    """Column -> place. Raises ListRefused where e-mail or name has no column, or two mean the same."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(header):
        column = column_of(cell)
        if column in columns:
            raise ListRefused(
                _("Two columns mean the same: “%(name)s”. Remove one of them.") % {"name": cell.strip()}
            )
        if column is not None:
            columns[column] = place
    if "email" not in columns or not {"full_name", "first_name", "last_name"} & columns.keys():
        raise ListRefused(
            _("The first line has to name the columns “Name” and “E-mail”; it reads: %(header)s.")
            % {"header": ", ".join(cell.strip() for cell in header)[:200]}
        )
    return columns


def row_of(line: int, cells: list[str], columns: dict[str, int], width: int) -> Row:
    """One record as a row."""

    def value(column: str) -> str:
        place = columns.get(column)
        text = " ".join(cells[place].split()) if place is not None and place < len(cells) else ""
        return text[1:].strip() if text[:1] == "'" and FORMULA.match(text[1:]) else text

    name = value("full_name") or f"{value('first_name')} {value('last_name')}".strip()
    row = Row(
        line=line,
        cells=tuple(cells),
        full_name=name,
        email=value("email").removeprefix("mailto:").lower(),
        phone=value("phone"),
        time_zone=value("time_zone"),
        arrangements=value("arrangements"),
    )
    if any(cell.strip() for cell in cells[width:]):
        sentence = _(
            "The row has %(cells)d cells, the header %(width)d: "
            "does a cell with a comma lack its quotation marks?"
        )
        return replace(row, fate=BROKEN, sentence=sentence % {"cells": len(cells), "width": width})
    return row


def judge(listed: CandidateList, requisition: Requisition | None, by: User) -> CandidateList:
    """Say what an import by this person would do with every row, as far as they may know who is there already.

    Raises ListRefused for a requisition that is not open.
    """
    if requisition is not None and requisition.state != RequisitionState.OPEN:
        raise ListRefused(_("The requisition is not open: choose another, or none."))
    known = by_email([row.email for row in listed.rows], by, requisition)
    stages = applied(requisition, known.values()) if requisition else {}
    first_lines: dict[str, int] = {}
    rows = []
    for row in listed.rows:
        judged = row if row.fate == BROKEN else judge_row(row, known, stages, first_lines, requisition)
        if judged.fate != BROKEN:
            first_lines.setdefault(row.email, row.line)
        rows.append(judged)
    return replace(listed, rows=tuple(rows))


def judge_row(
    row: Row,
    known: dict[str, int],
    stages: dict[int, str],
    first_lines: dict[str, int],
    requisition: Requisition | None,
) -> Row:
    """The row with its fate."""
    if row.email in first_lines:
        sentence = _("The same e-mail address stands in line %(line)d.") % {"line": first_lines[row.email]}
        return replace(row, fate=BROKEN, sentence=sentence)
    wrong = problems(
        Candidate(
            full_name=row.full_name,
            email=row.email,
            phone=row.phone,
            time_zone=row.time_zone or "UTC",
            arrangements=row.arrangements,
            added_at=timezone.now(),
        )
    )
    if wrong:
        return replace(row, fate=BROKEN, sentence=" ".join(wrong))
    candidate_id = known.get(row.email)
    if candidate_id is None:
        return row
    if candidate_id in stages:
        return replace(
            row, fate=KNOWN, candidate_id=candidate_id, sentence=_("Has applied for this requisition.")
        )
    if requisition is None:
        return replace(row, fate=KNOWN, candidate_id=candidate_id, sentence=_("The e-mail address is known."))
    return replace(
        row,
        fate=APPLY,
        candidate_id=candidate_id,
        sentence=_("The e-mail address is known: only the application is added."),
    )


def broken_csv(listed: CandidateList, rows: tuple[Row, ...]) -> str:
    """The broken rows as CSV with a last column that says what is wrong, to be mended and imported again.

    Cells are as they were, but for an apostrophe before what a spreadsheet would take for a formula and run.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    width = max([len(listed.header), *(len(row.cells) for row in rows)])
    header = [*listed.header, *[""] * (width - len(listed.header)), _("What is wrong")]
    lines = [[*row.cells, *[""] * (width - len(row.cells)), row.sentence] for row in rows]
    writer.writerows([FORMULA.sub(r"'\g<0>", cell) for cell in line] for line in [header, *lines])
    return buffer.getvalue()
