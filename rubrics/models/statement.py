"""What was read in the document: statements and soft skills with exact spans, and doubts between them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rubrics.choices import Necessity, StatementFate, StatementKind, Strength, Treatment, options
from rubrics.reading.marks import shown


class Statement(models.Model):
    """One requirement statement; `text` is the slice start:end of the document's canonical text."""

    version = models.ForeignKey("rubrics.RubricVersion", on_delete=models.CASCADE, related_name="statements")
    index = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("statement"))
    # Rule 3: a place in the document, or the person who added the statement and why.
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_reason = models.TextField(_("reason for adding"), blank=True)
    section = models.CharField(_("section"), max_length=300, blank=True)
    group = models.CharField(_("group"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=options(StatementKind))
    necessity = models.CharField(_("necessity"), max_length=20, choices=options(Necessity))
    cue = models.CharField(_("deciding words"), max_length=200, blank=True)
    treatment = models.CharField(_("treatment"), max_length=20, choices=options(Treatment))
    strength = models.CharField(_("strength"), max_length=20, choices=options(Strength), blank=True)
    # The statement's label as a requirement that is verified, never scored; warning of R-26 where it applies.
    label = models.CharField(_("label"), max_length=300, blank=True)
    warning = models.TextField(_("warning"), blank=True)
    details = models.JSONField(_("years, degrees, tools, alternatives"), default=dict, blank=True)
    rules = models.JSONField(_("rules that fired"), default=list, blank=True)
    fate = models.CharField(_("fate"), max_length=10, choices=options(StatementFate))
    drop_reason = models.TextField(_("reason for dropping"), blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    equivalence_standard = models.TextField(_("standard of equivalence"), blank=True)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["version", "index"]
        constraints = [
            models.UniqueConstraint(fields=["version", "index"], name="statement_number_once"),
            models.CheckConstraint(
                # Named one by one: a comparison with NULL is neither true nor false, and a check lets that pass.
                condition=models.Q(start__isnull=False, end__isnull=False, end__gt=models.F("start"))
                | (
                    models.Q(start__isnull=True, end__isnull=True, added_by__isnull=False)
                    & ~models.Q(added_reason="")
                ),
                name="statement_has_origin",
            ),
            models.CheckConstraint(
                condition=~models.Q(fate="dropped") | ~models.Q(drop_reason=""),
                name="dropped_statement_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="statement_confirmation_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The document's words as people read them, without marks of Markdown."""
        return shown(self.text)


class SoftSkill(models.Model):
    """A named soft skill of the document with its description."""

    version = models.ForeignKey("rubrics.RubricVersion", on_delete=models.CASCADE, related_name="soft_skills")
    index = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))

    class Meta:
        verbose_name = _("soft skill")
        verbose_name_plural = _("soft skills")
        ordering = ["version", "index"]

    def __str__(self) -> str:
        return self.title


class Doubt(models.Model):
    """Statements that contradict each other, for a person's choice (R-30)."""

    version = models.ForeignKey("rubrics.RubricVersion", on_delete=models.CASCADE, related_name="doubts")
    kind = models.CharField(_("kind"), max_length=40)
    topic = models.CharField(_("topic"), max_length=200)
    sentence = models.TextField(_("what contradicts what"))
    spans = models.JSONField(_("places"), default=list)
    proposal = models.TextField(_("proposed choice"), blank=True)
    resolution = models.TextField(_("choice"), blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(_("chosen"), null=True, blank=True)

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        ordering = ["version", "pk"]

    def __str__(self) -> str:
        return self.sentence
