"""A debrief as its page shows it: who votes, which votes may be seen, the evidence side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from hiring.accounts.models import User
from hiring.choices import DebriefState, ScorecardState, TeamRole
from hiring.models import Debrief, DebriefVote, Rating, Scorecard, TeamMember
from hiring.permissions import readable_scorecards
from rubrics.choices import LEVEL_LABELS

# The round of votes that each step holds open, and the steps after which its votes lie on the table.
ROUND_OF = {DebriefState.VOTING: False, DebriefState.REVOTING: True}
STEPS = tuple(DebriefState)


@dataclass(frozen=True)
class Ballot:
    """One person's two votes. A vote that lies face down is None for everybody but its author."""

    person: User
    first: DebriefVote | None
    second: DebriefVote | None
    first_cast: bool
    second_cast: bool


@dataclass(frozen=True)
class Table:
    """All ballots by name. `revealed` says of each round whether its votes lie on the table."""

    ballots: tuple[Ballot, ...]
    first_revealed: bool
    second_revealed: bool

    @property
    def waiting(self) -> tuple[User, ...]:
        """Who has not voted in the first round."""
        return tuple(ballot.person for ballot in self.ballots if not ballot.first_cast)


@dataclass(frozen=True)
class Note:
    """One rating with its words: R-09, a level is never shown without its anchor."""

    rating: Rating
    card: Scorecard
    level_name: str
    anchor: str


@dataclass(frozen=True)
class Side:
    """What was written about one competency, by everybody who rated it."""

    name: str
    definition: str
    notes: tuple[Note, ...]


def voters(debrief: Debrief) -> list[User]:
    """Who votes, by name: authors of counting submitted scorecards, the requisition's hiring managers."""
    authors = Scorecard.objects.filter(
        application_id=debrief.application_id, state=ScorecardState.SUBMITTED, counts=True
    ).values("author_id")
    managers = TeamMember.objects.filter(
        requisition_id=debrief.application.requisition_id, role=TeamRole.HIRING_MANAGER
    ).values("person_id")
    people = User.objects.filter(pk__in=authors.union(managers), is_active=True)
    return list(people.order_by("full_name", "pk"))


def open_round(debrief: Debrief) -> bool | None:
    """False while first votes are written, True for second ones, None while no round is open."""
    return ROUND_OF.get(DebriefState(debrief.state))


def is_past(debrief: Debrief, step: DebriefState) -> bool:
    """Whether the debrief has left the step behind."""
    return STEPS.index(DebriefState(debrief.state)) > STEPS.index(step)


def table(debrief: Debrief, viewer: User) -> Table:
    """The votes that `viewer` may see: their own; others' once the round has ended or everybody has voted."""
    votes = list(debrief.votes.select_related("person"))
    people = {person.pk: person for person in [*voters(debrief), *(vote.person for vote in votes)]}
    cast = {(vote.person_id, vote.after_reading): vote for vote in votes}
    first = is_past(debrief, DebriefState.VOTING) or everybody(people, cast, after_reading=False)
    second = is_past(debrief, DebriefState.REVOTING) or everybody(people, cast, after_reading=True)
    return Table(
        ballots=tuple(
            Ballot(
                person=person,
                first=cast.get((pk, False)) if first or pk == viewer.pk else None,
                second=cast.get((pk, True)) if second or pk == viewer.pk else None,
                first_cast=(pk, False) in cast,
                second_cast=(pk, True) in cast,
            )
            for pk, person in sorted(people.items(), key=lambda item: (item[1].full_name.casefold(), item[0]))
        ),
        first_revealed=first,
        second_revealed=second,
    )


def everybody(
    people: Iterable[int], cast: dict[tuple[int, bool], DebriefVote], *, after_reading: bool
) -> bool:
    """Whether each of these people (ids) has voted in the round."""
    return all((pk, after_reading) in cast for pk in people)


def cards_to_read(debrief: Debrief, viewer: User) -> QuerySet[Scorecard]:
    """The submitted scorecards of the application that `viewer` may read, with ratings and anchors."""
    ratings = Rating.objects.select_related("competency").prefetch_related("competency__anchors", "revisions")
    return (
        readable_scorecards(viewer)
        .filter(application_id=debrief.application_id, state=ScorecardState.SUBMITTED)
        .select_related("author", "seat__session__planned")
        .prefetch_related(Prefetch("ratings", ratings))
        .order_by("seat__session__planned__order", "pk")
    )


def side_by_side(cards: Iterable[Scorecard]) -> tuple[Side, ...]:
    """The ratings of these scorecards by competency, in the order of the rubric."""
    found: dict[int, list[Note]] = {}
    for card in cards:
        for rating in card.ratings.all():
            found.setdefault(rating.competency_id, []).append(note(rating, card))
    rows = sorted(found.values(), key=lambda notes: notes[0].rating.competency.order)
    return tuple(
        Side(notes[0].rating.competency.name, notes[0].rating.competency.definition, tuple(notes))
        for notes in rows
    )


def note(rating: Rating, card: Scorecard) -> Note:
    """The rating with the name and the anchor of its level."""
    anchors = {anchor.level: anchor.text for anchor in rating.competency.anchors.all()}
    level = rating.level or 0
    return Note(rating, card, LEVEL_LABELS.get(level, ""), anchors.get(level, ""))
