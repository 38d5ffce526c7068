"""Loop templates by role family: saved from a plan, begun with, retired; and plans copied between requisitions."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.models import LoopPlan, LoopTemplate, PlannedCompetency, PlannedSession, Requisition
from hiring.operations import seat_pools
from hiring.operations.loops import LoopRefused, next_number, refuse_closed
from hiring.queries.plans import weak_points
from rubrics.ledger.chain import record
from rubrics.models import RubricCompetency
from rubrics.queries import current_policy, scored_competencies

LONGEST_NAME = 120


@transaction.atomic
def save_template(*, plan: LoopPlan, name: str, family: str, by: User, at: datetime) -> LoopTemplate:
    """Keep the plan's interviews under a name; one of the same name is replaced. Plans made from it stay.

    Raises LoopRefused for a plan without interviews and for a name that cannot be kept.
    """
    title, group = named(name, family)
    interviews = [interview(row) for row in plan.sessions.select_related("kind")]
    if not interviews:
        raise LoopRefused(_("The plan has no interviews to keep."))
    row, _made = LoopTemplate.objects.update_or_create(
        name=title,
        defaults={
            "family": group, "interviews": interviews, "active": True, "saved_at": at, "saved_by": by,
        },
    )  # fmt: skip
    data = {"plan": plan.pk, "name": title, "family": group, "interviews": interviews}
    record("template.saved", row, by=by, at=at, data=data)
    return row


def interview(row: PlannedSession) -> dict[str, Any]:
    """What a template keeps of an interview."""
    kept: dict[str, Any] = {"kind": row.kind.key, "minutes": row.minutes}
    if pools := seat_pools.kept_in(row):
        kept["pools"] = pools
    return kept


@transaction.atomic
def edit_template(*, template: LoopTemplate, name: str, family: str, by: User, at: datetime) -> LoopTemplate:
    """Give the template another name and role family; its interviews stay.

    Raises LoopRefused for a name that cannot be kept, and for another template's.
    """
    row = LoopTemplate.objects.select_for_update().get(pk=template.pk)
    title, group = named(name, family)
    if LoopTemplate.objects.filter(name=title).exclude(pk=row.pk).exists():
        raise LoopRefused(_("Another template has this name."))
    if (row.name, row.family) != (title, group):
        row.name, row.family = title, group
        row.save(update_fields=["name", "family"])
        record("template.edited", row, by=by, at=at, data={"name": title, "family": group})
    return row


@transaction.atomic
def delete_template(*, template: LoopTemplate, by: User, at: datetime) -> None:
    """Delete a template that no plan names; the ledger keeps what it was. Raises LoopRefused for one in use."""
    row = LoopTemplate.objects.select_for_update().get(pk=template.pk)
    if row.plans.exists():
        raise LoopRefused(_("Plans were made from this template: retire it instead, and they keep its name."))
    data = {"name": row.name, "family": row.family, "interviews": row.interviews}
    record("template.deleted", row, by=by, at=at, data=data)
    row.delete()


def named(name: str, family: str) -> tuple[str, str]:
    """Name and role family without spare spaces. Raises LoopRefused for what cannot be kept."""
    title, group = " ".join(name.split()), " ".join(family.split())
    if not title or len(title) > LONGEST_NAME or len(group) > LONGEST_NAME:
        raise LoopRefused(_("Give the template a name of at most 120 characters."))
    return title, group


@transaction.atomic
def offer_template(*, template: LoopTemplate, active: bool, by: User, at: datetime) -> LoopTemplate:
    """Offer the template, or offer it no longer."""
    row = LoopTemplate.objects.select_for_update().get(pk=template.pk)
    if row.active != active:
        row.active = active
        row.save(update_fields=["active"])
        record("template.offered" if active else "template.retired", row, by=by, at=at, data={})
    return row


@transaction.atomic
def fork_plan(*, source: LoopPlan, requisition: Requisition, by: User, at: datetime) -> LoopPlan:
    """A draft for the requisition with the interviews of another plan, to be changed by hand.

    Competencies that both rubrics score come along with the questions that both have; every rule is checked on the
    draft. Raises LoopRefused for a closed requisition, and where the rubrics share no competency.
    """
    refuse_closed(requisition)
    own = {
        row.key: row for row in scored_competencies(requisition.rubric_version).prefetch_related("questions")
    }
    sessions = list(source.sessions.prefetch_related("competencies__competency", "competencies__questions"))
    if not any(part.competency.key in own for row in sessions for part in row.competencies.all()):
        raise LoopRefused(_("The plan assesses no competency of this requisition's rubric."))
    plan = LoopPlan.objects.create(
        requisition=requisition,
        rubric_version=requisition.rubric_version,
        policy=current_policy(),
        number=next_number(requisition),
        candidate_minutes=source.candidate_minutes,
        people_minutes=source.people_minutes,
        certificate={"status": "by_hand", "sentence": origin(source)},
        made_at=at,
        made_by=by,
    )
    for row in sessions:
        _copy(row, plan, own)
    plan.weak_points = list(weak_points(plan))
    plan.save(update_fields=["weak_points"])
    data = {"requisition": requisition.pk, "number": plan.number, "source": source.pk}
    record("plan.forked", plan, by=by, at=at, data=data)
    return plan


def origin(source: LoopPlan) -> str:
    """Where a copy comes from; a confidential requisition is not named to those who read its copy."""
    if source.requisition.confidential:
        return _("Copied from the plan of another requisition.")
    words = _("Copied from plan %(number)d of %(reference)s.")
    return words % {"number": source.number, "reference": source.requisition.reference}


def _copy(source: PlannedSession, plan: LoopPlan, own: dict[str, RubricCompetency]) -> None:
    """One interview with what it hears that the plan's rubric scores as well."""
    session = PlannedSession.objects.create(
        plan=plan,
        kind=source.kind,
        name=source.name,
        minutes=source.minutes,
        opening_minutes=source.opening_minutes,
        closing_minutes=source.closing_minutes,
        seats=source.seats,
        order=source.order,
    )
    seat_pools.write(session, seat_pools.kept_in(source))
    for part in source.competencies.all():
        competency = own.get(part.competency.key)
        if competency is None:
            continue
        heard = PlannedCompetency.objects.create(
            session=session, competency=competency, minutes=part.minutes, order=part.order
        )
        keys = {question.key for question in part.questions.all()}
        heard.questions.set([each for each in competency.questions.all() if each.key in keys])
