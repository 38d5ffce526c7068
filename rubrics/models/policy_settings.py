"""What each setting of the policy means, in words, with its unit, its source and its bounds."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Setting:
    """One setting: `least` and `most` bound a number; None where it is none, or part of the formulas."""

    name: str
    label: Text
    help: Text
    least: float | None = None
    most: float | None = None
    fixed: bool = False
    """Part of the formulas: shown with the version and changed only by the next formula version."""


@dataclass(frozen=True)
class Group:
    """Settings that belong together under one heading."""

    title: Text
    settings: tuple[Setting, ...]


def formula(name: str, label: Text, explained: Text) -> Setting:
    """A number of the formulas, which nobody sets."""
    return Setting(name, label, explained, fixed=True)


RUBRICS = Group(
    _("Rubrics"),
    (
        Setting(
            "min_competencies",
            _("Fewest scored competencies"),
            _(
                "A rubric with fewer is published only with a reason. Practice of structured interviews: 5 to 8."
            ),
            1,
            20,
        ),
        Setting(
            "max_competencies",
            _("Most scored competencies"),
            _("A rubric with more is not published: merge or drop some. Practice: 5 to 8."),
            1,
            20,
        ),
        Setting(
            "second_confirmation",
            _("A second person confirms a rubric"),
            _("On: whoever edited and confirmed every competency cannot publish the rubric alone."),
        ),
    ),
)

LOOPS = Group(
    _("Interview loops"),
    (
        Setting(
            "min_raters_per_competency",
            _("Fewest people who rate a competency"),
            _(
                "People, each in an interview of the loop. Source: Campion and colleagues, several interviewers; "
                "with one person, nothing shows how far people agree."
            ),
            1,
            12,
        ),
        Setting(
            "min_interviewers",
            _("Fewest interviewers of a candidate"),
            _("People in scored interviews of one loop. Practice of structured interviews: 3 to 6."),
            1,
            12,
        ),
        Setting(
            "max_interviewers",
            _("Most interviewers of a candidate"),
            _("People in scored interviews of one loop. Practice: 3 to 6."),
            1,
            12,
        ),
        Setting(
            "min_minutes_per_competency",
            _("Fewest minutes for a competency"),
            _("Minutes in one interview; enough questions count instead. Rule of this product."),
            1,
            120,
        ),
        Setting(
            "min_questions_per_competency",
            _("Fewest questions for a competency"),
            _("Questions in one interview; enough minutes count instead. Rule of this product."),
            1,
            12,
        ),
    ),
)

SCORECARDS = Group(
    _("Scorecards and reports"),
    (
        Setting(
            "min_note_characters",
            _("Shortest evidence note"),
            _("Characters of what the candidate said or did, for each rating. Rule of this product."),
            1,
            1000,
        ),
        Setting(
            "min_coverage",
            _("Least share of the weights that must be rated"),
            _("A share from 0 to 1; below it a report has no composite. Rule of this product."),
            0.01,
            1,
        ),
        Setting(
            "essential_floor",
            _("Floor of essential competencies"),
            _("Points on the scale of 1 to 5; an average below it is named beside the composite."),
            1,
            5,
        ),
    ),
)

REMINDERS = Group(
    _("Reminders"),
    (
        Setting(
            "reminder_hours_after_session",
            _("Hours from an interview to the first reminder"),
            _("Whole hours after the end of the interview."),
            1,
            168,
        ),
        Setting(
            "reminder_stop_days",
            _("Days after which reminders stop"),
            _("Whole days after the end of the interview."),
            1,
            90,
        ),
        Setting(
            "quiet_hours_start",
            _("Quiet hours begin"),
            _("Full hour from 0 to 23 on each person's own clock: from then on no reminder is sent."),
            0,
            23,
        ),
        Setting(
            "quiet_hours_end",
            _("Quiet hours end"),
            _("Full hour from 0 to 23. The same hour as the beginning: no quiet hours."),
            0,
            23,
        ),
    ),
)

CHOOSING = Group(
    _("Candidates choose their times"),
    (
        Setting(
            "offered_options",
            _("Most options offered at once"),
            _("Options of the whole loop, on different days; each holds its people until one is chosen."),
            1,
            6,
        ),
        Setting(
            "hold_hours",
            _("Hours for which offered times are held"),
            _("Whole hours; afterwards people and times are free again."),
            1,
            336,
        ),
        Setting(
            "link_days",
            _("Days for which a candidate's link is good"),
            _("Whole days from when it is made; it can be revoked earlier."),
            1,
            90,
        ),
        Setting(
            "change_until_hours",
            _("Hours before the first interview until which a candidate may change or cancel"),
            _("Whole hours; later, the candidate is asked to write."),
            0,
            336,
        ),
        Setting(
            "most_changes",
            _("Most changes by a candidate"),
            _("Changes of one loop's times, after the first choice; 0: only the coordinator changes times."),
            0,
            20,
        ),
    ),
)

FORMULAS = Group(
    _("Part of the formulas, not set here"),
    (
        formula(
            "levels", _("Levels of the rating scale"), _("Levels; every anchor and formula is made for them.")
        ),
        formula("interval_percent", _("Confidence of intervals"), _("Per cent.")),
        formula(
            "debrief_range",
            _("Disagreement: range of three or more ratings"),
            _("Points from which a debrief is required."),
        ),
        formula(
            "debrief_average_deviation",
            _("Disagreement: average deviation"),
            _("Points above which a debrief is required. Source: Burke and Dunlap, levels divided by 6."),
        ),
        formula(
            "debrief_range_two_raters",
            _("Disagreement: range of two ratings"),
            _("Points from which a debrief is required."),
        ),
        formula(
            "pooled_min_candidates",
            _("Severity: fewest candidates of the pool"),
            _("Candidates; with fewer, severity is not estimated."),
        ),
        formula("pooled_min_raters", _("Severity: fewest raters of the pool"), _("People.")),
        formula(
            "pooled_min_raters_per_candidate",
            _("Severity: fewest raters of a candidate"),
            _("People, the median of the pool."),
        ),
        formula(
            "pooled_min_candidates_per_rater",
            _("Severity: fewest candidates of a rater"),
            _("Candidates; a rater with fewer is not estimated."),
        ),
        formula(
            "pooled_min_rater_sd",
            _("Severity: least standard deviation between raters"),
            _("Points; below it raters hardly differ, and nothing is corrected."),
        ),
        formula(
            "agreement_min_candidates",
            _("Agreement: fewest candidates"),
            _("Candidates; with fewer, no coefficient is published."),
        ),
        formula(
            "alpha_min_units",
            _("Krippendorff's alpha: fewest units"),
            _("Rated pairs of candidate and competency; with fewer, it is not published."),
        ),
        formula("fairness_min_group", _("Fairness: fewest applicants of a group"), _("People.")),
        formula("fairness_min_selected", _("Fairness: fewest selected of two groups"), _("People.")),
        formula(
            "fairness_min_share",
            _("Fairness: least share of a group"),
            _("Share of all applicants, from 0 to 1. Source: Uniform Guidelines, 29 CFR 1607.15."),
        ),
        formula("fairness_alpha", _("Fairness: level of significance"), _("Probability from 0 to 1.")),
        formula(
            "fairness_ratio",
            _("Fairness: least ratio of two rates"),
            _("A fraction. Source: Uniform Guidelines, 29 CFR 1607.4, four fifths."),
        ),
        formula("drift_window", _("Drift: ratings of a window"), _("Ratings, earlier and recent ones each.")),
        formula("drift_shift", _("Drift: least shift of the mean"), _("Points.")),
        formula(
            "drift_sd_ratio",
            _("Drift: ratio of standard deviations"),
            _("Recent to earlier; below it the range has narrowed."),
        ),
        formula(
            "suppression_k", _("Smallest cell that is shown"), _("People; smaller cells are suppressed.")
        ),
    ),
)

GROUPS = (RUBRICS, LOOPS, SCORECARDS, REMINDERS, CHOOSING, FORMULAS)
SETTINGS = {each.name: each for group in GROUPS for each in group.settings}
