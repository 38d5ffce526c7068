"""What comes beside and after the ratings: verified requirements, a debrief and a decision."""

import random
from datetime import timedelta

from django.utils import timezone

from config.demo.interviews import DONE, Opening
from config.demo.people import Cast
from hiring.accounts.models import User
from hiring.choices import DebriefState, VerificationStatus
from hiring.models import Application, Debrief, Scorecard
from hiring.operations import candidates, debriefs, decisions, reports
from rubrics.queries import verified_statements

# What was found, how likely, and how it was verified.
FINDINGS = (
    (VerificationStatus.MET, 6, "Original seen on the first day of the loop."),
    (VerificationStatus.EQUIVALENT, 2, "Eight years in the same work, confirmed by two employers."),
    (VerificationStatus.UNKNOWN, 2, ""),
)


def verify_requirements(opening: Opening, cast: Cast, rng: random.Random) -> int:
    """The recruiter checks the facts of the candidates who are done; returns how many."""
    at, count = timezone.now() - timedelta(days=26), 0
    for application in opening.applications[:DONE]:
        for statement in verified_statements(opening.version):
            status, _weight, note = rng.choices(FINDINGS, [weight for _s, weight, _n in FINDINGS])[0]
            if status != VerificationStatus.UNKNOWN:
                candidates.verify_requirement(
                    application=application,
                    statement=statement,
                    status=status,
                    note=note,
                    by=cast.recruiter,
                    at=at,
                )
                count += 1
    return count


def debrief_and_decide(opening: Opening, cast: Cast) -> str:
    """The first candidate: debrief to its end, then the decision; returns the sentence to print."""
    application = opening.applications[0]
    at = timezone.now()
    report = debriefs.latest_ready(application)
    if report is None:
        return ""
    reports.note_opening(report=report, by=cast.manager, at=at)
    debrief = debriefs.open_debrief(application=application, by=cast.manager, at=at)
    for choice, after_reading in (("for", False), ("for", True)):
        for person in raters(application):
            reason = "I changed nothing after reading." if after_reading else "What I rated reached the need."
            debriefs.vote(debrief=debrief, choice=choice, reason=reason, by=person, at=at)
        step(debrief, cast, 2 if not after_reading else 1)
    debriefs.write_notes(
        debrief=debrief,
        notes="The notes on the widest spread were read side by side.",
        by=cast.manager,
        at=at,
    )
    step(debrief, cast, 1)
    departs = decisions.departure(report, "hire", "meets_requirements")
    decision = decisions.decide(
        application=application,
        outcome="hire",
        reason_code="meets_requirements",
        reason="The panel's evidence shows what the role needs on the first day.",
        override_reason="The two competencies with gaps can be learnt in the first quarter."
        if departs
        else "",
        by=cast.manager,
        at=at,
    )
    return f"{application.candidate}: {decision.get_outcome_display().lower()}, decided by {cast.manager}"


def raters(application: Application) -> list[User]:
    """The authors of the counting scorecards."""
    cards = Scorecard.objects.filter(application=application, counts=True).select_related("author")
    return [card.author for card in cards]


def step(debrief: Debrief, cast: Cast, times: int) -> None:
    """Advance the debrief as its leader."""
    for _ in range(times):
        debrief.refresh_from_db()
        if debrief.state != DebriefState.CLOSED:
            debriefs.advance(debrief=debrief, by=cast.manager, at=timezone.now())
