"""A draft of a loop plan changed by hand: its proof is gone, so every rule is checked again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import PlanState
from hiring.models import InterviewKind, LoopPlan, PlannedCompetency, PlannedSession, Pool
from hiring.operations import seat_pools
from hiring.operations.loops import LoopRefused
from hiring.queries.plans import weak_points
from rubrics.choices import Proposal, QuestionKind
from rubrics.ledger.chain import record
from rubrics.models import RubricCompetency, RubricQuestion

# Orders are moved out of the way by this much while interviews change places.
ASIDE = 1000


def locked(plan: LoopPlan) -> LoopPlan:
    """The draft's row under a lock. Raises LoopRefused for a plan that is in use."""
    row = LoopPlan.objects.select_for_update().get(pk=plan.pk)
    if row.state != PlanState.DRAFT:
        raise LoopRefused(_("Only a draft can be changed: propose a new version."))
    return row


def settle(plan: LoopPlan, act: str, *, by: User, at: datetime, **data: Any) -> LoopPlan:
    """Count the plan again, say that it was changed by hand, and write the event."""
    sessions = list(plan.sessions.all())
    plan.candidate_minutes = sum(row.minutes for row in sessions)
    plan.people_minutes = sum(row.minutes * row.seats for row in sessions)
    plan.certificate = by_hand(plan)
    plan.weak_points = list(weak_points(plan))
    plan.save(update_fields=["candidate_minutes", "people_minutes", "certificate", "weak_points"])
    return record_edit(plan, act, by=by, at=at, **data)


def record_edit(plan: LoopPlan, act: str, *, by: User, at: datetime, **data: Any) -> LoopPlan:
    """Write the event of a change."""
    record(
        "plan.edited",
        plan,
        by=by,
        at=at,
        data={"requisition": plan.requisition_id, "number": plan.number, "act": act, **data},
    )
    return plan


def by_hand(plan: LoopPlan) -> dict[str, Any]:
    """The certificate of a changed plan: what was proven of all loops under these rules still holds."""
    bound = plan.certificate.get("bound")
    sentence = _("Changed by hand: nothing is proven about its length.")
    if bound:
        sentence = _(
            "Changed by hand: it takes %(minutes)d minutes; "
            "no loop that keeps every rule is shorter than %(bound)d."
        ) % {"minutes": plan.candidate_minutes, "bound": bound}
    return {
        "status": "by_hand",
        "bound": bound,
        "objective": plan.candidate_minutes,
        "sentence": sentence,
    }


def own(plan: LoopPlan, session: PlannedSession) -> PlannedSession:
    """The interview as a row of this very plan."""
    row = plan.sessions.select_related("kind").filter(pk=session.pk).first()
    if row is None:
        raise LoopRefused(_("The interview is not part of this plan any more."))
    return row


def own_part(plan: LoopPlan, part: PlannedCompetency) -> PlannedCompetency:
    """The competency's place as a row of this very plan."""
    row = PlannedCompetency.objects.filter(session__plan=plan, pk=part.pk)
    found = row.select_related("session__kind", "competency").first()
    if found is None:
        raise LoopRefused(_("The competency is not in that interview any more."))
    return found


def room(session: PlannedSession) -> int:
    """The minutes of the interview that belong to no competency yet."""
    taken = sum(session.competencies.values_list("minutes", flat=True))
    return session.minutes - session.opening_minutes - session.closing_minutes - taken


@transaction.atomic
def change_minutes(
    *, plan: LoopPlan, session: PlannedSession, minutes: int, by: User, at: datetime
) -> LoopPlan:
    """Give the interview another of its kind's lengths; the difference is shared by its competencies."""
    row = locked(plan)
    planned = own(row, session)
    if minutes not in planned.kind.minutes:
        raise LoopRefused(
            _("“%(kind)s” is offered with %(minutes)s minutes.")
            % {"kind": planned.kind, "minutes": ", ".join(str(each) for each in planned.kind.minutes)}
        )
    planned.minutes = minutes
    planned.save(update_fields=["minutes"])
    parts = list(planned.competencies.all())
    spare = room(planned)
    for place, part in enumerate(parts):
        share = spare // len(parts) + (place < spare % len(parts))
        part.minutes = max(1, part.minutes + share)
        part.save(update_fields=["minutes"])
    return settle(row, "minutes", by=by, at=at, session=planned.pk, minutes=minutes)


@transaction.atomic
def change_share(
    *, plan: LoopPlan, part: PlannedCompetency, minutes: int, by: User, at: datetime
) -> LoopPlan:
    """Give the competency more or fewer of its interview's minutes."""
    row = locked(plan)
    planned = own_part(row, part)
    most = planned.session.minutes
    if not 1 <= minutes <= most:
        raise LoopRefused(_("Choose from 1 to %(most)d minutes.") % {"most": most})
    planned.minutes = minutes
    planned.save(update_fields=["minutes"])
    return settle(row, "share", by=by, at=at, part=planned.pk, minutes=minutes)


@transaction.atomic
def move_competency(
    *, plan: LoopPlan, part: PlannedCompetency, to: PlannedSession, by: User, at: datetime
) -> LoopPlan:
    """Hear the competency, with its minutes and questions, in another interview."""
    row = locked(plan)
    planned, target = own_part(row, part), own(row, to)
    if target.competencies.filter(competency=planned.competency).exists():
        raise LoopRefused(
            _("“%(name)s” is heard in “%(session)s” already.")
            % {"name": planned.competency.name, "session": target.name}
        )
    planned.session = target
    planned.order = target.competencies.count()
    planned.save(update_fields=["session", "order"])
    return settle(row, "competency_moved", by=by, at=at, part=planned.pk, session=target.pk)


@transaction.atomic
def move_question(
    *,
    plan: LoopPlan,
    part: PlannedCompetency,
    question: RubricQuestion,
    to: PlannedCompetency,
    by: User,
    at: datetime,
) -> LoopPlan:
    """Ask the question in another interview that hears the same competency."""
    row = locked(plan)
    planned, target = own_part(row, part), own_part(row, to)
    if planned.competency_id != target.competency_id:
        raise LoopRefused(_("A question is asked where its own competency is heard."))
    if not planned.questions.filter(pk=question.pk).exists():
        raise LoopRefused(_("The question is not asked in that interview any more."))
    planned.questions.remove(question)
    target.questions.add(question)
    return settle(row, "question_moved", by=by, at=at, question=question.pk, part=target.pk)


@transaction.atomic
def add_interview(*, plan: LoopPlan, kind: InterviewKind, by: User, at: datetime) -> LoopPlan:
    """Add an interview of the catalogue, in its shortest length and with nothing to hear yet."""
    row = locked(plan)
    if not kind.active or not kind.minutes:
        raise LoopRefused(_("“%(kind)s” is not offered at present.") % {"kind": kind})
    taken = set(row.sessions.values_list("name", flat=True))
    names = (
        name for n in range(1, ASIDE) if (name := f"{kind.name} {n}" if n > 1 else kind.name) not in taken
    )
    last = row.sessions.aggregate(last=Max("order"))["last"]
    session = PlannedSession.objects.create(
        plan=row,
        kind=kind,
        name=next(names),
        minutes=min(kind.minutes),
        opening_minutes=kind.opening_minutes,
        closing_minutes=kind.closing_minutes,
        seats=kind.seats,
        order=0 if last is None else last + 1,
    )
    put_in_order(row)
    return settle(row, "interview_added", by=by, at=at, session=session.pk, kind=kind.pk)


@transaction.atomic
def change_pools(
    *, plan: LoopPlan, session: PlannedSession, pools: Sequence[Pool | None], by: User, at: datetime
) -> LoopPlan:
    """Say which pool each seat of the interview is for, the lead's first; None: anybody who is qualified.

    What is proven of the loop stays proven: neither its minutes nor what it covers depend on who comes.

    Raises LoopRefused for another number of seats, and for a pool that is offered no longer.
    """
    row = locked(plan)
    planned = own(row, session)
    before = seat_pools.kept_in(planned)
    if len(pools) != planned.seats:
        raise LoopRefused(
            _("Say for each of the %(count)d seats who may have it.") % {"count": planned.seats}
        )
    for pool in pools:
        if pool is not None and not pool.active and pool.pk not in before:
            raise LoopRefused(_("The pool “%(pool)s” is offered no longer.") % {"pool": pool})
    wanted = [pool.pk if pool else None for pool in pools]
    seat_pools.write(planned, wanted)
    return record_edit(row, "pools", by=by, at=at, session=planned.pk, pools=wanted)


def put_in_order(plan: LoopPlan) -> None:
    """The interviews follow each other by the rank of their kinds."""
    rows = list(plan.sessions.order_by("kind__order", "order"))
    plan.sessions.update(order=F("order") + ASIDE)
    for place, session in enumerate(rows):
        plan.sessions.filter(pk=session.pk).update(order=place)


@transaction.atomic
def remove_interview(*, plan: LoopPlan, session: PlannedSession, by: User, at: datetime) -> LoopPlan:
    """Take an interview out, with what it was to hear."""
    row = locked(plan)
    planned = own(row, session)
    number = planned.pk
    planned.delete()
    return settle(row, "interview_removed", by=by, at=at, session=number)


@transaction.atomic
def place_competency(
    *, plan: LoopPlan, session: PlannedSession, competency: RubricCompetency, by: User, at: datetime
) -> LoopPlan:
    """Hear a competency in an interview, in the minutes left there, with questions asked nowhere yet."""
    row = locked(plan)
    planned = own(row, session)
    if competency.version_id != row.rubric_version_id or competency.proposal != Proposal.SCORE:
        raise LoopRefused(_("The competency is not scored in this plan's rubric version."))
    if planned.competencies.filter(competency=competency).exists():
        raise LoopRefused(
            _("“%(name)s” is heard in “%(session)s” already.")
            % {"name": competency.name, "session": planned.name}
        )
    part = PlannedCompetency.objects.create(
        session=planned,
        competency=competency,
        minutes=max(1, room(planned)),
        order=planned.competencies.count(),
    )
    part.questions.set(free_questions(row, part))
    return settle(row, "competency_placed", by=by, at=at, session=planned.pk, competency=competency.pk)


def free_questions(plan: LoopPlan, part: PlannedCompetency) -> list[RubricQuestion]:
    """The competency's questions that the plan does not ask yet and that fit; in a work sample its task."""
    asked = RubricQuestion.objects.filter(
        pk__in=PlannedCompetency.questions.through.objects.filter(
            plannedcompetency__session__plan=plan
        ).values("rubricquestion")
    )
    chosen, left = [], part.minutes
    for question in part.competency.questions.exclude(pk__in=asked):
        sample = question.kind == QuestionKind.WORK_SAMPLE
        if sample and part.session.kind.work_sample:
            chosen.append(question)
        elif not sample and question.minutes <= left:
            chosen.append(question)
            left -= question.minutes
    return chosen


@transaction.atomic
def drop_competency(*, plan: LoopPlan, part: PlannedCompetency, by: User, at: datetime) -> LoopPlan:
    """No longer hear the competency in this interview."""
    row = locked(plan)
    planned = own_part(row, part)
    session, competency = planned.session_id, planned.competency_id
    planned.delete()
    return settle(row, "competency_dropped", by=by, at=at, session=session, competency=competency)
