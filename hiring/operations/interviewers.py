"""Interviewers' profiles: limits, qualifications, working and preferred hours, absences, conflicts of interest."""

import itertools
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import ConflictKind
from hiring.models import (
    Absence,
    Candidate,
    Conflict,
    Interviewer,
    InterviewKind,
    PreferredHours,
    Qualification,
    Training,
    WeeklyHours,
)
from rubrics.ledger.chain import record
from rubrics.models import Rubric

# Outside of these, a day is a slip of the keyboard.
YEARS = range(2000, 2100)
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
    *,
    interviewer: Interviewer,
    qualifications: Iterable[tuple[InterviewKind, Rubric | None, date]],
    by: User,
    at: datetime,
) -> None:
    """Say for which kinds of interview, under which rubric (None: all) and from which day; others end."""
    wanted = {(kind.pk, rubric.pk if rubric else None): since for kind, rubric, since in qualifications}
    rows = {(row.kind_id, row.rubric_id): row for row in interviewer.qualifications.all()}
    if wanted == {place: row.since for place, row in rows.items()}:
        return
    for place, row in rows.items():
        if place not in wanted:
            row.delete()
        elif row.since != wanted[place]:
            row.since, row.given_by = wanted[place], by
            row.save(update_fields=["since", "given_by"])
    for (kind, rubric), since in wanted.items():
        if (kind, rubric) not in rows:
            Qualification.objects.create(
                interviewer=interviewer, kind_id=kind, rubric_id=rubric, since=since, given_by=by
            )
    record(
        "interviewer.qualifications_set",
        interviewer,
        by=by,
        at=at,
        data={
            "qualifications": sorted(
                ([kind, rubric or 0, since.isoformat()] for (kind, rubric), since in wanted.items())
            )
        },
    )


@transaction.atomic
def set_hours(
    *, interviewer: Interviewer, hours: Iterable[tuple[int, time, time]], by: User, at: datetime
) -> None:
    """Set the week: (weekday, from, to) in the interviewer's own time zone; Monday is 0."""
    wanted = week(hours)
    if wanted == sorted(interviewer.hours.values_list("weekday", "starts", "ends")):
        return
    interviewer.hours.all().delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(interviewer=interviewer, weekday=day, starts=starts, ends=ends)
        for day, starts, ends in wanted
    )
    record("interviewer.hours_set", interviewer, by=by, at=at, data={"hours": plain(wanted)})


@transaction.atomic
def set_preferred_hours(
    *, interviewer: Interviewer, hours: Iterable[tuple[int, time, time]], by: User, at: datetime
) -> None:
    """Set when in the week the interviewer likes interviews best, as `set_hours` does for the rule."""
    wanted = week(hours)
    if wanted == sorted(interviewer.preferred_hours.values_list("weekday", "starts", "ends")):
        return
    interviewer.preferred_hours.all().delete()
    PreferredHours.objects.bulk_create(
        PreferredHours(interviewer=interviewer, weekday=day, starts=starts, ends=ends)
        for day, starts, ends in wanted
    )
    record("interviewer.preferred_hours_set", interviewer, by=by, at=at, data={"hours": plain(wanted)})


def week(hours: Iterable[tuple[int, time, time]]) -> list[tuple[int, time, time]]:
    """The hours in their order. Raises InterviewerRefused where they end before they start, or overlap."""
    wanted = sorted(set(hours))
    for weekday, starts, ends in wanted:
        if weekday not in range(7) or ends <= starts:
            raise InterviewerRefused(_("The end of the weekly hours has to be after their start."))
    for (day, _starts, ends), (next_day, next_starts, _ends) in itertools.pairwise(wanted):
        if day == next_day and next_starts < ends:
            raise InterviewerRefused(_("Two of the weekly hours overlap: join them into one."))
    return wanted


def plain(hours: Iterable[tuple[int, time, time]]) -> list[list[int | str]]:
    """Hours for the ledger."""
    return [[day, f"{starts:%H:%M}", f"{ends:%H:%M}"] for day, starts, ends in hours]


@transaction.atomic
def set_absences(
    *, interviewer: Interviewer, absences: Iterable[tuple[datetime, datetime, str]], by: User, at: datetime
) -> None:
    """Set the absences: (from, to, comment). Interviews that stand in them stay until somebody moves them."""
    wanted = sorted({(start, end, comment.strip()) for start, end, comment in absences})
    if any(end <= start for start, end, _comment in wanted):
        raise InterviewerRefused(_("The end of an absence has to be after its start."))
    if any(start.year not in YEARS or end.year not in YEARS for start, end, _comment in wanted):
        raise InterviewerRefused(_("Choose a year from 2000 to 2099."))
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
def add_absence(
    *, interviewer: Interviewer, start: datetime, end: datetime, comment: str = "", by: User, at: datetime
) -> None:
    """Add one absence to those that stand."""
    Interviewer.objects.select_for_update().get(pk=interviewer.pk)
    standing = [(row.during.lower, row.during.upper, row.comment) for row in interviewer.absences.all()]
    absences = [*standing, (start, end, comment[:200])]
    set_absences(interviewer=interviewer, absences=absences, by=by, at=at)


@transaction.atomic
def end_absence(*, absence: Absence, by: User, at: datetime) -> None:
    """Take one absence away."""
    interviewer = absence.interviewer
    Interviewer.objects.select_for_update().get(pk=interviewer.pk)
    left = interviewer.absences.exclude(pk=absence.pk)
    absences = [(row.during.lower, row.during.upper, row.comment) for row in left]
    set_absences(interviewer=interviewer, absences=absences, by=by, at=at)


@transaction.atomic
def set_trainings(
    *, interviewer: Interviewer, trainings: Iterable[tuple[str, date]], by: User, at: datetime
) -> None:
    """Say in what the interviewer was trained, and when (R-14)."""
    wanted = sorted({(topic.strip()[:120], day) for topic, day in trainings})
    if wanted == sorted(interviewer.trainings.values_list("topic", "trained_on")):
        return
    interviewer.trainings.all().delete()
    Training.objects.bulk_create(
        Training(interviewer=interviewer, topic=topic, trained_on=day) for topic, day in wanted
    )
    said = [[topic, day.isoformat()] for topic, day in wanted]
    record("interviewer.trainings_set", interviewer, by=by, at=at, data={"trainings": said})


@transaction.atomic
def set_conflict(
    *,
    interviewer: Interviewer,
    candidate: Candidate,
    kind: str = ConflictKind.OWN_CHOICE,
    reason: str = "",
    by: User,
    at: datetime,
) -> Conflict:
    """Say that the interviewer may not rate the candidate. The reason may stay unsaid."""
    if kind not in list(ConflictKind):
        raise InterviewerRefused(_("There is no such kind of conflict."))
    row = Conflict.objects.filter(interviewer=interviewer, candidate=candidate).first()
    said = reason.strip()[:200]
    if row is not None and (row.kind, row.reason) == (kind, said):
        return row
    row = row or Conflict(interviewer=interviewer, candidate=candidate)
    row.kind, row.reason, row.set_at, row.set_by = kind, said, at, by
    row.save()
    record(
        "interviewer.conflict_set",
        interviewer,
        by=by,
        at=at,
        data={"candidate": candidate.pk},
        personal={"kind": str(kind), "reason": said},
    )
    return row


@transaction.atomic
def lift_conflict(*, interviewer: Interviewer, candidate: Candidate, by: User, at: datetime) -> None:
    """Take the conflict of interest back."""
    gone, _rows = Conflict.objects.filter(interviewer=interviewer, candidate=candidate).delete()
    if gone:
        record("interviewer.conflict_lifted", interviewer, by=by, at=at, data={"candidate": candidate.pk})
