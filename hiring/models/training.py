"""Training paths to a kind of interview: stages, who is on the way, and what is to be done again."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.choices import TrainingStageKind, options
from hiring.models.interview_kind import InterviewKind
from hiring.models.interviewer import Interviewer


class TrainingPath(models.Model):
    """What leads to the qualification for a kind of interview; the named person approves at its end."""

    kind = models.OneToOneField(
        InterviewKind,
        on_delete=models.PROTECT,
        related_name="training_path",
        verbose_name=_("kind of interview"),
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    days = models.PositiveSmallIntegerField(
        _("days until the deadline"), default=60, validators=[MinValueValidator(1), MaxValueValidator(730)]
    )
    active = models.BooleanField(_("open to new trainees"), default=True)

    class Meta:
        verbose_name = _("training path")
        verbose_name_plural = _("training paths")
        ordering = ["kind"]

    def __str__(self) -> str:
        return str(self.kind)


class TrainingStage(models.Model):
    """Something to read, or a number of interviews to sit in."""

    path = models.ForeignKey(TrainingPath, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("stage"), max_length=20, choices=options(TrainingStageKind))
    count = models.PositiveSmallIntegerField(
        _("how many"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    title = models.CharField(_("title"), max_length=160, blank=True)
    text = models.TextField(_("text to read"), blank=True)
    link = models.URLField(_("link to read"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("training stage")
        verbose_name_plural = _("training stages")
        ordering = ["path", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1), name="training_stage_count_above_zero"),
            models.CheckConstraint(
                condition=~Q(kind="reading") | ~Q(text="", link=""), name="training_reading_has_something"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class TrainingEnrolment(models.Model):
    """One interviewer on a path. Progress is counted from the seats; only its end is stored."""

    interviewer = models.ForeignKey(
        Interviewer, on_delete=models.CASCADE, related_name="enrolments", verbose_name=_("interviewer")
    )
    path = models.ForeignKey(
        TrainingPath, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("training path")
    )
    deadline = models.DateField(_("deadline"))
    enrolled_at = models.DateTimeField(_("enrolled"))
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended without approval"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings on a path")
        ordering = ["deadline", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["interviewer", "path"],
                condition=Q(approved_at__isnull=True, ended_at__isnull=True),
                name="one_open_training_per_path",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="training_approval_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="training_end_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(ended_at__isnull=True),
                name="training_approved_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interviewer} – {self.path}"

    @property
    def is_open(self) -> bool:
        """Whether the person is still on the way."""
        return self.approved_at is None and self.ended_at is None


class TrainingReading(models.Model):
    """The trainee says that they have read a stage's text."""

    enrolment = models.ForeignKey(TrainingEnrolment, on_delete=models.CASCADE, related_name="readings")
    stage = models.ForeignKey(TrainingStage, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["enrolment", "stage"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "stage"], name="training_reading_once")]

    def __str__(self) -> str:
        return f"{self.enrolment} – {self.stage}"


class TrainingRetake(models.Model):
    """A stage, and with it all later ones, is done again from a moment on."""

    enrolment = models.ForeignKey(TrainingEnrolment, on_delete=models.CASCADE, related_name="retakes")
    stage = models.ForeignKey(TrainingStage, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    asked_at = models.DateTimeField(_("asked for"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("retake")
        verbose_name_plural = _("retakes")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="training_retake_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} – {self.stage}"
