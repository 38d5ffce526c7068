"""Debriefs: written votes, silent reading, second votes, discussion, and then a named person's decision."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import (
    DEBRIEF_ARROWS,
    DebriefState,
    Recommendation,
    Stage,
)
from hiring.models import Application, Debrief, DebriefVote
from hiring.permissions import can_lead_debrief, can_see_debrief
from hiring.queries.debriefs import voters
from hiring.queries.reports import latest_ready
from rubrics.ledger.chain import record

NEXT = {state: next(iter(arrows), None) for state, arrows in DEBRIEF_ARROWS.items()}


class DebriefRefused(Exception):
    """The step cannot be taken; the text says why."""


@transaction.atomic
def open_debrief(*, application: Application, by: User, at: datetime) -> Debrief:
    """Open the debrief on the newest report: its composite is frozen before anybody discusses (R-15)."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    if not can_lead_debrief(by, row):
        raise DebriefRefused(_("You do not lead debriefs of this requisition."))
    if Debrief.objects.filter(application=row).exists():
        raise DebriefRefused(_("The debrief is open already."))
    report = latest_ready(row)
    if report is None:
        raise DebriefRefused(_("The debrief opens on a finished report; there is none yet."))
    if row.stage in (Stage.WITHDRAWN, Stage.HIRED):
        raise DebriefRefused(_("No debrief in the stage “%(stage)s”.") % {"stage": row.get_stage_display()})
    debrief = Debrief.objects.create(application=row, report=report, opened_at=at, opened_by=by)
    if row.stage in (Stage.SCREEN, Stage.LOOP):
        row.stage, row.stage_changed_at = Stage.DEBRIEF, at
        row.save(update_fields=["stage", "stage_changed_at"])
    record("debrief.opened", debrief, by=by, at=at, data={"application": row.pk, "report": report.pk})
    return debrief


@transaction.atomic
def vote(*, debrief: Debrief, choice: str, reason: str, by: User, at: datetime) -> DebriefVote:
    """One vote in the round that is open; votes are never changed, the second round is a second vote."""
    row = Debrief.objects.select_for_update().get(pk=debrief.pk)
    if not can_see_debrief(by, row) or by not in voters(row):
        raise DebriefRefused(_("You do not vote in this debrief."))
    if row.state not in (DebriefState.VOTING, DebriefState.REVOTING):
        raise DebriefRefused(_("No round of votes is open."))
    if choice not in list(Recommendation):
        raise DebriefRefused(_("Choose a vote."))
    if not reason.strip():
        raise DebriefRefused(
            _("Write the reason for your vote: it rests on a competency and what you heard.")
        )
    after = row.state == DebriefState.REVOTING
    if row.votes.filter(person=by, after_reading=after).exists():
        raise DebriefRefused(_("You have voted in this round already."))
    cast = DebriefVote.objects.create(
        debrief=row, person=by, after_reading=after, vote=choice, reason=reason.strip(), cast_at=at
    )
    record(
        "debrief.vote",
        cast,
        by=by,
        at=at,
        data={"debrief": row.pk, "after_reading": after},
        personal={"vote": choice, "reason": cast.reason},
    )
    return cast


@transaction.atomic
def advance(*, debrief: Debrief, by: User, at: datetime, seen: str = "") -> Debrief:
    """The next step: voting, reading, second votes, discussion, closed.

    `seen` is the step that `by` wanted to end: pressed twice, or by two people, the step is taken once.
    """
    row = Debrief.objects.select_for_update().get(pk=debrief.pk)
    if not can_lead_debrief(by, row.application):
        raise DebriefRefused(_("You do not lead debriefs of this requisition."))
    following = NEXT[DebriefState(row.state)]
    if following is None:
        raise DebriefRefused(_("The debrief is closed."))
    if seen and seen != row.state:
        raise DebriefRefused(_("Somebody has taken this step already."))
    if row.state == DebriefState.VOTING and not row.votes.filter(after_reading=False).exists():
        raise DebriefRefused(_("Nobody has voted yet: votes are written before anybody reads."))
    row.state = following
    if following == DebriefState.CLOSED:
        row.closed_at = at
    row.save(update_fields=["state", "closed_at"])
    record("debrief.advanced", row, by=by, at=at, data={"state": following.value})
    return row


@transaction.atomic
def write_notes(*, debrief: Debrief, notes: str, by: User, at: datetime) -> Debrief:
    """What was discussed, written by whoever leads, until the debrief is closed."""
    row = Debrief.objects.select_for_update().get(pk=debrief.pk)
    if not can_lead_debrief(by, row.application):
        raise DebriefRefused(_("You do not lead debriefs of this requisition."))
    if row.state == DebriefState.CLOSED:
        raise DebriefRefused(_("The debrief is closed."))
    row.notes = notes.strip()
    row.save(update_fields=["notes"])
    record("debrief.notes", row, by=by, at=at, personal={"notes": row.notes})
    return row
