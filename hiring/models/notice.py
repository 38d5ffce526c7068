"""E-mails as rows: the row is the truth, the message only a hint (rule 12)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.choices import NoticeState, options
from hiring.models.session import InterviewLoop


class Notice(models.Model):
    """One e-mail to one person of the house. Texts carry no rating, note or average."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(_("kind"), max_length=40)
    # Names the occasion, so that the same notice is never sent twice.
    occasion = models.CharField(_("occasion"), max_length=120)
    context = models.JSONField(_("ids for the text"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=options(NoticeState), default=NoticeState.DUE)
    due_at = models.DateTimeField(_("due"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "occasion"], name="notice_once"),
        ]
        indexes = [
            models.Index(models.F("context__session"), name="notice_by_session"),
            models.Index(models.F("context__seat"), name="notice_by_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person}"


class CandidateNotice(models.Model):
    """One e-mail to the candidate of a loop: a link, or their times. No rating, no name of anybody else."""

    loop = models.ForeignKey(InterviewLoop, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(_("kind"), max_length=40)
    occasion = models.CharField(_("occasion"), max_length=120)
    context = models.JSONField(_("ids for the text"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=options(NoticeState), default=NoticeState.DUE)
    due_at = models.DateTimeField(_("due"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("candidate's notice")
        verbose_name_plural = _("candidates' notices")
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["loop", "kind", "occasion"], name="candidate_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.loop}"
