"""The CP-SAT model of a loop: which interviews, which competencies in them, with which minutes, seats and
questions.

Every rule of `DesignRules` is a group that can be left out by its name, so that `impossible` can ask which
groups stand in the way. Rules of the catalogue itself (what a kind may assess, its minutes and seats) always
hold.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from ortools.sat.python import cp_model

from .solving import Answer, minimise, satisfy
from .types import Competency, DesignRules, InterviewKind, QuestionKind

PER_COMPETENCY = ("question_kinds", "depth", "raters")
"""Groups that also exist per competency, as `raters:KEY` and so on."""

RULE_GROUPS = (
    "linked",
    "question_kinds",
    "depth",
    "competencies_per_interview",
    "interviewers_least",
    "raters",
    "interviewers_most",
    "required_kinds",
    "candidate_minutes",
)
"""The names of the groups, first the ones that one would rather not be told about."""

QuestionClass = tuple[str, int]
"""Questions of one competency with the same kind and minutes are interchangeable for the model."""


@dataclass(frozen=True, slots=True)
class DesignProblem:
    """What a loop is designed from."""

    competencies: tuple[Competency, ...]
    kinds: tuple[InterviewKind, ...]
    rules: DesignRules


@dataclass(frozen=True, slots=True)
class SlotVariables:
    """The decisions about one possible session: copy number `copy` of a kind of interview."""

    kind: InterviewKind
    copy: int
    used: cp_model.IntVar
    lengths: dict[tuple[int, int], cp_model.IntVar]
    rates: dict[str, cp_model.IntVar]
    minutes: dict[str, cp_model.IntVar]
    questions: dict[tuple[str, QuestionClass], cp_model.IntVar]

    @property
    def candidate_minutes(self) -> cp_model.LinearExprT:
        """Length of the session, 0 when unused."""
        return sum(minutes * chosen for (minutes, _), chosen in self.lengths.items())

    @property
    def people_minutes(self) -> cp_model.LinearExprT:
        """Length times seats."""
        return sum(minutes * seats * chosen for (minutes, seats), chosen in self.lengths.items())

    @property
    def seats(self) -> cp_model.LinearExprT:
        """Number of interviewers, 0 when unused."""
        return sum(seats * chosen for (_, seats), chosen in self.lengths.items())


def question_classes(competency: Competency) -> Counter[QuestionClass]:
    """Count the competency's questions by kind and minutes."""
    return Counter((str(question.kind), question.minutes) for question in competency.questions)


class LoopModel:
    """A CP-SAT model of the problem without the rule groups named in `without`.

    That interviews are linked is demanded bridge by bridge, as loops turn up that lack one; each bridge is
    implied by the rule, so bounds and proofs stay valid. `bridges` are known ones, and all of them
    afterwards.
    """

    def __init__(
        self,
        problem: DesignProblem,
        without: frozenset[str] = frozenset(),
        bridges: Sequence[frozenset[str]] = (),
    ) -> None:
        self.problem = problem
        self.without = without
        self.model = cp_model.CpModel()
        self.slots = [
            self._slot(kind, copy)
            for kind in problem.kinds
            for copy in range(1 if kind.unscored else kind.max_copies)
            if not kind.unscored or kind.required
        ]
        self.totals = {competency.key: self._total(competency) for competency in problem.competencies}
        self._break_symmetry()
        self._limit_supply()
        self._apply_loop_rules()
        for competency in problem.competencies:
            self._apply_competency_rules(competency)
        self.bridges: list[frozenset[str]] = []
        if self.linked:
            self._apply_links()
            for part in bridges:
                self._connect(part)

    def holds(self, group: str) -> bool:
        """Tell whether the rule group is in force."""
        return group not in self.without and group.partition(":")[0] not in self.without

    @property
    def candidate_minutes(self) -> cp_model.LinearExprT:
        """The whole loop, as the candidate sits it."""
        return sum(slot.candidate_minutes for slot in self.slots)

    @property
    def people_minutes(self) -> cp_model.LinearExprT:
        """The whole loop, as its people sit it."""
        return sum(slot.people_minutes for slot in self.slots)

    def add_unevenness(self) -> cp_model.LinearExprT:
        """Add and return what makes a loop uneven: essential competencies heard in one interview only, and
        after them the spread, most minus least minutes that any competency has over the loop.
        """
        top = max(sum(max(slot.kind.minute_options) for slot in self.slots), 1)
        most, least = self.model.new_int_var(0, top, "most"), self.model.new_int_var(0, top, "least")
        for total in self.totals.values():
            self.model.add(least <= total)
            self.model.add(total <= most)
        return most - least + sum((top + 1) * lone for lone in self._lone_essentials())

    def _lone_essentials(self) -> list[cp_model.IntVar]:
        lone = []
        for competency in self.problem.competencies:
            if competency.essential:
                rates = [slot.rates[competency.key] for slot in self.slots if competency.key in slot.rates]
                lone.append(self.model.new_bool_var(f"lone {competency.key}"))
                self.model.add(sum(rates) + 2 * lone[-1] >= 2)
        return lone

    @property
    def linked(self) -> bool:
        """Tell whether interviews must be linked."""
        return self.problem.rules.linked and self.holds("linked")

    # --- solving --------------------------------------------------------------------------------------------

    def minimise(self, goal: cp_model.LinearExprT, effort: float) -> Answer:
        """Find the loop with the least goal; `effort` is in deterministic seconds."""
        return self._until_linked(lambda left: minimise(self.model, goal, left), effort)

    def satisfy(self, effort: float) -> Answer:
        """Find any loop; `effort` is in deterministic seconds."""
        return self._until_linked(lambda left: satisfy(self.model, left), effort)

    def _until_linked(self, solve: Callable[[float], Answer], effort: float) -> Answer:
        left = effort
        while True:
            answer = solve(left)
            left -= answer.spent
            parts = self._unlinked_parts(answer.solver) if self.linked and answer.found else []
            if not parts:
                return answer
            if left <= 0:
                return replace(answer, found=False, proven=False)
            for part in parts:
                self._connect(part)

    def _unlinked_parts(self, solver: cp_model.CpSolver) -> list[frozenset[str]]:
        """Return the sets of competencies that shared interviews link, or nothing when it is a single one."""
        parts: list[frozenset[str]] = []
        for slot in self.slots:
            group = frozenset(key for key, var in slot.rates.items() if solver.value(var))
            near = [part for part in parts if part & group]
            parts = [part for part in parts if not part & group]
            if group:
                parts.append(group.union(*near))
        return parts if len(parts) > 1 else []

    # --- variables ------------------------------------------------------------------------------------------

    def _slot(self, kind: InterviewKind, copy: int) -> SlotVariables:
        model = self.model
        label = f"{kind.key}/{copy}"
        used = model.new_bool_var(f"used {label}")
        lengths = {
            option: model.new_bool_var(f"length {label} {option}")
            for option in product(sorted(set(kind.minute_options)), sorted(set(kind.seat_options)))
        }
        model.add(sum(lengths.values()) == used)
        slot = SlotVariables(kind, copy, used, lengths, {}, {}, {})
        for competency in self.problem.competencies:
            if kind.may_assess(competency):
                self._rating(slot, competency)
        self._fill(slot)
        return slot

    def _rating(self, slot: SlotVariables, competency: Competency) -> None:
        model, kind, key = self.model, slot.kind, competency.key
        room = max(max(kind.minute_options) - kind.opening_minutes - kind.closing_minutes, 0)
        rates = slot.rates[key] = model.new_bool_var(f"rates {kind.key}/{slot.copy} {key}")
        minutes = slot.minutes[key] = model.new_int_var(0, room, f"minutes {kind.key}/{slot.copy} {key}")
        model.add(minutes <= room * rates)
        model.add(minutes >= self.problem.rules.minutes_per_rating * rates)
        asked = []
        for question_class, supply in question_classes(competency).items():
            count = model.new_int_var(0, supply, f"asked {kind.key}/{slot.copy} {key} {question_class}")
            model.add(count <= supply * rates)
            slot.questions[key, question_class] = count
            asked.append((question_class[1], count))
        model.add(minutes >= sum(length * count for length, count in asked))
        if not kind.work_sample:
            model.add(sum(count for _, count in asked) >= rates)

    def _fill(self, slot: SlotVariables) -> None:
        """Tie a session's parts to its length, and its competencies to what the kind may hold."""
        kind, model = slot.kind, self.model
        if kind.unscored:
            return
        unscored = kind.opening_minutes + kind.closing_minutes
        model.add(sum(slot.minutes.values()) + unscored * slot.used == slot.candidate_minutes)
        model.add(sum(slot.rates.values()) >= max(kind.min_competencies, 1) * slot.used)
        model.add(sum(slot.rates.values()) <= kind.max_competencies * slot.used)

    def _total(self, competency: Competency) -> cp_model.LinearExprT:
        return sum(slot.minutes[competency.key] for slot in self.slots if competency.key in slot.minutes)

    # --- constraints ----------------------------------------------------------------------------------------

    def _break_symmetry(self) -> None:
        """Order the copies of one kind, and kinds that differ by name only, by the competencies they rate.

        First copies come first, so that two kinds are preferred to one kind twice.
        """
        value = {competency.key: 2**i for i, competency in enumerate(self.problem.competencies)}
        groups: dict[object, list[SlotVariables]] = defaultdict(list)
        for slot in self.slots:
            groups[slot.kind.key if slot.kind.required else _nameless(slot.kind)].append(slot)
        for group in groups.values():
            for first, second in pairwise(sorted(group, key=lambda slot: slot.copy)):
                self.model.add_implication(second.used, first.used)
                self.model.add(
                    sum(value[key] * var for key, var in first.rates.items())
                    >= sum(value[key] * var for key, var in second.rates.items())
                )

    def _limit_supply(self) -> None:
        """Ask no question twice in the loop."""
        for competency in self.problem.competencies:
            for question_class, supply in question_classes(competency).items():
                name = (competency.key, question_class)
                self.model.add(
                    sum(slot.questions[name] for slot in self.slots if name in slot.questions) <= supply
                )

    def _apply_loop_rules(self) -> None:
        rules, model = self.problem.rules, self.model
        interviewers = sum(slot.seats for slot in self.slots if not slot.kind.unscored)
        if self.holds("candidate_minutes"):
            model.add(self.candidate_minutes <= rules.max_candidate_minutes)
        if self.holds("interviewers_most"):
            model.add(interviewers <= rules.max_interviewers)
        if self.holds("interviewers_least"):
            model.add(interviewers >= rules.min_interviewers)
        for slot in self.slots:
            if self.holds("competencies_per_interview") and not slot.kind.unscored:
                least, most = rules.competencies_per_interview
                model.add_linear_constraint(sum(slot.rates.values()), 0, most)
                model.add(sum(slot.rates.values()) >= least).only_enforce_if(slot.used)
            if self.holds("required_kinds") and slot.kind.required and slot.copy == 0:
                model.add(slot.used == 1)

    def _apply_competency_rules(self, competency: Competency) -> None:
        key = competency.key
        if self.holds(f"raters:{key}"):
            people = [self._people(slot, key) for slot in self.slots if key in slot.rates]
            self.model.add(sum(people) >= self.problem.rules.raters_per_competency)
        if self.holds(f"depth:{key}"):
            self._apply_depth(competency)
        if self.holds(f"question_kinds:{key}") and self.problem.rules.both_question_kinds:
            self._apply_question_kinds(competency)

    def _people(self, slot: SlotVariables, key: str) -> cp_model.IntVar:
        """People of the slot who rate the competency (an upper bound, which is all that a least number
        needs).
        """
        most = max(slot.kind.seat_options)
        people = self.model.new_int_var(0, most, f"people {slot.kind.key}/{slot.copy} {key}")
        self.model.add(people <= most * slot.rates[key])
        self.model.add(people <= slot.seats)
        return people

    def _apply_depth(self, competency: Competency) -> None:
        rules, enough = self.problem.rules, self.model.new_bool_var(f"enough questions {competency.key}")
        asked = [
            count
            for slot in self.slots
            for (key, _), count in slot.questions.items()
            if key == competency.key
        ]
        self.model.add(sum(asked) >= rules.questions_per_competency).only_enforce_if(enough)
        self.model.add(self.totals[competency.key] >= rules.minutes_per_competency).only_enforce_if(
            enough.negated()
        )

    def _apply_question_kinds(self, competency: Competency) -> None:
        """R-04, where the rubric has questions of both kinds."""
        if not set(QuestionKind) <= {question.kind for question in competency.questions}:
            return
        samples = [
            slot.rates[competency.key]
            for slot in self.slots
            if slot.kind.work_sample and competency.key in slot.rates
        ]
        for wanted in QuestionKind:
            asked = [
                count
                for slot in self.slots
                for (key, (question_kind, _)), count in slot.questions.items()
                if key == competency.key and question_kind == wanted
            ]
            self.model.add(sum(asked) + sum(samples) >= 1)

    def _apply_links(self) -> None:
        """Linking n competencies takes n - 1 steps; a session that rates k of them makes k - 1 at most."""
        steps = sum(sum(slot.rates.values()) - slot.used for slot in self.slots if not slot.kind.unscored)
        self.model.add(steps >= len(self.problem.competencies) - 1)

    def _connect(self, part: frozenset[str]) -> None:
        """Demand an interview that rates a competency inside `part` together with one outside it."""
        self.bridges.append(part)
        bridges = []
        for slot in self.slots:
            inside = [var for key, var in slot.rates.items() if key in part]
            outside = [var for key, var in slot.rates.items() if key not in part]
            if inside and outside:
                bridge = self.model.new_bool_var("bridge")
                self.model.add_bool_or(inside).only_enforce_if(bridge)
                self.model.add_bool_or(outside).only_enforce_if(bridge)
                bridges.append(bridge)
        self.model.add_bool_or(bridges)


def _nameless(kind: InterviewKind) -> InterviewKind:
    """Strip what does not matter to the model, so that kinds which are the same to it compare equal."""
    return replace(kind, key="", name="", max_copies=0, order=0)
