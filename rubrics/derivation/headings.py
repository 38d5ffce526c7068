"""Words by which a heading or the lead-in of a list is known: what its section holds.

Data, in the order in which it is tried: the first pattern that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rubrics.derivation import lead_ins
from rubrics.derivation.lexicon import any_of
from rubrics.derivation.questions import stated

Role = Literal["requirements", "desirable", "soft", "duties", "prose", "noise"]


@dataclass(frozen=True)
class Meaning:
    """What a heading says: the role of its section, why it is ignored, and whether children inherit."""

    role: Role
    reason: str = ""
    inherited: bool = True


PAY = "pay, benefits and conditions"
PROCESS = "how to apply and how people are chosen"
MARKET = "the market and its trends"
CAREER = "a career path"
ADVICE = "general advice, not about this role"
COMPANY = "about the employer"
CHROME = "page furniture"
CLOSING = "introduction or closing words"
OVERVIEW = "an overview; the requirements stand in a section of their own"
NOT_ASKED = "says what is not asked"

HEADINGS: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (any_of(r"^job description\b.*specification"), Meaning("prose", "describes the role")),
    (
        any_of(r"""
        \b(skills|competenc\w+|criteria|behaviou?rs|abilities)\b.*\b(assess|test|evaluat)ed\b
    """),
        Meaning("requirements"),
    ),
    (
        any_of(r"""
        \byou (won't|will not|don't|do not|needn't|wouldn't) (need|have to)\b(?!.*\bbut\b)
        \b(isn't|is not|not|wrong) (the |an? )?((right|good|great|best) )?(fit |job |role |place )?for you\b
        \b(not|no) (the |an? )?((right|good|great|natural) )?(fit|match)\b
        ^who (you aren't|you are not|you're not|shouldn't apply|should not apply)\b
        \bwe (don't|do not) (ask|need|expect|require|want|care|look|mind)\b   \bwe (ignore|overlook)\b
        ^not (required|needed|asked)$
        \b(okay|ok|fine|all right|no problem) if\b
        \byou('ll| will|'d| would| might)? (hate|dislike|struggle|suffer|not (like|enjoy|fit))\b.*\b(if|here|when)\b
    """),
        Meaning("noise", NOT_ASKED),
    ),
    (
        any_of(r"""
        \b(system|browser|hardware|software|installation|operating|space) requirements\b
        \b(accreditation|certification)s? (and|/|or)? ?(badges|logos|awards)\b   ^(our )?(badges|awards)\b
        \bdocuments? (to|for) download\b   ^(downloads?|attachments?|attached documents?)$
        skip to (main )?content   table of contents   ^quick links   ^on this page   ^share\b
        ^(cookies?|privacy|legal)( (policy|notice|settings|statement|information|preferences))?$
        ^related (jobs|articles|posts|roles)   ^similar (jobs|roles)   ^tags?$
    """),
        Meaning("noise", CHROME),
    ),
    (
        any_of(r"""
        frequently asked   ^faqs?$   ^conclusion   ^introduction$   ^key takeaways
        \binterview questions\b   \bquestions (to ask|for (the )?interview)
        ^final thoughts   ^closing   ^(common )?questions( and answers)?$
    """),
        Meaning("noise", CLOSING),
    ),
    (
        any_of(r"""
        \bsalar(y|ies)\b   \bcompensation\b   \bbenefits\b   \bperks\b   \bwhat we( can)? offer
        \bwe (can )?offer\b
        ^(?!what you|you)[\w' -]+ offers$   \bwhat('s| is) in it for you
        what you('ll| will| can| would)? (get|receive)
        ^terms( of (employment|service|appointment))?$   ^what you can (count|rely|bank|look forward)\b
        \bexpect from us\b   what awaits you   ^in exchange   ^you('ll| will)? get( from us)?$
        ^(how |what |why |and )?we('ll| will| can)? (also )?(convince|promise|reward|thank|support|do for) you
        ^what('s| is) in (it|the box|store)\b   \bon the table$   \bpay (and|&)   (pay|working) hours$
        ^(our|your|the) (offer|package|deal|promise)( (to|for) you)?$   ^package$   ^good to know$
        ^why you('ll| will) (love|like|enjoy)   ^things (you need )?to know$   ^(annual )?leave$
        \bpay( range| scale)?$   \brewards?\b   \bremuneration\b   \bwages?\b
        ^we (give|provide|pay|bring)\b   ^we$
        \bin return$   ^what('s| is) on offer   ^job grades?$   what('s| is)? (matters|important) to you
        what you('ll| will) learn   \byou('ll| will)? (also )?(learn|gain|acquire)$
        what (do|will|can) (i|you) (earn|get)   ^travel\b
        ^(nationality|citizenship|residen(ce|cy)|right to work|work (permit|authori[sz]ation))\b
        travel requirements?$   ^locations?$
        work(ing)? (schedule|hours|pattern)   ^hours   security clearance   who may apply   appointment type
        ^basic information   supervisory status   promotion potential   ^(number of )?vacancies
        announcement number   opening and closing   ^series\b   ^(?:\w+ )?grade( level)?$   ^job title
        physical (requirements|demands|effort)   ^work(ing)? (environment|conditions)   ^contract\b
        ^type of (contract|employment)   ^remote( work(ing)?| first| policy|ness)?$   relocation   ^employment type
        ^job (details|type|category)$   ^start date   \bvisa sponsorship\b
    """),
        Meaning("noise", PAY),
    ),
    (
        any_of(r"""
        ^how (to|do i|can you|can i|you can) apply   ^closing date   ^deadline   ^interested\?$
        ^applying$   ^the process$   ^how you('ll| will) be (assessed|evaluated|interviewed)   ^still got
        ^how to (get started|join|get in touch|reach us|start)$   ^get(ting)? (in touch|started)$   ^write to us$
        \bin your (application|letter|e-?mail|cv)$
        ^your (way|path|road|route) to us
        ^how (do|can|should) (i|you) prepare   ^preparing for
        ^sounds? (like fun|good|interesting)   ^(pre-?employment|background|reference|security) checks?
        \bscreenings?\b   ^safeguarding$   ^(reasonable )?adjustments$   ^support for (applicants|candidates)
        ^terms (and|&) conditions   ^(sold|convinced|ready)\?
        \bapply( now| here| today)?$   ^\[?apply\b
        application (process|evaluation|instructions|procedure|questions|form|deadline)   ^applications?$
        interview (process|stages?|loop|schedule|plan)   ^interviews?$   \binterview$
        (hiring|selection|recruitment|recruiting) (process|manager interview)   internal candidates
        ^next steps   ^what (to expect|happens next)   ^how we hire   ^your application   learn more
        find out more   ^contact   ^questions\??$   equal opportunit   \beeo\b   diversity (statement|,)
        ^accommodations?   ^(our )?commitment to (diversity|inclusion)   ^disclaimer
        ^notes?( to applicants)?$   ^note to
        ^(other|additional|further|important) (information|info|notes?|details|remarks)
        background check process   ^resum|^your resum|^cv\b
    """),
        Meaning("noise", PROCESS),
    ),
    (
        any_of(r"""
        \bmarket\b   \bdemand\b   \btrends?\b   \boutlook\b
        \bindustr(y|ies) (presence|adoption|response|context|applications?|trends?)   ^industries\b
        ^industry   emerging opportunities   job growth   economic impact
    """),
        Meaning("noise", MARKET),
    ),
    (
        any_of(r"""
        career (path|development|progression|advantages|opportunit|growth|advancement|outlook|ladder)
        ^careers?$
        ^advancement   (strategies|tips) for (advancement|success)   ^transitioning to
        professional development$   ^growth opportunit
    """),
        Meaning("noise", CAREER),
    ),
    (
        any_of(r"""
        best practices   common challenges   ^challenges\b   ^tips\b   ^how to become   ^resources$
        ^training and development$   ^certifications to consider
    """),
        Meaning("noise", ADVICE),
    ),
    (
        any_of(r"""
        \bno deal-?breakers?\b   \bnot (a )?(must|deal-?breaker|essential)\b   ^extras\b
        ^(helpful|useful|handy|welcome)$
        ^an? (\w+ )?advantage\b   \bwe('ll| will| can)? (\w+ly )?(teach|train) you\b   \bcherr(y|ies) on   ^nice$
        \b(nice|welcome|little|useful|lovely|handy) (extras?|touches|additions)\b
        \bwe('d| would) (also )?be (\w+ )?(glad|pleased|happy|delighted) (to (see|find)|of)\b
        ^not (strictly )?(mandatory|obligatory|compulsory|essential)\b   \b(in|to) your (favou?r|advantage)\b
        \bnice[- ]to[- ]haves?\b   ^(?!.*\brequired\b).*\bpreferred\b   \bdesirable\b   \bdesired\b
        ^bonus\b   \bbonus (points|skills|if)   \bpluses$
        ^(it('s| is|'d be| would be) )?(a |big |huge )*plus\b   \bas a plus\b   ^extra (credit|points)
        \bgood to have\b   \bgreat to have\b   ^could[- ]haves?$   \basset (qualification|criteri|experience)\w*
        ^if you (possess|have|hold|meet) any\b   ^(it|that)('d| would) (\w+ )?be\b.*\bif you$
        \bwould be (nice|great|good|ideal|helpful|lovely|fantastic|useful|welcome)\b
        \b(also|always) (good|nice|great|helpful|welcome|useful)\b   ^it (helps|would help)\b
        \b(may|might|could) also (have|bring)\b   \bnice if\b
        ^(added|additional) advantage   ^advantageous   ^ideally   ^optional   ^extra\b
        ^(even better|what would be nice|would be nice)   you('ll)? stand out   ^what sets you apart
        ^(strong|great|outstanding|the best) candidates\b
        \b(won't|wouldn't|can't) (hurt|harm|go amiss)\b   \bround(s|ing)? (off|out)\b   \bif you (also|happen to)\b
        \bas a bonus\b   ^(would be )?an? (added |big )?(bonus|plus)$   ^added bonus   ^additional assets
        ^(we('d| would) (also )?love(?! to (meet|hear|talk|know))|brownie points|icing on the cake)
        ^preferences?$   ^assets?$
        ^additional (qualifications|skills|experience)$
        not (strictly )?(required|necessary|essential),? but
        \bbut not (strictly )?(required|necessary|essential|needed)\b
        \b(useful|helpful)\b.*\b(skills|experience|expertise|knowledge)\b
    """),
        Meaning("desirable"),
    ),
    (
        any_of(r"""
        \bsoft[- ]skills\b   \bpeople skills\b   ^personal (attributes|qualities|characteristics|traits)
        ^interpersonal skills$   ^behaviou?ral (competenc|skills)
    """),
        Meaning("soft"),
    ),
    (
        any_of(r"""
        \b(experience|skills|qualifications?|knowledge|competenc\w+) (is |are )?required\b
    """),
        Meaning("requirements"),
    ),
    (
        any_of(r"""
        ^(key |core |main |primary |job |your |general |typical |essential |major |specific |role |
            day[- ]to[- ]day |\w+ )?(responsibilit|duties|tasks|accountabilities|functions|objectives|
            deliverables)
        \bresponsibilities( of| and duties|$)   \bduties\b(?!.*qualif)   key objectives
        \bobjectives?( #?\d| for|:|$)   ^objective\b
        ^(what )?you('ll| will)( be)?( do(ing)?| work(ing)? on| own| build)?$
        what you('ll| will| would)( be)? (do|work|own|build)   ^in this role
        ^(your|the) (mission|impact|tasks|day)   day[- ]to[- ]day   ^how you('ll| will)
        ^what you('ll| will) be responsible   ^a (typical )?day in   ^your (working )?(day|week)\b
        ^what (does )?(an?|the) .* (do|does)\b   ^(role|position) (purpose|accountabilit)
        ^your (responsibilit|role\b)   ^the work$   ^scope\b   ^outline .*responsibilit
        ^(that's|this is|these are|here's|here are) (your|the) (job|tasks?|work|role|mission)$
        ^(main|key|overall) purpose   ^purpose of the   ^performance (indicators|measures)
        what success (looks|will look) like   ^(definition of )?(role )?success\b(?!ful)   \bjob functions$
        ^key (result|performance)   ^expected (outcomes|results)   ^(in )?(your|the) first \w+ (days|months)
        ^(in )?(your|the) first (day|week|month|year)s?$   ^what you can expect to do
    """),
        Meaning("duties"),
    ),
    (
        any_of(r"""
        \brequirements?\b   \bqualifications?\b   \bqualified\b   selection criteri
        \b(someone|somebody|person|people|candidate) who\b   \bperfect (candidate|fit|person|match)\b
        \b(person|people|candidate|colleague|someone)s? we('re| are)? (look|seek|want|need)
        ^you (might|may|could|must|should)( be| have)?$
        ^(what|things?)('s| is)? (that )?(matters?|important) to us
        ^(our|the) expectations   ^ksas?$   ^licen[cs]es? and   ^eligibility( criteria)?$   ^attributes$
        ^conditions (of|for) (admission|appointment|entry)$
        ^(personal )?behaviou?rs$   ^we('d| would) like you to   ^(what )?do you (have|need)\??$   ^required$
        ^the person$   ^(the )?person(al)? profile$   \bwe('re| are|'d| would)? (also )?(hoping|hope|searching|after)\b
        \bqualities\b.*\b(look|need|want|seek|value)   ^hard skills   ^skills (and|&)
        ^what we('d| would)? (\w+ )?(ask|require|want|seek|like|hope|wish|need|value|expect)(?!.*\b(us|our|here)\b)
        ^what do we (ask|require|want|seek)   ^are you (the|our|a)\b
        ^who (would|should|might|could)\b(?!.*\b(work with|report|manage|apply)\b)   \bfeel at home\b
        ^your (strengths|qualities|talents|personality|toolbox|toolkit|skill ?set)$
        \b(need|want|like) to see\b   ^what you (must|should|need to) (be|bring|have|know|offer)\b
          ^does this sound like you   ^(\w+ ){1,2}competenc(y|ies)$
        \b(should|must)( have| be)?$   ^you$   ^who are you   ^what will make you   ^(let's|we should) talk if
        ^(essential |key )?criteria   person(al)? specification   \bmust[- ]haves?\b
        \byou('ll| will| can)? (\w+ )?(convince|impress|inspire|win over) us\b   \bbring along$
        ^you (convince|impress|score|shine)\b   \bsuits you$   ^what you('re| are) made of   \bwe need\b
        ^you('ll)?( must| should| will)? (have|bring|need|possess)$
        what you('ll| will)?( need| have| bring|'?ll bring)   you('ll| will) (need|bring|have)\b
        ^you (have|are|bring|need)\b   ^(a bit |a little |more )?about you\b   ^what we .*\babout you$   ^who you are
        ^what we('re| are) after   who (we('re| are)|are we) looking for   ^who (do )?we (look|search|need|want|seek)
        what (we('re| are)?|are we) look   ^we('re| are) looking for
        ^(your|candidate|ideal|the|required|desired)? ?(profile|background)$   ideal candidate
        ^is this you   (good|great|right) fit   ^what makes you   \bthrive\b
        \bfor you if\b   \bif(?: you)?$   ^essentials?$   what it takes
        who should apply   ^to (be successful|succeed)   ^evaluations?$   ^we expect
        what (else )?(do )?(we|you) expect   \b(successful|ideal|right) candidates?\b
        \b(skills|experience|knowledge|competenc\w+|expertise|abilities|attributes|education|
            credentials)\b.*\b(required|needed|you need|you('ll)? need|we need|we('re| are) looking for)\b
        ^(minimum |required |preferred )?(education|licen[cs]es?|certifi\w+|experience)$
        \b(required|essential|key|minimum|basic|mandatory|necessary|core|technical|your|relevant|needed|
            critical|important|professional|specialized)\b.*\b(skills?|experience|knowledge|competenc\w+|
            expertise|abilities|attributes|education|credentials)\b
        ^(skills|experience|education|knowledge|expertise|competenc\w+|abilities|background)((,| and| &| or|
             /|/)+ ?(\w+ )?(skills|experience|education|knowledge|expertise|competenc\w+|abilities|training|
            background|attributes))*:?$
        skills you need   ^skills$   ^what (skills|experience)
    """),
        Meaning("requirements"),
    ),
    (
        any_of(r"""
        ^what (the|this) (job|role|work) (involves|entails|is)   ^what does (the|this) (job|role|work)
        ^about (the )?(role|job|position|opportunity|this role|team role)
        (role|job|position|opportunity) (summary|overview|description|profile|purpose)   ^summary$
        ^(the )?(role|job|position|opportunity)$   ^job summary   ^define the role
    """),
        Meaning("prose", "describes the role"),
    ),
    (
        any_of(r"""
        ^overview$   ^at a glance
    """),
        Meaning("prose", OVERVIEW),
    ),
    (
        any_of(r"""
        ^about\b   ^who we are   ^our (mission|values|story|company|culture|team|vision|commitment)
        ^why (join|work|us|we)   ^(the )?(company|team|organi[sz]ation)$   ^life at   ^meet the   ^we are$
        ^we('re| are) known for   ^working (here|at|with us)   ^(equality|diversity|inclusion)\b
        ^company (overview|description|profile)
    """),
        Meaning("noise", COMPANY, inherited=False),
    ),
    (
        any_of(r"\b(?:don't|doesn't|do not|does not|isn't|aren't|won't|can't|never)\b"),
        Meaning("noise", NOT_ASKED),
    ),
)

LEAD_INS: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (lead_ins.EXTRA, Meaning("desirable")),
    (lead_ins.CRITERIA, Meaning("requirements")),
    (lead_ins.APPLYING, Meaning("noise", PROCESS)),
    (lead_ins.GIVEN, Meaning("noise", PAY)),
    (lead_ins.LINKS, Meaning("noise", CHROME)),
    (lead_ins.WISHED, Meaning("desirable")),
    (lead_ins.WORK, Meaning("duties")),
    (lead_ins.ASKED, Meaning("requirements")),
)

LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
STANDS_OUT = re.compile(r"\bstand out\b|\bsets you apart\b|^(strong|great|outstanding|the best) candidates\b")
NAMED_BEFORE = re.compile(r"^[^:–—|]{2,60}?(?:\s+[-–—|]|:)\s+(?=\S)")
ASIDE = re.compile(r"\s*\([^()]{3,}\)\s*:?\s*$")
NUMBERING = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+", re.IGNORECASE)


def plain(heading: str) -> str:
    """A heading without marks, numbers and case, for comparison."""
    text = LINK.sub(r"\1", heading).replace("*", "").replace("_", " ").replace("`", "")
    text = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-")
    text = re.sub(r"\s+", " ", text).strip(" :.#-–\t")
    return NUMBERING.sub("", text).casefold()


def meaning(heading: str) -> Meaning | None:
    """What a heading says about its section, or None when its words say nothing."""
    known = named(heading)
    if not known and (aside := ASIDE.search(heading)):
        known = named(heading[: aside.start()]) or named(aside.group().strip(" ():"))
    if not known and (before := NAMED_BEFORE.match(heading)):
        rest = named(heading[before.end() :])
        known = rest if rest and rest.role in ("requirements", "desirable") else None
    return known if known or not heading.rstrip("*_ ").endswith(":") else lead_in_meaning(heading)


@lru_cache(maxsize=1024)
def named(heading: str) -> Meaning | None:
    """What a heading says by the words of headings alone."""
    words = plain(heading)
    return _first(HEADINGS, words) or _first(HEADINGS, stated(words))


@lru_cache(maxsize=1024)
def lead_in_meaning(sentence: str) -> Meaning | None:
    """What the last sentence before a list says about the list."""
    return _first(LEAD_INS, plain(sentence))


def introduced(lead: str) -> Meaning | None:
    """What a lead-in says, if need be by words of headings that ask (``... if you:``)."""
    known = named(lead) if lead.endswith(":") else None
    asks = known is not None and known.role in ("requirements", "desirable")
    return lead_in_meaning(lead) or (known if asks else None)


def only_speaks(lead: str) -> bool:
    """A lead-in such as ``You will:`` that says no more than its heading."""
    return bool(re.fullmatch(r"you(?:['’]ll| will| should| would)?(?: be)?:?", lead.strip(), re.IGNORECASE))


def _first(table: tuple[tuple[re.Pattern[str], Meaning], ...], text: str) -> Meaning | None:
    return next((found for pattern, found in table if pattern.search(text)), None)
