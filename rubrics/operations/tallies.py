"""How far an import of many is, counted and said in one sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubrics.choices import BatchState, ItemState
from rubrics.models import DocumentBatch

DUE = (ItemState.WAITING, ItemState.DERIVING)


@dataclass(frozen=True)
class Tally:
    """Files done of all, the sentence that says so, and the states in which files ended, in words."""

    running: bool
    done: int
    total: int
    sentence: str
    states: tuple[tuple[str, str], ...]


def counts(batch: DocumentBatch) -> dict[str, int]:
    """How many files stand in each state; states without a file are left out."""
    found: dict[str, int] = {}
    for state in batch.items.order_by("number").values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def tally(batch: DocumentBatch) -> Tally:
    """The tally of an import, such as “3 of 5 files done: 2 drafts, 1 refused.”"""
    found = counts(batch)
    total = sum(found.values())
    done = total - sum(found.get(state, 0) for state in DUE)
    states = tuple(
        (state.value, _in_words(state, found[state]))
        for state in ItemState
        if state in found and state not in DUE
    )
    sentence = ngettext("%(done)s of %(total)s file done", "%(done)s of %(total)s files done", total)
    sentence %= {"done": done, "total": total}
    told = _("%(sentence)s: %(states)s.") if states else _("%(sentence)s.")
    told %= {"sentence": sentence, "states": ", ".join(words for _state, words in states)}
    return Tally(batch.state != BatchState.FINISHED, done, total, told, states)


def _in_words(state: ItemState, n: int) -> str:
    words = {
        ItemState.DERIVED: ngettext("%(n)s draft", "%(n)s drafts", n),
        ItemState.ALREADY_THERE: ngettext("%(n)s here already", "%(n)s here already", n),
        ItemState.NOTHING_FOUND: ngettext("%(n)s without a requirement", "%(n)s without a requirement", n),
        ItemState.REFUSED: ngettext("%(n)s refused", "%(n)s refused", n),
        ItemState.FAILED: ngettext("%(n)s failed", "%(n)s failed", n),
    }
    return words[state] % {"n": n}
