"""Requisitions, loops, scorecards and reports of the demo."""

import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from config.demo import stories
from config.demo.people import ZONE, Cast, address
from config.demo.rubrics import StepFailed
from hiring.choices import ReportState, ScorecardState, SessionState, TeamRole
from hiring.models import (
    Application,
    Candidate,
    CandidateReport,
    CandidateWindow,
    InterviewLoop,
    LoopPlan,
    Requisition,
    Scorecard,
    TeamMember,
)
from hiring.operations import automatic, loops, plan_edits, pools, scheduling, scorecards
from hiring.operations import reports as operations
from hiring.operations.loops import NoLoopPossible
from hiring.queries.reports import is_due
from rubrics.models import RubricVersion

PATIENCE_SECONDS = 180
# Days from today between which each candidate can come: two are done, one is under way, one is ahead.
WHEN = ((-24, -14), (-24, -14), (-7, 0), (2, 18))
DONE = 2


@dataclass
class Opening:
    """One requisition on its way through the demo."""

    version: RubricVersion
    requisition: Requisition
    plan: LoopPlan
    applications: list[Application] = field(default_factory=list)


def open_requisition(version: RubricVersion, number: int, cast: Cast) -> Opening:
    """A requisition with its team and an active, proven loop plan."""
    at = timezone.now() - timedelta(days=30)
    requisition = Requisition.objects.create(
        reference=f"DEMO-{number}",
        title=version.role_title,
        rubric_version=version,
        time_zone=ZONE,
        opened_at=at,
        opened_by=cast.recruiter,
        state_changed_at=at,
    )
    team = (
        (cast.recruiter, TeamRole.RECRUITER),
        (cast.coordinator, TeamRole.COORDINATOR),
        (cast.manager, TeamRole.HIRING_MANAGER),
    )
    for person, role in team:
        TeamMember.objects.create(requisition=requisition, person=person, role=role)
    try:
        plan = loops.propose_plan(requisition=requisition, by=cast.recruiter, at=at)
    except NoLoopPossible as impossible:
        raise StepFailed(f"{version.role_title}: no loop is possible. {impossible}") from impossible
    if number == 1:
        lead_from_pool(plan, cast, at)
    loops.activate_plan(plan=plan, by=cast.recruiter, at=at)
    return Opening(version, requisition, plan)


def lead_from_pool(plan: LoopPlan, cast: Cast, at: datetime) -> None:
    """The lead of the plan's first panel comes from a pool of every second interviewer."""
    pool = pools.save_pool(
        pool=None,
        values={"name": "Experienced leads", "description": "Lead a panel with somebody who is new to it."},
        by=cast.coordinator,
        at=at,
    )
    members = [person.interviewer for person in cast.interviewers[::2]]
    pools.set_members(pool=pool, interviewers=members, by=cast.coordinator, at=at)
    panel = plan.sessions.filter(seats__gt=1).first()
    if panel is not None:
        wanted = [pool, *[None] * (panel.seats - 1)]
        plan_edits.change_pools(plan=plan, session=panel, pools=wanted, by=cast.recruiter, at=at)


def bring_candidates(opening: Opening, names: Iterable[str], cast: Cast) -> None:
    """Candidates with the days on which they can come."""
    at = timezone.now() - timedelta(days=29)
    midnight = datetime.now(ZoneInfo(ZONE)).replace(hour=0, minute=0, second=0, microsecond=0)
    for name, (first, last) in zip(names, WHEN, strict=True):
        candidate = Candidate.objects.create(
            full_name=name,
            email=f"{opening.requisition.reference.lower()}.{address(name)}",
            time_zone=ZONE,
            added_at=at,
            added_by=cast.recruiter,
        )
        for day in range(first, last):
            start = midnight + timedelta(days=day, hours=9)
            CandidateWindow.objects.create(
                candidate=candidate, during=DateTimeTZRange(start, start + timedelta(hours=8))
            )
        opening.applications.append(
            Application.objects.create(
                requisition=opening.requisition,
                candidate=candidate,
                stage_changed_at=at,
                applied_at=at,
                added_by=cast.recruiter,
            )
        )


def schedule(openings: list[Opening], cast: Cast) -> tuple[int, list[str]]:
    """Begin every loop and let the automatic plan work. Returns how many were scheduled and what is left."""
    placed, left = 0, []
    for place in range(len(WHEN)):
        at = timezone.now() + timedelta(days=min(WHEN[place][0] - 1, 0))
        begun = [
            loops.start_loop(application=opening.applications[place], by=cast.coordinator, at=at)
            for opening in openings
        ]
        outcome = automatic.schedule_automatically(loops=begun, by=cast.coordinator, at=at)
        placed += outcome.placed
        left.extend(outcome.reasons)
    return placed, left


def hold_and_rate(opening: Opening, cast: Cast, rng: random.Random) -> int:
    """Interviews in the past are held; their scorecards come in, but for one of the candidate under way."""
    count = 0
    severity = {person.pk: rng.gauss(0, 0.25) for person in cast.interviewers}
    for place, application in enumerate(opening.applications):
        ability = rng.uniform(2.4, 4.3)
        loop = InterviewLoop.objects.get(application=application)
        for session in loop.sessions.filter(state=SessionState.SCHEDULED):
            if session.during.upper < timezone.now():
                scheduling.mark_held(session=session, by=cast.coordinator, at=session.during.upper)
        held = Scorecard.objects.filter(
            application=application, seat__session__state=SessionState.HELD, state=ScorecardState.DRAFT
        ).order_by("seat__session__during", "pk")
        due = list(held) if place < DONE else all_but_late(list(held), cast)
        used: set[str] = set()
        for scorecard in due:
            fill(scorecard, ability, severity[scorecard.author_id], rng, used)
            count += 1
    return count


def all_but_late(held: list[Scorecard], cast: Cast) -> list[Scorecard]:
    """Everybody's but that of the interviewer who has a login in the demo, so that something is due there."""
    own = [card for card in held if card.author_id == cast.interviewers[0].pk]
    late = own or held[-2:]
    return [card for card in held if card not in late]


def fill(scorecard: Scorecard, ability: float, severity: float, rng: random.Random, used: set[str]) -> None:
    """One interviewer's evening: draft, lock, recommendation. `used`: what others wrote about the candidate."""
    by, at = scorecard.author, scorecard.seat.session.during.upper + timedelta(hours=2)
    competencies = list(scorecard.ratings.values_list("competency_id", "competency__key"))
    fields = stories.draw_fields(competencies, ability, severity, rng, used)
    scorecards.save_draft(scorecard=scorecard, base_revision=0, fields=fields, device="demo", by=by, at=at)
    scorecards.lock_ratings(scorecard=scorecard, by=by, at=at)
    levels = [rating.level for rating in scorecard.ratings.all() if rating.level is not None]
    choice = stories.recommend(levels)
    reason = stories.draw_reason(choice, rng)
    scorecards.submit(scorecard=scorecard, recommendation=choice, reason=reason, by=by, at=at)


def wait_for_reports(opening: Opening, cast: Cast) -> list[CandidateReport]:
    """The worker's reports of the candidates who are done.

    Where an interview was not scheduled, the report is not due by itself: the recruiter asks for it, and it says
    what is missing.
    """
    reports = []
    for application in opening.applications[:DONE]:
        if not is_due(application) and not application.reports.exists():
            operations.request(application=application, by=cast.recruiter, at=timezone.now())
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            report = application.reports.order_by("-number").first()
            if report is not None and report.state == ReportState.READY:
                reports.append(report)
                break
            if report is not None and report.state == ReportState.FAILED:
                raise StepFailed(f"{application}: {report.failure}")
            if time.monotonic() > deadline:
                raise StepFailed(f"{application}: no report within {PATIENCE_SECONDS} s.")
            time.sleep(0.2)
    return reports
