"""Requisitions: an opening that names one published rubric version (rule 2), and the people who work on it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.choices import RequisitionState, TeamRole, options
from rubrics.models import RubricVersion


class Requisition(models.Model):
    """One opening. A confidential one is visible to its team only."""

    reference = models.CharField(_("reference"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    department = models.CharField(_("department"), max_length=120, blank=True)
    location = models.CharField(_("location"), max_length=120, blank=True)
    rubric_version = models.ForeignKey(
        RubricVersion, on_delete=models.PROTECT, related_name="requisitions", verbose_name=_("rubric version")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=options(RequisitionState), default=RequisitionState.OPEN
    )
    confidential = models.BooleanField(_("confidential"), default=False)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    max_candidate_minutes = models.PositiveSmallIntegerField(_("most minutes for a candidate"), default=360)
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state_changed_at = models.DateTimeField(_("state since"))
    team = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="TeamMember",
        related_name="team_requisitions",
        verbose_name=_("team"),
    )

    class Meta:
        verbose_name = _("requisition")
        verbose_name_plural = _("requisitions")
        permissions = [
            ("manage_requisitions", "May open and change requisitions"),
            ("read_all_requisitions", "May read every requisition that is not confidential"),
            ("manage_candidates", "May add and change candidates and applications"),
            ("manage_loops", "May plan, staff and schedule loops"),
            ("excuse_scorecards", "May excuse a scorecard"),
            ("read_reports", "May read candidate reports"),
            ("decide", "May decide on applications"),
            ("interview", "May hold interviews"),
        ]
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.reference})"


class TeamMember(models.Model):
    """A person's part in one requisition."""

    requisition = models.ForeignKey(Requisition, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=options(TeamRole))

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team")
        ordering = ["requisition", "role", "person"]
        constraints = [
            models.UniqueConstraint(fields=["requisition", "person", "role"], name="team_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()}"
