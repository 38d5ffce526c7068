"""Times offered to a candidate, and the one table in which every taken time excludes every other (rule 8)."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.choices import ProposalState, SeatKind, options
from hiring.models.candidate import Candidate
from hiring.models.session import InterviewLoop, InterviewSession, PanelSeat, as_range


class Proposal(models.Model):
    """Whole-loop options offered to one candidate; their people and times are held until `held_until`."""

    loop = models.ForeignKey(InterviewLoop, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(
        _("state"), max_length=10, choices=options(ProposalState), default=ProposalState.OPEN
    )
    # Session number -> invitation number: an interview changed since was not part of what was offered.
    basis = models.JSONField(_("interviews offered"), default=dict)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    held_until = models.DateTimeField(_("held until"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["loop"], condition=Q(state="open"), name="one_open_proposal_per_loop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loop}"


class ProposalOption(models.Model):
    """One complete set of times and people. The held times are its rows of `TakenTime`."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField(_("order"))
    chosen = models.BooleanField(_("chosen"), default=False)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["proposal", "order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="option_order_once"),
            models.UniqueConstraint(fields=["proposal"], condition=Q(chosen=True), name="one_chosen_option"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}, {self.order}"


class TakenTime(models.Model):
    """A time that somebody cannot give twice: a seat's and a session's, copied by database triggers, or a hold.

    A hold belongs to an option: one row for the candidate and one for each person of each interview.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="taken_times"
    )
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, null=True, related_name="taken_times")
    during = DateTimeRangeField(_("from – to"))
    seat = models.ForeignKey(PanelSeat, on_delete=models.CASCADE, null=True, related_name="+")
    session = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, null=True, related_name="+")
    option = models.ForeignKey(ProposalOption, on_delete=models.CASCADE, null=True, related_name="holds")
    kind = models.CharField(_("seat"), max_length=20, choices=options(SeatKind), blank=True)

    class Meta:
        verbose_name = _("taken time")
        verbose_name_plural = _("taken times")
        ordering = ["during", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, candidate__isnull=False)
                | Q(person__isnull=False, candidate__isnull=True),
                name="taken_by_one",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | Q(session__isnull=False), name="taken_for_an_interview"
            ),
            ExclusionConstraint(
                name="person_taken_once",
                expressions=[
                    (as_range("person_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(person__isnull=False),
            ),
            ExclusionConstraint(
                name="candidate_taken_once",
                expressions=[
                    (as_range("candidate_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(candidate__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.during.lower:%d %b %Y, %H:%M} to {self.during.upper:%d %b %Y, %H:%M}"
