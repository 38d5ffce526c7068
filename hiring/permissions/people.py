"""What a person may do by their roles alone, and whose profiles they see."""

from django.db.models import Q, QuerySet

from hiring.accounts.models import User
from hiring.models import BusyCalendar, Interviewer, Pool, TrainingEnrolment, TrainingPath
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


def pools_for(user: User) -> QuerySet[Pool]:
    """The pools that the user may see and change: those of who manages the interviewers."""
    return Pool.objects.all() if may(user, Permission.MANAGE_LOOPS) else Pool.objects.none()


def can_manage_pool(user: User, pool: Pool) -> bool:
    """Twin of `pools_for`."""
    return pools_for(user).filter(pk=pool.pk).exists()


def profiles_for(user: User) -> QuerySet[Interviewer]:
    """The profiles that the user may read, and whose hours and absences they may set: their own, or all."""
    if not user.is_active:
        return Interviewer.objects.none()
    return (
        interviewers_for(user)
        if may(user, Permission.MANAGE_LOOPS)
        else Interviewer.objects.filter(person_id=user.pk)
    )


def can_see_profile(user: User, interviewer: Interviewer) -> bool:
    """Twin of `profiles_for`."""
    return profiles_for(user).filter(pk=interviewer.pk).exists()


def own_profile(user: User) -> Interviewer | None:
    """The user's own profile as an interviewer; None for who has none."""
    return Interviewer.objects.filter(person_id=user.pk, person__is_active=True).first()


def calendars_for(user: User) -> QuerySet[BusyCalendar]:
    """The user's own calendars: whoever knows the address of a feed can read all of it, so nobody else's."""
    if not user.is_active:
        return BusyCalendar.objects.none()
    return BusyCalendar.objects.filter(interviewer__person_id=user.pk)


def can_see_calendar(user: User, calendar: BusyCalendar) -> bool:
    """Twin of `calendars_for`."""
    return calendars_for(user).filter(pk=calendar.pk).exists()


# --- training --------------------------------------------------------------------------------------------------


def paths_for(user: User) -> QuerySet[TrainingPath]:
    """The training paths that the user may see and change."""
    return TrainingPath.objects.all() if may(user, Permission.MANAGE_LOOPS) else TrainingPath.objects.none()


def can_manage_path(user: User, path: TrainingPath) -> bool:
    """Twin of `paths_for`."""
    return paths_for(user).filter(pk=path.pk).exists()


def manageable_enrolments(user: User) -> QuerySet[TrainingEnrolment]:
    """The trainings that the user may begin, end and give more time."""
    rows = TrainingEnrolment.objects.all()
    return rows if may(user, Permission.MANAGE_LOOPS) else rows.none()


def can_manage_enrolment(user: User, enrolment: TrainingEnrolment) -> bool:
    """Twin of `manageable_enrolments`."""
    return manageable_enrolments(user).filter(pk=enrolment.pk).exists()


def approvable_enrolments(user: User) -> QuerySet[TrainingEnrolment]:
    """The trainings that the user approves, as the person named by the path; never their own."""
    if not user.is_active:
        return TrainingEnrolment.objects.none()
    rows = TrainingEnrolment.objects.filter(path__approver_id=user.pk)
    return rows.exclude(interviewer__person_id=user.pk)


def can_approve(user: User, enrolment: TrainingEnrolment) -> bool:
    """Twin of `approvable_enrolments`."""
    return approvable_enrolments(user).filter(pk=enrolment.pk).exists()


def retakeable_enrolments(user: User) -> QuerySet[TrainingEnrolment]:
    """The trainings of others in which the user may have a stage done again: who approves, and coordinators."""
    rows = approvable_enrolments(user) | manageable_enrolments(user)
    return rows.exclude(interviewer__person_id=user.pk)


def can_ask_retake(user: User, enrolment: TrainingEnrolment) -> bool:
    """Twin of `retakeable_enrolments`."""
    return retakeable_enrolments(user).filter(pk=enrolment.pk).exists()


def enrolments_for(user: User) -> QuerySet[TrainingEnrolment]:
    """The trainings that the user may see: their own, those that they approve, and for coordinators all."""
    if not user.is_active:
        return TrainingEnrolment.objects.none()
    if may(user, Permission.MANAGE_LOOPS):
        return TrainingEnrolment.objects.all()
    return TrainingEnrolment.objects.filter(Q(interviewer__person_id=user.pk) | Q(path__approver_id=user.pk))


def can_see_enrolment(user: User, enrolment: TrainingEnrolment) -> bool:
    """Twin of `enrolments_for`."""
    return enrolments_for(user).filter(pk=enrolment.pk).exists()
