"""A report's page: the frozen contents, and what stands around them now."""

from dataclasses import dataclass

from django.db.models import Q

from hiring.accounts.models import User
from hiring.choices import ReportState, ScorecardState
from hiring.models import Application, CandidateReport, RatingRevision, Scorecard
from hiring.permissions import can_decide, can_lead_debrief, debriefs_for
from hiring.queries.reports import reread
from hiring.reporting import sections
from hiring.reporting.contents import Contents

BUILDING = (ReportState.QUEUED, ReportState.BUILDING)


@dataclass(frozen=True)
class Newer:
    """What changed after a report was frozen, in numbers."""

    revisions: int
    scorecards: int
    checks: int

    def __bool__(self) -> bool:
        return bool(self.revisions or self.scorecards or self.checks)


@dataclass(frozen=True)
class TableRow:
    """One competency in the table behind the dot plot: levels by interviewer, "" where there is none."""

    name: str
    levels: tuple[str, ...]
    mean: str


def newer_facts(report: CandidateReport) -> Newer:
    """What the report does not hold yet: corrections, scorecards, checks since its facts were gathered."""
    # The time at which the build began; `frozen_at` has no fractions of a second.
    since = report.state_changed_at
    application = report.application_id
    cards = Scorecard.objects.filter(application_id=application)
    return Newer(
        revisions=RatingRevision.objects.filter(
            rating__scorecard__application_id=application, made_at__gt=since
        ).count(),
        scorecards=cards.filter(
            Q(state=ScorecardState.SUBMITTED, submitted_at__gt=since)
            | Q(state=ScorecardState.EXCUSED, excused_at__gt=since)
        ).count(),
        checks=report.application.verified.filter(verified_at__gt=since).count(),
    )


def around(report: CandidateReport, viewer: User) -> dict[str, object]:
    """What the page shows beside the report itself: history, decisions, debrief, what the viewer may do."""
    application: Application = report.application
    history = list(application.reports.defer("facts", "versions").order_by("-number"))
    ready = report.state == ReportState.READY
    following = next((row for row in history if row.number > report.number), None)
    return {
        "report": report,
        "application": application,
        "requisition": application.requisition,
        "history": history,
        "following": following,
        "newer": newer_facts(report) if ready and following is None else None,
        "decisions": application.decisions.select_related("decided_by", "report").order_by("-number"),
        "debrief": debriefs_for(viewer).filter(application=application).first(),
        "openings": report.openings.select_related("person").order_by("opened_at", "pk"),
        "may_ask": can_lead_debrief(viewer, application),
        "may_decide": can_decide(viewer, application),
        **progress(report, viewer),
    }


def progress(report: CandidateReport, viewer: User) -> dict[str, object]:
    """How far the report is; polled while it is being built."""
    return {
        "report": report,
        "building": report.state in BUILDING,
        "may_ask": can_lead_debrief(viewer, report.application),
    }


def inside(report: CandidateReport) -> dict[str, object]:
    """The contents, from the frozen facts alone."""
    contents = sections.build(reread(report))
    return {
        "contents": contents,
        "plots": [
            (row, [(disc.initials, disc.name, disc.level) for disc in row.discs]) for row in contents.rows
        ],
        "table": as_table(contents),
        "note_count": sum(1 for part in contents.evidence for note in part.notes if note.level),
        "unknown_count": sum(1 for row in contents.requirements.rows if row.status == "unknown"),
        "remark_count": sum(1 for gap in contents.gaps for remark in gap.remarks if remark.sentence.sources),
    }


def as_table(contents: Contents) -> list[TableRow]:
    """The dot plot as a table, one column for each interviewer of the legend."""
    return [
        TableRow(
            row.name,
            tuple(
                ", ".join(str(disc.level) for disc in row.discs if disc.initials == entry.initials)
                for entry in contents.legend
            ),
            row.mean_text,
        )
        for row in contents.rows
    ]
