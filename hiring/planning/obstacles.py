"""The smallest set of rules that keeps a session without a place, none of which can be spared.

The set is found by setting rules aside one by one, as `impossible` does for loops: what can go while the session
still finds no place is not needed. Conflicts of interest are never set aside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .trials import EVERYTHING, GROUPS, PERSONAL, Case, Rule, Spent, Trials
from .types import Interviewer

MANY = 8
"""Rules of so many people who may give a session are looked at one by one; those of more only together."""


class Obstacles:
    """The search for the rules in the way of one session; `rules` are what is left, `minimal` when it is done.

    `case` then holds everybody if that was needed.
    """

    def __init__(self, case: Case, trials: Trials) -> None:
        self.case, self.trials = case, trials
        self.rules: tuple[Rule, ...] = ()
        self.minimal = False

    def find(self, hint: Sequence[Rule] = ()) -> bool:
        """Look for the rules, first among those of the `hint`; False when nothing stands in the way.

        When the trials are spent on the way, the rules so far stand, though not all may be needed.
        """
        try:
            found = self._look(hint)
            if found and self.case.few and not self._confirmed():
                self.case = replace(self.case, few=False)
                found = self._look(())
            self.minimal = found
        except Spent:
            return True
        return found

    def _look(self, hint: Sequence[Rule]) -> bool:
        if hint and self._stuck(hint):
            self._shrink([[rule] for rule in hint])
            return True
        if not self._stuck(EVERYTHING):
            return False
        self._shrink([[Rule(group)] for group in GROUPS])
        able = self._able()
        if len(able) <= MANY:
            self._shrink(self._by_person(able))
        if any(rule.who and rule.who not in able for rule in self.rules):
            self._shrink([[rule] for rule in self.rules])
        return True

    def _confirmed(self) -> bool:
        """Whether the rules stand in the way of everybody, not only of the few people that were looked at."""
        whole = replace(self.case, few=False)
        return whole.people == self.case.people or self.trials.place(whole.question(self.rules)) is None

    def _stuck(self, rules: Iterable[Rule]) -> bool:
        return self.trials.place(self.case.question(tuple(rules))) is None

    def _shrink(self, blocks: Sequence[Sequence[Rule]]) -> None:
        """Set aside block after block where that changes nothing."""
        kept = list(blocks)
        self.rules = tuple(rule for block in kept for rule in block)
        for block in blocks:
            fewer = [each for each in kept if each is not block]
            rules = tuple(rule for each in fewer for rule in each)
            if not block or self._stuck(rules):
                kept, self.rules = fewer, rules

    def _able(self) -> set[str]:
        """Who may give what is out; what it waits for counts only where the order matters."""
        asked = self.case.asked if Rule("order") in self.rules else (self.case.session,)
        return {person.id for person in self.case.people if any(each.may_take(person) for each in asked)}

    def _by_person(self, able: set[str]) -> list[list[Rule]]:
        """The rules that are left, those of people one by one; people who cannot give the session as one block."""
        single = [
            Rule(rule.group, person.id)
            for rule in self.rules
            if rule.group in PERSONAL
            for person in self.case.people
            if self._touches(rule.group, person)
        ]
        elsewhere = [rule for rule in single if rule.who not in able]
        here = [[rule] for rule in single if rule.who in able]
        return [elsewhere, *here, *([rule] for rule in self.rules if rule.group not in PERSONAL)]

    def _touches(self, group: str, person: Interviewer) -> bool:
        """Whether a group of rules says anything of a person."""
        said = {
            "day": person.day_limit is not None,
            "week": person.week_limit is not None,
            "busy": bool(person.busy),
        }
        return said.get(group, True)
