"""Scorecards and ratings. Submitting locks; a correction is a revision; first ratings are kept (rules 4 to 7)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.choices import NotAssessedReason, Recommendation, ScorecardState, options
from hiring.models.candidate import Application
from hiring.models.loop import LoopPlan
from hiring.models.session import PanelSeat
from rubrics.models import RubricCompetency, RubricVersion


class Scorecard(models.Model):
    """One seat's scorecard, pinned to the rubric version and the plan (rule 2)."""

    seat = models.OneToOneField(PanelSeat, on_delete=models.PROTECT, related_name="scorecard")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="scorecards")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="scorecards",
        verbose_name=_("interviewer"),
    )
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(LoopPlan, on_delete=models.PROTECT, related_name="+")
    # A trainee's scorecard is quarantined: it never enters the composite.
    counts = models.BooleanField(_("enters the composite"), default=True)
    state = models.CharField(
        _("state"), max_length=20, choices=options(ScorecardState), default=ScorecardState.DRAFT
    )
    # Counts up with every save of the draft, so that two tabs do not overwrite each other.
    revision = models.PositiveIntegerField(_("revision"), default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    saved_device = models.CharField(_("saved from"), max_length=120, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    ratings_locked_at = models.DateTimeField(_("ratings locked"), null=True, blank=True)
    recommendation = models.CharField(
        _("recommendation"), max_length=20, choices=options(Recommendation), blank=True
    )
    recommendation_reason = models.TextField(_("reason for the recommendation"), blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    excused_at = models.DateTimeField(_("excused"), null=True, blank=True)
    excused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    excused_reason = models.TextField(_("reason for excusing"), blank=True)

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        ordering = ["application", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="submitted") & Q(submitted_at__isnull=False) & ~Q(recommendation=""))
                | (~Q(state="submitted") & Q(submitted_at__isnull=True)),
                name="submitted_scorecard_complete",
            ),
            models.CheckConstraint(
                condition=Q(recommendation="") | Q(ratings_locked_at__isnull=False),
                name="recommendation_after_ratings",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="excused", excused_at__isnull=False, excused_by__isnull=False)
                    & ~Q(excused_reason="")
                )
                | (~Q(state="excused") & Q(excused_at__isnull=True, excused_by__isnull=True)),
                name="excused_scorecard_who_when_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} – {self.application}"


class Rating(models.Model):
    """The rating of one competency: a level with evidence, or not assessed (NULL) with a reason; never 0, never 3.

    Once the ratings are locked, database triggers keep `level`, `not_assessed_reason` and `evidence` unchanged: they
    are the first, independent rating. `notes` is what was typed during the interview.
    """

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="ratings")
    competency = models.ForeignKey(RubricCompetency, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    not_assessed_reason = models.CharField(
        _("reason for not assessing"), max_length=20, choices=options(NotAssessedReason), blank=True
    )
    # A draft may say "not assessed" before it says why; without the reason the ratings cannot be locked.
    reason_pending = models.BooleanField(_("not assessed, reason still missing"), default=False)
    evidence = models.TextField(_("evidence"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["scorecard", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "competency"], name="one_rating_per_competency"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 5)), name="rating_level_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(not_assessed_reason=""), name="rated_or_not_assessed"
            ),
            models.CheckConstraint(
                condition=Q(reason_pending=False) | Q(level__isnull=True, not_assessed_reason=""),
                name="pending_reason_is_neither_level_nor_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency}: {self.level if self.level is not None else '–'}"


class RatingRevision(models.Model):
    """A correction after submission: author, time, reason, and whether others' ratings had been visible (rule 5)."""

    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("revision"))
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    not_assessed_reason = models.CharField(max_length=20, choices=options(NotAssessedReason), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    reason = models.TextField(_("reason for the revision"))
    others_visible = models.BooleanField(_("others' ratings had been visible"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rating revision")
        verbose_name_plural = _("rating revisions")
        ordering = ["rating", "number"]
        constraints = [
            models.UniqueConstraint(fields=["rating", "number"], name="rating_revision_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="rating_revision_has_reason"),
            models.CheckConstraint(
                condition=(Q(level__range=(1, 5)) & Q(not_assessed_reason=""))
                | (Q(level__isnull=True) & ~Q(not_assessed_reason="")),
                name="revision_rated_or_not_assessed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating}, revision {self.number}"


class ScorecardReading(models.Model):
    """Somebody opened another person's ratings of this application: when first. Makes revisions reveal-aware."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_read_at = models.DateTimeField(_("first read"))

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [models.UniqueConstraint(fields=["application", "reader"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.reader} – {self.application}"
