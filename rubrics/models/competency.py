"""The competency library as rows: loaded from the files, edited by the organisation in the admin."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rubrics.choices import Family, QuestionKind, Seniority, options


class Competency(models.Model):
    """One library entry. `edited` entries keep the organisation's text when the library is loaded again."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    definition = models.TextField(_("definition"))
    family = models.CharField(_("family"), max_length=20, choices=options(Family), default=Family.BEHAVIOURAL)
    kinds = models.JSONField(_("kinds of statement"), default=list, blank=True)
    cues = models.JSONField(_("words that point here"), default=list, blank=True)
    heading_cues = models.JSONField(_("headings that point here"), default=list, blank=True)
    merge_with = models.JSONField(_("may be merged with"), default=list, blank=True)
    active = models.BooleanField(_("offered"), default=True)
    edited = models.BooleanField(_("edited here"), default=False)
    library_version = models.CharField(_("library version"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competency library")
        permissions = [("manage_library", "May edit the competency library")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CompetencyAnchor(models.Model):
    """The anchor of one level for one seniority."""

    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="anchors")
    seniority = models.CharField(_("seniority"), max_length=20, choices=options(Seniority))
    level = models.PositiveSmallIntegerField(_("level"))
    text = models.TextField(_("anchor"))

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        ordering = ["seniority", "level"]
        constraints = [
            models.UniqueConstraint(fields=["competency", "seniority", "level"], name="one_anchor_per_level"),
            models.CheckConstraint(
                condition=models.Q(level__range=(1, 5)), name="library_anchor_level_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency} {self.level}"


class CompetencyQuestion(models.Model):
    """One question of the bank."""

    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=options(QuestionKind))
    text = models.TextField(_("question"))
    fallback = models.TextField(_("wording without placeholders"), blank=True)
    probes = models.JSONField(_("probes"), default=list)
    good_answer = models.TextField(_("what a good answer shows"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=8)
    seniorities = models.JSONField(_("seniorities"), default=list)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["competency", "key"]

    def __str__(self) -> str:
        return self.text
