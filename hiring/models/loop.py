"""Loop plans: which interviews, how long, which competency and which question where (rule 2: pinned to a version)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.choices import PlanState, options
from hiring.models.interview_kind import InterviewKind
from hiring.models.loop_template import LoopTemplate
from hiring.models.requisition import Requisition
from rubrics.models import PolicyVersion, RubricCompetency, RubricQuestion, RubricVersion


class LoopPlan(models.Model):
    """One version of a requisition's loop plan. Active plans never change; a change makes the next version."""

    requisition = models.ForeignKey(Requisition, on_delete=models.PROTECT, related_name="plans")
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="plans")
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=20, choices=options(PlanState), default=PlanState.DRAFT)
    candidate_minutes = models.PositiveSmallIntegerField(_("candidate minutes"))
    people_minutes = models.PositiveSmallIntegerField(_("interviewers' minutes"))
    # {"status": "proven" | "feasible" | "by_hand", "bound": minutes, "sentence": …}
    certificate = models.JSONField(_("certificate"), default=dict)
    weak_points = models.JSONField(_("weak points"), default=list)
    template = models.ForeignKey(
        LoopTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="plans"
    )
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activated_at = models.DateTimeField(_("active since"), null=True, blank=True)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("loop plan")
        verbose_name_plural = _("loop plans")
        ordering = ["requisition", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["requisition", "number"], name="plan_number_once"),
            models.UniqueConstraint(
                fields=["requisition"], condition=models.Q(state="active"), name="one_active_plan"
            ),
            models.CheckConstraint(
                condition=models.Q(activated_at__isnull=True, activated_by__isnull=True)
                | models.Q(activated_at__isnull=False, activated_by__isnull=False),
                name="plan_activation_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requisition.reference}, plan {self.number}"


class PlannedSession(models.Model):
    """One interview of the plan."""

    plan = models.ForeignKey(LoopPlan, on_delete=models.CASCADE, related_name="sessions")
    kind = models.ForeignKey(InterviewKind, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    opening_minutes = models.PositiveSmallIntegerField(_("opening minutes"), default=5)
    closing_minutes = models.PositiveSmallIntegerField(_("closing minutes"), default=5)
    seats = models.PositiveSmallIntegerField(_("interviewers"), default=1)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("planned session")
        verbose_name_plural = _("planned sessions")
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="planned_session_order_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PlannedCompetency(models.Model):
    """A competency is assessed in this interview, for these minutes, with these questions."""

    session = models.ForeignKey(PlannedSession, on_delete=models.CASCADE, related_name="competencies")
    competency = models.ForeignKey(RubricCompetency, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    questions = models.ManyToManyField(RubricQuestion, related_name="+", verbose_name=_("questions"))

    class Meta:
        verbose_name = _("planned competency")
        verbose_name_plural = _("planned competencies")
        ordering = ["session", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "competency"], name="competency_once_per_session"),
        ]

    def __str__(self) -> str:
        return str(self.competency)
