"""The report as a PDF by typst: A4, page 1 is the summary, fonts from this package only.

Text reaches the template as JSON strings, which typst never reads as markup. The same report gives the same
bytes under the same typst version and the same font files: the document's date is the time at which the
facts were frozen.
"""

import json
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import typst

from hiring.reporting.charts import dot_plot_label
from hiring.reporting.sections import build
from hiring.reporting.snapshot import plain
from hiring.reporting.types import Report, ReportFacts
from hiring.reporting.wording import LABELS, number

HERE = Path(__file__).parent
TEMPLATE = HERE / "report.typ"
FONTS = HERE / "fonts"
DIGEST_SHOWN = 16
HEAD_LENGTH = 48
DATE_PARTS = ("year", "month", "day", "hour", "minute", "second")


def render_pdf(report: Report) -> bytes:
    """The whole report as PDF bytes. Raises typst.TypstError if it cannot be compiled; never a part of it."""
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(report), ensure_ascii=False, sort_keys=True)},
    )
    pdf = compiler.compile(format="pdf", timestamp=int(report.facts.frozen_at.timestamp()))
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single document.")
    return pdf


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _data(report: Report) -> dict[str, object]:
    facts, contents = report.facts, build(report)
    frozen = facts.frozen_at.astimezone(ZoneInfo("UTC"))
    strip = contents.summary.strip
    marks = {"value": strip.value, "low": strip.low, "high": strip.high}
    versions = ", ".join(f"{name.lower()} {version}" for name, version in contents.limits.versions)
    return {
        "contents": plain(contents),
        "labels": LABELS,
        "dots": {row.key: dot_plot_label(row) for row in contents.rows},
        "title": f"Candidate report {facts.report_number}: {facts.candidate}",
        "head": _head(facts),
        "foot": f"{versions}, facts {report.digest[:DIGEST_SHOWN]}",
        "digest": _grouped(report.digest),
        "strip": {name: "" if value is None else number(value) for name, value in marks.items()},
        "date": {part: getattr(frozen, part) for part in DATE_PARTS},
    }


def _head(facts: ReportFacts) -> str:
    requisition = f"{_short(facts.requisition_title)} ({_short(facts.requisition_number)})"
    return f"{_short(facts.candidate)} · {requisition}"


def _short(text: str) -> str:
    """The text for the running head, which has one line; the first page has it whole."""
    return text if len(text) <= HEAD_LENGTH else f"{text[: HEAD_LENGTH - 1].rstrip()}…"


def _grouped(digest: str) -> str:
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
