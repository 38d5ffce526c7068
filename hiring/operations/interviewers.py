"""Interviewers' profiles: limits, qualifications, weekly hours, absences, conflicts of interest."""

import itertools
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.models import Absence, Candidate, Conflict, Interviewer, InterviewKind, Qualification, WeeklyHours
from rubrics.ledger.chain import record

LIMITS = ("day_limit", "week_limit", "buffer_minutes", "active")


class InterviewerRefused(Exception):
    """The profile cannot be changed like that; the text says why."""


@transaction.atomic
def set_profile(*, person: User, by: User, at: datetime, **limits: int | bool) -> Interviewer:
    """Make the person an interviewer, or change any of LIMITS."""
    if set(limits) - set(LIMITS):
        raise TypeError(f"no limits: {sorted(set(limits) - set(LIMITS))}")
    if not person.is_active:
        raise InterviewerRefused(_("%(name)s is deactivated.") % {"name": person})
    row, made = Interviewer.objects.select_for_update().get_or_create(person=person)
    changed = {name: value for name, value in limits.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if row.day_limit < 1 or row.week_limit < row.day_limit:
        raise InterviewerRefused(_("The limits are at least one a day, and a week's is not below a day's."))
    if made or changed:
        row.save()
        record("interviewer.profile_set", row, by=by, at=at, data={"person": person.pk, "changed": changed})
    return row


@transaction.atomic
def set_qualifications(
    *, interviewer: Interviewer, kinds: Iterable[tuple[InterviewKind, date]], by: User, at: datetime
) -> None:
    """Say for which kinds of interview, and from which day, the interviewer is qualified; others end."""
    wanted = {kind.pk: since for kind, since in kinds}
    before = dict(interviewer.qualifications.values_list("kind_id", "since"))
    if wanted == before:
        return
    interviewer.qualifications.exclude(kind_id__in=wanted).delete()
    for kind_id, since in wanted.items():
        if kind_id not in before:
            Qualification.objects.create(interviewer=interviewer, kind_id=kind_id, since=since, given_by=by)
        elif before[kind_id] != since:
            interviewer.qualifications.filter(kind_id=kind_id).update(since=since, given_by=by)
    record(
        "interviewer.qualifications_set",
        interviewer,
        by=by,
        at=at,
        data={"kinds": {str(kind_id): since.isoformat() for kind_id, since in sorted(wanted.items())}},
    )


@transaction.atomic
def set_hours(
    *, interviewer: Interviewer, hours: Iterable[tuple[int, time, time]], by: User, at: datetime
) -> None:
    """Set the week: (weekday, from, to) in the interviewer's own time zone; Monday is 0."""
    wanted = sorted(set(hours))
    for weekday, starts, ends in wanted:
        if weekday not in range(7) or ends <= starts:
            raise InterviewerRefused(_("The end of the weekly hours has to be after their start."))
    for (day, _starts, ends), (next_day, next_starts, _ends) in itertools.pairwise(wanted):
        if day == next_day and next_starts < ends:
            raise InterviewerRefused(_("Two of the weekly hours overlap: join them into one."))
    if wanted == sorted(interviewer.hours.values_list("weekday", "starts", "ends")):
        return
    interviewer.hours.all().delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(interviewer=interviewer, weekday=day, starts=starts, ends=ends)
        for day, starts, ends in wanted
    )
    plain = [[day, f"{starts:%H:%M}", f"{ends:%H:%M}"] for day, starts, ends in wanted]
    record("interviewer.hours_set", interviewer, by=by, at=at, data={"hours": plain})


@transaction.atomic
def set_absences(
    *, interviewer: Interviewer, absences: Iterable[tuple[datetime, datetime, str]], by: User, at: datetime
) -> None:
    """Set the absences: (from, to, comment). Interviews that stand in them stay until somebody moves them."""
    wanted = sorted({(start, end, comment.strip()) for start, end, comment in absences})
    if any(end <= start for start, end, _comment in wanted):
        raise InterviewerRefused(_("The end of an absence has to be after its start."))
    rows = interviewer.absences.all()
    if wanted == sorted((row.during.lower, row.during.upper, row.comment) for row in rows):
        return
    rows.delete()
    Absence.objects.bulk_create(
        Absence(interviewer=interviewer, during=DateTimeTZRange(start, end), comment=comment)
        for start, end, comment in wanted
    )
    record(
        "interviewer.absences_set",
        interviewer,
        by=by,
        at=at,
        personal={"absences": [[start, end, comment] for start, end, comment in wanted]},
    )


@transaction.atomic
def set_conflict(
    *, interviewer: Interviewer, candidate: Candidate, reason: str = "", by: User, at: datetime
) -> Conflict:
    """Say that the interviewer may not rate the candidate. The reason may stay unsaid."""
    row, made = Conflict.objects.get_or_create(interviewer=interviewer, candidate=candidate)
    if made or row.reason != reason.strip():
        row.reason = reason.strip()[:200]
        row.save(update_fields=["reason"])
        record(
            "interviewer.conflict_set",
            interviewer,
            by=by,
            at=at,
            data={"candidate": candidate.pk},
            personal={"reason": row.reason},
        )
    return row


@transaction.atomic
def lift_conflict(*, interviewer: Interviewer, candidate: Candidate, by: User, at: datetime) -> None:
    """Take the conflict of interest back."""
    gone, _rows = Conflict.objects.filter(interviewer=interviewer, candidate=candidate).delete()
    if gone:
        record("interviewer.conflict_lifted", interviewer, by=by, at=at, data={"candidate": candidate.pk})
