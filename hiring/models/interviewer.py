"""Interviewers: what they are qualified for, when they are free, how much they carry."""

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.choices import ConflictKind, options
from hiring.models.candidate import Candidate
from hiring.models.interview_kind import InterviewKind
from rubrics.models import Rubric

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class Interviewer(models.Model):
    """A person's interviewing profile. Limits are counted in the person's own local day and week."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="interviewer",
        verbose_name=_("person"),
    )
    day_limit = models.PositiveSmallIntegerField(_("most interviews a day"), default=2)
    week_limit = models.PositiveSmallIntegerField(_("most interviews a week"), default=5)
    buffer_minutes = models.PositiveSmallIntegerField(_("minutes between interviews"), default=15)
    active = models.BooleanField(_("takes interviews"), default=True)

    class Meta:
        verbose_name = _("interviewer")
        verbose_name_plural = _("interviewers")
        ordering = ["person__full_name"]

    def __str__(self) -> str:
        return str(self.person)


class Qualification(models.Model):
    """The interviewer may hold this kind of interview, from a date, by a named person's word.

    With a rubric, only under its versions: a rubric with all its versions is the family of one role.
    """

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="qualifications")
    kind = models.ForeignKey(InterviewKind, on_delete=models.PROTECT, verbose_name=_("kind of interview"))
    rubric = models.ForeignKey(
        Rubric,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rubric family"),
        help_text=_("The versions of one rubric; empty for all."),
    )
    since = models.DateField(_("from"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("given by"),
    )

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        ordering = ["interviewer", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["interviewer", "kind", "rubric"], name="qualification_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.rubric})" if self.rubric_id else str(self.kind)


class HoursOfWeekday(models.Model):
    """Hours of a weekday in the person's own time zone."""

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


class WeeklyHours(HoursOfWeekday):
    """When interviews may be set."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="hours")

    class Meta:
        verbose_name = _("weekly hours")
        verbose_name_plural = _("weekly hours")
        ordering = ["interviewer", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="hours_end_after_start"
            ),
        ]


class PreferredHours(HoursOfWeekday):
    """When the person likes interviews best: a wish, where weekly hours are a rule."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="preferred_hours")

    class Meta:
        verbose_name = _("preferred hours")
        verbose_name_plural = _("preferred hours")
        ordering = ["interviewer", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="preferred_hours_end_after_start"
            ),
        ]


class Absence(models.Model):
    """A dated pause or another engagement, with a comment."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="absences")
    during = DateTimeRangeField(_("from – to"))
    comment = models.CharField(_("comment"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["interviewer", "during"]

    def __str__(self) -> str:
        return f"{self.during.lower:%d %b %Y} to {self.during.upper:%d %b %Y}"


class Training(models.Model):
    """Frame-of-reference training on a date (R-14)."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="trainings")
    topic = models.CharField(_("rubric family or topic"), max_length=120)
    trained_on = models.DateField(_("trained on"))

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["interviewer", "-trained_on"]

    def __str__(self) -> str:
        return f"{self.topic}, {self.trained_on:%d %b %Y}"


class Conflict(models.Model):
    """The interviewer may not rate this candidate. The reason may stay unsaid."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="conflicts")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="conflicts")
    kind = models.CharField(
        _("kind"), max_length=20, choices=options(ConflictKind), default=ConflictKind.OWN_CHOICE
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    set_at = models.DateTimeField(_("noted"), null=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(fields=["interviewer", "candidate"], name="conflict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.interviewer} – {self.candidate}"
