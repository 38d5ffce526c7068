"""A requisition's candidates side by side: who can be told apart, and what the viewer may see of each.

Numbers come from the facts that the newest ready report of each candidate froze. A row that is hidden from
the viewer carries none, and enters no count, no group and no comparison.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hiring.accounts.models import User
from hiring.choices import (
    COUNTING_SEATS,
    ReportState,
    ScorecardState,
    SessionState,
    Stage,
    VerificationStatus,
)
from hiring.models import (
    Application,
    CandidateReport,
    Debrief,
    Decision,
    InterviewSession,
    Requisition,
    Scorecard,
)
from hiring.permissions import (
    blinding_scorecards,
    debriefs_for,
    rated_applications,
    trackable_scorecards,
)
from hiring.queries.reports import reread
from hiring.reporting import comparison
from hiring.reporting.contents import Disagreement
from hiring.reporting.disagreements import disagreements
from hiring.reporting.types import CompetencyResult, Report, ReportFacts

OPEN_SCORECARDS = (ScorecardState.DRAFT, ScorecardState.RATINGS_LOCKED)


@dataclass(frozen=True)
class Counted:
    """How many counting scorecards of one application are in, open and excused."""

    submitted: int = 0
    open: int = 0
    excused: int = 0

    @property
    def due(self) -> int:
        """All that were ever due and not excused."""
        return self.submitted + self.open


@dataclass(frozen=True)
class Booked:
    """The sessions of one application: how many stand and have a time, when the first and the last are."""

    standing: int = 0
    timed: int = 0
    first: datetime | None = None
    first_name: str = ""
    last: datetime | None = None


@dataclass(frozen=True)
class Cell:
    """One cell of the heat map."""

    competency: str
    mean: float | None
    ratings: tuple[int, ...]
    flag: str
    anchor: str


@dataclass(frozen=True)
class Line:
    """A candidate. `state`: ready, blind, building, failed, waiting or withdrawn; only ready has numbers."""

    application: Application
    state: str
    scorecards: Counted = Counted()
    booked: Booked = Booked()
    report: CandidateReport | None = None
    own: Scorecard | None = None
    row: comparison.Row | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    cells: tuple[Cell, ...] = ()
    covered: int = 0
    single: int = 0
    checks: tuple[tuple[str, int], ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    debrief: Debrief | None = None
    decision: Decision | None = None
    newer: CandidateReport | None = None


@dataclass(frozen=True)
class Band:
    """Lines between which no order is claimed, by name."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """The heat map of all reports made under one rubric version."""

    rubric: str
    competencies: tuple[tuple[str, str], ...]
    bands: tuple[Band, ...]
    pairs: tuple[tuple[str, str, comparison.Pair], ...]


@dataclass(frozen=True)
class Board:
    """Everything on a requisition's page. `lines` holds every candidate by name."""

    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    others: tuple[Line, ...]
    withdrawn: tuple[Line, ...]
    open_scorecards: tuple[Scorecard, ...]
    hidden: int = 0

    @property
    def in_view(self) -> int:
        """Candidates that have not withdrawn and whose state is not hidden from the viewer."""
        return sum(1 for line in self.lines if line.state not in ("blind", "withdrawn"))

    @property
    def complete(self) -> int:
        """Candidates with a complete report that the viewer may see."""
        return sum(1 for line in self.lines if line.state == "ready" and line.report and line.report.complete)

    @property
    def decided(self) -> int:
        """Candidates about whom a decision is recorded that the viewer may see."""
        return sum(1 for line in self.lines if line.decision and line.state != "withdrawn")

    @property
    def to_debrief(self) -> tuple[Line, ...]:
        """Lines with a disagreement or a debrief, by name."""
        return tuple(line for line in self.lines if line.disagreements or line.debrief)

    @property
    def debriefs_required(self) -> int:
        """Candidates whose panel must meet, has not closed its debrief and was not overtaken by a decision."""
        return sum(
            1
            for line in self.lines
            if line.decision is None
            and any(entry.required for entry in line.disagreements)
            and (line.debrief is None or line.debrief.closed_at is None)
        )


def board(requisition: Requisition, viewer: User) -> Board:
    """The requisition as `viewer` may see it; the number of queries does not grow with the candidates."""
    applications = list(requisition.applications.select_related("candidate"))
    seen = rated_applications(viewer).filter(requisition=requisition)
    lines = {
        line.application.pk: line for line in plain_lines(requisition, applications, set_of_ids(seen), viewer)
    }
    reports = reports_of(lines.values())
    tables = tuple(
        table(rubric, {pk: reports[pk] for pk in pks}, lines) for rubric, pks in by_rubric(reports).items()
    )
    compared = {line.application.pk: line for made in tables for band in made.bands for line in band.lines}
    every = [compared.get(pk, line) for pk, line in lines.items()]
    return Board(
        lines=tuple(every),
        tables=tables,
        others=tuple(line for line in every if line.state not in ("ready", "withdrawn")),
        withdrawn=tuple(line for line in every if line.state == "withdrawn"),
        open_scorecards=tuple(open_scorecards(requisition, viewer)),
        hidden=sum(1 for line in every if line.state == "blind"),
    )


def set_of_ids(applications: Iterable[Application]) -> set[int]:
    """The primary keys."""
    return {application.pk for application in applications}


def plain_lines(
    requisition: Requisition, applications: list[Application], seen: set[int], viewer: User
) -> list[Line]:
    """The lines before anything is compared. `seen` are the ids whose ratings the viewer may see."""
    due = {card.application.candidate_id: card for card in owed(viewer)}
    counted, booked = counts(requisition, viewer), bookings(requisition)
    newest, ready = newest_reports(seen)
    debriefs = {row.application_id: row for row in debriefs_for(viewer).filter(application_id__in=seen)}
    decisions = newest_decisions(seen)
    found = []
    for application in applications:
        pk, own = application.pk, due.get(application.candidate_id)
        report = ready.get(pk)
        found.append(
            Line(
                application=application,
                state="blind" if own else state(application, newest.get(pk), report),
                scorecards=Counted() if own else counted.get(pk, Counted()),
                booked=booked.get(pk, Booked()),
                report=report,
                own=own,
                debrief=debriefs.get(pk),
                decision=decisions.get(pk),
                newer=newest[pk] if pk in newest and newest[pk] != report else None,
            )
        )
    return found


def state(application: Application, newest: CandidateReport | None, ready: CandidateReport | None) -> str:
    """How the line of an application that is not hidden is shown."""
    if application.stage == Stage.WITHDRAWN:
        return "withdrawn"
    if ready is not None:
        return "ready"
    if newest is None:
        return "waiting"
    return "failed" if newest.state == ReportState.FAILED else "building"


def owed(viewer: User) -> Iterable[Scorecard]:
    """The viewer's own scorecards that are still due, the latest due first: each hides its candidate."""
    return (
        blinding_scorecards(viewer)
        .select_related("application", "seat__session__planned")
        .order_by("-due_at", "pk")
    )


def newest_reports(seen: set[int]) -> tuple[dict[int, CandidateReport], dict[int, CandidateReport]]:
    """For these applications the newest report of any state, and the newest that is ready, with its facts."""
    rows = CandidateReport.objects.filter(application_id__in=seen).order_by("number")
    newest: dict[int, CandidateReport] = {}
    ready: dict[int, int] = {}
    for row in rows.defer("facts", "versions"):
        newest[row.application_id] = row
        if row.state == ReportState.READY:
            ready[row.application_id] = row.pk
    whole = {row.application_id: row for row in rows.filter(pk__in=ready.values())}
    return newest, whole


def newest_decisions(seen: set[int]) -> dict[int, Decision]:
    """The decision that stands for each of these applications: a later one supersedes."""
    rows = Decision.objects.filter(application_id__in=seen).select_related("decided_by").order_by("number")
    return {row.application_id: row for row in rows}


def counts(requisition: Requisition, viewer: User) -> dict[int, Counted]:
    """Counting scorecards by application, as far as the viewer may track them."""
    rows = trackable_scorecards(viewer).filter(
        application__requisition=requisition, counts=True, seat__cancelled=False
    )
    tally: dict[int, dict[str, int]] = {}
    for pk, card_state in rows.values_list("application_id", "state"):
        entry = tally.setdefault(pk, {"submitted": 0, "open": 0, "excused": 0})
        entry["open" if card_state in OPEN_SCORECARDS else card_state] += 1
    return {pk: Counted(**entry) for pk, entry in tally.items()}


def bookings(requisition: Requisition) -> dict[int, Booked]:
    """The standing sessions by application."""
    rows = (
        InterviewSession.objects.filter(loop__application__requisition=requisition)
        .exclude(state=SessionState.CANCELLED)
        .select_related("planned", "loop")
        .order_by("during", "pk")
    )
    grouped: dict[int, list[InterviewSession]] = {}
    for row in rows:
        grouped.setdefault(row.loop.application_id, []).append(row)
    return {pk: booking(sessions) for pk, sessions in grouped.items()}


def booking(sessions: list[InterviewSession]) -> Booked:
    """One application's sessions, the earliest first; those without a time come last."""
    timed = [session for session in sessions if session.during is not None]
    return Booked(
        standing=len(sessions),
        timed=len(timed),
        first=timed[0].during.lower if timed else None,
        first_name=timed[0].planned.name if timed else "",
        last=timed[-1].during.lower if timed else None,
    )


def open_scorecards(requisition: Requisition, viewer: User) -> Iterable[Scorecard]:
    """Scorecards that are still due, as far as the viewer may track them; the earliest due first."""
    return (
        trackable_scorecards(viewer)
        .filter(
            application__requisition=requisition,
            seat__cancelled=False,
            state__in=OPEN_SCORECARDS,
        )
        .exclude(application__stage=Stage.WITHDRAWN)
        .select_related("author", "application__candidate", "seat__session__planned")
        .order_by("due_at", "author__full_name", "pk")
    )


def reports_of(lines: Iterable[Line]) -> dict[int, Report]:
    """The frozen reports of the lines that show numbers."""
    return {
        line.application.pk: reread(line.report)
        for line in lines
        if line.state == "ready" and line.report is not None
    }


def by_rubric(reports: Mapping[int, Report]) -> dict[str, list[int]]:
    """Ids by rubric version, the newest version first: only those are compared with each other (R-02)."""
    grouped: dict[str, list[int]] = {}
    for pk, report in reports.items():
        grouped.setdefault(report.facts.versions.rubric, []).append(pk)
    return dict(sorted(grouped.items(), key=lambda item: -int(item[0])))


def table(rubric: str, reports: Mapping[int, Report], lines: Mapping[int, Line]) -> Table:
    """The heat map of these reports, all of one rubric version."""
    facts = next(iter(reports.values())).facts
    made = comparison.heat_map(
        [comparison.candidate(str(pk), report.facts) for pk, report in reports.items()],
        facts.competencies,
        facts.thresholds,
        len(facts.scale),
    )
    names = {str(pk): report.facts.candidate for pk, report in reports.items()}
    bands = [(group.heading.text, group.rows) for group in made.groups]
    bands += [("", made.apart)] if made.apart else []
    return Table(
        rubric=rubric,
        competencies=tuple((entry.key, entry.short_name or entry.name) for entry in facts.competencies),
        bands=tuple(
            Band(heading, tuple(compared(lines[int(row.id)], row, reports[int(row.id)]) for row in rows))
            for heading, rows in bands
        ),
        pairs=tuple((names[pair.first], names[pair.second], pair) for pair in made.pairs),
    )


def compared(line: Line, row: comparison.Row, report: Report) -> Line:
    """The line with its numbers."""
    composite, results = report.composite, {entry.competency.key: entry for entry in report.results}
    return replace(
        line,
        row=row,
        value=composite.value if composite.complete else None,
        low=composite.interval.low if composite.complete else None,
        high=composite.interval.high if composite.complete else None,
        cells=tuple(cell(entry, results[entry.competency]) for entry in row.cells),
        covered=sum(1 for entry in report.results if entry.people),
        single=sum(1 for entry in report.results if entry.people == 1),
        checks=checks(report.facts),
        disagreements=disagreements(report),
        scorecards=frozen_counts(report.facts),
    )


def frozen_counts(facts: ReportFacts) -> Counted:
    """The scorecards as they stood when the report was frozen."""
    counting = [rater for rater in facts.raters if rater.seat in COUNTING_SEATS]
    return Counted(submitted=len(counting), open=len(facts.missing), excused=len(facts.excused))


def cell(entry: comparison.Cell, result: CompetencyResult) -> Cell:
    """A cell with its flag and its place in the report."""
    spread, competency = result.spread, result.competency
    flag = "" if spread is None else "debrief" if spread.debrief_required else "discuss" * spread.discuss
    return Cell(
        competency.short_name or competency.name, entry.mean, entry.ratings, flag, f"e-{competency.key}"
    )


def checks(facts: ReportFacts) -> tuple[tuple[str, int], ...]:
    """How many verified requirements have each result; results that nobody has are left out."""
    found = [entry.status for entry in facts.requirements]
    return tuple(
        (status.value, found.count(status.value)) for status in VerificationStatus if status in found
    )
