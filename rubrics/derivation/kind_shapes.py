"""Shapes that speak for a kind of requirement: how it opens, what it leaves out, the name of its group. Data."""

from __future__ import annotations

import re

from rubrics.derivation.lexicon import any_of
from rubrics.derivation.types import Kind

# How necessary something is says nothing about its kind (``... is helpful``).
NECESSITY = any_of(r"""
    \b(?:(?:is|are|would be|will be|considered|but|though)(?: also| very| certainly)? )?(?:not )?(?:helpful|useful|
        welcome|beneficial|desirable|preferred|required|essential|necessary|needed|advantageous|valued|handy|
        an? (?:\w+ )?(?:plus|bonus|asset|advantage|must))(?: but not (?:\w+))?(?=[.,;!)]?$)
    ^(?:bonus|plus|ideally|preferably|desirable|essential|required)\s*[:,]\s*
""")
KNOWING = any_of(r"""
    ^(?:you )?(?:know|understand)\b
    ^(?:\w+ )?(?:knowledge|understanding|awareness|grasp) of\b   ^(?:\w+ )?familiar(?:ity)? with\b
    ^(?:\w+ )?experience (?:of|in) (?:teaching|assessing|delivering|marking|examining)\b
""")
KNOWN = any_of(
    r"licen[cs]e[sd]?   certificat(?:ions?|es?)   .*qualifications?   gcses?   a-levels?   btec   nvq"
)
DOING = any_of(r"^(?:you|ability|able|good|strong|excellent|knowledge|understanding|experience|skills?)\b")

GROUPS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "soft",
        any_of(r"""
            soft skills   communicat   interpersonal   problem[- ]solving   adaptab   continuous learning
            personal (?:qualities|attributes)   collaborat   critical thinking   creativ   emotional
            empath   customer service   attention to detail   teamwork   time management   innovation$
            ^(?:personal |core |key )?(?:competenc\w+|behaviou?rs|attributes|qualities|strengths)$   superpower
            ^(?:the|your|our) person(?:ality)?$   ^(?:what|who) you(?: are|['’]re)\b   ^manners?$   ^character$
        """),
    ),
    (
        "leadership",
        any_of(r"""
            leadership   management skills   people management   coaching   mentoring   team management
            supervis
        """),
    ),
    (
        "credential",
        any_of(r"""
            education   academic   degree   certificat   credential   licen[cs]   ^qualifications$
        """),
    ),
    (
        "ethics",
        any_of(r"""
            ethic   regulatory   compliance   integrity   values   safeguarding   diversity
        """),
    ),
    (
        "research",
        any_of(r"""
            research   analysis and synthesis   scientific
        """),
    ),
    (
        "domain",
        any_of(r"""
            domain   industry   sector   business acumen   business knowledge   language
        """),
    ),
    (
        "experience",
        any_of(r"""
            professional experience   work experience   career   ^experience$   background   ^practice$
            ^(?:the|your) (?:experience|practice)$
            specialized experience
        """),
    ),
    (
        "technical",
        any_of(r"""
            technical   technology   programming   tools   practical skills   engineering   software
            hard skills   data   methodolog   design   systems   it skills
        """),
    ),
)

OPENINGS: tuple[tuple[re.Pattern[str], dict[Kind, float]], ...] = (
    (any_of(r"^(?:[\w-]+ ){0,2}(?:knowledge|understanding) of\b"), {"soft": -1.5}),
    (
        any_of(r"\bmanag\w+ (?:[\w-]+ ){0,3}(?:caseload|workload|time|deadlines|priorities|diary|stress)\b"),
        {"leadership": -3, "soft": 1.5},
    ),
    (any_of(r"\bpeople skills\b"), {"soft": 4}),
    (
        any_of(
            r"\b(?:\d+|an?|one|two|three|four|five|six|several|some) (?:days|years?|seasons?|summers|winters)\b"
        ),
        {"experience": 1.5},
    ),
    (any_of(r"^(?:proven |strong |solid |demonstrated |a )*track record"), {"experience": 5}),
    (
        any_of(r"^(?:has|have) (?:scaled|hired|built|worked|delivered|shipped|run|led|managed)"),
        {"experience": 3},
    ),
    (any_of(r"^(?:\w+ly |\w+ )?(?:experienced?)\b"), {"experience": 1.9}),
    # Experience of doing something is experience, whatever is done; with a tool it is skill.
    (
        any_of(r"""
        ^(?:you (?:will )?have |you've )?(?:[\w-]+,? ){0,3}?experience (?:of|in|as|(?!researching)\w+ing)\b
    """),
        {"experience": 1.8},
    ),
    (any_of(r"^(?:[\w-]+ ){0,3}experience with\b"), {"technical": 2.4}),
    (any_of(r"^(?:[\w-]+ ){0,6}experience\b(?! with\b)"), {"experience": 0.6}),
    (
        any_of(r"""
        ^(?:[\w-]+ ){0,3}experience (?:of |in )?(?:leading|supervising|coaching|mentoring|heading|guiding|
            building (?:[\w-]+ ){0,4}teams|managing (?:a |
            the |an? \w+ )?(?:people|teams?|staff|crews?|colleagues|group))\b
    """),
        {"leadership": 4},
    ),
    (any_of(r"\bexperience (?:is )?(?:preferred|required|desirable|a plus)\W*$"), {"experience": 1.5}),
    # A trait at the head says what a person is like.
    (
        any_of(r"""
        ^(?:you(?:'re| are) |be |is |are |someone |an? |the |very |always ){0,3}(?:\w+ly )?(?:adaptable|articulate|
            assertive|
            calm|careful|caring|collaborative|compassionate|conscientious|courteous|creative|curious|
            dependable|diligent|driven|eager|empathetic|energetic|enthusiastic|flexible|friendly|gentle|hard-?working|
                helpful|
            honest|humble|independent|innovative|inquisitive|keen|kind|methodical|meticulous|modest|motivated|observant|
            open[- ]minded|organi[sz]ed|outgoing|passionate|patient|personable|pleasant|polite|positive|pragmatic|
                precise|
            proactive|punctual|reliable|resilient|resourceful|responsible(?! for)|robust|sensible|self-\w+|steady|
                tactful|
            tidy|trustworthy|warm|\w+-minded|not (?:easily )?(?:afraid|put off|rattled|fazed)|no fear|unafraid)\b
    """),
        {"soft": 2},
    ),
    (
        any_of(
            r"^(?!(?:interest|commit|dedicat|motivat|train|skill|relat|detail|need|unafraid|excit|"
            r"focus)ed)(?:[a-z]{3,}ed|"
            r"grown|built|run|led|held|taught|written|sold|made|flown|kept) (?:an?|the|in|at|or|up|your|several|some)\b"
        ),
        {"experience": 2.2},
    ),
    (
        any_of(r"""
        ^(?:the )?(?:ability|able|competent|qualified|confident) to (?:\w+ly )?(?:interpret|operate|read (?!people|
            a room)|use|
            install|repair|diagnose|measure|calibrate|program|draw|calculate|maintain|weld|test|play|cook|drive|
                design|code|
            sew|type|assemble|handle (?:tools|equipment|machines|animals|chemicals)|inspect|sample|analy[sz]e)\b
    """),
        {"technical": 1.6},
    ),
    (
        any_of(r"""
        \b(?:behaviou?r|cases?|case|records?|waste|facilit\w+|data|budget|financial|contract|content|stock|inventory|
            warehouse|documents?|airway|pain|energy|asset|supplier|vendor|library) management\b
    """),
        {"technical": 2.5},
    ),
    (
        any_of(r"""
        \bteach(?:ing)? (?:your |our )?(?:colleagues|others|peers|juniors|engineers|apprentices|staff|beginners|
            newcomers)\b
    """),
        {"leadership": 3},
    ),
    (any_of(r"^(?:[a-z-]+ ){0,2}history of\b"), {"experience": 2.5}),
    (
        any_of(r"^(?:previous|prior|earlier|past|first|several) |^some (?:time|years|work)"),
        {"experience": 1.2},
    ),
    (any_of(r"^(?:evidence|record|documented)\b"), {"experience": 0.6}),
    (
        any_of(r"""
        ^(?:you )?(?:have|has|['’]ve|you['’]ve) (?:\w+ly |already |at least )?(?:\w{2,}ed|built|run|grown|
            spent|overseen|held|taught|written|sold|made|been|won|kept|driven|flown|brought|done)\b
        ^(?:most |ideal )?(?:candidates|applicants) (?:have|will have) (?:\w+ed|spent|held)\b
        ^somebody who has\b   ^someone who has \w+ed\b
    """),
        {"experience": 2.2},
    ),
    (
        any_of(
            r"^confident (?:handling|use|knowledge|in using|user|with (?!people|others|public|customers|clients))"
        ),
        {"soft": -4, "technical": 0.5},
    ),
    # Words about a person decide only where no other word does.
    (
        any_of(r"""
        ^(?:you (?!can\b(?! say| tell| keep| stay| take)|know\b|have\b|write (?!down|what)|tie\b|must have)|
            you['’](?:d|re)\b|someone|somebody|people|
            an? (?:\w+ )?person|don['’]t|never|always|are|is|be|calm|clear|work) ?
        ^we['’]?r?e? (?:are )?looking for (?:someone|somebody|an? person)
    """),
        {"soft": 0.4},
    ),
    (any_of(r"^experience (?:leading|managing|supervising|heading)\b"), {"leadership": 3}),
    (any_of(r"^experience (?:of|in) (?:leading|guiding|supervising)\b"), {"leadership": 1.5}),
    (any_of(r"^experience guiding\b|^has led a\b|^led a\b"), {"leadership": 3.5}),
    (any_of(r"\b(?:months|seasons|winters|a year or more|time spent)\b"), {"experience": 3}),
    (
        any_of(r"\b(?:one|two|three|four|five|\d+)\+? years?['’]?s?['’]? (?:of )?(?:\w+ ){0,3}experience"),
        {"experience": 4},
    ),
    (any_of(r"^(?:leading|managing|supervising|heading|coaching|mentoring)\b"), {"leadership": 3}),
    (any_of(r"^(?:the |an? )?(?:ability|able|capacity|willing\w*|desire) (?:to )?"), {"soft": 0.7}),
    (
        any_of(r"""
        ^(?:an? |the )?(?:interest|respect|readiness|sense of|high expectations|independence|flexib|
            adaptab|passion|enthusias|commit|curio|empath|confiden|believ|is )
    """),
        {"soft": 2.5},
    ),
    (
        any_of(r"""
        ^(?:\w+ )?(?:proficien|knowledge|expertise|familiar|understanding|mastery|command|
            competent (?:in|with)|confident (?:handling|use|knowledge)|skill(?:s|ed)? (?:in|with))
    """),
        {"technical": 0.9},
    ),
    (any_of(r"^(?:creat|develop|design|build|implement|using|apply|draft)\w*\b"), {"technical": 0.8}),
    (any_of(r"^(?:\d+\+?|at least|minimum|one|two|three|five)\b.*\byears?\b"), {"experience": 5}),
)
DEFAULT: Kind = "technical"
GROUP_WEIGHT = 2.4
