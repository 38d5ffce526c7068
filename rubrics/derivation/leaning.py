"""What a list is about when neither its heading nor its lead-in says so: by the words of its items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.derivation import cues
from rubrics.derivation.kinds import is_credential
from rubrics.derivation.lexicon import any_of

# Two items may begin alike by chance, and one word of pay may stand in a requirement.
FEWEST_ITEMS = 2
PROFILE_SHARE = 0.5
OFFER_SHARE = 0.5
LEANING_SHARE = 0.25
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
    \b(?:free|on-?site) (?:parking|nursery|gym)\b   \bdiscounts?\b   \b(?:car|travel|meal|housing|relocation)
        allowance\b   \b(?:equity|stock options|share options|shares)\b   \bcompetitive (?:pay|salary)\b
    \b(?:training|learning|education|development|book) (?:budget|allowance)\b   \bcollective agreement\b
    \b(?:is|are) (?:all )?(?:provided|paid for|included)\b   \b(?:flexible|flexi-?) ?(?:hours|working|time)\b
    \b(?:four|4)-day week\b   \bhome office\b   \bcompany (?:car|bike|phone|laptop|events?|pension)\b
    \b(?:cycle to work|employee assistance|pension) (?:scheme|programme|program)\b
    \b(?:laptop|equipment) of your choice\b   \bwe (?:pay|provide|cover|offer)\b
    ^(?:a )?(?:competitive|attractive|generous|great|uncapped)\b
    [$€£]\s?\d
""")


def is_offer(contents: Sequence[str]) -> bool:
    """Whether a list tells what the employer gives: pay, leave, tools, and nothing that is asked."""
    offers = sum(bool(OFFER.search(content)) for content in contents)
    asked = sum(_asks(content) for content in contents)
    return offers >= FEWEST_ITEMS and offers >= OFFER_SHARE * len(contents) and asked < offers


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
