"""Words that decide whether a sentence asks something of a person, and how strongly. Data."""

from __future__ import annotations

import re

from rubrics.derivation.denials import NOT
from rubrics.derivation.lexicon import any_of
from rubrics.derivation.person_words import (
    BE_GIVEN,
    DURATION,
    GOOD,
    LANGUAGE,
    PERSON,
    QUALITY,
    SOMEONE,
    TRAIT,
)

OPENER = re.compile(
    r"^(?:and\s+|also\s+|a\s+|an\s+|the\s+|some\s+|any\s+|good\s+|strong\s+|solid\s+|excellent\s+|"
    r"outstanding\s+|exceptional\s+|"
    r"great\s+|proven\s+|demonstrat\w+\s+|deep\s+|extensive\s+|broad\s+|significant\s+|prior\s+|"
    r"previous\s+|relevant\s+|"
    r"advanced\s+|working\s+|thorough\s+|sound\s+|hands[- ]on\s+|practical\s+|in[- ]depth\s+|"
    r"comprehensive\s+|expert\s+|"
    r"master\s+|minimum\s+(?:of\s+)?|at\s+least\s+|native(?:\s+level)?\s+|direct\s+|effective\s+|clear\s+|"
    r"basic\s+|high\s+|"
    r"recent\s+|substantial\s+|considerable\s+|\w+ly\s+|\w+(?:[-/ ]\w+)?\s+and\s+|general\s+|"
    r"impeccable\s+|exemplary\s+|genuine\s+|keen\s+|formal\s+|professional\s+|technical\s+|"
    r"interpersonal\s+|written\s+|verbal\s+|reading\s+|spoken\s+|organi[sz]ational\s+|analytical\s+|"
    r"real\s+|full\s+|valid\s+|current\s+){0,6}"
    r"(?:experienced?|expertise|knowledge|knowledgeable|skills?|skilled|proficien\w+|background|fluen\w+|"
    r"abilit(?:y|ies)|able to|"
    r"capab\w+|capacity|understanding|familiar\w*|qualified|competen\w+|confiden\w+|comfortable|"
    r"possess\w*|has|have|having|"
    r"track record|commit\w+|passion\w*|willing\w*|degree|bachelor\w*|master['’]s|ph\.?d|doctorate|"
    r"certifi\w+|"
    r"\d+\+?\s*(?:[-–]\s*\d+\s*)?\+?\s*years?|years? of|awareness|adept|enthusias\w+|exposure|aptitude|"
    r"command of|desire to)\b",
    re.IGNORECASE,
)

SPEAKS = re.compile(
    r"^(?:you|you['’]\w+|we|we['’]\w+|they|i|has|have|is|are|will|can|be|do|does)\b", re.IGNORECASE
)

DETAIL = re.compile(
    r"^(?:\*\*)?(?:job title|post title|role title|department|division|directorate|reports? to|reporting to|"
    r"location|salary|grade|band|hours|contract(?: type)?|post (?:no|number|ref)\.?|reference|closing date|"
    r"start date|accountable to|responsible to|line manager|work(?:ing)? pattern|duration|employer|base)"
    r"(?:\*\*)?\s*:",
    re.IGNORECASE,
)
# The end of a sentence that a list stands in.
REST = re.compile(
    r"(?:(?:that|it)(?:['’]s| is|['’]d| would)[^.]{0,20} |so much |all )the better[.!]?", re.IGNORECASE
)
OF_BUSINESS = re.compile(
    r"^(?:we|our|by law|the more|it|there|this|these|they)\b(?!.*\b(?:candidates?|applicants?|postholder)\b)",
    re.IGNORECASE,
)
SEEKS = re.compile(
    r"\bseeks?\b.*\bwho\b|\b(?:the )?(?:successful|ideal) (?:candidate|applicant)\b|"
    r"\blooking for\b.*\b(?:who|with)\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(
    r"^\s*(?:\[(?!.*\]\()[^\]]*\]|<[^>]*>|\{\{.*\}\}|(?:tbd|tbc|n/?a|lorem ipsum.*)|"
    r"(?-i:(?:ENTER|COPY|INSERT|PASTE|ADD|TO-?DO|REPLACE|LIST)\b[^a-z]{3,}))\s*\.?\s*$",
    re.IGNORECASE,
)

ASKED = any_of(
    r"""
    \b(?:you|candidates?|applicants?|they|(?:the )?successful (?:candidate|applicant)|the (?:postholder|
        incumbent|person))(?: for (?:this|the) (?:position|role|post|job))?(?:['’]ll| will| would|
            ['’]d)?(?: also| therefore| ideally)* (?:need|must|
        should)(?: to)?(?: also| either| currently| already| ideally)*(?: (?:have|possess|be|bring|
            demonstrate|feel|show|hold|know|understand|
        enjoy|pass|own|speak|like)\b|(?= [^.]*(?:<quality>|<duration>)))
    \byou(?:['’]ll| will)(?: also)? need\b(?! to (?:apply|submit|complete|provide|register|send|attend|
        work (?:closely )?with))
    ^if you (?:also |already |happen to )?(?:speak|know|have|can|hold|play)\b[^.]*\b(?:tell us|say so|
        mention it|let us know|that helps|that(?:['’]s| is| would be)(?: \w+)? <good>)
    \bit (?:would|will|does)(?: also| really)? help (?:to|if)\b   \bit (?:also |really )?helps (?:to|if)\b
    \b(?:you|candidates?|applicants?) (?:will |do )?have to (?:be|have|hold|own|know|speak|show|pass)\b
    \byou(?:['’]ll| will)(?: also)? be (?:\w+ly )?(?:experienced (?:in|with|at)|comfortable|confident|
        skilled|proficient|familiar)\b
    \byou(?:['’]ll| will)(?: also| already| ideally)* (?:have|possess|bring|demonstrate) (?!the opp|
        the chance|
        access|an? opp|an? chance)[^.]*\b<quality>\b
    ^you(?:['’]ll| will)(?: also| already| ideally| probably)* have (?:\w+ly )?(?:\w{2,}ed|dealt|spent|seen|grown|
        sold) (?!by\b)
    \byou(?:['’]ll| will)(?: also| already| ideally)* have (?:\w+ly )?(?:worked|supported|led|managed|run|
        built|
        used|completed|gained|developed|designed|delivered|held|taught|written|shipped|coached|trained)\b
    \bit(?:['’]?s| is) (?:imperative|essential|vital|crucial|critical|important)(?: to us| for us| here)? that (?:our|
        the|you|your|any|all|candidates|applicants)\b[^.]*\b(?:is|are|has|have|can)\b
    ^(?!we\b|our (?:customers|clients|users)|users\b|customers\b|clients\b)[^.]{3,80} (?:needs?|must|should|
        has|
        have) (?:to )?be <trait>
    \bwe(?:['’]d| would)?(?: also)?(?: ideally)? (?:like|love|prefer|hope for)\b.*\b(?:someone|somebody|
        people|a person|candidates?|applicants?) (?:who|that|with)\b
    \bwe (?:imagine|assume|hope|trust|picture|take it)(?: that)? you(?: already| also)*(?: have|['’]ve| are|
        ['’]re| know| speak| can)\b
    \bwe (?:really |also )?(?:value|appreciate|prize|admire|like|love|respect) <someone> (?:who|that)\b
    \bwe(?:['’]d| would)?(?: also| do| really| certainly)* expect (?:you|candidates?|applicants?|
        the \w+) to (?:be|have|speak|know|bring|show|understand|
        write|read|enjoy)\b
    ^you(?: are|['’]re)(?: also| both| probably| likely)* (?:\w+ly )?<trait>
    ^you(?: have|['’]ve)(?: got)? (?:[\w,-]+ ){0,6}<quality>
    ^you(?: have|['’]ve)(?: got)? (?:[\w-]+ ){0,5}(?:years|chops|an? (?:\w+ )?(?:degree|licen[cs]e|diploma))
    ^you (?:(?:keep|stay|remain) calm|speak|know how|hold|enjoy|like (?:to|working|people)|love|possess|thrive)\b
    \byou(?:['’]ll| will)(?: also| both| ideally| already)* be (?!<given>)(?:\w+ly )?<trait>
    \b<person> (?:will|would|should|must)<also> be (?!<given>)(?:\w+ly )?<trait>
    \b(?:<person> (?:will|would|should|must)|you(?:['’]ll|
         will))<also> be (?!<given>)[\w-]+(?:, [\w-]+)*,? and [\w-]+\b
    ^you(?:['’]ll| will)<also> (?:know|understand) (?!by\b|if\b|whether\b|when\b|in\b|on\b|soon\b|more\b|within\b|
        straight|the (?:result|outcome|decision|answer)|wh(?:o|at|ere)\b)
    \b<person> (?:will|would|should|must)<also> (?:know|understand|enjoy|love|thrive|share|speak)\b
    \b<person> (?:will|would|should|must)<also> (?:have|possess|combine|bring|demonstrate|show|hold|display|
        exhibit) (?!the opp|the chance|access|an? opp|an? chance|to\b|what\b)
    \b(?:it|(?:this|the) (?:\w+ )?(?:role|post|position|job|work|
        vacancy)) <asks>\b(?! that)[^.]*\b(?:<quality>|who (?:can|is|has)|<someone> (?:who|with))\b
    ^(?:to )?be <trait>\b   ^(?:must|should) (?:be|have|hold|possess|know|speak|own)\b
    \b(?:job|role|post|position) for <someone> (?:who|with)\b   \b<quality> (?:also )?(?:matters?|counts?)\b(?! less)
    \b(?:please|just) be (?:<trait>|[a-z-]+(?:, [a-z-]+)*,? and)(?! (?:while|with us|as we|during))
    \bwe(?:['’]d| would)(?: \w+)? (?:like|love|prefer|expect|want) you to (?:have|be|hold|know|bring|speak)\b
    ^(?:requires?|looking for|seeking|should have|required:)\b.*\b<quality>\b
    \bideal profile\b
    \b(?:candidates|people|applicants|those|anyone|someone) (?:who|with)\b.*\b(?:good|great|strong|right|
        perfect|
        ideal) (?:fit|match|candidates?)\b   \bseeks?\b.*\bwho (?:is|are|has|have|can)\b
    \bpossess(?:es)? (?:[\w-]+ ){0,5}(?:qualities|traits|attributes|<quality>)\b
    \b<quality>\b.*\b(?:high on our list|what we look for)\b
    \bwe(?:['’]d| would)(?: also| really)* love to (?:see|hear about)\b.*\b<quality>
    \bwe (?:do )?(?:also )?(?:expect|require|need|want|ask for)\b(?! to\b)[^.]*\b<quality>
    \bwe<looking>\b(?:(?!\bto <join>\b).)*\b<quality>\b   \bwe<looking>\b.*\b(?:with|having)\b.*\b<quality>\b
    \bwe<looking>\b.*\b(?:who|that) (?:has|have|can|is|are|knows?|enjoys?|loves?|understands?|thrives?)\b
    \b(?:is|are) (?:looking for|seeking|searching for)\b.*\bwho (?:has|have|can|is|are|knows?)\b
    \b(?:is|are) (?:looking for|seeking|searching for)\b.*\bwith\b.*\b(?:<quality>|\d+\+? years)\b
    \bwe (?:do |really |just |also |still )*(?:need|want) (?:someone|somebody|people|
        a person|an individual) (?:who|that|with)\b
    \b(?:<quality>|<language>)\b[^.;]*\bwould(?: also| really| certainly)? help\b(?! (?:you|us|them) (?:to )?\w+ing\b)
    \bwe(?:['’]re| are)? seek(?:ing)?\b.*(?:\b<quality>\b|\bwho (?:has|have|can|is|are)\b)
    \b(?:the )?ideal (?:candidate|applicant|person)s? (?:must|will|would|has|have|should|is|possess\w*|
        brings?)\b
    \b(?:strong |clear )?preference (?:for|will be given|is given)\b   \bto qualify,? .*\byou must have\b
    \bwe<looking>\b.*\b<someone> (?:who|that|with|able|willing)\b(?! ?(?:will|would|shall|['’]ll|['’]d)\b)
    \bwe (?:do |would |['’]d |are )?(?:also )?(?:expect|require|need|want|ask for|insist on|(?:hop|look)(?:e|ing) for|
        seek)\b(?! to\b)[^.]*\b(?:\d+|one|two|three|four|five|six|seven|eight|ten|several|
        some) (?:\(\d+\) )?(?:\w+ )?(?:years?|months|seasons)\b
    \bwould be (?:the |an? )?(?:right|ideal|perfect|good|best) (?:background|preparation|basis|qualification)\b
    \bit (?:matters|is important) to us that you\b
    \b(?:is|are) (?:also )?(?:an? )?(?:absolute |clear |definite |real )?(?:must|prerequisite|precondition)[.!]?$
    \b(?:so much|all) the better\b
    \b(?:it|that)(?: would|['’]d)(?: \w+)? be <good><aside> if you\b
    \b(?:it|that)(?: is|['’]s)(?: \w+ly)? <good><aside> if you(?: can\b| have\b| know\b| speak\b|['’]ve\b)
    ^(?:[\w-]+ ){0,3}(?:<language>|<quality>|speakers)[,:]? we<pleased> to (?:hear|meet|talk)\b
    ^(?:at least|a minimum of|minimum|not less than|no less than) (?:\d+|one|two|three|four|five|six|seven|eight|
        ten)\+? (?:\w+ )?(?:years|months|seasons)['’]?\b(?! (?:after|before|later|ago|passed|went)\b)
    \b(?:<quality>|<language>)\b[^.;,]{0,40}\bhelps(?=[.,;!]|$| too\b| here\b| but\b)
    ^so (?:does|do|would|will) (?:\w+ ){0,4}(?:<quality>|<language>)\b
    \b(?:anyone|anybody|someone|people|those|candidates) (?:who|with)\b.*\bwhat it takes\b
    \bwe(?:['’]d| would)(?: also| really)* (?:love|want|like|need|expect) to (?:see|hear about)\b.*\b(?:<quality>|
        <duration>)
    \bwe<looking>\b[^.;:]*\b<someone> <trait>
    \bwe(?:['’]d| would)(?: also| really)? (?:like|love|prefer|welcome) an? (?:[\w-]+ ){1,3}who\b
    ^(?:being|having|knowing|speaking|holding) [^.;]*\b(?:is|are) (?:not (?:optional|negotiable)|essential|required|
        necessary|important|an? (?:must|(?:\w+ )?(?:plus|advantage|bonus)))\b
    ^what (?:\w+ )?(?:matters|counts)\b[^:.;]{0,40}: \w+
    ^(?!(?:it|this|that|these|those|there|we|you|they)\b)[\w-]+(?: [\w-]+){0,5} would be an? (?:\w+ )?(?:bonus|plus|
        asset|advantage|extra)\b
    \b<person> (?:will|would|should|must)<also> be an? <other_than_part>[^.;]*\b(?:<quality>|<duration>|
        qualified|registered|chartered|trained|certified|licensed)\b
    \bwe(?:['’]d| would)(?: \w+)? be (?:delighted|happy|pleased|glad|thrilled) if you (?:could|can|had|have|
        know|knew|speak|spoke|['’]ve)\b
    ^you(?: are|['’]re)(?: also| already)? an? (?:\w+ly )?(?:qualified|trained|registered|certified|licen[cs]ed|
        chartered|experienced|skilled|seasoned|confident|keen|strong|born|natural|team)\b
    \byou know how to\b   \b(?:it goes without saying|we take it for granted) that you\b
    ^if you(?:['’]ve| have| can| could| know| speak| also)\b.*\b(?:perfect|even better|
        we(?:['’]ll|['’]d| will| would)(?: \w+)? be (?:thrilled|delighted|happy|pleased|glad))\b
    \bwe(?:['’]re| are|['’]d| would)?(?: \w+ly)? (?:keen|love|like|want|eager|interested)(?: to| in)? (?:hear|
        hearing|meet|meeting|talk|talking)(?: to| from| with)? <someone> (?:who|with|that)\b
    ^(?:they|you|<person>)(?:['’]re| are| will be)<also> expected to (?:have|be (?:able|<trait>)|bring|hold|
        show|possess|speak|know)\b
    \bwe (?:also )?(?:attach|place|put|set) (?:\w+ )?(?:importance|value|weight|emphasis|
        store) (?:to|on|by)\b[^.]*\b<quality>
""",
    quality=QUALITY,
    duration=DURATION,
    language=LANGUAGE,
    good=GOOD,
    someone=SOMEONE,
    trait=TRAIT,
    person=PERSON,
    given=BE_GIVEN,
    also=r"(?: also| therefore| ideally| either| both)*",
    other_than_part=r"(?!(?:\w+ )?(?:key|valued|vital|part|member)\b)",
    aside=r"(?: \([^()]*\)|, [^,.;]{3,60},)?",
    pleased=r"(?:['’]d| would) (?:\w+ )?be (?:\w+ )?(?:pleased|glad|happy|delighted|thrilled|keen)",
    asks=r"(?:(?:will |would |['’]ll )?(?:also )?(?:requires?|calls? for|demands?|needs?))",
    looking=(
        r"(?:(?:['’]re| are)?(?: also)?(?: currently)? (?:look(?:ing)?|search(?:ing)?) "
        r"(?:for|to (?:hire|recruit|appoint|employ))|(?:['’]re| are)(?: also)? after)"
    ),
    join=(
        r"(?:join|help|lead|seize|work|manage|support|drive|build|take|make|own|run|grow|develop|deliver|"
        r"fill|cover|assist|ensure)"
    ),
)

PREDICATE = re.compile(
    r"\b(?:is|are|be|being|isn['’]t|aren['’]t)\b(?: \w+ly)?(?: not)?(?: \w+ly| very| also|"
    r" considered)?\s+(?!an? (?:valued|welcome|useful|important|critical|vital) )(?:an? |the )?(?:\w+ )?"
    r"(?:required|preferred|desirable|desired|essential|necessary|needed|mandatory|imperative|crucial|"
    r"vital|critical|important|indispensable|compulsory|obligatory|"
    r"key requirements?|requirements?|a must|must[- ]haves?|a plus|an? (?:\w+ )?(?:advantage|bonus|asset|"
    r"plus)|beneficial|helpful|"
    r"advantageous|welcome|useful|handy|expected(?! to\b)|an? (?:\w+ )?condition|nice to have|valued|"
    r"appreciated)\b",
    re.IGNORECASE,
)
BARE_PREDICATE = re.compile(
    rf"\b{QUALITY}\b.*\b(?:a (?:definite |big |strong |huge )?(?:plus|bonus|must)|required|preferred|"
    rf"desirable|essential|an? advantage|"
    r"welcome|an asset|would be (?:\w+ )?(?:great|good|nice|ideal|useful|helpful|valuable))\b[.!]?$",
    re.IGNORECASE,
)
PERSON_QUALITY = re.compile(rf"\b(?:{QUALITY}|{LANGUAGE})\b", re.IGNORECASE)
WOULD_BE_GOOD = re.compile(rf"\bwould(?: also)? be {GOOD}\b", re.IGNORECASE)
WISHED_AT_THE_END = re.compile(r"\b(?:preferred|desired|desirable|required)\W*$", re.IGNORECASE)
ABOUT_WORK = any_of(r"""
    ^it is (?:up to|important to(?! us that))\b
    \bthis (?:role|position|job|project|work) (?:is|requires that|involves)\b(?!.*\bmust\b)
    \b(?:skills|requirements|qualifications|criteria|experience) (?:that are )?(?:listed |described |
        outlined |
        set out )?(?:below|above)\b   \b(?:described|listed|outlined|set out) (?:here|below|above)\b
    (?<!^what )\b(?:important|matters?) to us\b(?! that (?:you|the|our|any|all|candidates|applicants)\b)
    \bcriteria\b[^.;]*\b(?:is|are) (?:essential|desirable)\b
    \b(?:a|the) (?:[\w-]+ )?(?:number|range|variety|set|combination|mix|blend) of (?:[\w-]+ )?(?:competenc\w+|
        skills|qualities|criteria|requirements|qualifications)[.,:]?$
    \b(?:candidates|individuals|professionals|applicants|one)\b.* (?:possess|have|bring|need|
        combine) an? (?:[\w-]+ )?(?:combination|mix|blend|set) of\b
    \bposition (?:requires that|involves)\b   \bmay be (?:required|asked|expected)\b
    \b(?:travel|overtime|shift work|relocation)\b.*\brequired\b   \bour (?:main )?challenge\b
    ^[^.;]{0,40}?\bwe (?:take bets|believe|have|offer|provide|are|use)\b(?!.*\b(?:look\w*|seek\w*|search\w*|hop\w+|
        hiring|preference|expect|someone who|keen|hear from)\b)
""")
SPOKEN_TO = re.compile(
    r"^you(?:['’](?:re|ve)| are| have| know| understand| love| like| enjoy| think| care| thrive| take| get|"
    r" want| bring| possess| communicate| learn| write| work| don['’]t| aren['’]t| never| always|"
    r" see| believe|"
    r" feel| share| hold| speak| stay| keep| can (?!find|read|see|expect|apply|learn|choose|"
    r"also apply|contact|"
    r"download|view|work from)| (?:\w+ly) (?:\w+)|"
    r" (?!(?:will|would|may|might|could|shall|can|do|did|need|receive|earn|join|report|apply|send|find|benefit|become|"
    r"start|must|should)\b)[a-z]{3,})\b",
    re.IGNORECASE,
)
FINITE = re.compile(
    r"^(?:these|this|those|that|every|each|all)\b|\b(?:is|are|was|were|will|would|we|you|our|they|it|has|may|"
    r"might|must|there['’]s|who|please|your)\b",
    re.IGNORECASE,
)
# Words that only join a sentence to the one before.
JOINS = re.compile(
    r"^(?:finally|lastly|last but not least|also|and|above all|in addition|additionally|furthermore|moreover|"
    r"besides|most importantly|crucially|equally|on top of (?:that|this)|beyond that|of course|naturally|plus),?\s+"
    r"(?=(?:you|we|candidates|applicants)\b)",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(
    r"^(?:these|this|those|such|all of (?:these|this)|the (?:above|following))\b", re.IGNORECASE
)
CONTRAST = re.compile(
    r"^(?:by contrast|in contrast|unlike|on the other hand|instead|conversely)\b", re.IGNORECASE
)
PREFERRED = any_of(
    r"""
    \blove to (?:see|hear about)\b   \bwould (?:also |really )?love an?\b(?! (?:person|colleague)\b)
    \bit (?:would |will |does )?(?:also |really )?helps? (?:if|to)\b
    \bpreferred\b   \bpreferabl[ey]\b
    \bpreference\b   \bdesirable\b
    \b(?:is|are|highly|also|strongly|skills|experience|qualifications?) desired\b|^desired\b|\bdesired[.)]?$
    \bnice[- ]to[- ]have\b   \bideally\b   \bbeneficial\b
    \bwould (?:really |also |very much )?(?:like|love) (?:you )?to (?:have|see)\b     \badvantage(?:ous)?\b
    \ba (?:\w+ )?(?:plus|bonus)\b   \bplus(?=[.!)]?$)   \bbonus points\b   \bis an asset\b
    \bwould(?: also| really| certainly)? help\b   \bwould make\b[^.]{0,40}\beasier\b
    (?:\bwould|['’]d) be (?:\w+ )?(?:helpful|valued|appreciated|beneficial|<good>)\b   \b(?:so much|all) the better\b
    \b(?:comes?|is|are|be) (?:in )?handy\b   \bin your favou?r\b   \b(?:is|are) (?:an? )?(?:\w+ )?asset\b
    \bconsidered an asset\b   ^if you(?:['’]ve| have| can| could| know| speak| also| already| happen to)\b
    \b(?:is|are|would be) (?:also |very |certainly |always )?(?:helpful|useful|welcome|beneficial|
        appreciated|valued|advantageous|an? (?:\w+ )?(?:advantage|asset|plus|bonus))\b
    \(\s*(?:d|desirable|preferred|optional)\s*\)\W*$   ^\(?\s*(?:d|desirable)\)\s
    \b(?:is|are)(?: ?<not_>| ?not) (?:strictly |absolutely )?(?:required|necessary|essential|mandatory|
        needed)[^.]*\bbut\b
    \b(?:helpful|welcome|useful|(?<!not )optional|advantageous|a nice extra|highly valued)\b(?=[.!)]?$)
    ^\W*(?:big |huge )?(?:bonus|plus|nice to have|optional|extra|handy|helpful|useful|welcome)\s*(?::|if\b|[-–—])
    \bgood to have\b
    \bbut not (?:required|essential|necessary)\b   \bhelps(?=[.,;!]|$| too\b| here\b| but\b)
    ^so (?:does|do|would|will)\b
    \bwe(?:['’]d| would) be (?:\w+ )?(?:pleased|glad|happy|delighted|thrilled) to (?:hear|meet|talk)\b
""",
    not_=NOT,
    good=GOOD,
)
MARKED = re.compile(
    r"\(\s*(?:d|desirable|preferred|optional)\s*\)\W*$|"
    r"\(\s*(?:desirable|preferred|optional|nice to have|not required)\b[^()]*\)",
    re.IGNORECASE,
)
FRAGMENT = re.compile(
    rf"^(?:{SOMEONE} (?:who|that|with|able)\b|"
    r"(?:an?\s+|the\s+|\w+ly\s+|good\s+|strong\s+|some\s+|genuine\s+|keen\s+|real\s+|positive\s+){0,3}"
    r"(?:interest|aware|appetite|attitude|proactive|reliable|honest|attention to|empathy|patience|flexib\w+|"
    r"organi[sz]ed|creative|curio\w+|motivat\w+|self-\w+|eye for|drive|initiative|integrity|sensitivity|"
    r"composure|tact|discretion|stamina|resilience|tolerance|confidence|punctual\w*|courtesy|poise|diplomacy|"
    r"common sense|joy|love of|persever\w+|persisten\w+|thorough\w*|openness|sense of|nerves)\b)",
    re.IGNORECASE,
)
FIRMLY_PREFERRED = any_of(r"""
    \b(?:do|does)(?: ?n['’]t| not) need\b[^.]*\bbut\b[^.]*\b(?:help|helps|plus|useful|welcome|great)\b
    \b(?:is|are)(?: ?n['’]t| not) (?:strictly |absolutely )?(?:required|necessary|essential|mandatory|
        needed)[^.]*\bbut\b
    \b(?:is|are|would be) (?:an? )?(?:\w+ )?(?:plus|bonus|asset|advantage|nice to have)\b
    \b(?:is|are|would be) (?:\w+ly )?(?:preferred|desirable)\b
""")
TENTATIVE = any_of(r"""
    \btypically\b   \boften\b   \busually\b   \bfamiliarity\b   \bideally\b   \bpreferred\b   \bpreferably\b
    \bbeneficial\b
""")
EXPLICIT = any_of(r"""
    \bmust\b   \brequired?s?\b   \bminimum\b   \bat least\b   \bmandatory\b
""")

REQUIRED = re.compile(r"(?<!not )(?<!n['’]t )\b(?:must|required|mandatory)\b(?! but)", re.IGNORECASE)
# What a sentence beside wishes asks firmly.
FIRM = re.compile(
    r"\b(?:is|are) (?:\w+ly )?(?:needed|required|essential|necessary|mandatory)\b(?!.*\bbut\b)|"
    r"\bmust (?:have|hold|be)\b",
    re.IGNORECASE,
)
# What turns from the work to the person who is to do it.
TO_PERSON = any_of(r"""
    \byou (?:are|have|bring|possess)\b   \byou['’](?:re|ve)\b   \byou(?:['’]ll| will) (?:need|have|bring)\b
    \b(?:candidates?|applicants?)\b   \bsome(?:one|body) who\b   \blooking for\b
""")
# Said of a quality, and seldom of the work or its place.
PLAINLY_ASKED = re.compile(
    r"\b(?:is|are) (?:\w+ly |also )?(?:essential|required|mandatory|desirable|preferred|a must(?!-)|"
    r"an? (?:\w+ )?(?:advantage|bonus|plus|asset))\b(?! (?:to|for) (?:us|our|the|every|all)\b)",
    re.IGNORECASE,
)
TO_READER = re.compile(rf"\b(?:you|{PERSON})\b", re.IGNORECASE)
LEADS_ON = re.compile(r"\b(?:following|below|these|as follows)\b", re.IGNORECASE)
MINIMUM = re.compile(r"(?:\*\*)?(?:minimum|required|essential)\b", re.IGNORECASE)
GIVEN_PREFERENCE = re.compile(
    r"\bpreference\b|\bpreferred\b|\bpriority (?:will be|is) given\b", re.IGNORECASE
)

ONE_OF = any_of(r"""
    \bat least (?:one|two|three|\d)\b   \b(?:one|any|some|two|either) (?:or more )?of\b   \bsuch as:?$
    \bfor example:?$   \be\.g\.:?$   \bincluding:?$   \blike:?$   \bone of:?$   \beither:?$
    \bor equivalent:?$
""")
CHOICE = any_of(r"""
    \bat least (?:one|two|three|\d)\b   \b(?:one|two|three|any|either) (?:or more )?of\b   \bone or more\b
""")
