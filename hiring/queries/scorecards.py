"""What the scorecard's pages show, in a number of queries that does not grow with the competencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hiring.accounts.models import User
from hiring.choices import NotAssessedReason, ScorecardState, SeatKind, options
from hiring.models import PanelSeat, PlannedSession, Rating, Scorecard
from rubrics.choices import LEVEL_LABELS, QuestionKind
from rubrics.models import RubricCompetency, RubricQuestion
from rubrics.queries import note_warnings

# The fields of one competency, each followed by "-" and its id.
FIELDS = ("rating", "reason", "note", "session_notes")


NOT_BEGUN = gettext_lazy(
    "The interview has not begun: notes can be kept, ratings are locked after it. If it was earlier than "
    "planned, ask the coordinator to set its time."
)


@dataclass(frozen=True)
class Missing:
    """What still stands between a draft and its locking.

    `id` is the field's id on the page, `label` names it in a few words, `sentence` says what to do.
    """

    id: str
    label: str
    sentence: str


@dataclass(frozen=True)
class Question:
    """One question to ask, with what to ask further."""

    number: int
    kind: str
    text: str
    probes: list[str]
    good_answer: str


@dataclass(frozen=True)
class Part:
    """One competency of a scorecard page: what to ask, what was typed, what is missing."""

    id: int
    name: str
    definition: str
    minutes: int
    questions: list[Question]
    levels: list[dict[str, object]]
    chosen: str
    reason: str
    evidence: str
    notes: str
    missing: int
    begun: bool
    warnings: list[str]
    rating_error: str
    note_error: str

    @property
    def sources(self) -> list[dict[str, str]]:
        """The notes that the evidence may be taken from."""
        return [{"id": f"session_notes-{self.id}", "label": _("Use the notes")}]


def whole(cards: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
    """The scorecards with everything that their pages show."""
    ratings = Rating.objects.select_related("competency").prefetch_related("competency__anchors", "revisions")
    seats = PanelSeat.objects.filter(cancelled=False).select_related("person")
    return cards.select_related(
        "author",
        "excused_by",
        "rubric_version__policy",
        "seat__session__planned",
        "application__candidate",
        "application__requisition",
    ).prefetch_related(
        Prefetch("ratings", ratings),
        Prefetch("seat__session__seats", seats),
        "seat__session__planned__competencies__competency",
        "seat__session__planned__competencies__questions",
    )


def note_length(card: Scorecard) -> int:
    """How many characters an evidence note needs under the policy of the rubric version (R-10)."""
    return int(card.rubric_version.policy["min_note_characters"])


def missing(card: Scorecard) -> list[Missing]:
    """What a draft still lacks: a level or a reason for every competency, evidence of the policy's length."""
    prefetch_related_objects([card], "ratings__competency")
    needed = note_length(card)
    return [item for rating in card.ratings.all() if (item := missing_of(rating, needed)) is not None]


def missing_of(rating: Rating, needed: int) -> Missing | None:
    """What one rating lacks. Evidence is asked for a level only."""
    names, field = {"name": rating.competency.name}, rating.competency_id
    if rating.reason_pending:
        return Missing(
            f"rate-{field}",
            _("Reason, %(name)s") % names,
            _("%(name)s: give the reason for “Not assessed”.") % names,
        )
    if rating.level is None and not rating.not_assessed_reason:
        return Missing(
            f"rate-{field}",
            _("Rating, %(name)s") % names,
            _("%(name)s has no rating. Choose a level, or “Not assessed” with a reason.") % names,
        )
    lacking = needed - len(rating.evidence.strip())
    if rating.level is None or lacking <= 0:
        return None
    sentence = ngettext(
        "%(name)s: the evidence note needs %(count)d more character.",
        "%(name)s: the evidence note needs %(count)d more characters.",
        lacking,
    )
    return Missing(f"note-{field}", _("Evidence, %(name)s") % names, sentence % {**names, "count": lacking})


def progress(card: Scorecard) -> str:
    """How far an open scorecard is, in words: "2 of 3 rated, 1 evidence note missing"."""
    if card.state == ScorecardState.RATINGS_LOCKED:
        return _("Ratings locked, the recommendation is missing")
    lacking = missing(card)
    total, unrated = len(card.ratings.all()), sum(item.id.startswith("rate-") for item in lacking)
    rated = _("%(rated)d of %(total)d rated") % {"rated": total - unrated, "total": total}
    notes = len(lacking) - unrated
    if not notes:
        return rated
    short = ngettext("%(count)d evidence note missing", "%(count)d evidence notes missing", notes)
    return f"{rated}, {short % {'count': notes}}"


def begins_later(card: Scorecard, at: datetime) -> bool:
    """Whether the interview has yet to come: its time has not, or it has none."""
    during = card.seat.session.during
    return during is None or during.lower > at


def begun(card: Scorecard) -> bool:
    """Whether anything was typed."""
    return card.saved_at is not None


def parts(card: Scorecard, fields: Mapping[str, str], problems: Mapping[str, str]) -> list[Part]:
    """The competencies of the page. `fields` were typed; `problems` map a field's id to a sentence."""
    lacking = [item.id for item in missing(card)]
    planned = {part.competency_id: part for part in card.seat.session.planned.competencies.all()}
    return [
        part(
            rating,
            fields,
            problems,
            minutes=planned[number].minutes if number in planned else 0,
            asked=list(planned[number].questions.all()) if number in planned else [],
            lacking=sum(item in (f"rate-{number}", f"note-{number}") for item in lacking),
        )
        for rating in card.ratings.all()
        for number in [rating.competency_id]
    ]


def part(
    rating: Rating,
    fields: Mapping[str, str],
    problems: Mapping[str, str],
    *,
    minutes: int,
    asked: list[RubricQuestion],
    lacking: int,
) -> Part:
    """One competency of the page."""
    number = rating.competency_id
    typed = {
        name: fields.get(f"{name}-{number}", "") for name in ("rating", "reason", "note", "session_notes")
    }
    return Part(
        id=number,
        name=rating.competency.name,
        definition=rating.competency.definition,
        minutes=minutes,
        questions=[question(place, row) for place, row in enumerate(asked, start=1)],
        levels=levels(rating.competency),
        chosen=typed["rating"],
        reason=typed["reason"],
        evidence=typed["note"],
        notes=typed["session_notes"],
        missing=lacking,
        begun=any(typed.values()),
        warnings=note_warnings(typed["note"]),
        rating_error=problems.get(f"rate-{number}", ""),
        note_error=problems.get(f"note-{number}", ""),
    )


def question(number: int, row: RubricQuestion) -> Question:
    """A question with the words for its kind."""
    words = {
        QuestionKind.PAST_BEHAVIOUR: _("what they did"),
        QuestionKind.SITUATIONAL: _("what they would do"),
        QuestionKind.WORK_SAMPLE: _("work sample"),
    }
    return Question(number, words[QuestionKind(row.kind)], row.text, list(row.probes), row.good_answer)


def levels(competency: RubricCompetency) -> list[dict[str, object]]:
    """The five levels with name and anchor, for the rating row (R-09: never a level without its anchor)."""
    anchors = {anchor.level: anchor.text for anchor in competency.anchors.all()}
    return [
        {"value": level, "name": name, "anchor": anchors.get(level, "")}
        for level, name in LEVEL_LABELS.items()
    ]


def reasons() -> list[tuple[str, str]]:
    """The reasons for not assessing (R-21)."""
    return options(NotAssessedReason)


def warnings(card: Scorecard, fields: Mapping[str, str]) -> dict[str, list[str]]:
    """Word warnings of every evidence note, by its field; they never block."""
    return {
        f"note-{rating.competency_id}": note_warnings(fields.get(f"note-{rating.competency_id}", ""))
        for rating in card.ratings.all()
    }


def minute_plan(planned: PlannedSession) -> list[tuple[str, int]]:
    """The session's minutes in order; what nothing was planned for stands at the end."""
    plan = [(_("Opening"), planned.opening_minutes)]
    plan += [(part.competency.name, part.minutes) for part in planned.competencies.all()]
    plan += [(_("Candidate’s questions"), planned.closing_minutes)]
    spare = planned.minutes - sum(minutes for _name, minutes in plan)
    return [entry for entry in [*plan, (_("Spare"), spare)] if entry[1] > 0]


def panel_words(seats: list[PanelSeat], person: User) -> str:
    """Who sits there, seen by `person`: "you lead, Jonas Weidmann second"."""
    yours = {
        SeatKind.LEAD: _("you lead"),
        SeatKind.SECOND: _("you are second"),
        SeatKind.SHADOW: _("you shadow: a scorecard for training that does not count"),
        SeatKind.REVERSE_SHADOW: _(
            "you lead while being shadowed: a scorecard for training that does not count"
        ),
    }
    others = {
        SeatKind.LEAD: _("%(name)s leads"),
        SeatKind.SECOND: _("%(name)s second"),
        SeatKind.SHADOW: _("%(name)s shadows"),
        SeatKind.REVERSE_SHADOW: _("%(name)s leads for training"),
    }
    own = [yours[SeatKind(seat.kind)] for seat in seats if seat.person_id == person.pk]
    rest = [
        others[SeatKind(seat.kind)] % {"name": seat.person} for seat in seats if seat.person_id != person.pk
    ]
    return ", ".join([*own, *rest])
