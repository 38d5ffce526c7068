"""Decisions: a named person, a reason code, an opened report (rule 10); departures are recorded (R-16)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import DecisionOutcome, ReasonCode, Stage, VerificationStatus
from hiring.models import Application, CandidateReport, Decision
from hiring.permissions import can_decide
from hiring.queries.reports import latest_ready, reread
from rubrics.ledger.chain import record

# "Meets": what the role needs. The unrounded composite is compared with it.
THRESHOLD = 3.0
# Reasons that say nothing against what the panel found.
OUTSIDE_REASONS = (ReasonCode.OTHER_CANDIDATE, ReasonCode.POSITION_CHANGED, ReasonCode.REQUIREMENT_NOT_MET)


class DecisionRefused(Exception):
    """The decision cannot be recorded; the text says what is missing."""


def departure(report: CandidateReport, outcome: str, reason_code: str) -> str:
    """In which direction a decision would depart from the composite: "above", "below", or "" for none.

    "above": to hire below the threshold or without a complete composite; "below": to turn down at or above
    it for a reason that lies in the competencies.
    """
    composite = reread(report).composite
    reached = composite.value is not None and composite.complete and composite.value >= THRESHOLD
    if outcome == DecisionOutcome.HIRE:
        return "" if reached else "above"
    return "below" if reached and reason_code not in OUTSIDE_REASONS else ""


@transaction.atomic
def decide(
    *,
    application: Application,
    outcome: str,
    reason_code: str,
    reason: str,
    override_reason: str,
    by: User,
    at: datetime,
) -> Decision:
    """Record the decision. Raises DecisionRefused for each thing that is missing, in words."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    report = refuse_unready(row, by)
    refuse_unreasoned(row, outcome, reason_code, reason, by)
    direction = departure(report, outcome, reason_code)
    if direction and not override_reason.strip():
        raise DecisionRefused(
            _("This decision departs from the composite (%(direction)s it): write the reason, by competency.")
            % {"direction": _("above") if direction == "above" else _("below")}
        )
    last = row.decisions.order_by("-number").first()
    decision = Decision.objects.create(
        application=row,
        report=report,
        number=last.number + 1 if last else 1,
        outcome=outcome,
        reason_code=reason_code,
        reason=reason.strip(),
        override=bool(direction),
        override_direction=direction,
        override_reason=override_reason.strip() if direction else "",
        decided_at=at,
        decided_by=by,
    )
    row.stage, row.stage_changed_at = Stage.DECIDED, at
    row.save(update_fields=["stage", "stage_changed_at"])
    record(
        "decision.made",
        decision,
        by=by,
        at=at,
        data={"application": row.pk, "report": report.pk, "outcome": outcome, "reason_code": reason_code,
              "override": direction},
        personal={"reason": decision.reason, "override_reason": decision.override_reason},
    )  # fmt: skip
    return decision


def refuse_unready(application: Application, by: User) -> CandidateReport:
    """The newest report, opened by the decider; else DecisionRefused."""
    if not can_decide(by, application):
        raise DecisionRefused(
            _("Only a hiring manager of this requisition decides, and not while owing a scorecard.")
        )
    if application.stage in (Stage.WITHDRAWN, Stage.HIRED):
        raise DecisionRefused(
            _("No decision in the stage “%(stage)s”.") % {"stage": application.get_stage_display()}
        )
    report = latest_ready(application)
    if report is None:
        raise DecisionRefused(_("A decision rests on a report; there is none yet."))
    if not report.openings.filter(person=by).exists():
        raise DecisionRefused(_("Open the newest report first: a decision has a report behind it."))
    return report


def refuse_unreasoned(
    application: Application, outcome: str, reason_code: str, reason: str, by: User
) -> None:
    """Raise DecisionRefused for unknown choices, an empty reason, or a knock-out confirmed by one person."""
    if outcome not in list(DecisionOutcome):
        raise DecisionRefused(_("Choose the decision."))
    if reason_code not in list(ReasonCode):
        raise DecisionRefused(_("Choose the kind of reason."))
    if not reason.strip():
        raise DecisionRefused(_("Write the reason: it is kept with the decision."))
    if reason_code == ReasonCode.REQUIREMENT_NOT_MET:
        # two people confirm a knock-out, and it names the requirement.
        not_met = application.verified.filter(status=VerificationStatus.NOT_MET).exclude(verified_by=by)
        if not not_met.exists():
            raise DecisionRefused(
                _(
                    "No requirement has been verified as “not met” by another person: "
                    "two people confirm a knock-out."
                )
            )
