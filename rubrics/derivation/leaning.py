"""What a list is about when neither its heading nor its lead-in says so: by the words of its items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.derivation import cues
from rubrics.derivation.asking import CONDITION, set_aside
from rubrics.derivation.kinds import is_credential, kind_of
from rubrics.derivation.lexicon import any_of
from rubrics.derivation.sentences import LONGEST_STATEMENT

# Two items may begin alike by chance, and one word of pay may stand in a requirement.
FEWEST_ITEMS = 2
PROFILE_SHARE = 0.5
OFFER_SHARE = 0.5
LEANING_SHARE = 0.25
# Between two offers may stand so many that no word tells.
MOST_OTHERS = 1
CONDITIONS_SHARE = 0.5
STEM = 4
# Words that may as well be said of a person (``Great with children``, ``Shares what they know``).
OF_A_PERSON = re.compile(
    r"(?:a )?(?:competitive|attractive|generous|great|uncapped)|shares|equity|flexi.*|(?:is|are) .*",
    re.IGNORECASE,
)
TO_READER = re.compile(r"[$€£\d]|\b(?:free|your)\b", re.IGNORECASE)
# What will be done or had in the post (``You will sail``).
TOLD = re.compile(r"^(?:you(?:['’]ll| will| can| may| get)|your|we|our|to)\b", re.IGNORECASE)
# Only what a person is and has: ``You write`` and ``You work`` may as well be duties.
ABOUT_YOU = re.compile(
    r"^you(?:['’](?:re|ve)| are(?! responsible)| have| hold| know| understand| love| like| enjoy| think| care|"
    r" thrive| want| bring| possess| don['’]t| aren['’]t| never| always| believe| feel| speak| stay| keep)\b",
    re.IGNORECASE,
)
YEARS = re.compile(
    r"^(?:at least |minimum (?:of )?)?(?:\d+|one|two|three|four|five|six|seven|eight|ten)\+?"
    r"(?: ?[-–] ?\d+\+?)? (?:years?|months|seasons|summers|winters)\b(?! (?:after|before|later|ago)\b)",
    re.IGNORECASE,
)

OFFER = any_of(r"""
    \b(?:permanent|unlimited|open-ended) (?:employment )?contract\b   \bpensions?\b   \bbonus(?:es)?\b(?! points)
    \b(?:days?|weeks?)['’]?s?['’]? (?:of )?(?:paid |annual )?(?:holidays?|vacation|leave|off)\b
    \bannual leave\b   \b(?:paid|parental|sick|maternity) (?:leave|holidays?|time off|vacation)\b
    \b\d\dth month   \b(?:health|dental|life|medical|private) (?:insurance|cover|care)\b   \b401\(?k\b
    \bat our (?:expense|cost)\b   \b(?:free|subsidi[sz]ed|discounted) (?:\w+ )?(?:coffee|tea|fruit|lunch|
        meals?|food|drinks|parking|travel|tickets?|gym|membership|childcare)\b
    \b(?:free|on-?site) (?:parking|nursery|gym)\b   \bdiscounts?\b
    \b(?:car|travel|meal|housing|relocation) allowance\b   \b(?:equity|stock options|share options|shares)\b
    \bcompetitive (?:pay|salary)\b
    \b(?:training|learning|education|development|book) (?:budget|allowance)\b   \bcollective agreement\b
    \b(?:is|are) (?:all )?(?:provided|paid for|included)\b   \b(?:flexible|flexi-?) ?(?:hours|working|time)\b
    \b(?:four|4)-day week\b   \bhome office\b   \bcompany (?:car|bike|phone|laptop|events?|pension)\b
    \b(?:cycle to work|employee assistance|pension) (?:scheme|programme|program)\b
    \b(?:laptop|equipment) of your choice\b   \bwe (?:pay|provide|cover|offer)\b
    \bbank holidays\b
    ^(?:annual )?(?:leave|holidays?|probation|parking|salary|pay|hours|wages?|bonus|meals?|housing)(?: \w+)?: \w
    ^(?:a )?(?:competitive|attractive|generous|great|uncapped)\b
    [$€£]\s?\d
""")


def is_offer(contents: Sequence[str]) -> bool:
    """Whether a list tells what the employer gives: pay, leave, tools, and nothing that is asked."""
    offers = sum(bool(OFFER.search(content)) for content in contents)
    asked = sum(_asks(content) for content in contents)
    return offers >= FEWEST_ITEMS and offers >= OFFER_SHARE * len(contents) and asked < offers


def is_of_business(contents: Sequence[str]) -> bool:
    """Whether most items speak of the employer, not of the person."""
    return 2 * sum(bool(cues.OF_BUSINESS.match(content)) for content in contents) > len(contents)


def offers_from(contents: Sequence[str]) -> int:
    """Where a list turns to what the employer gives, for good; its length if it never does.

    Words such as ``pension`` may be the trade itself, so that offers of several kinds have to stand there, one of
    them with an amount or for the reader.
    """
    start, kinds, others = len(contents), set[str](), 0
    for index in range(len(contents) - 1, -1, -1):
        content = contents[index][:LONGEST_STATEMENT]
        if others > MOST_OTHERS or _asks(content) or _is_certain(content):
            break
        kind = _given(content)
        others = 0 if kind else others + 1
        if kind:
            kinds.add(kind)
            start = index
    fewest = FEWEST_ITEMS if start else FEWEST_ITEMS + 1
    to_reader = any(TO_READER.search(content) for content in contents[start:])
    return start if len(kinds) >= fewest and to_reader else len(contents)


def _given(content: str) -> str:
    """The beginning of the last word by which an item tells what is given, and not how a person is."""
    found = next((hit for hit in OFFER.finditer(content) if not OF_A_PERSON.fullmatch(hit.group())), None)
    return found.group().split()[-1][:STEM].casefold() if found else ""


def conditions_among(contents: Sequence[str]) -> frozenset[int]:
    """The duties of office in a list that is mostly conditions of employment (``File a yearly declaration``)."""
    if not any(set_aside(content) == CONDITION for content in contents):
        return frozenset()
    formal = {i for i, content in enumerate(contents) if _is_formal(content)}
    if len(formal) < max(FEWEST_ITEMS, CONDITIONS_SHARE * len(contents)):
        return frozenset()
    others = {i for i, content in enumerate(contents) if not (_asks(content) or _describes(content))}
    return frozenset(others - formal)


def _is_formal(content: str) -> bool:
    if len(content) > LONGEST_STATEMENT:
        return False
    return set_aside(content) == CONDITION or kind_of(content, None)[0] == "eligibility"


def is_profile(contents: Sequence[str]) -> bool:
    """Whether most items begin like requirements (``Experience in ...``, ``You stay calm ...``)."""
    asked = sum(_asks(content) or _describes(content) for content in contents)
    enough = asked >= FEWEST_ITEMS or (asked > 0 and any(_is_certain(content) for content in contents))
    return enough and asked >= PROFILE_SHARE * len(contents) and not is_offer(contents)


def leans(contents: Sequence[str]) -> bool:
    """Whether a list asks more than it tells what is done or given, where nothing else in the document asks."""
    asked = sum(_asks(content) or _describes(content) for content in contents)
    enough = asked >= FEWEST_ITEMS or any(_is_certain(content) for content in contents)
    told = sum(bool(TOLD.match(content.lstrip("*_ "))) for content in contents)
    return enough and asked >= LEANING_SHARE * len(contents) and told < asked and not is_offer(contents)


def _describes(content: str) -> bool:
    """Speaks to the candidate, names a trait, or names papers that only a requirement names."""
    bare = content.lstrip("*_ ")
    return bool(ABOUT_YOU.match(bare) or cues.FRAGMENT.match(bare)) or _is_certain(bare)


def _is_certain(content: str) -> bool:
    """A degree, a licence or years stand alone, too."""
    return bool(YEARS.search(content)) or is_credential(content)


def _asks(content: str) -> bool:
    return bool(cues.OPENER.match(content.lstrip("*_ ")))
