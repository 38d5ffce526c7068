"""Interview loops, sessions and seats. The database refuses to put anyone in two places at once (rule 8)."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from hiring.choices import LoopState, SeatKind, SessionState, options
from hiring.models.candidate import Application, Candidate
from hiring.models.loop import LoopPlan, PlannedSession


def as_range(column: str) -> Func:
    """The one-value range of an id: core PostgreSQL can exclude ranges in gist without any extension."""
    return Func(F(column), F(column), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class InterviewLoop(models.Model):
    """The loop of one application, made from one plan version."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="loops")
    plan = models.ForeignKey(LoopPlan, on_delete=models.PROTECT, related_name="loops")
    state = models.CharField(_("state"), max_length=20, choices=options(LoopState), default=LoopState.OPEN)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("interview loop")
        verbose_name_plural = _("interview loops")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="open"), name="one_open_loop_per_application"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}"


class InterviewSession(models.Model):
    """One interview with a time. `candidate` is copied from the application for the exclusion constraint."""

    loop = models.ForeignKey(InterviewLoop, on_delete=models.PROTECT, related_name="sessions")
    planned = models.ForeignKey(PlannedSession, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="sessions")
    state = models.CharField(
        _("state"), max_length=20, choices=options(SessionState), default=SessionState.PLANNED
    )
    during = DateTimeRangeField(_("from – to"), null=True, blank=True)
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    # SEQUENCE of the calendar invitation: counts up with every change that people must hear of.
    sequence = models.PositiveIntegerField(_("invitation number"), default=0)

    class Meta:
        verbose_name = _("interview session")
        verbose_name_plural = _("interview sessions")
        ordering = ["loop", "planned__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["loop", "planned"],
                condition=~Q(state="cancelled"),
                name="planned_session_once_per_loop",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["scheduled", "held"]) | Q(during__isnull=False),
                name="scheduled_session_has_time",
            ),
            models.CheckConstraint(
                condition=Q(during__isnull=True)
                | Q(during__isempty=False, during__lower_inf=False, during__upper_inf=False),
                name="session_time_bounded",
            ),
            ExclusionConstraint(
                name="candidate_in_one_place",
                expressions=[
                    (as_range("candidate_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=~Q(state="cancelled"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned.name} – {self.candidate}"


class PanelSeat(models.Model):
    """A person's seat in a session. `during` and `cancelled` are copied from the session by a database trigger."""

    session = models.ForeignKey(InterviewSession, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(_("seat"), max_length=20, choices=options(SeatKind), default=SeatKind.LEAD)
    during = DateTimeRangeField(_("from – to"), null=True, blank=True, editable=False)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    cancelled_reason = models.CharField(_("reason"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("given"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("panel seat")
        verbose_name_plural = _("panel seats")
        ordering = ["session", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(cancelled=False),
                name="one_seat_per_person_and_session",
            ),
            models.UniqueConstraint(
                fields=["session"], condition=Q(cancelled=False, kind="lead"), name="one_lead_per_session"
            ),
            ExclusionConstraint(
                name="interviewer_in_one_place",
                expressions=[
                    (as_range("person_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_kind_display()}"
