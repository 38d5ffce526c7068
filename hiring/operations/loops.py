"""Loop plans: proposed with a proof, activated, and begun for an application."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import LOOP_STAGES, LoopState, PlanState, RequisitionState, SessionState, Stage
from hiring.models import (
    Application,
    InterviewKind,
    InterviewLoop,
    InterviewSession,
    LoopPlan,
    LoopTemplate,
    PlannedCompetency,
    PlannedSession,
    Requisition,
)
from hiring.operations.seat_pools import by_kind, take_over
from hiring.planning import types
from hiring.planning.design import design_loop
from hiring.queries import planning
from hiring.queries.plans import broken_rules
from rubrics.ledger.chain import record
from rubrics.models import RubricCompetency, RubricQuestion
from rubrics.queries import current_policy, scored_competencies


class LoopRefused(Exception):
    """The loop cannot be planned or begun; the text says why."""


class NoLoopPossible(LoopRefused):
    """No loop keeps all rules. `rules` names those in the way, `ways_out` changes that were tried."""

    def __init__(self, found: types.Impossible) -> None:
        super().__init__(" ".join([*found.rules, *found.ways_out]))
        self.rules, self.ways_out = found.rules, found.ways_out


class RulesBroken(LoopRefused):
    """The plan breaks rules; `violations` are their sentences."""

    def __init__(self, broken: list[types.Violation]) -> None:
        self.violations = tuple(each.sentence for each in broken)
        super().__init__(
            _("The plan breaks a rule, so it cannot be activated:") + " " + " ".join(self.violations)
        )


def propose_plan(
    *, requisition: Requisition, template: LoopTemplate | None = None, by: User, at: datetime
) -> LoopPlan:
    """The next plan version of the requisition, as a draft, from its rubric version and the catalogue.

    A template narrows the catalogue to its interviews. Pools are the template's, else those of the plan before.

    Raises NoLoopPossible with the rules in the way, LoopRefused for a closed requisition.
    """
    refuse_closed(requisition)
    policy = current_policy()
    found = design_loop(
        planning.competencies(requisition.rubric_version),
        kinds_of(template, planning.kinds()) if template else planning.kinds(),
        planning.rules(requisition, policy),
    )
    if isinstance(found, types.Impossible):
        raise NoLoopPossible(found)
    with transaction.atomic():
        refuse_deleted(template)
        last = requisition.plans.order_by("-number").first()
        plan = LoopPlan.objects.create(
            requisition=requisition,
            rubric_version=requisition.rubric_version,
            policy=policy,
            number=next_number(requisition),
            candidate_minutes=found.candidate_minutes,
            people_minutes=found.people_minutes,
            certificate={
                "status": found.certificate.status.value,
                "bound": found.certificate.bound,
                "objective": found.certificate.objective,
                "sentence": found.certificate.sentence,
            },
            weak_points=list(found.weak_points),
            template=template,
            made_at=at,
            made_by=by,
        )
        store_sessions(plan, found.sessions)
        take_over(plan, template_pools(template) if template else by_kind(last))
        record(
            "plan.proposed",
            plan,
            by=by,
            at=at,
            data={"requisition": requisition.pk, "number": plan.number, "minutes": plan.candidate_minutes},
        )
    return plan


def refuse_closed(requisition: Requisition) -> None:
    """Raise LoopRefused for a requisition whose loop is planned no more."""
    if requisition.state in (RequisitionState.CLOSED, RequisitionState.FILLED):
        raise LoopRefused(_("The requisition is closed: open it again before planning its loop."))


def refuse_deleted(template: LoopTemplate | None) -> None:
    """Raise LoopRefused for a template that was deleted while the loop was designed; else hold it."""
    if template and not LoopTemplate.objects.select_for_update().filter(pk=template.pk).exists():
        raise LoopRefused(_("The template “%(name)s” was deleted meanwhile.") % {"name": template.name})


def next_number(requisition: Requisition) -> int:
    """The number of the requisition's next plan; the requisition is locked so that no two take one number."""
    Requisition.objects.select_for_update().get(pk=requisition.pk)
    last = requisition.plans.order_by("-number").first()
    return last.number + 1 if last else 1


def kinds_of(
    template: LoopTemplate, catalogue: tuple[types.InterviewKind, ...]
) -> tuple[types.InterviewKind, ...]:
    """The catalogue narrowed to the template: its interviews are in the loop, as often and as long at most.

    Raises LoopRefused where one of them is no longer offered.
    """
    counts = Counter(each["kind"] for each in template.interviews)
    offered = {kind.key: kind for kind in catalogue}
    if gone := sorted(counts.keys() - offered.keys()):
        raise LoopRefused(_("The catalogue no longer offers: %(kinds)s.") % {"kinds": ", ".join(gone)})
    return tuple(
        replace(
            offered[key],
            required=True,
            max_copies=count,
            minute_options=tuple(
                sorted({each["minutes"] for each in template.interviews if each["kind"] == key})
            ),
        )
        for key, count in counts.items()
    )


def template_pools(template: LoopTemplate) -> dict[str, list[list[int | None]]]:
    """The pools of the template's interviews, for each kind in their order."""
    found: dict[str, list[list[int | None]]] = {}
    for each in template.interviews:
        found.setdefault(each["kind"], []).append(each.get("pools", []))
    return found


def store_sessions(plan: LoopPlan, sessions: tuple[types.PlannedSession, ...]) -> None:
    """Write the designed sessions with their competencies and questions."""
    kinds = {row.key: row for row in InterviewKind.objects.all()}
    competencies = {row.key: row for row in scored_competencies(plan.rubric_version)}
    for order, session in enumerate(sessions):
        row = PlannedSession.objects.create(
            plan=plan,
            kind=kinds[session.kind],
            name=session.name,
            minutes=session.minutes,
            opening_minutes=session.opening_minutes,
            closing_minutes=session.closing_minutes,
            seats=session.seats,
            order=order,
        )
        for place, part in enumerate(session.competencies):
            store_part(row, competencies[part.key], part, place)


def store_part(
    row: PlannedSession, competency: RubricCompetency, part: types.PlannedCompetency, place: int
) -> None:
    """Write one competency of one session. A work sample brings the competency's task along."""
    planned = PlannedCompetency.objects.create(
        session=row, competency=competency, minutes=part.minutes, order=place
    )
    keys = list(part.questions)
    if row.kind.work_sample:
        keys += [q.key for q in competency.questions.all() if q.kind == "work_sample"][:1]
    planned.questions.set(RubricQuestion.objects.filter(competency=competency, key__in=keys))


@transaction.atomic
def activate_plan(*, plan: LoopPlan, by: User, at: datetime) -> LoopPlan:
    """Make the draft the plan for every loop begun from now on; the one before is kept as superseded.

    Raises RulesBroken where the plan, changed by hand or overtaken by the catalogue, breaks a rule.
    """
    row = LoopPlan.objects.select_for_update().get(pk=plan.pk)
    if row.state != PlanState.DRAFT:
        raise LoopRefused(_("Only a draft can be activated."))
    if row.rubric_version_id != row.requisition.rubric_version_id:
        raise LoopRefused(_("The requisition has moved to another rubric version: propose a new plan."))
    if broken := broken_rules(row):
        raise RulesBroken(broken)
    row.requisition.plans.filter(state=PlanState.ACTIVE).update(state=PlanState.SUPERSEDED)
    row.state, row.activated_at, row.activated_by = PlanState.ACTIVE, at, by
    row.save(update_fields=["state", "activated_at", "activated_by"])
    record(
        "plan.activated", row, by=by, at=at, data={"requisition": row.requisition_id, "number": row.number}
    )
    return row


@transaction.atomic
def discard_plan(*, plan: LoopPlan, by: User, at: datetime) -> None:
    """Delete a draft that is not wanted."""
    row = LoopPlan.objects.select_for_update().get(pk=plan.pk)
    if row.state != PlanState.DRAFT:
        raise LoopRefused(_("Only a draft can be discarded."))
    record(
        "plan.discarded", row, by=by, at=at, data={"requisition": row.requisition_id, "number": row.number}
    )
    row.delete()


@transaction.atomic
def start_loop(*, application: Application, by: User, at: datetime) -> InterviewLoop:
    """Begin the loop of an application under the active plan: one session without time for each planned one.

    Raises LoopRefused without an active plan, with an open loop, or in a stage that holds no interviews.
    """
    row = Application.objects.select_for_update().get(pk=application.pk)
    plan = row.requisition.plans.filter(state=PlanState.ACTIVE).first()
    if row.requisition.state != RequisitionState.OPEN:
        raise LoopRefused(_("The requisition is not open."))
    if plan is None:
        raise LoopRefused(_("Activate a loop plan for the requisition first."))
    if row.stage not in LOOP_STAGES:
        raise LoopRefused(
            _("No loop is begun in the stage “%(stage)s”.") % {"stage": row.get_stage_display()}
        )
    if row.loops.filter(state=LoopState.OPEN).exists():
        raise LoopRefused(_("A loop is open for this application already."))
    loop = InterviewLoop.objects.create(application=row, plan=plan, made_at=at, made_by=by)
    InterviewSession.objects.bulk_create(
        InterviewSession(
            loop=loop, planned=planned, candidate_id=row.candidate_id, state=SessionState.PLANNED
        )
        for planned in plan.sessions.all()
    )
    if row.stage == Stage.SCREEN:
        row.stage, row.stage_changed_at = Stage.LOOP, at
        row.save(update_fields=["stage", "stage_changed_at"])
    record("loop.started", loop, by=by, at=at, data={"application": row.pk, "plan": plan.pk})
    return loop


def start_loops(
    *, applications: Iterable[Application], by: User, at: datetime
) -> tuple[list[InterviewLoop], list[str]]:
    """Begin the loops of many applications, each for itself; returns them and why others were refused."""
    begun, refused = [], []
    for application in applications:
        try:
            begun.append(start_loop(application=application, by=by, at=at))
        except LoopRefused as reason:
            refused.append(f"{application.candidate}: {reason}")
    return begun, refused
