"""Moving a requisition to a newer rubric version, as long as nobody has begun to rate under the old one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.choices import LoopState, PlanState
from hiring.models import Requisition
from hiring.operations import scheduling
from hiring.operations.requisitions import RequisitionRefused
from hiring.queries import requisitions as queries
from rubrics.ledger.chain import record
from rubrics.models import RubricVersion


def consequences(requisition: Requisition) -> list[str]:
    """Sentences about what the move does, for the person who confirms it."""
    effects = queries.move_effects(requisition)
    loops = len(effects.loops)
    found = []
    if effects.plans:
        found.append(_("The active loop plan is superseded: propose and activate a new one afterwards."))
    if loops:
        found.append(
            ngettext(
                "%(count)d open loop is cancelled with its interviews and has to be begun again.",
                "%(count)d open loops are cancelled with their interviews and have to be begun again.",
                loops,
            )
            % {"count": loops}
        )
    if effects.verified:
        found.append(
            ngettext(
                "%(count)d verified requirement belongs to the old version and has to be checked again.",
                "%(count)d verified requirements belong to the old version and have to be checked again.",
                effects.verified,
            )
            % {"count": effects.verified}
        )
    return found or [_("Nothing rests on the old version yet.")]


@transaction.atomic
def move_to_version(
    *, requisition: Requisition, version: RubricVersion, reason: str, by: User, at: datetime
) -> Requisition:
    """Name a newer published version of the rubric; plans and loops of the old one end, see `consequences`.

    Raises RequisitionRefused once a scorecard is begun or an interview is held: all candidates of a
    requisition are rated by the same rubric.
    """
    row = Requisition.objects.select_for_update().get(pk=requisition.pk)
    if not queries.newer_versions(row).filter(pk=version.pk).exists():
        raise RequisitionRefused(
            _("Choose a published version of the same rubric that is newer than the present one.")
        )
    if not reason.strip():
        raise RequisitionRefused(_("Give the reason: it is kept with the change."))
    if queries.begun_scorecards(row).exists() or queries.held_sessions(row, at).exists():
        raise RequisitionRefused(
            _(
                "Interviews have begun under the present version. All candidates of a requisition are rated "
                "by the same rubric, so that they can be compared: open a requisition for the new version."
            )
        )
    before = row.rubric_version_id
    for loop in queries.move_effects(row).loops:
        sentence = _("The requisition moved to another rubric version.")
        scheduling.cancel_future_sessions(application=loop.application, reason=sentence, by=by, at=at)
        loop.state = LoopState.CANCELLED
        loop.save(update_fields=["state"])
    row.plans.filter(state=PlanState.ACTIVE).update(state=PlanState.SUPERSEDED)
    row.rubric_version = version
    row.save(update_fields=["rubric_version"])
    record(
        "requisition.version_moved",
        row,
        by=by,
        at=at,
        data={"from": before, "to": version.pk},
        personal={"reason": reason.strip()},
    )
    return row
