"""A loop plan as its page shows it: the matrix with its sums, the certificate, what is weak or broken."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.choices import PlanState
from hiring.models import Interviewer, InterviewKind, LoopPlan, PlannedCompetency, PlannedSession, Requisition
from hiring.planning import coverage, types
from hiring.queries import planning
from rubrics.models import RubricQuestion

# One more qualified person than seats is needed where somebody declines.
SPARE_PEOPLE = 1


@dataclass(frozen=True)
class Column:
    """One interview of the plan: its row, its people and the minutes that belong to no competency."""

    session: PlannedSession
    unscored: int
    able: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One competency in one interview; `part` is the number of its row."""

    part: int
    minutes: int
    questions: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One competency over the loop; a cell is None where it is not heard."""

    name: str
    essential: bool
    cells: tuple[Cell | None, ...]
    people: int
    minutes: int
    questions: int


@dataclass(frozen=True)
class Matrix:
    """Competency by interview."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def unscored(self) -> int:
        """Minutes for opening, closing and unscored interviews."""
        return sum(column.unscored for column in self.columns)


def whole(plans: QuerySet[LoopPlan]) -> QuerySet[LoopPlan]:
    """Plans with everything that their page shows."""
    parts = PlannedCompetency.objects.select_related("competency").prefetch_related("questions")
    sessions = PlannedSession.objects.select_related("kind").prefetch_related(Prefetch("competencies", parts))
    return plans.select_related(
        "requisition", "rubric_version__rubric", "policy", "made_by", "activated_by"
    ).prefetch_related(Prefetch("sessions", sessions))


def current(requisition: Requisition) -> LoopPlan | None:
    """The active plan, else the newest draft."""
    rows = whole(requisition.plans.all())
    return (
        rows.filter(state=PlanState.ACTIVE).first()
        or rows.filter(state=PlanState.DRAFT).order_by("-number").first()
    )


def broken_rules(plan: LoopPlan) -> list[types.Violation]:
    """Every rule that the plan breaks now, counted without the solver; an empty list means that it stands."""
    return coverage.check(
        planning.plan_sessions(plan),
        planning.competencies(plan.rubric_version),
        planning.kinds(),
        planning.rules(plan.requisition, plan.policy),
    )


def weak_points(plan: LoopPlan) -> tuple[str, ...]:
    """What keeps the rules and still deserves a look."""
    return coverage.weak_points(
        planning.plan_sessions(plan),
        planning.competencies(plan.rubric_version),
        planning.kinds(),
        planning.rules(plan.requisition, plan.policy),
    )


def matrix(plan: LoopPlan) -> Matrix:
    """The plan laid out as competency by interview, with the names of who may hold each."""
    sessions = list(plan.sessions.all())
    competencies = planning.competencies(plan.rubric_version)
    plain = coverage.coverage_matrix([planning.planned_session(row) for row in sessions], competencies)
    texts = question_texts(plan)
    essential = {each.key for each in competencies if each.essential}
    parts = {
        (part.competency.key, place): part.pk
        for place, row in enumerate(sessions)
        for part in row.competencies.all()
    }
    rows = tuple(
        Row(
            name=row.name,
            essential=row.key in essential,
            cells=tuple(
                Cell(
                    parts[row.key, place],
                    part.minutes,
                    len(part.questions),
                    tuple(texts.get((row.key, q), q) for q in part.questions),
                )
                if part
                else None
                for place, part in enumerate(row.cells)
            ),
            people=row.people,
            minutes=row.minutes,
            questions=row.questions,
        )
        for row in plain.rows
    )
    names = able_people({row.kind_id for row in sessions})
    columns = tuple(
        Column(row, unscored, tuple(names.get(row.kind_id, ())))
        for row, unscored in zip(sessions, plain.unscored, strict=True)
    )
    return Matrix(columns, rows)


def question_texts(plan: LoopPlan) -> dict[tuple[str, str], str]:
    """The questions' texts by the keys of competency and question."""
    rows = RubricQuestion.objects.filter(competency__version=plan.rubric_version)
    return {(c, k): text for c, k, text in rows.values_list("competency__key", "key", "text")}


def able_people(kinds: set[int]) -> dict[int, list[str]]:
    """The names of the active interviewers who are qualified, by kind of interview."""
    found: dict[int, list[str]] = {}
    rows = Interviewer.objects.filter(
        active=True, person__is_active=True, qualifications__kind__in=kinds
    ).values_list("qualifications__kind", "person__full_name")
    for kind, name in rows.order_by("person__full_name", "pk"):
        found.setdefault(kind, []).append(name)
    return found


# --- in sentences -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Weakness:
    """One thing that deserves a look: where it lies, and a sentence."""

    where: str
    sentence: str
    urgent: bool = False


def weaknesses(plan: LoopPlan, laid_out: Matrix) -> list[Weakness]:
    """Too few people first, then the stored weak points of the plan."""
    found = []
    for column in laid_out.columns:
        needed, able = column.session.seats, len(column.able)
        if able < needed + SPARE_PEOPLE:
            sentence = ngettext(
                "%(count)d person is qualified for %(seats)d seats. If one declines, nobody can step in.",
                "%(count)d people are qualified for %(seats)d seats. If one declines, nobody can step in.",
                able,
            ) % {"count": able, "seats": needed}
            if able < needed:
                sentence = _("%(able)d of %(seats)d people needed are qualified: it cannot be staffed.") % {
                    "able": able,
                    "seats": needed,
                }
            found.append(Weakness(column.session.name, sentence, urgent=True))
    found += [Weakness(_("Coverage"), sentence) for sentence in plan.weak_points]
    return found


def certificate(plan: LoopPlan, laid_out: Matrix) -> list[tuple[str, str]]:
    """What is certain about the plan, as pairs of a word and a sentence."""
    rules = planning.rules(plan.requisition, plan.policy)
    covered = [row for row in laid_out.rows if row.people >= rules.raters_per_competency]
    counts = sorted({row.people for row in laid_out.rows}) or [0]
    spread = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    lines = [
        (
            _("Covered"),
            _("%(n)d of %(m)d competencies, each by %(spread)s people; rule: at least %(least)d")
            % {
                "n": len(covered),
                "m": len(laid_out.rows),
                "spread": spread,
                "least": rules.raters_per_competency,
            },
        ),
        (
            _("Within time"),
            _(
                "%(n)d minutes of at most %(most)d; "
                "at least %(least)d min or %(questions)d questions a competency"
            )
            % {
                "n": plan.candidate_minutes,
                "most": rules.max_candidate_minutes,
                "least": rules.minutes_per_competency,
                "questions": rules.questions_per_competency,
            },
        ),
    ]
    if coverage.linked(planning.planned_session(row) for row in plan.sessions.all()):
        lines.append(
            (
                _("Linked"),
                _("the interviews are connected by shared competencies, so severity can be compared"),
            )
        )
    lines.append((_("Shortest"), plan.certificate.get("sentence", "")))
    made = date_format(localtime(plan.made_at), "j M Y, H:i")
    lines.append(
        (
            _("Checked"),
            _("by counting, apart from the search that found it; made %(made)s, policy %(policy)d")
            % {"made": made, "policy": plan.policy.number},
        )
    )
    return lines


# --- to change a draft by hand -----------------------------------------------------------------------------


@dataclass(frozen=True)
class EditPart:
    """One competency of an interview, with where it and its questions can go."""

    part: PlannedCompetency
    targets: tuple[PlannedSession, ...]
    twins: tuple[PlannedCompetency, ...]


@dataclass(frozen=True)
class EditSession:
    """One interview with the lengths that its kind offers and the competencies that it lacks."""

    session: PlannedSession
    lengths: tuple[int, ...]
    parts: tuple[EditPart, ...]
    addable: tuple[object, ...]


def edits(plan: LoopPlan) -> list[EditSession]:
    """What can be changed in the draft."""
    sessions = list(plan.sessions.all())
    held = {row: [part.competency for part in row.competencies.all()] for row in sessions}
    scored = list(plan.rubric_version.competencies.filter(proposal="score"))
    found = []
    for row in sessions:
        parts = tuple(
            EditPart(
                part,
                tuple(
                    other
                    for other in sessions
                    if other != row and other.kind.scored and part.competency not in held[other]
                ),
                tuple(
                    twin
                    for other in sessions
                    if other != row
                    for twin in other.competencies.all()
                    if twin.competency == part.competency
                ),
            )
            for part in row.competencies.all()
        )
        addable = tuple(each for each in scored if each not in held[row]) if row.kind.scored else ()
        found.append(EditSession(row, tuple(sorted(row.kind.minutes)), parts, addable))
    return found


def offered_kinds() -> QuerySet[InterviewKind]:
    """The kinds of interview that can be added."""
    return InterviewKind.objects.filter(active=True)
