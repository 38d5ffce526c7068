"""Everything that one candidate report rests on, gathered from the rows."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, QuerySet

from hiring.choices import COUNTING_SEATS, ReportState, ScorecardState, SessionState, VerificationStatus
from hiring.models import (
    Application,
    CandidateReport,
    InterviewLoop,
    Rating,
    ReportOpening,
    Scorecard,
    ScorecardReading,
    VerifiedRequirement,
)
from hiring.queries.early_looks import early_readings
from hiring.reporting import types
from hiring.reporting.facts import assemble
from hiring.reporting.snapshot import restore
from hiring.reporting.wording import TEMPLATE_VERSION, moment
from hiring.statistics import FORMULA_VERSION
from rubrics.choices import LEVEL_LABELS, LEVEL_MEANINGS
from rubrics.models import RubricCompetency, RubricVersion, Statement
from rubrics.queries import as_read, scored_competencies, verified_statements


class NoLoop(LookupError):
    """There is nothing to report; the message is a sentence for the person who waits."""


def current_loop(application: Application) -> InterviewLoop | None:
    """The loop whose scorecards the report rests on: the newest one that is not cancelled."""
    return application.loops.exclude(state="cancelled").order_by("-made_at", "-pk").first()


def loop_scorecards(loop: InterviewLoop) -> QuerySet[Scorecard]:
    """The loop's scorecards; those of cancelled seats only where they had been submitted."""
    return (
        Scorecard.objects.filter(seat__session__loop=loop)
        .filter(Q(seat__cancelled=False) | Q(state=ScorecardState.SUBMITTED))
        .select_related("author", "seat__session__planned", "excused_by")
        .prefetch_related("ratings__competency", "ratings__revisions__made_by")
        .order_by("seat__session__planned__order", "pk")
    )


def is_due(application: Application) -> bool:
    """Whether the last due scorecard is in: each counting one submitted or excused, no seat empty."""
    loop = current_loop(application)
    if loop is None:
        return False
    unseated = loop.sessions.exclude(state=SessionState.CANCELLED).filter(planned__kind__scored=True)
    if unseated.exclude(seats__cancelled=False).exists():
        return False
    cards = loop_scorecards(loop).filter(seat__kind__in=COUNTING_SEATS)
    open_cards = cards.exclude(state__in=[ScorecardState.SUBMITTED, ScorecardState.EXCUSED])
    return cards.filter(state=ScorecardState.SUBMITTED).exists() and not open_cards.exists()


def has_whole_report(application: Application) -> bool:
    """Whether a report is being built, or the newest one that is ready lacked no scorecard."""
    if application.reports.filter(state__in=[ReportState.QUEUED, ReportState.BUILDING]).exists():
        return True
    newest = latest_ready(application)
    return newest is not None and not (newest.facts or {})["missing"]


def latest_ready(application: Application) -> CandidateReport | None:
    """The newest report that is ready."""
    return application.reports.filter(state=ReportState.READY).order_by("-number").first()


def reread(report: CandidateReport) -> types.Report:
    """A ready report worked out again from its frozen facts, for pages.

    A page may speak in newer words than the stored files, which keep those of their template version; the
    facts, their versions and their digest are the frozen ones.
    """
    frozen = restore(report.facts or {})
    worded = replace(frozen, versions=replace(frozen.versions, template=TEMPLATE_VERSION))
    made = assemble(worded)
    return replace(made, facts=replace(made.facts, versions=frozen.versions), digest=report.facts_sha256)


def gather(report: CandidateReport, at: datetime) -> types.ReportFacts:
    """The facts of one report as they stand now; `at` is written into them as the time of freezing.

    Raises NoLoop where the application has no loop yet.
    """
    application = Application.objects.select_related("requisition", "candidate").get(pk=report.application_id)
    loop = current_loop(application)
    if loop is None:
        raise NoLoop("The application has no interview loop yet.")
    version = loop.plan.rubric_version
    cards = list(loop_scorecards(loop))
    submitted = [card for card in cards if card.state == ScorecardState.SUBMITTED]
    requisition = application.requisition
    return types.ReportFacts(
        report_number=f"{application.pk:04d}-{report.number}",
        candidate=application.candidate.full_name,
        requisition_number=requisition.reference,
        requisition_title=requisition.title,
        role_title=version.role_title,
        organisation=settings.ORGANISATION,
        frozen_at=at.replace(microsecond=0),
        versions=versions(loop, version),
        scale=tuple(types.Level(n, LEVEL_LABELS[n], LEVEL_MEANINGS[n]) for n in sorted(LEVEL_LABELS)),
        competencies=tuple(competency_facts(row, version) for row in scored_competencies(version)),
        raters=tuple(rater_facts(card) for card in submitted),
        ratings=tuple(rating_facts(card, rating) for card in submitted for rating in card.ratings.all()),
        recommendations=tuple(recommendation_facts(card) for card in submitted),
        requirements=requirement_facts(application, version),
        excused=tuple(excused_facts(card) for card in cards if card.state == ScorecardState.EXCUSED),
        missing=tuple(missing_facts(loop, cards)),
        irregularities=(*irregularities(application, cards), *cancelled_interviews(loop)),
        thresholds=types.Thresholds(
            min_coverage=Decimal(str(version.policy["min_coverage"])),
            floor=Decimal(str(version.policy["essential_floor"])),
            min_raters=int(version.policy["min_raters_per_competency"]),
        ),
        time_zone=requisition.time_zone,
    )


def versions(loop: InterviewLoop, version: RubricVersion) -> types.Versions:
    """The versions of everything that the report was made with."""
    return types.Versions(
        rubric=f"{version.number}",
        plan=f"{loop.plan.number}",
        policy=f"{loop.plan.policy.number}",
        formula=FORMULA_VERSION,
        template=TEMPLATE_VERSION,
        library=version.library_version,
    )


def competency_facts(row: RubricCompetency, version: RubricVersion) -> types.Competency:
    """A scored competency as the rubric version froze it."""
    document = version.role_document
    return types.Competency(
        key=row.key,
        name=row.name,
        definition=row.definition,
        weight=row.weight,
        anchors=tuple(types.Anchor(anchor.level, anchor.text) for anchor in row.anchors.all()),
        weight_reason=row.weight_reason,
        essential=row.essential,
        sources=tuple(
            types.SourceQuote(str(document), span["start"], span["end"], as_read(span["text"]))
            for span in row.spans
        ),
        justification=row.added_reason,
    )


def rater_facts(card: Scorecard) -> types.Rater:
    """One submitted scorecard's author, seat and session."""
    during = card.seat.session.during
    return types.Rater(
        id=str(card.pk),
        display_name=card.author.full_name,
        seat=card.seat.kind,  # type: ignore[arg-type]
        session_name=card.seat.session.planned.name,
        session_date=during.lower.date() if during else None,
        person=str(card.author_id),
    )


def rating_facts(card: Scorecard, rating: Rating) -> types.Rating:
    """A first rating with its revisions, oldest first."""
    return types.Rating(
        id=str(rating.pk),
        rater=str(card.pk),
        competency=rating.competency.key,
        level=rating.level,
        evidence=rating.evidence.strip(),
        not_assessed_reason=rating.not_assessed_reason or None,  # type: ignore[arg-type]
        revisions=tuple(
            types.Revision(row.level, row.made_at, row.made_by.full_name, row.reason, row.others_visible)
            for row in rating.revisions.all()
        ),
    )


def recommendation_facts(card: Scorecard) -> types.Recommendation:
    """The opinion asked after the ratings were locked."""
    text = card.get_recommendation_display()
    reason = card.recommendation_reason
    return types.Recommendation(rater=str(card.pk), text=f"{text}: {reason}" if reason else text)


def requirement_facts(
    application: Application, version: RubricVersion
) -> tuple[types.VerifiedRequirement, ...]:
    """Every requirement that is verified, with what was found or "unknown"."""
    found = {row.statement_id: row for row in application.verified.select_related("verified_by")}
    return tuple(
        requirement_fact(statement, found.get(statement.pk), version)
        for statement in verified_statements(version)
    )


def requirement_fact(
    statement: Statement, row: VerifiedRequirement | None, version: RubricVersion
) -> types.VerifiedRequirement:
    """One verified requirement with its place in the document."""
    source = None
    if statement.start is not None and statement.end is not None:
        source = types.SourceQuote(
            str(version.role_document), statement.start, statement.end, statement.shown
        )
    return types.VerifiedRequirement(
        id=str(statement.pk),
        label=statement.label or statement.shown,
        strength=statement.strength or "informational",  # type: ignore[arg-type]
        status=row.status if row else VerificationStatus.UNKNOWN.value,  # type: ignore[arg-type]
        note=row.note if row else "",
        checked_by=row.verified_by.full_name if row else "",
        checked_on=row.verified_at.date() if row else None,
        equivalence_standard=statement.equivalence_standard,
        source=source,
    )


def excused_facts(card: Scorecard) -> types.ExcusedScorecard:
    """An excused scorecard with who excused it and why."""
    return types.ExcusedScorecard(
        rater_name=card.author.full_name,
        seat=card.seat.kind,  # type: ignore[arg-type]
        session_name=card.seat.session.planned.name,
        reason=card.excused_reason,
        excused_by=card.excused_by.full_name if card.excused_by else "",
        excused_at=card.excused_at,
    )


def missing_facts(loop: InterviewLoop, cards: list[Scorecard]) -> list[types.MissingScorecard]:
    """Due scorecards that are neither in nor excused, and scored interviews without anybody in them."""
    open_cards = [
        card for card in cards if card.state not in (ScorecardState.SUBMITTED, ScorecardState.EXCUSED)
    ]
    found = [
        types.MissingScorecard(card.author.full_name, card.seat.kind, card.seat.session.planned.name)  # type: ignore[arg-type]
        for card in open_cards
        if card.seat.kind in COUNTING_SEATS
    ]
    standing = loop.sessions.exclude(state=SessionState.CANCELLED).filter(planned__kind__scored=True)
    empty = standing.exclude(seats__cancelled=False).select_related("planned")
    return [*found, *(types.MissingScorecard("", "lead", session.planned.name) for session in empty)]


def irregularities(application: Application, cards: list[Scorecard]) -> list[types.Irregularity]:
    """Looks at ratings before they were due, in whole sentences; `cards` are the loop's."""
    readings = dict(
        ScorecardReading.objects.filter(application=application).values_list("reader_id", "first_read_at")
    )
    found = [
        f"{card.author.full_name} had opened other ratings of this candidate before submitting their own."
        for card in cards
        if card.submitted_at and card.author_id in readings and readings[card.author_id] < card.submitted_at
    ]
    sentences = [*found, *early_readings(application, cards), *early_openings(application)]
    return [types.Irregularity("early_look", sentence) for sentence in sentences]


def early_openings(application: Application) -> list[str]:
    """Who opened a report while scorecards were still due, and how many were in then."""
    openings = ReportOpening.objects.filter(report__application=application).select_related(
        "person", "report"
    )
    found = []
    for opening in openings.order_by("opened_at", "pk"):
        facts = opening.report.facts or {}
        if facts["missing"]:
            when = moment(opening.opened_at, facts["time_zone"])
            due = len(facts["raters"]) + len(facts["missing"])
            found.append(
                f"{opening.person.full_name} opened report {facts['report_number']} on {when}: "
                f"it was built when {len(facts['raters'])} of {due} scorecards were in."
            )
    return found


def cancelled_interviews(loop: InterviewLoop) -> list[types.Irregularity]:
    """Planned interviews that were cancelled and not set again."""
    standing = loop.sessions.exclude(state=SessionState.CANCELLED).values("planned_id")
    gone = loop.sessions.filter(state=SessionState.CANCELLED, planned__kind__scored=True)
    return [
        types.Irregularity("conduct", f"The interview “{session.planned.name}” was cancelled and not held.")
        for session in gone.exclude(planned_id__in=standing).select_related("planned")
    ]
