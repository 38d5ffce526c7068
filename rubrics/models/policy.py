"""The policy settings as versioned rows: a new version never changes what was built under an old one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Defaults with their sources: design page on science, part 7 (OPM, Campion et al., Burke & Dunlap, UGESP).
DEFAULTS: dict[str, Any] = {
    "levels": 5,
    "min_note_characters": 40,
    "min_raters_per_competency": 2,
    "min_interviewers": 3,
    "max_interviewers": 6,
    "min_competencies": 5,
    "max_competencies": 8,
    "min_minutes_per_competency": 15,
    "min_questions_per_competency": 2,
    "min_coverage": 0.8,
    "essential_floor": 2.5,
    "pooled_min_candidates": 12,
    "pooled_min_raters": 5,
    "pooled_min_raters_per_candidate": 3,
    "pooled_min_candidates_per_rater": 5,
    "pooled_min_rater_sd": 0.25,
    "debrief_range": 3,
    "debrief_average_deviation": 0.833,
    "debrief_range_two_raters": 2,
    "agreement_min_candidates": 8,
    "alpha_min_units": 10,
    "fairness_min_group": 10,
    "fairness_min_selected": 5,
    "fairness_min_share": 0.02,
    "fairness_alpha": 0.05,
    "fairness_ratio": "4/5",
    "drift_window": 20,
    "drift_shift": 0.4,
    "drift_sd_ratio": 0.6,
    "suppression_k": 5,
    "interval_percent": 95,
    "second_confirmation": False,
    "reminder_hours_after_session": 4,
    "reminder_stop_days": 14,
    "quiet_hours_start": 20,
    "quiet_hours_end": 7,
    "offered_options": 3,
    "hold_hours": 48,
    "link_days": 14,
    "change_until_hours": 24,
    "most_changes": 2,
}


class PolicyVersion(models.Model):
    """One version of the settings. The newest one holds for what is begun now. Database triggers keep it unchanged."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    values = models.JSONField(_("settings"))
    reason = models.TextField(_("reason for the change"))
    created_at = models.DateTimeField(_("made"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )

    class Meta:
        verbose_name = _("policy version")
        verbose_name_plural = _("policy")
        permissions = [("manage_policy", "May set the policy")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Policy {self.number}"

    def __getitem__(self, name: str) -> Any:
        """The setting's value; a setting younger than this version has its default."""
        return self.values.get(name, DEFAULTS[name])
