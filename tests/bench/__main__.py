"""Measures the pure rooms: the median and the longest of some runs, in milliseconds."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hiring.planning.design import design_loop
from hiring.planning.schedule import schedule
from hiring.planning.types import DesignRules, ScheduleRequest
from hiring.planning.ways_out import ways_out
from hiring.reporting import wording
from hiring.reporting.facts import assemble
from hiring.reporting.pdf import render_pdf
from hiring.reporting.types import ReportFacts, Versions
from hiring.reporting.workbook import render_workbook
from hiring.statistics import composite, fit_crossed
from rubrics.derivation import derive
from rubrics.reading import read
from tests.bench import scheduling
from tests.hiring.planning import examples
from tests.hiring.reporting import conftest as panel
from tests.hiring.statistics.penicillin import DIAMETERS

DOCUMENTS = Path(__file__).resolve().parents[2] / "config" / "demo" / "documents"
PLATES = [
    {"plate": plate, "sample": sample, "diameter": value}
    for plate, values in DIAMETERS.items()
    for sample, value in enumerate(values)
]


def main() -> None:
    """Prints one line for each piece of work."""
    print(f"{'':44}{'runs':>5}{'median ms':>11}{'longest ms':>12}")
    for title, runs, work in pieces():
        taken = [measure(work) for _ in range(runs)]
        print(f"{title:44}{runs:>5}{statistics.median(taken):>11.1f}{max(taken):>12.1f}")
    print()
    for line in scheduling.lines():
        print(line)


def pieces() -> Iterator[tuple[str, int, Callable[[], object]]]:
    """What is measured: a title, how often, and the work."""
    for path in sorted(DOCUMENTS.iterdir()):
        content = path.read_bytes()
        yield f"read and derive {path.name}", 5, lambda c=content, n=path.name: read_and_derive(c, n)  # type: ignore[misc]
    many = ten_kilobytes()
    yield (
        "read and derive 200 documents of 10 kB",
        1,
        lambda: [read_and_derive(many, "role.md") for _ in range(200)],
    )
    for megabytes in (1, 2):
        long = many * (100 * megabytes)
        yield (
            f"read and derive one document of {megabytes} MB",
            1,
            lambda c=long: read_and_derive(c, "role.md"),  # type: ignore[misc]
        )
    yield from planning()
    ratings = {
        rater: {key: row[rater] for key, row in panel.LEVELS_GIVEN.items() if rater in row}
        for rater in raters()
    }
    yield (
        "composite of 7 competencies by 5 people",
        20,
        lambda: composite(ratings, dict.fromkeys(panel.NAMES, 1)),
    )
    yield (
        "severity of 6 raters over 24 targets",
        3,
        lambda: fit_crossed(PLATES, "diameter", ["plate", "sample"]),
    )
    facts = report_facts()
    yield "assemble a report's sections", 5, lambda: assemble(facts)
    report = assemble(facts)
    yield "report as PDF", 5, lambda: render_pdf(report)
    yield "report as workbook", 5, lambda: render_workbook(report)


def planning() -> Iterator[tuple[str, int, Callable[[], object]]]:
    """The pieces of designing and scheduling loops."""
    yield (
        "design a loop for 8 competencies",
        3,
        lambda: design_loop(examples.RUBRIC, examples.CATALOGUE, DesignRules()),
    )
    for candidates in (1, 10, 60):
        request = week(candidates)
        yield f"schedule {candidates} candidates, 3 interviews each", 1, lambda r=request: schedule(r)  # type: ignore[misc]
    scarce = limited(week(60))
    lacking = schedule(scarce)
    yield (
        f"say what would help for {len(lacking.unplaced)} interviews",
        1,
        lambda: ways_out(scarce, lacking),
    )


def ten_kilobytes() -> bytes:
    """A role document of about 10 kB, made of the demo's documents."""
    texts = [path.read_bytes() for path in sorted(DOCUMENTS.iterdir()) if path.suffix in (".md", ".txt")]
    return b"\n\n".join(texts)[:10_000]


def measure(work: Callable[[], object]) -> float:
    """Milliseconds that one run of the work takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def read_and_derive(content: bytes, name: str) -> object:
    """A rubric draft from the bytes of a role document."""
    document = read(content, name=name)
    return derive(document.text, blocks=document.blocks)


def raters() -> list[str]:
    """The scorecards of the example panel."""
    return sorted({rater for row in panel.LEVELS_GIVEN.values() for rater in row})


def week(candidates: int) -> ScheduleRequest:
    """A request for one week in which there are twice as many hours as needed."""
    sessions = (
        examples.session("screen", 30, order=0),
        examples.session("depth"),
        examples.session("values", 45),
    )
    loops = tuple(examples.loop(*sessions, candidate=f"c{number}") for number in range(candidates))
    people = max(3, candidates // 3)
    names = (f"Person{number}" for number in range(people))
    return ScheduleRequest(
        loops, tuple(examples.interviewer(name, "screen", "depth", "values") for name in names)
    )


def limited(request: ScheduleRequest) -> ScheduleRequest:
    """The same request with people who may not take all of it."""
    people = tuple(replace(person, week_limit=8) for person in request.interviewers)
    return replace(request, interviewers=people)


def report_facts() -> ReportFacts:
    """The facts of one candidate with five interviewers."""
    return ReportFacts(
        report_number="1",
        candidate="Tove Almgren",
        requisition_number="R-1",
        requisition_title="Director",
        role_title="Director",
        organisation="Northmere",
        frozen_at=datetime(2026, 11, 26, 17, 4, tzinfo=UTC),
        versions=Versions("3", "2", "2026-11-02", "2.1", wording.TEMPLATE_VERSION, "1.0"),
        scale=panel.LEVELS,
        competencies=panel.competencies(),
        raters=panel.RATERS,
        ratings=panel.ratings(),
        requirements=panel.requirements(),
    )


if __name__ == "__main__":
    main()
