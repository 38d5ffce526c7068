"""The anchors and questions of a rubric version's competencies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rubrics.choices import QuestionKind, options
from rubrics.models.rubric import RubricCompetency


class Anchor(models.Model):
    """The behavioural anchor of one level. `origin` says from where: library key and version, or a person."""

    competency = models.ForeignKey(RubricCompetency, on_delete=models.CASCADE, related_name="anchors")
    level = models.PositiveSmallIntegerField(_("level"))
    text = models.TextField(_("anchor"))
    origin = models.CharField(_("origin"), max_length=200)

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        ordering = ["competency", "level"]
        constraints = [
            models.UniqueConstraint(fields=["competency", "level"], name="rubric_anchor_once_per_level"),
            models.CheckConstraint(
                condition=models.Q(level__range=(1, 5)), name="rubric_anchor_level_1_to_5"
            ),
            models.CheckConstraint(condition=~models.Q(origin=""), name="anchor_has_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.text}"


class RubricQuestion(models.Model):
    """One question of a competency in this version. `origin` says from where, as for anchors."""

    competency = models.ForeignKey(RubricCompetency, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("key"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=options(QuestionKind))
    text = models.TextField(_("question"))
    probes = models.JSONField(_("probes"), default=list)
    good_answer = models.TextField(_("what a good answer shows"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=8)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    origin = models.CharField(_("origin"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("question of a rubric")
        verbose_name_plural = _("questions of a rubric")
        ordering = ["competency", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["competency", "key"], name="rubric_question_once"),
        ]

    def __str__(self) -> str:
        return self.text
