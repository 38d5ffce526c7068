"""Requisitions: opened on a published rubric version, staffed, put on hold, filled, closed."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User, validate_time_zone
from hiring.choices import REQUISITION_ARROWS, RequisitionState, TeamRole
from hiring.models import Requisition, TeamMember
from hiring.queries import people
from hiring.queries import requisitions as queries
from rubrics.choices import VersionState
from rubrics.ledger.chain import record
from rubrics.models import RubricVersion

EDITABLE = (
    "reference", "title", "department", "location", "confidential", "time_zone", "max_candidate_minutes",
)  # fmt: skip
# A loop shorter than one interview or longer than two working days is a slip of the keyboard.
MINUTES = range(15, 961)


class RequisitionRefused(Exception):
    """The requisition cannot be changed like that; the text says why."""


@transaction.atomic
def open_requisition(
    *,
    title: str,
    rubric_version: RubricVersion,
    reference: str = "",
    department: str = "",
    location: str = "",
    confidential: bool = False,
    time_zone: str = "UTC",
    max_candidate_minutes: int = 360,
    team: Iterable[tuple[User, str]] = (),
    by: User,
    at: datetime,
) -> Requisition:
    """Open a requisition on a published rubric version; without `reference` the next free one is taken.

    `team` is pairs of person and team role; whoever opens it without being named becomes its recruiter, so
    that a confidential one never vanishes from the person who made it.
    """
    if rubric_version.state != VersionState.PUBLISHED:
        raise RequisitionRefused(_("The rubric version is a draft: publish it first."))
    row = Requisition(
        reference=reference.strip() or queries.next_reference(at),
        title=title.strip(),
        department=department.strip(),
        location=location.strip(),
        confidential=confidential,
        time_zone=time_zone,
        max_candidate_minutes=max_candidate_minutes,
        rubric_version=rubric_version,
        opened_at=at,
        opened_by=by,
        state_changed_at=at,
    )
    refuse_bad_details(row)
    row.save()
    members = first_team(row, team, by)
    record(
        "requisition.opened",
        row,
        by=by,
        at=at,
        data={
            "rubric_version": rubric_version.pk,
            "confidential": confidential,
            "team": [[person.pk, str(role)] for person, role in members],
        },
    )
    return row


def first_team(row: Requisition, team: Iterable[tuple[User, str]], by: User) -> list[tuple[User, str]]:
    """Write the team of a new requisition; whoever opens it is in it."""
    members = list(dict.fromkeys((person, str(role)) for person, role in team))
    if by.pk not in {person.pk for person, _role in members}:
        members.insert(0, (by, TeamRole.RECRUITER))
    for person, role in members:
        join(row, person, role)
    return members


@transaction.atomic
def edit(*, requisition: Requisition, by: User, at: datetime, **fields: object) -> Requisition:
    """Change any of EDITABLE. Raises RequisitionRefused for bad values, or if `by` would lose sight of it."""
    row = Requisition.objects.select_for_update().get(pk=requisition.pk)
    if set(fields) - set(EDITABLE):
        raise TypeError(f"not editable: {sorted(set(fields) - set(EDITABLE))}")
    clean = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    changed = sorted(name for name, value in clean.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, clean[name])
    refuse_bad_details(row)
    if row.confidential and "confidential" in changed and not queries.oversees(by, row):
        raise RequisitionRefused(
            _(
                "A confidential requisition is seen by its team only: join the team before you make it "
                "confidential."
            )
        )
    if changed:
        row.save(update_fields=changed)
        record(
            "requisition.edited",
            row,
            by=by,
            at=at,
            data={"fields": changed, "confidential": row.confidential},
        )
    return row


@transaction.atomic
def change_state(*, requisition: Requisition, state: str, reason: str, by: User, at: datetime) -> Requisition:
    """Go along REQUISITION_ARROWS, with a reason. Applications stay as they are: only a person ends them."""
    row = Requisition.objects.select_for_update().get(pk=requisition.pk)
    before = RequisitionState(row.state)
    if state not in REQUISITION_ARROWS[before]:
        raise RequisitionRefused(
            _("A requisition that is “%(state)s” cannot go there.") % {"state": row.get_state_display()}
        )
    if not reason.strip():
        raise RequisitionRefused(_("Give the reason: it is kept with the change."))
    row.state, row.state_changed_at = state, at
    row.save(update_fields=["state", "state_changed_at"])
    record(
        "requisition.state_changed",
        row,
        by=by,
        at=at,
        data={"from": str(before), "to": str(state)},
        personal={"reason": reason.strip()},
    )
    return row


@transaction.atomic
def add_member(*, requisition: Requisition, person: User, role: str, by: User, at: datetime) -> TeamMember:
    """Give a person a part in the requisition; one who holds it already keeps it."""
    row = Requisition.objects.select_for_update().get(pk=requisition.pk)
    standing = row.members.filter(person=person, role=role).first()
    if standing is not None:
        return standing
    member = join(row, person, role)
    record("requisition.member_added", row, by=by, at=at, data={"person": person.pk, "role": str(role)})
    return member


@transaction.atomic
def remove_member(*, requisition: Requisition, person: User, role: str, by: User, at: datetime) -> None:
    """Take a part away. The last active recruiter and hiring manager of a requisition at work stay."""
    row = Requisition.objects.select_for_update().get(pk=requisition.pk)
    member = row.members.filter(person=person, role=role).first()
    if member is None:
        raise RequisitionRefused(_("%(name)s has no such part in the team.") % {"name": person})
    if people.sole_posts(person).filter(pk=member.pk).exists():
        raise RequisitionRefused(
            _("%(name)s is the only %(role)s: add another one first.")
            % {"name": person, "role": member.get_role_display().lower()}
        )
    member.delete()
    record("requisition.member_removed", row, by=by, at=at, data={"person": person.pk, "role": str(role)})


def join(row: Requisition, person: User, role: str) -> TeamMember:
    """Write the membership of an active person."""
    if role not in list(TeamRole):
        raise RequisitionRefused(_("There is no part “%(role)s” in a team.") % {"role": role})
    if not person.is_active:
        raise RequisitionRefused(_("%(name)s is deactivated.") % {"name": person})
    return TeamMember.objects.create(requisition=row, person=person, role=role)


def refuse_bad_details(row: Requisition) -> None:
    """Raise RequisitionRefused for a missing title, a taken reference, an unknown zone or odd minutes."""
    if not row.title:
        raise RequisitionRefused(_("Give the title."))
    if not row.reference:
        raise RequisitionRefused(_("Give the reference."))
    if Requisition.objects.filter(reference__iexact=row.reference).exclude(pk=row.pk).exists():
        raise RequisitionRefused(_("The reference “%(reference)s” is taken.") % {"reference": row.reference})
    if row.max_candidate_minutes not in MINUTES:
        raise RequisitionRefused(_("The most minutes for a candidate are from 15 to 960."))
    try:
        validate_time_zone(row.time_zone)
        row.clean_fields(exclude=["opened_by", "rubric_version"])
    except ValidationError as error:
        raise RequisitionRefused(" ".join(error.messages)) from error
