"""Rubrics and their versions. A published version never changes: database triggers refuse it (rule 1)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rubrics.choices import Family, Proposal, Seniority, VersionState, options
from rubrics.models.document import RoleDocument
from rubrics.models.policy import PolicyVersion
from rubrics.models.statement import SoftSkill, Statement


class Rubric(models.Model):
    """What the versions of one role's rubric have in common."""

    name = models.CharField(_("name"), max_length=200)
    created_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        permissions = [("manage_rubrics", "May derive, review and publish rubrics")]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class RubricVersion(models.Model):
    """One version: a draft until a named person confirms and publishes it."""

    rubric = models.ForeignKey(
        Rubric, on_delete=models.PROTECT, related_name="versions", verbose_name=_("rubric")
    )
    number = models.PositiveIntegerField(_("version"))
    role_document = models.ForeignKey(
        RoleDocument,
        on_delete=models.PROTECT,
        related_name="rubric_versions",
        verbose_name=_("role document"),
    )
    role_title = models.CharField(_("role title"), max_length=200)
    seniority = models.CharField(_("seniority"), max_length=20, choices=options(Seniority))
    state = models.CharField(
        _("state"), max_length=20, choices=options(VersionState), default=VersionState.DRAFT
    )
    policy = models.ForeignKey(
        PolicyVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("policy")
    )
    library_version = models.CharField(_("library version"), max_length=80)
    rule_version = models.CharField(_("rule version"), max_length=40)
    ignored = models.JSONField(_("what was set aside"), default=list)
    notes = models.JSONField(_("notes"), default=list)
    few_reason = models.TextField(_("reason for fewer competencies"), blank=True)
    # Counts up with every change of the draft, so that two reviewers do not overwrite each other.
    revision = models.PositiveIntegerField(_("revision"), default=0)
    revises = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revises")
    )
    revision_reason = models.TextField(_("reason for the revision"), blank=True)
    created_at = models.DateTimeField(_("made"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    content_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("rubric version")
        verbose_name_plural = _("rubric versions")
        ordering = ["rubric", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_number_once"),
            models.UniqueConstraint(
                fields=["rubric"], condition=models.Q(state="draft"), name="one_draft_per_rubric"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state="published", published_at__isnull=False, published_by__isnull=False)
                    | (
                        ~models.Q(state="published")
                        & models.Q(published_at__isnull=True, published_by__isnull=True)
                    )
                ),
                name="published_version_names_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_title}, version {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether the version may still be edited."""
        return self.state == VersionState.DRAFT


class RubricCompetency(models.Model):
    """One competency of one version: scored, proposed for merging, or dropped with a reason."""

    version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="competencies")
    key = models.SlugField(_("key"), max_length=80)
    name = models.CharField(_("name"), max_length=160)
    definition = models.TextField(_("definition"), blank=True)
    family = models.CharField(_("family"), max_length=20, choices=options(Family), default=Family.BEHAVIOURAL)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    proposal = models.CharField(
        _("treatment"), max_length=10, choices=options(Proposal), default=Proposal.SCORE
    )
    merge_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    reason = models.TextField(_("reason"), blank=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=3, default=1)
    weight_reason = models.TextField(_("reason for the weight"), blank=True)
    essential = models.BooleanField(_("essential"), default=False)
    primary_of = models.CharField(_("made primary of"), max_length=200, blank=True)
    also_covers = models.JSONField(_("also covers"), default=list, blank=True)
    # Rule 3: the exact places in the document [{"start", "end", "text"}], or the person who added it and why.
    spans = models.JSONField(_("origin in the document"), default=list, blank=True)
    rules = models.JSONField(_("rules that fired"), default=list, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_reason = models.TextField(_("reason for adding"), blank=True)
    # Who settled a proposal to merge or drop; empty while it is only the derivation's proposal.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    statements = models.ManyToManyField(Statement, through="Backing", related_name="competencies")
    soft_skills = models.ManyToManyField(SoftSkill, blank=True, related_name="competencies")

    class Meta:
        verbose_name = _("competency of a rubric")
        verbose_name_plural = _("competencies of a rubric")
        ordering = ["version", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="competency_once_per_version"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="competency_weight_above_zero"),
            models.CheckConstraint(
                condition=models.Q(weight=1) | ~models.Q(weight_reason=""), name="unequal_weight_has_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(spans=[])
                | (models.Q(added_by__isnull=False) & ~models.Q(added_reason="")),
                name="competency_has_origin",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="competency_decision_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_set_aside(self) -> bool:
        """Whether a person settled that it is dropped; a proposal to drop alone sets nothing aside."""
        return self.proposal == Proposal.DROP and self.decided_at is not None


class Backing(models.Model):
    """A statement stands behind a competency."""

    competency = models.ForeignKey(RubricCompetency, on_delete=models.CASCADE, related_name="backings")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="backings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["competency", "statement"], name="backing_once")]

    def __str__(self) -> str:
        return f"{self.competency} – {self.statement}"
