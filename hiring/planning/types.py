"""What goes into loop design and scheduling, and what comes out. Minutes are whole minutes throughout."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class QuestionKind(StrEnum):
    """What a question asks for: something done in the past, or something that would be done (R-04)."""

    BEHAVIOURAL = "behavioural"
    SITUATIONAL = "situational"


class Proof(StrEnum):
    """How far a statement about a loop plan is proven."""

    PROVEN = "proven"
    FEASIBLE = "feasible"


# --- Loop design: input -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the rubric version; `minutes` is the time to ask, probe and hear it."""

    key: str
    minutes: int = 8
    kind: str = QuestionKind.BEHAVIOURAL


@dataclass(frozen=True, slots=True)
class Competency:
    """A scored competency; `family` is matched against `InterviewKind.assesses`, as is `key`."""

    key: str
    name: str
    family: str = ""
    weight: float = 1.0
    essential: bool = False
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewKind:
    """An entry of the catalogue of interview kinds.

    `minute_options` and `seat_options` are what the designer may choose from. `assesses` holds competency
    keys or families; empty means any. `order` is a rank: an unscored session (a screen) comes before
    everything of a higher rank, scored ones stand in this order where that costs nothing. `required` kinds
    are always in the loop, an `unscored` one (recruiter screen) is in the loop only when required. A
    `work_sample` needs no questions and satisfies R-04 by itself. `opening_minutes` and `closing_minutes` are
    not scored; the closing is for the candidate's questions (R-07).
    """

    key: str
    name: str
    minute_options: tuple[int, ...] = (45, 60)
    assesses: tuple[str, ...] = ()
    min_competencies: int = 1
    max_competencies: int = 3
    seat_options: tuple[int, ...] = (1,)
    unscored: bool = False
    work_sample: bool = False
    required: bool = False
    max_copies: int = 2
    order: int = 1
    opening_minutes: int = 3
    closing_minutes: int = 5

    def may_assess(self, competency: Competency) -> bool:
        """Tell whether this kind of interview may rate the competency."""
        if self.unscored:
            return False
        return not self.assesses or competency.key in self.assesses or competency.family in self.assesses


@dataclass(frozen=True, slots=True)
class DesignRules:
    """The rules a loop must keep (science R-04, R-05, R-07, R-11, R-18; all are policy settings).

    A competency needs `questions_per_competency` questions *or* `minutes_per_competency` minutes over the
    loop. `minutes_per_rating` is the least time one competency gets in one interview. Interviewers are the
    seats of scored sessions. `both_question_kinds` asks for a behavioural and a situational question, or a
    work sample, wherever the competency has both kinds of question. `linked` demands that the interviews are
    connected by shared competencies, so that severity can be compared, at the price of minutes; without it
    they are connected where that is free. `competencies_per_interview` is the least and the most.
    """

    max_candidate_minutes: int = 300
    raters_per_competency: int = 2
    minutes_per_competency: int = 15
    questions_per_competency: int = 2
    minutes_per_rating: int = 5
    min_interviewers: int = 3
    max_interviewers: int = 6
    competencies_per_interview: tuple[int, int] = (1, 3)
    both_question_kinds: bool = True
    linked: bool = False


# --- Loop design: output ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlannedCompetency:
    """One competency in one planned session, with the keys of its questions."""

    key: str
    minutes: int
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One interview of the loop. `kind` is the key of its interview kind; `order` is the kind's rank.

    `name` is unique in the loop. In a scored session opening, closing and the competencies' minutes sum to
    `minutes`. `pools` are the pools of its seats, the lead's first: "" and a seat that is not named stand for anybody
    who is qualified.
    """

    kind: str
    name: str
    minutes: int
    seats: int = 1
    competencies: tuple[PlannedCompetency, ...] = ()
    order: int = 1
    opening_minutes: int = 0
    closing_minutes: int = 0
    pools: tuple[str, ...] = ()

    @property
    def scored(self) -> bool:
        """A session without competencies is not scored."""
        return bool(self.competencies)

    @property
    def seat_pools(self) -> tuple[str, ...]:
        """The pool of each seat, "" where it has none."""
        return (*self.pools, *("",) * self.seats)[: self.seats]

    def may_take(self, person: "Interviewer") -> bool:
        """Tell whether the person may have one of its seats: qualified, and of its pool where it has one."""
        return self.kind in person.qualified and not {*person.pools, ""}.isdisjoint(self.seat_pools)

    def must_precede(self, other: "PlannedSession") -> bool:
        """Tell whether the other has to wait: an unscored session, such as a screen, comes before later
        ranks.
        """
        return not self.scored and self.order < other.order


@dataclass(frozen=True, slots=True)
class Certificate:
    """How good the loop is known to be: `objective` and `bound` are candidate minutes.

    `proven` means that no shorter loop exists (bound = objective); `people_proven` and `evenness_proven` say
    the same of people's minutes and of evenness (essential competencies in two interviews, then the spread of
    minutes between competencies), each given the goals before it.
    """

    status: Proof
    objective: int
    bound: int
    sentence: str
    people_proven: bool = False
    evenness_proven: bool = False


@dataclass(frozen=True, slots=True)
class LoopDesign:
    """A loop that keeps every rule, in the order of its sessions."""

    sessions: tuple[PlannedSession, ...]
    candidate_minutes: int
    people_minutes: int
    certificate: Certificate
    weak_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Impossible:
    """No loop keeps all rules: the smallest set of rules found in the way, and changes that were tried and
    work.

    With `proven` false the search ended without a loop and without a proof that none exists.
    """

    rules: tuple[str, ...]
    ways_out: tuple[str, ...]
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a loop plan or a schedule breaks: a short key of the rule, what it concerns, and a
    sentence.
    """

    rule: str
    subject: str
    sentence: str


# --- Scheduling ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A half-open stretch of time between two aware datetimes, kept in UTC.

    Raises ValueError for a datetime without a time zone.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("An interval needs datetimes with a time zone.")
        # Datetimes of one zone compare by the wall clock, which is wrong in the hour that a clock repeats.
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether the two share a moment; touching ends do not count."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Interval") -> bool:
        """Tell whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Interviewer:
    """A person who may sit in sessions of the kinds in `qualified` (keys), in seats of the `pools` they belong to.

    `availability` is when they can be asked (working hours as intervals), `busy` what their calendar blocks,
    and `booked` the interviews they already have: these block time and count towards the limits, which are
    numbers of interviews on a local day and in a local ISO week of `time_zone` (None: no limit). `conflicts`
    are candidate ids. `buffer_minutes` is the least pause that the person wants around each interview, and
    `preferred` when they like interviews best. A trainee has `watch_count` sessions of the kinds in `watches` to watch.
    """

    id: str
    name: str
    qualified: frozenset[str]
    availability: tuple[Interval, ...]
    busy: tuple[Interval, ...] = ()
    booked: tuple[Interval, ...] = ()
    day_limit: int | None = None
    week_limit: int | None = None
    time_zone: str = "UTC"
    conflicts: frozenset[str] = frozenset()
    buffer_minutes: int = 0
    preferred: tuple[Interval, ...] = ()
    pools: frozenset[str] = frozenset()
    watches: frozenset[str] = frozenset()
    watch_count: int = 0


@dataclass(frozen=True, slots=True)
class CandidateLoop:
    """A candidate, when they can come (`windows`, minus `busy`), and the sessions of their loop plan."""

    candidate: str
    name: str
    windows: tuple[Interval, ...]
    sessions: tuple[PlannedSession, ...]
    busy: tuple[Interval, ...] = ()
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class ScheduleRules:
    """Starts lie on a grid; `gap_minutes` is the least pause between two sessions of one candidate,
    `buffer_minutes` the least pause of an interviewer around each interview and `candidate_minutes_per_day`
    the most a candidate sits on one local day.
    """

    grid_minutes: int = 15
    gap_minutes: int = 0
    buffer_minutes: int = 0
    candidate_minutes_per_day: int = 300


@dataclass(frozen=True, slots=True)
class Placement:
    """A session (index into the candidate's `sessions`) with its time and the ids of its interviewers, lead
    first.
    """

    candidate: str
    session: int
    start: datetime
    end: datetime
    interviewers: tuple[str, ...]

    @property
    def interval(self) -> Interval:
        """Its time as an interval."""
        return Interval(self.start, self.end)


class WayKind(StrEnum):
    """What would be changed, the cheapest first."""

    AGAIN = "again"
    DAY_LIMIT = "day_limit"
    WEEK_LIMIT = "week_limit"
    HOURS = "hours"
    WINDOW = "window"
    MINUTES = "minutes"
    MOVE = "move"
    POOL = "pool"
    QUALIFY = "qualify"


@dataclass(frozen=True, slots=True)
class WayOut:
    """One change that was tried and gives a session its place, everything else as it is.

    `who` is the id of the interviewer, or of the candidate for AGAIN, WINDOW, MINUTES and MOVE (there the one whose
    interviews move). `amount` is the new limit of interviews, or of minutes a day. `times` are hours to be asked
    for, `session_kind` the kind of session to qualify for, `pool` the pool to join.
    """

    kind: WayKind
    who: str
    sentence: str = ""
    amount: int = 0
    times: tuple[Interval, ...] = ()
    session_kind: str = ""
    pool: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A session that found no place, with sentences that name the rules in the way.

    `ways_out` are changes of which each alone would place it; `tried` tells whether they were looked for to the end.
    """

    candidate: str
    session: int
    reasons: tuple[str, ...]
    ways_out: tuple[WayOut, ...] = ()
    tried: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleRequest:
    """Loops to place among interviewers. `kept` placements stand as they are and are returned with the rest;
    they are not repeated in the interviewers' `booked`, nor a candidate's in their `busy`.

    Nothing new starts before `not_before`.
    """

    loops: tuple[CandidateLoop, ...]
    interviewers: tuple[Interviewer, ...]
    rules: ScheduleRules = ScheduleRules()
    kept: tuple[Placement, ...] = ()
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """All placements, kept ones included, in the order of request and session; new times are UTC."""

    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
