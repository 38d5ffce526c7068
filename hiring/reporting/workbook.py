"""The report as a workbook by XlsxWriter: five sheets, every text written as a string, never as a formula.

A rating that was not given is an empty cell, so that no sum over a column can take it for a zero.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hiring.reporting.contents import Contents, Evidence, EvidenceNote, Remark
from hiring.reporting.facts import counted_raters
from hiring.reporting.sections import build
from hiring.reporting.types import Rating, Report
from hiring.reporting.wording import LABELS, REASONS, SEATS, day, moment

Cell = str | int | float | None
# A sheet's name, its rows with the head first, and the widths of its columns.
Sheet = tuple[str, Sequence[Sequence[Cell]], Sequence[int]]
PLAIN_STRINGS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_CELL = 32_767
CONTINUED = " … (continued in the PDF)"
RATING_COLUMNS = (
    "Competency", "Interviewer", "Seat", "Session", "Date", "First rating", "Not assessed because",
    "Latest revision", "Revised at", "Revised by", "Reason", "Others’ ratings visible",
    "Feeds the composite", "Rating id",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "Competency", "Interviewer", "Role", "Level", "Level name", "Anchor", "Evidence note", "Remarks",
    "Rating id",
)  # fmt: skip
REQUIREMENT_COLUMNS = (
    "Requirement",
    "Strength",
    "Result",
    "Checked by",
    "Note",
    "The role document says",
    "Id",
)


def render_workbook(report: Report) -> bytes:
    """The report as XLSX bytes: sheets Summary, Ratings, Evidence, Requirements, Versions. Deterministic."""
    title = f"Candidate report {report.facts.report_number}: {report.facts.candidate}"
    warning = f"&L{LABELS['incomplete']}" if report.incomplete else ""
    return write_sheets(title, report.facts.frozen_at, _sheets(report, build(report)), header=warning)


def write_sheets(title: str, created: datetime, sheets: Sequence[Sheet], header: str = "") -> bytes:
    """Sheets of rows as XLSX bytes, each with its first row as head; `header` is printed on every page."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **PLAIN_STRINGS})
    book.set_properties({"title": title[:255], "created": created.astimezone(UTC).replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    for name, rows, widths in sheets:
        sheet = book.add_worksheet(name)
        _fill(sheet, rows, widths, head, body)
        if header:
            sheet.set_header(header)
    book.close()
    return buffer.getvalue()


def _sheets(report: Report, contents: Contents) -> list[Sheet]:
    return [
        ("Summary", _summary(report, contents), (44, 96, 10, 30)),
        ("Ratings", _ratings(report), (30, 22, 14, 24, 16, 12, 20, 14, 22, 20, 40, 14, 14, 16)),
        ("Evidence", _evidence(contents), (30, 22, 28, 8, 14, 44, 80, 34, 16)),
        ("Requirements", _requirements(contents), (48, 14, 14, 34, 40, 48, 16)),
        ("Versions", _versions(report, contents), (24, 80)),
    ]


def _fill(
    sheet: Worksheet, rows: Sequence[Sequence[Cell]], widths: Sequence[int], head: Format, body: Format
) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, body)
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            _write(sheet, index, column, value, body if index else head)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write(sheet: Worksheet, row: int, column: int, value: Cell, style: Format) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif value:
        sheet.write_string(row, column, _cell_text(value), style)


def _cell_text(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CONTINUED)] + CONTINUED


def _summary(report: Report, contents: Contents) -> list[Sequence[Cell]]:
    title, summary = contents.title, contents.summary
    rows: list[Sequence[Cell]] = [
        ("What", "Value", "Ratings", "State"),
        ("Candidate", title.candidate),
        ("Requisition", f"{title.requisition} ({title.requisition_number})"),
        ("Report", title.line),
        *([(LABELS["incomplete"], LABELS["incomplete_why"])] if contents.incomplete else []),
        ("Composite", summary.lede.text),
        ("It rests on", " ".join(sentence.text for sentence in summary.body)),
    ]
    rows += [
        (f"Mean: {row.name}", _rounded(result.mean), len(row.discs), row.flag_text)
        for row, result in zip(contents.rows, report.results, strict=True)
    ]
    rows += [
        (entry.heading.text, " ".join(part.text for part in entry.sentences))
        for entry in contents.disagreements
    ]
    rows += [(gap.label, " ".join(map(_remark, gap.remarks))) for gap in contents.gaps]
    rows += [(f"Recommendation: {item.rater}", item.text.text, None, item.role) for item in contents.opinions]
    return [*rows, (LABELS["decision"], contents.decision.text)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _remark(remark: Remark) -> str:
    quote = f" “{remark.quote.text}”" if remark.quote else ""
    return f"{remark.sentence.text}{quote}{' ' + remark.after.text if remark.after else ''}"


def _ratings(report: Report) -> list[Sequence[Cell]]:
    names = {competency.key: competency.name for competency in report.facts.competencies}
    order = list(names)
    ratings = sorted(report.facts.ratings, key=lambda rating: order.index(rating.competency))
    return [RATING_COLUMNS, *(_rating(report, names[rating.competency], rating) for rating in ratings)]


def _rating(report: Report, name: str, rating: Rating) -> Sequence[Cell]:
    rater = report.rater(rating.rater)
    latest = rating.revisions[-1] if rating.revisions else None
    feeds = rating.level is not None and rating.rater in counted_raters(report.facts)
    return (
        name,
        rater.display_name,
        SEATS[rater.seat],
        rater.session_name,
        day(rater.session_date) if rater.session_date else None,
        rating.level,
        REASONS[rating.not_assessed_reason] if rating.level is None and rating.not_assessed_reason else None,
        latest.level if latest else None,
        moment(latest.at, report.facts.time_zone) if latest else None,
        latest.by if latest else None,
        latest.reason if latest else None,
        ("yes" if latest.others_visible else "no") if latest else None,
        "yes" if feeds else "no",
        rating.id,
    )


def _evidence(contents: Contents) -> list[Sequence[Cell]]:
    rows = [_note(entry, note) for entry in contents.evidence for note in (*entry.notes, *entry.not_counted)]
    return [EVIDENCE_COLUMNS, *rows]


def _note(entry: Evidence, note: EvidenceNote) -> Sequence[Cell]:
    text = note.note.text if note.note else None
    remarks = " · ".join(remark.text for remark in note.remarks)
    return (
        entry.name,
        note.rater,
        note.role,
        note.level,
        note.level_name,
        note.anchor,
        text,
        remarks,
        note.rating,
    )


def _requirements(contents: Contents) -> list[Sequence[Cell]]:
    rows = [
        (
            row.label,
            row.strength,
            row.status_text,
            row.checked,
            row.note,
            row.quote.text if row.quote else None,
            row.id,
        )
        for row in contents.requirements.rows
    ]
    return [REQUIREMENT_COLUMNS, *rows]


def _versions(report: Report, contents: Contents) -> list[Sequence[Cell]]:
    limits = contents.limits
    return [
        ("What", "Value"),
        ("Candidate report", report.facts.report_number),
        ("Built", f"{moment(report.facts.frozen_at, report.facts.time_zone)} {report.facts.time_zone}"),
        *limits.versions,
        (LABELS["inputs"], limits.inputs.text),
        (LABELS["digest"], limits.digest),
        *(("Limit or use", sentence.text) for sentence in limits.sentences),
    ]
