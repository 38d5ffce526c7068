"""Words by which the lead-in of a list is known. Data."""

from __future__ import annotations

from rubrics.derivation.lexicon import any_of

# What helps beyond what is asked; tried before all others.
EXTRA = any_of(r"""
    \bnot (strictly )?(essential|required|necessary|a must)\b   \b(in|to) your (favou?r|advantage)\b
    (?<!you )(?<!we )\bwould (also |further |really )?(help|strengthen|support|improve|boost)\b
""")
# What people are assessed on.
CRITERIA = any_of(r"""
    \b(each|all|these|the) (of )?(the )?(\w+ )?following (\w+ )?(competenc|criteria|skills|qualities|
        attributes|behaviou?rs)
    \bassess(ed)? (you )?(against|on)\b   \bessential\b.*\bdesirable\b   \brequired\b.*\bpreferred\b
    \b(all|everything) (of )?(the )?(above|that),? plus$
""")
# What to send or to write.
APPLYING = any_of(r"""
    \bresum[eé]s?\b   \bcv\b   \bcover letter\b
    \bapplication\b(?! and at the interview)(?!s?\b.*(must|should) (have|demonstrate))   \bto apply\b
    ^apply\b   \btell(ing)? us\b   \bsubmit\b
    ^please (include|send|provide|note|give|answer|state|list|name|describe|explain|show|write|enclose|attach|say)\b
    \bplease (include|send|provide|note)\b   ^(for|of) (each|every) (\w+ )?(position|post|job|role|employer)\b
    \b(in|with) (your|a|the) ((short|brief|covering) )?(letter|form|e-?mail|message)\b
    \b(letter|form|e-?mail|message|statement|note)\b.*\b(saying|explaining|stating|describing|telling|setting out)$
""")
# What the employer gives.
GIVEN = any_of(r"""
    \bbenefits\b   \b(we|client|company|employer) offers?\b   \boffers$   \bsalary\b   \bperks\b
    \bin return\b   \bpay\b
""")
# Teams, links and the like.
LINKS = any_of(r"""
    \b(teams|types) (of|we|are)\b   \bcan find opportunities\b   \blinks?\b   ^some of the
""")
# What is only desirable.
WISHED = any_of(r"""
    \bdesirable\b   \bnice[- ]to[- ]haves?\b   \b(may|might|could) also\b   \bpreferred\b
    \bpreferably\b   \bbonus\b   (?<!,)(?<! and) plus\b   ^plus\b   \bideally\b   \badvantage\b   \bdesired\b
    \bwould (also |really )?be (great|nice|good|helpful|useful|beneficial|ideal|lovely|welcome|fantastic)\b
    \bnot (required|essential|necessary)\b   \b(bonus|extra) if\b
    \bwe('d| would) (also )?be (\w+ )?(glad|pleased|happy|delighted)\b(?! to (meet|hear|talk|know))
    \blove (it )?if\b   ^could[- ]haves?$   ^(strong|great|outstanding|the best) candidates\b
    \beven better\b   \bhelpful\b   ^(and )?if you (can |have |are |do )?(also|happen)\b
""")
# What will be done.
WORK = any_of(r"""
    \bmay be (required|asked|expected) to\b   \bresponsib   \bduties\b   \bday[- ]to[- ]day\b
    ^(as .*, )?you('ll| will)( also)?( be)?:?$   \btasks\b   \bobjectives\b
    \bin this (role|post|job|position),? you('ll| will| would|'d)(?! need| have| bring| be able| possess)
    \byou('ll| will) (do|work on|be doing)\b
    \bincludes? but (are|is) not limited\b   \byou('ll| will) be \w+ing\b
""")
# What is asked.
ASKED = any_of(r"""
    \bessential\b   \bmust\b   \bneed   \brequire   \blook(ing)? for\b   \bqualif   \bskills?\b
    \bexperience\b   \bcompetenc   \bknowledge\b   \bexpertise\b   \bideal candidate\b   \bdemonstrat
    \bassess(ed)? (you )?(against|on)\b   \byou (have|are|bring|possess)\b
    \byou('ll| will| should) (have|be|bring|possess)\b   \bsomeone who\b   \bwho:?$   \bcandidates?\b
    \bcriteria\b   \bhave:?$   \babilit(y|ies)\b   \b(should|must)( be| have)?$
""")
