"""People and roles: invited, given roles, deactivated once their work has another owner, never deleted."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as DjangoPermission
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User, validate_time_zone
from hiring.operations import handovers, invitations
from hiring.queries import people as queries
from hiring.roles import ROLES, ROLES_BY_KEY
from rubrics.ledger.chain import record


class PeopleRefused(Exception):
    """The change to a person cannot be made; the text says why."""


def sync_roles() -> None:
    """Write the roles of hiring.roles to Django groups with their permissions. Runs after every migration."""
    for label in ("accounts", "ledger", "rubrics", "hiring"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.key)
        wanted = [
            DjangoPermission.objects.get(content_type__app_label=app, codename=codename)
            for app, codename in (permission.split(".") for permission in role.permissions)
        ]
        group.permissions.set(wanted)


@transaction.atomic
def invite(
    *, email: str, full_name: str, roles: Iterable[str], time_zone: str = "UTC", by: User | None, at: datetime
) -> User:
    """A new person without a password, and an e-mail with the link at which they set one.

    `by` is None only for the first administrator, invited from the command line.
    Raises PeopleRefused for a bad or known address, an unknown role or time zone, or a missing name.
    """
    address, keys = email.strip().lower(), checked_roles(roles)
    check_details(full_name, time_zone)
    try:
        validate_email(address)
    except ValidationError as error:
        raise PeopleRefused(_("“%(email)s” is no e-mail address.") % {"email": address}) from error
    if User.objects.filter(email__iexact=address).exists():
        raise PeopleRefused(_("%(email)s has an account already.") % {"email": address})
    person = User.objects.create_user(
        address, full_name=full_name.strip(), time_zone=time_zone, invited_at=at, date_joined=at
    )
    write_roles(person, keys)
    invitations.queue(person, at)
    record(
        "person.invited",
        person,
        by=by,
        at=at,
        data={"roles": sorted(keys)},
        personal={"email": address, "full_name": person.full_name},
    )
    return person


@transaction.atomic
def resend_invitation(*, person: User, by: User, at: datetime) -> User:
    """Send a fresh link to somebody who has not set a password yet."""
    row = User.objects.select_for_update().get(pk=person.pk)
    if not row.is_active:
        raise PeopleRefused(_("%(name)s is deactivated: reactivate the account first.") % {"name": row})
    if row.has_usable_password():
        raise PeopleRefused(
            _("%(name)s has set a password already and can ask for a new one on the sign-in page.")
            % {"name": row}
        )
    row.invited_at = at
    row.save(update_fields=["invited_at"])
    invitations.queue(row, at)
    record("person.invited_again", row, by=by, at=at)
    return row


@transaction.atomic
def set_roles(*, person: User, roles: Iterable[str], by: User, at: datetime) -> User:
    """Give exactly these roles. Raises PeopleRefused for one's own roles and for the last administrator."""
    keys = checked_roles(roles)
    # Two administrators who take the role from each other at once wait here for one another.
    Group.objects.select_for_update().get(name="administrator")
    row = User.objects.select_for_update().get(pk=person.pk)
    before = queries.role_keys(row)
    if keys == before:
        return row
    if row.pk == by.pk:
        raise PeopleRefused(_("Nobody changes their own roles: ask another administrator."))
    if "administrator" in before - keys:
        refuse_without_administrator(row)
    write_roles(row, keys)
    record(
        "person.roles_set",
        row,
        by=by,
        at=at,
        data={"given": sorted(keys - before), "taken": sorted(before - keys)},
    )
    return row


@transaction.atomic
def edit(*, person: User, full_name: str, time_zone: str, by: User, at: datetime) -> User:
    """Change name and time zone."""
    check_details(full_name, time_zone)
    row = User.objects.select_for_update().get(pk=person.pk)
    changed = {
        name: value
        for name, value in (("full_name", full_name.strip()), ("time_zone", time_zone))
        if getattr(row, name) != value
    }
    if changed:
        User.objects.filter(pk=row.pk).update(**changed)
        row.refresh_from_db()
        record("person.edited", row, by=by, at=at, data={"fields": sorted(changed)}, personal=changed)
    return row


@transaction.atomic
def deactivate(
    *,
    person: User,
    seats: Mapping[int, User] | None = None,
    posts: Mapping[int, User] | None = None,
    by: User,
    at: datetime,
) -> User:
    """Close the account once all open work has another owner; sessions and tokens end.

    `seats` maps the id of a coming seat, `posts` the id of a membership as only recruiter or hiring manager,
    to the person who takes it over. Raises handovers.WorkLeft with sentences about what has no successor,
    PeopleRefused for oneself and the last administrator, and what scheduling refuses about a successor.
    """
    Group.objects.select_for_update().get(name="administrator")
    row = User.objects.select_for_update().get(pk=person.pk)
    if row.pk == by.pk:
        raise PeopleRefused(_("Nobody deactivates their own account: ask another administrator."))
    if not row.is_active:
        raise PeopleRefused(_("%(name)s is deactivated already.") % {"name": row})
    if queries.administrators().filter(pk=row.pk).exists():
        refuse_without_administrator(row)
    handovers.hand_over(person=row, seats=seats or {}, posts=posts or {}, by=by, at=at)
    row.is_active, row.deactivated_at = False, at
    row.save(update_fields=["is_active", "deactivated_at"])
    handovers.end_sign_ins(row)
    record("person.deactivated", row, by=by, at=at)
    return row


@transaction.atomic
def reactivate(*, person: User, by: User, at: datetime) -> User:
    """Open the account again with the roles that it had; a password is asked for anew."""
    row = User.objects.select_for_update().get(pk=person.pk)
    if row.is_active:
        raise PeopleRefused(_("%(name)s is active already.") % {"name": row})
    row.is_active, row.deactivated_at, row.invited_at = True, None, at
    row.set_unusable_password()
    row.save(update_fields=["is_active", "deactivated_at", "invited_at", "password"])
    invitations.queue(row, at)
    record("person.reactivated", row, by=by, at=at)
    return row


def check_details(full_name: str, time_zone: str) -> None:
    """Raise PeopleRefused without a name or with an unknown time zone."""
    if not full_name.strip():
        raise PeopleRefused(_("Give the full name: scorecards and reports are signed with it."))
    try:
        validate_time_zone(time_zone)
    except ValidationError as error:
        raise PeopleRefused(" ".join(error.messages)) from error


def checked_roles(roles: Iterable[str]) -> frozenset[str]:
    """The role keys, each of which must be one of hiring.roles."""
    keys = frozenset(roles)
    for key in sorted(keys - ROLES_BY_KEY.keys()):
        raise PeopleRefused(
            _("There is no role “%(role)s”; the roles are %(all)s.")
            % {"role": key, "all": ", ".join(ROLES_BY_KEY)}
        )
    return keys


def write_roles(person: User, keys: frozenset[str]) -> None:
    """Store the roles; whoever has a staff role may open the admin site."""
    person.groups.set(Group.objects.filter(name__in=keys))
    person.is_staff = person.is_superuser or any(ROLES_BY_KEY[key].staff for key in keys)
    person.save(update_fields=["is_staff"])


def refuse_without_administrator(person: User) -> None:
    """Raise PeopleRefused where nobody else could give roles any more."""
    if not queries.administrators().exclude(pk=person.pk).exists():
        raise PeopleRefused(
            _("%(name)s is the last administrator: give somebody else the role first.") % {"name": person}
        )
