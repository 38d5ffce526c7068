"""A loop plan as its page shows it: the matrix with its sums, the certificate, what is weak or broken."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.choices import PlanState
from hiring.models import (
    Interviewer,
    LoopPlan,
    PlannedCompetency,
    PlannedSession,
    Requisition,
)
from hiring.planning import coverage, types
from hiring.planning.pools import left_open, wanted
from hiring.queries import planning
from hiring.queries.pools import memberships, pools_of
from rubrics.models import RubricQuestion

# One more qualified person than seats is needed where somebody declines.
SPARE_PEOPLE = 1
# Somebody's name, and the pools that they belong to.
Able = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Group:
    """So many seats of an interview, the pool that they are for ("" for none) and the names of who may have them."""

    pool: str
    seats: int
    able: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One interview of the plan: its row, its seats by their pools and the minutes that belong to no competency.

    `is_staffable` tells whether as many different people as it needs may hold it.
    """

    session: PlannedSession
    unscored: int
    groups: tuple[Group, ...]
    is_staffable: bool

    @property
    def needs(self) -> str:
        """Whom its seats are for, in words; empty where they are anybody's."""
        seats = [group.pool for group in self.groups for _ in range(group.seats)]
        return wanted(seats) if any(seats) else ""


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
    sessions = PlannedSession.objects.select_related("kind").prefetch_related(
        Prefetch("competencies", parts), "seat_pools__pool"
    )
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
    people = able_people({row.kind_id for row in sessions})
    columns = tuple(
        column(row, unscored, people.get(row.kind_id, ()))
        for row, unscored in zip(sessions, plain.unscored, strict=True)
    )
    return Matrix(columns, rows)


def column(row: PlannedSession, unscored: int, able: Collection[Able]) -> Column:
    """One interview with who may have its seats."""
    pools = pools_of(row) or ("",) * row.seats
    groups = tuple(
        Group(pool, seats, tuple(name for name, belongs in able if not pool or pool in belongs))
        for pool, seats in Counter(pools).items()
    )
    return Column(row, unscored, groups, not left_open([belongs for _name, belongs in able], pools))


def question_texts(plan: LoopPlan) -> dict[tuple[str, str], str]:
    """The questions' texts by the keys of competency and question."""
    rows = RubricQuestion.objects.filter(competency__version=plan.rubric_version)
    return {(c, k): text for c, k, text in rows.values_list("competency__key", "key", "text")}


def able_people(kinds: set[int]) -> dict[int, list[Able]]:
    """The active interviewers who are qualified, by kind of interview, with their pools."""
    found: dict[int, list[Able]] = {}
    rows = list(
        Interviewer.objects.filter(active=True, person__is_active=True, qualifications__kind__in=kinds)
        .values_list("qualifications__kind", "person", "person__full_name")
        .order_by("person__full_name", "person")
        .distinct()
    )
    belongs = memberships(person for _kind, person, _name in rows)
    for kind, person, name in rows:
        found.setdefault(kind, []).append((name, belongs[person]))
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
        scarce = [sentence for group in column.groups if (sentence := scarcity(group))]
        if not scarce and not column.is_staffable:
            scarce = [_("Too few different people belong to its pools: it cannot be staffed.")]
        found += [Weakness(column.session.name, sentence, urgent=True) for sentence in scarce]
    found += [Weakness(_("Coverage"), sentence) for sentence in plan.weak_points]
    return found


def scarcity(group: Group) -> str:
    """The sentence for seats that nobody is left to step in for; empty where somebody is."""
    able = len(group.able)
    if able >= group.seats + SPARE_PEOPLE:
        return ""
    values = {"count": able, "able": able, "seats": group.seats, "pool": group.pool}
    if able < group.seats:
        sentence = _("%(able)d of %(seats)d people needed are qualified: it cannot be staffed.")
        of_pool = _(
            "%(able)d of %(seats)d people needed of the pool “%(pool)s” are qualified: it cannot be staffed."
        )
        return (of_pool if group.pool else sentence) % values
    sentence = ngettext(
        "%(count)d person is qualified for %(seats)d seats. If one declines, nobody can step in.",
        "%(count)d people are qualified for %(seats)d seats. If one declines, nobody can step in.",
        able,
    )
    of_pool = ngettext(
        "%(count)d person of the pool “%(pool)s” is qualified. If they decline, nobody can step in.",
        "%(count)d people of the pool “%(pool)s” are qualified. If one declines, nobody can step in.",
        able,
    )
    return (of_pool if group.pool else sentence) % values


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
