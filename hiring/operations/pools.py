"""Pools of interviewers: named, filled and offered. A pool is never deleted, since plans name it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.models import Interviewer, Pool, PoolMember
from rubrics.ledger.chain import record

LONGEST_NAME, LONGEST_DESCRIPTION = 80, 200
FIELDS = ("name", "description", "active")


class PoolRefused(Exception):
    """The pool cannot be stored like that; the text says why."""


@transaction.atomic
def save_pool(*, pool: Pool | None, values: Mapping[str, Any], by: User, at: datetime) -> Pool:
    """Add a pool (`pool` None) or change its name, its description and whether it is offered to new plans.

    Plans that name it keep it. Raises PoolRefused for a name that is empty, too long or another pool's.
    """
    row = Pool.objects.select_for_update().get(pk=pool.pk) if pool else Pool()
    wanted = {name: values[name] for name in FIELDS if name in values}
    for name in ("name", "description"):
        if name in wanted:
            wanted[name] = " ".join(str(wanted[name]).split())
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    refuse_odd(row)
    if changed:
        save_or_refuse(row)
        record("pool.changed" if pool else "pool.added", row, by=by, at=at, data={"fields": changed})
    return row


def save_or_refuse(row: Pool) -> None:
    """Store the pool. Raises PoolRefused where the database knows the name, which it compares in its own way."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise PoolRefused(taken(row)) from error


def taken(row: Pool) -> str:
    """The sentence for a name that another pool has."""
    return _("There is a pool “%(name)s” already.") % {"name": row.name}


def refuse_odd(row: Pool) -> None:
    """Raise PoolRefused with the first rule that the pool breaks."""
    if not row.name or len(row.name) > LONGEST_NAME:
        raise PoolRefused(_("Give the pool a name of at most %(most)d characters.") % {"most": LONGEST_NAME})
    if len(row.description) > LONGEST_DESCRIPTION:
        sentence = _("The description has at most %(most)d characters.")
        raise PoolRefused(sentence % {"most": LONGEST_DESCRIPTION})
    if Pool.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        raise PoolRefused(taken(row))


@transaction.atomic
def set_members(
    *, pool: Pool, interviewers: Iterable[Interviewer], by: User, at: datetime
) -> tuple[set[int], set[int]]:
    """Say who belongs to the pool; who is not named leaves it. Returns who came and who left (profiles' numbers).

    Interviews stay as they are; those that need the pool and have somebody who left no longer hold.
    """
    row = Pool.objects.select_for_update().get(pk=pool.pk)
    wanted = {each.pk for each in interviewers}
    return exchange(row, wanted, members_of(row) - wanted, by=by, at=at)


@transaction.atomic
def change_members(
    *, pool: Pool, added: Iterable[Interviewer], removed: Iterable[Interviewer], by: User, at: datetime
) -> tuple[set[int], set[int]]:
    """Take people into the pool and others out of it; everybody else stays as they are by now.

    Returns who came and who left, as `set_members` does.
    """
    row = Pool.objects.select_for_update().get(pk=pool.pk)
    coming, leaving = {each.pk for each in added}, {each.pk for each in removed}
    return exchange(row, coming, leaving - coming, by=by, at=at)


def members_of(row: Pool) -> set[int]:
    """The numbers of the members' profiles."""
    return set(row.members.values_list("interviewer", flat=True))


def exchange(
    row: Pool, coming: set[int], leaving: set[int], *, by: User, at: datetime
) -> tuple[set[int], set[int]]:
    """Write down who comes and who leaves, of a pool that is locked; what is so already is no change."""
    there = members_of(row)
    came, left = coming - there, leaving & there
    row.members.filter(interviewer__in=left).delete()
    PoolMember.objects.bulk_create(
        PoolMember(pool=row, interviewer_id=each, added_at=at, added_by=by) for each in sorted(came)
    )
    if came or left:
        data = {"added": sorted(came), "removed": sorted(left)}
        record("pool.members_set", row, by=by, at=at, data=data)
    return came, left
