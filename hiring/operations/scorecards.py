"""Scorecards: opened with the seat, saved as typed, locked, submitted; corrected by revisions; excused."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import (
    COUNTING_SEATS,
    NotAssessedReason,
    Recommendation,
    ScorecardState,
)
from hiring.models import PanelSeat, Rating, RatingRevision, ReportOpening, Scorecard, ScorecardReading
from hiring.operations import drafts, reports
from hiring.permissions import can_excuse_scorecard, can_read_scorecard
from hiring.queries.scorecards import NOT_BEGUN, Missing, begins_later, missing, note_length
from rubrics.ledger.chain import record

# How long after the interview the scorecard is due: memories fade within a day.
DUE_AFTER = timedelta(hours=24)


class ScorecardRefused(Exception):
    """The step cannot be taken; the text says why and what to do."""


class ScorecardLocked(ScorecardRefused):
    """Nothing more can be typed: the ratings are locked, or the scorecard is submitted or excused."""


class ScorecardIncomplete(ScorecardRefused):
    """The ratings cannot be locked yet; `lacking` says what is missing where."""

    def __init__(self, lacking: list[Missing]) -> None:
        super().__init__(" ".join(item.sentence for item in lacking))
        self.lacking = lacking


def open_for(*, seat: PanelSeat, at: datetime) -> Scorecard | None:
    """The seat's draft with an empty rating for each planned competency; None for an unscored interview."""
    session = seat.session
    planned = session.planned
    parts = list(planned.competencies.order_by("order"))
    if not planned.kind.scored or not parts:
        return None
    loop = session.loop
    scorecard = Scorecard.objects.create(
        seat=seat,
        application_id=loop.application_id,
        author_id=seat.person_id,
        rubric_version_id=loop.plan.rubric_version_id,
        plan_id=loop.plan_id,
        counts=seat.kind in COUNTING_SEATS,
        due_at=session.during.upper + DUE_AFTER if session.during else None,
    )
    Rating.objects.bulk_create(
        Rating(scorecard=scorecard, competency_id=part.competency_id, order=part.order) for part in parts
    )
    return scorecard


def locked_for(scorecard: Scorecard, *, by: User) -> Scorecard:
    """The scorecard's row under a lock, refused to everybody but its author."""
    row = Scorecard.objects.select_for_update().select_related("seat").get(pk=scorecard.pk)
    if row.author_id != by.pk or row.seat.cancelled:
        raise ScorecardRefused(_("This scorecard is not yours."))
    return row


@transaction.atomic
def save_draft(
    *,
    scorecard: Scorecard,
    base_revision: int,
    fields: Mapping[str, str],
    device: str,
    by: User,
    at: datetime,
) -> Scorecard:
    """Save what is typed. Saving one's own draft is no event of the ledger.

    `fields` maps "rating-7" to "1".."5", "na" or "", "reason-7" to a reason for not assessing, "note-7" to
    the evidence and "session_notes-7" to the notes, where 7 is the competency's id; fields left out stay.
    Raises DraftConflict with the server's copy where `base_revision` is not the latest, ScorecardLocked when
    locked, ScorecardRefused for a text too long to store.
    """
    row = locked_for(scorecard, by=by)
    if row.state != ScorecardState.DRAFT:
        raise ScorecardLocked(locked_because(row))
    if base_revision != row.revision:
        raise drafts.DraftConflict(row)
    try:
        drafts.write(row, fields)
    except drafts.DraftRefused as error:
        raise ScorecardRefused(str(error)) from error
    row.revision += 1
    row.saved_at = at
    row.saved_device = device[:120]
    row.save(update_fields=["revision", "saved_at", "saved_device"])
    return row


def locked_because(scorecard: Scorecard) -> str:
    """Why nothing more can be typed."""
    if scorecard.state == ScorecardState.EXCUSED:
        return _("This scorecard was excused: nothing more can be typed here.")
    if scorecard.state == ScorecardState.SUBMITTED:
        return _("Submitted and locked: nothing more can be typed here.")
    return _("The ratings are locked: nothing more can be typed here.")


@transaction.atomic
def lock_ratings(*, scorecard: Scorecard, by: User, at: datetime, revision: int | None = None) -> Scorecard:
    """Lock the ratings; only then is the recommendation asked (R-08).

    `revision` is that of the draft which the author confirmed: nothing saved later is locked unseen.
    Raises ScorecardLocked, ScorecardIncomplete, or ScorecardRefused where the draft was changed meanwhile or
    the interview has not begun.
    """
    row = locked_for(scorecard, by=by)
    if row.state != ScorecardState.DRAFT:
        raise ScorecardLocked(_("The ratings are locked already."))
    if begins_later(row, at):
        raise ScorecardRefused(NOT_BEGUN)
    if revision is not None and revision != row.revision:
        raise ScorecardRefused(_("The draft was changed meanwhile. Look at it again, then lock it."))
    lacking = missing(row)
    if lacking:
        raise ScorecardIncomplete(lacking)
    row.state = ScorecardState.RATINGS_LOCKED
    row.ratings_locked_at = at
    row.save(update_fields=["state", "ratings_locked_at"])
    record(
        "scorecard.ratings_locked",
        row,
        by=by,
        at=at,
        data={
            "application": row.application_id,
            "rubric_version": row.rubric_version_id,
            "plan": row.plan_id,
        },
        personal={"ratings": drafts.read(row)},
    )
    return row


@transaction.atomic
def submit(*, scorecard: Scorecard, recommendation: str, reason: str, by: User, at: datetime) -> Scorecard:
    """Submit with the recommendation. Raises ScorecardRefused before the ratings are locked."""
    row = locked_for(scorecard, by=by)
    if row.state == ScorecardState.DRAFT:
        raise ScorecardRefused(_("Lock the ratings first; the recommendation is asked after that."))
    if row.state != ScorecardState.RATINGS_LOCKED:
        raise ScorecardRefused(_("This scorecard is submitted and locked already."))
    if recommendation not in list(Recommendation):
        raise ScorecardRefused(_("Choose a recommendation."))
    row.state = ScorecardState.SUBMITTED
    row.recommendation = recommendation
    row.recommendation_reason = drafts.storable(reason).strip()
    row.submitted_at = at
    row.save(update_fields=["state", "recommendation", "recommendation_reason", "submitted_at"])
    after_release(row, at)
    record(
        "scorecard.submitted",
        row,
        by=by,
        at=at,
        data={"application": row.application_id},
        personal={"recommendation": recommendation, "reason": row.recommendation_reason},
    )
    return row


@transaction.atomic
def excuse(*, scorecard: Scorecard, reason: str, by: User, at: datetime) -> Scorecard:
    """Excuse a scorecard that will not come, so that no panel hangs; what was typed is kept, not counted."""
    row = Scorecard.objects.select_for_update().get(pk=scorecard.pk)
    if not can_excuse_scorecard(by, row):
        raise ScorecardRefused(_("This scorecard is not yours to excuse, or it is in already."))
    if not reason.strip():
        raise ScorecardRefused(_("Give the reason: it is printed in the report."))
    row.state = ScorecardState.EXCUSED
    row.excused_at, row.excused_by, row.excused_reason = at, by, drafts.storable(reason).strip()
    row.save(update_fields=["state", "excused_at", "excused_by", "excused_reason"])
    after_release(row, at)
    record(
        "scorecard.excused",
        row,
        by=by,
        at=at,
        data={"application": row.application_id, "author": row.author_id},
        personal={"reason": row.excused_reason},
    )
    return row


def after_release(scorecard: Scorecard, at: datetime) -> None:
    """The last due scorecard asks for the report once the transaction stands."""
    application = scorecard.application
    transaction.on_commit(lambda: reports.request_if_due(application=application, at=at))


@transaction.atomic
def revise(
    *,
    rating: Rating,
    level: int | None,
    not_assessed_reason: str,
    evidence: str,
    reason: str,
    by: User,
    at: datetime,
) -> RatingRevision:
    """A correction after submission. The first rating stays and feeds the composite (R-42).

    Raises ScorecardRefused for somebody else's rating, an open scorecard, a missing reason or evidence.
    """
    row = locked_for(rating.scorecard, by=by)
    refuse_bad_revision(row, level, not_assessed_reason, evidence, reason)
    revision = RatingRevision.objects.create(
        rating=rating,
        number=rating.revisions.count() + 1,
        level=level,
        not_assessed_reason=not_assessed_reason,
        evidence=drafts.storable(evidence).strip(),
        reason=drafts.storable(reason).strip(),
        others_visible=has_seen_others(row, by),
        made_at=at,
        made_by=by,
    )
    record(
        "rating.revised",
        rating,
        by=by,
        at=at,
        data={"scorecard": row.pk, "number": revision.number, "others_visible": revision.others_visible},
        personal={"level": level, "evidence": revision.evidence, "reason": revision.reason},
    )
    return revision


def refuse_bad_revision(
    row: Scorecard, level: int | None, not_assessed_reason: str, evidence: str, reason: str
) -> None:
    """Raise ScorecardRefused with the first thing that keeps the correction from being made."""
    if row.state != ScorecardState.SUBMITTED:
        raise ScorecardRefused(_("Only a submitted scorecard is corrected; a draft can simply be changed."))
    if not reason.strip():
        raise ScorecardRefused(_("Give the reason for the correction: it is shown beside both ratings."))
    if (level is None) == (not_assessed_reason == ""):
        raise ScorecardRefused(_("Choose a level, or “Not assessed” with its reason."))
    if (level is not None and level not in range(1, 6)) or not_assessed_reason not in [
        "",
        *list(NotAssessedReason),
    ]:
        raise ScorecardRefused(_("Choose a level from 1 to 5, or “Not assessed” with one of the reasons."))
    if level is not None and len(evidence.strip()) < note_length(row):
        raise ScorecardRefused(
            _("Write the evidence for the corrected rating, %(count)d characters or more.")
            % {"count": note_length(row)}
        )


def has_seen_others(scorecard: Scorecard, person: User) -> bool:
    """Whether the person had opened the panel's scorecards or a report of the application."""
    application = scorecard.application_id
    return (
        ScorecardReading.objects.filter(application_id=application, reader=person).exists()
        or ReportOpening.objects.filter(report__application_id=application, person=person).exists()
    )


@transaction.atomic
def note_reading(*, scorecard: Scorecard, by: User, at: datetime) -> None:
    """Remember that `by` opened another person's ratings of this application, for reveal-aware revisions."""
    if scorecard.author_id == by.pk:
        return
    if not can_read_scorecard(by, scorecard):
        raise ScorecardRefused(_("This scorecard is hidden from you until your own is submitted."))
    _reading, made = ScorecardReading.objects.get_or_create(
        application_id=scorecard.application_id, reader=by, defaults={"first_read_at": at}
    )
    if made:
        record("scorecard.read", scorecard, by=by, at=at, data={"application": scorecard.application_id})
