"""Pools of interviewers: named, filled and offered. A pool is never deleted, since plans name it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
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
        row.save()
        record("pool.changed" if pool else "pool.added", row, by=by, at=at, data={"fields": changed})
    return row


def refuse_odd(row: Pool) -> None:
    """Raise PoolRefused with the first rule that the pool breaks."""
    if not row.name or len(row.name) > LONGEST_NAME:
        raise PoolRefused(_("Give the pool a name of at most %(most)d characters.") % {"most": LONGEST_NAME})
    if len(row.description) > LONGEST_DESCRIPTION:
        sentence = _("The description has at most %(most)d characters.")
        raise PoolRefused(sentence % {"most": LONGEST_DESCRIPTION})
    if Pool.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        raise PoolRefused(_("There is a pool “%(name)s” already.") % {"name": row.name})


@transaction.atomic
def set_members(
    *, pool: Pool, interviewers: Iterable[Interviewer], by: User, at: datetime
) -> tuple[set[int], set[int]]:
    """Say who belongs to the pool; who is not named leaves it. Returns who came and who left (profiles' numbers).

    Interviews stay as they are; those that need the pool and have somebody who left no longer hold.
    """
    row = Pool.objects.select_for_update().get(pk=pool.pk)
    wanted = {each.pk for each in interviewers}
    there = set(row.members.values_list("interviewer", flat=True))
    came, left = wanted - there, there - wanted
    row.members.filter(interviewer__in=left).delete()
    PoolMember.objects.bulk_create(
        PoolMember(pool=row, interviewer_id=each, added_at=at, added_by=by) for each in sorted(came)
    )
    if came or left:
        data = {"added": sorted(came), "removed": sorted(left)}
        record("pool.members_set", row, by=by, at=at, data=data)
    return came, left
