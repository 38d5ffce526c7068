"""What a person may do by their roles alone, and whose profiles they see."""

from django.db.models import QuerySet

from hiring.accounts.models import User
from hiring.models import Interviewer
from hiring.roles import Permission


def may(user: User, permission: Permission) -> bool:
    """Whether an active user holds the permission through one of their roles."""
    return user.is_active and user.has_perm(permission)


def can_manage_people(user: User) -> bool:
    """Whether the user may invite people, give roles and deactivate."""
    return may(user, Permission.MANAGE_PEOPLE)


def people_for(user: User) -> QuerySet[User]:
    """Whom the user may see in the admin: everyone, for those who manage people, requisitions or loops."""
    wide = (Permission.MANAGE_PEOPLE, Permission.MANAGE_REQUISITIONS, Permission.MANAGE_LOOPS)
    if any(may(user, permission) for permission in wide):
        return User.objects.all()
    return User.objects.filter(pk=user.pk)


def can_see_person(user: User, person: User) -> bool:
    """Twin of `people_for`."""
    return people_for(user).filter(pk=person.pk).exists()


def interviewers_for(user: User) -> QuerySet[Interviewer]:
    """The interviewers' profiles that the user may see and change."""
    return Interviewer.objects.all() if may(user, Permission.MANAGE_LOOPS) else Interviewer.objects.none()


def can_manage_interviewer(user: User, interviewer: Interviewer) -> bool:
    """Twin of `interviewers_for`."""
    return interviewers_for(user).filter(pk=interviewer.pk).exists()


def can_manage_catalogue(user: User) -> bool:
    """Whether the user may change the catalogue of interview kinds."""
    return may(user, Permission.MANAGE_LOOPS)
