"""Words by which a heading or the lead-in of a list is known: what its section holds.

Data, in the order in which it is tried: the first pattern that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["requirements", "desirable", "soft", "duties", "prose", "noise"]


@dataclass(frozen=True)
class Meaning:
    """What a heading says: the role of its section, why it is ignored if it is, and whether children inherit."""

    role: Role
    reason: str = ""
    inherited: bool = True


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


PAY = "pay, benefits and conditions"
PROCESS = "how to apply and how people are chosen"
MARKET = "the market and its trends"
CAREER = "a career path"
ADVICE = "general advice, not about this role"
COMPANY = "about the employer"
CHROME = "page furniture"
CLOSING = "introduction or closing words"
OVERVIEW = "an overview; the requirements stand in a section of their own"

HEADINGS: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (_any(r"skip to (main )?content", r"table of contents", r"^quick links", r"^on this page", r"^share\b",
          r"^(cookies?|privacy|legal)\b", r"^related (jobs|articles|posts|roles)", r"^similar (jobs|roles)", r"^tags?$"),
     Meaning("noise", CHROME)),
    (_any(r"frequently asked", r"^faqs?$", r"^conclusion", r"^introduction$", r"^summary$", r"^key takeaways",
          r"^final thoughts", r"^closing", r"^(common )?questions( and answers)?$"),
     Meaning("noise", CLOSING)),
    (_any(r"\bsalar(y|ies)\b", r"\bcompensation\b", r"\bbenefits\b", r"\bperks\b", r"\bwhat we( can)? offer",
          r"\bwe (can )?offer\b", r"\bwhat('s| is) in it for you", r"what you('ll| will)? (get|receive)", r"\bpay( range| scale)?$",
          r"\brewards?\b", r"\bremuneration\b", r"\bwages?\b", r"^we (give|provide|pay)\b", r"what (do|will|can) (i|you) (earn|get)", r"^travel\b", r"travel requirements?$", r"^locations?$", r"work(ing)? (schedule|hours|pattern)",
          r"^hours", r"security clearance", r"who may apply", r"appointment type", r"^basic information", r"supervisory status",
          r"promotion potential", r"^(number of )?vacancies", r"announcement number", r"opening and closing", r"^series\b",
          r"grade( level)?$", r"^job title", r"physical (requirements|demands|effort)", r"^work(ing)? (environment|conditions)",
          r"^contract\b", r"^type of (contract|employment)", r"^remote\b", r"relocation", r"^employment type",
          r"^job (details|type|category)$", r"^start date", r"\bvisa sponsorship\b"),
     Meaning("noise", PAY)),
    (_any(r"^how (to|do i|can you|can i|you can) apply", r"^closing date", r"^deadline", r"^interested\?$", r"\bapply( now| here| today)?$", r"^\[?apply\b", r"application (process|evaluation|instructions|"
          r"procedure|questions|form|deadline)", r"^applications?$", r"interview (process|stages?|loop|schedule|plan)",
          r"^interviews?$", r"\binterview$", r"(hiring|selection|recruitment|recruiting) (process|manager interview)",
          r"internal candidates", r"^next steps", r"^what (to expect|happens next)", r"^how we hire", r"^your application",
          r"learn more", r"find out more", r"^contact", r"^questions\??$", r"equal opportunit", r"\beeo\b",
          r"diversity (statement|,)", r"^accommodations?", r"^(our )?commitment to (diversity|inclusion)", r"^disclaimer",
          r"^notes?( to applicants)?$", r"^note to ", r"^(other|additional|further|important) (information|info|notes?|details|remarks)", r"background check process",
          r"^resum|^your resum|^cv\b"),
     Meaning("noise", PROCESS)),
    (_any(r"\bmarket\b", r"\bdemand\b", r"\btrends?\b", r"\boutlook\b", r"\bindustr(y|ies) (presence|adoption|response|context|"
          r"applications?|trends?)", r"^industries\b", r"^industry", r"emerging opportunities", r"job growth", r"economic impact"),
     Meaning("noise", MARKET)),
    (_any(r"career (path|development|progression|advantages|opportunit|growth|advancement|outlook)", r"^careers?$",
          r"^advancement", r"(strategies|tips) for (advancement|success)", r"^transitioning to", r"professional development$",
          r"^growth opportunit"),
     Meaning("noise", CAREER)),
    (_any(r"best practices", r"common challenges", r"^challenges\b", r"^tips\b", r"^how to become", r"^resources$",
          r"^training and development$", r"^certifications to consider"),
     Meaning("noise", ADVICE)),
    (_any(r"\bnice[- ]to[- ]haves?\b", r"^(?!.*\brequired\b).*\bpreferred\b", r"\bdesirable\b", r"\bdesired\b", r"^bonus\b",
          r"\bbonus (points|skills|if)", r"\bpluses$", r"^(it('s| is|'d be| would be) )?(a |big |huge )*plus\b", r"\bas a plus\b",
          r"^extra (credit|points)", r"\bgood to have\b", r"\bgreat to have\b", r"^could[- ]haves?$", r"\bwould be (nice|great|good|ideal|helpful)\b", r"\b(may|might|could) also (have|bring)\b", r"\bnice if\b", r"^(added|additional) advantage", r"^advantageous",
          r"^ideally", r"^optional", r"^(even better|what would be nice|would be nice)", r"you('ll)? stand out",
          r"^(we('d| would) (also )?love|brownie points|icing on the cake)", r"^preferences?$", r"^assets?$",
          r"^additional (qualifications|skills|experience)$", r"not (strictly )?(required|necessary|essential),? but",
          r"\bbut not (strictly )?(required|necessary|essential|needed)\b", r"\b(useful|helpful)\b.*\b(skills|experience|expertise|knowledge)\b"),
     Meaning("desirable")),
    (_any(r"\bsoft[- ]skills\b", r"\bpeople skills\b", r"^personal (attributes|qualities|characteristics|traits)",
          r"^interpersonal skills$", r"^behaviou?ral (competenc|skills)"),
     Meaning("soft")),
    (_any(r"\b(experience|skills|qualifications?|knowledge|competenc\w+) (is |are )?required\b"), Meaning("requirements")),
    (_any(r"^(key |core |main |primary |job |your |general |typical |essential |major |specific |role |day[- ]to[- ]day |\w+ )?"
          r"(responsibilit|duties|tasks|accountabilities|functions|objectives|deliverables)", r"\bresponsibilities( of| and duties|$)",
          r"\bduties\b(?!.*qualif)", r"key objectives", r"\bobjectives?( #?\d| for|:|$)", r"^objective\b",
          r"^(what )?you('ll| will)( be)?( do(ing)?| work(ing)? on| own| build)?$", r"what you('ll| will| would)( be)? (do|work|own|build)",
          r"^in this role", r"^(your|the) (mission|impact|tasks|day)", r"day[- ]to[- ]day", r"^how you('ll| will) ",
           r"^what you('ll| will) be responsible", r"^a (typical )?day in", r"^your (working )?(day|week)\b", r"^what (does )?an? .* (do|does)\b",
          r"^(role|position) (purpose|accountabilit)", r"^your (responsibilit|role$)", r"^the work$", r"^scope\b",
          r"^outline .*responsibilit"),
     Meaning("duties")),
    (_any(r"\brequirements?\b", r"\bqualifications?\b", r"\bqualified\b", r"selection criteri", r"^(essential |key )?criteria",
          r"person(al)? specification", r"^must[- ]haves?", r"\bwe need\b", r"^you('ll)?( must| should| will)? (have|bring|need|possess)$",
          r"what you('ll| will)?( need| have| bring|'?ll bring)", r"you('ll| will) (need|bring|have)\b", r"^you (have|are|bring|need)\b",
          r"^(a bit |a little |more )?about you\b", r"^who you are", r"who (we('re| are)|are we) looking for", r"what (we('re| are)?|are we) look",
          r"^we('re| are) looking for", r"^(your|candidate|ideal|the|required|desired)? ?(profile|background)$",
          r"ideal candidate", r"^is this you", r"(good|great|right) fit", r"^what makes you", r"^essentials?$", r"what it takes",
          r"who should apply", r"^to (be successful|succeed)", r"^evaluations?$", r"^we expect", r"what (else )?(do )?(we|you) expect", r"\b(successful|ideal|right) candidates?\b",
          r"\b(skills|experience|knowledge|competenc\w+|expertise|abilities|attributes|education|credentials)\b.*\b(required|needed|"
          r"you need|you('ll)? need|we need|we('re| are) looking for)\b",
          r"\b(required|essential|key|minimum|basic|mandatory|necessary|core|technical|your|relevant|needed|critical|important|"
          r"professional|specialized)\b.*\b(skills?|experience|knowledge|competenc\w+|expertise|abilities|attributes|education|"
          r"credentials)\b",
          r"^(skills|experience|education|knowledge|expertise|competenc\w+|abilities|background)"
          r"((,| and| &| or| /|/)+ ?(\w+ )?(skills|experience|education|knowledge|expertise|competenc\w+|abilities|training|"
          r"background|attributes))*:?$",
          r"skills you need", r"^skills$", r"^what (skills|experience)"),
     Meaning("requirements")),
    (_any(r"^what (the|this) (job|role|work) (involves|entails|is)", r"^what does (the|this) (job|role|work)", r"^about (the )?(role|job|position|opportunity|this role|team role)", r"(role|job|position|opportunity) (summary|overview|"
          r"description|profile|purpose)", r"^(the )?(role|job|position|opportunity)$", r"^job summary", r"^define the role"),
     Meaning("prose", "describes the role")),
    (_any(r"^overview$", r"^at a glance"), Meaning("prose", OVERVIEW)),
    (_any(r"^about\b", r"^who we are", r"^our (mission|values|story|company|culture|team|vision|commitment)", r"^why (join|work|us|we)",
          r"^(the )?(company|team|organi[sz]ation)$", r"^life at", r"^meet the", r"^company (overview|description|profile)"),
     Meaning("noise", COMPANY, inherited=False)),
)

LEAD_INS: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (_any(r"\b(each|all|these|the) (of )?(the )?(\w+ )?following (\w+ )?(competenc|criteria|skills|qualities|attributes|behaviou?rs)",
          r"\bassess(ed)? (you )?(against|on)\b", r"\bessential\b.*\bdesirable\b", r"\brequired\b.*\bpreferred\b"),
     Meaning("requirements")),
    (_any(r"\bresum[eé]s?\b", r"\bcv\b", r"\bcover letter\b", r"\bapplication\b(?! and at the interview)(?!s?\b.*(must|should) (have|demonstrate))",
          r"\bto apply\b", r"^apply\b", r"tell us\b", r"\bplease (include|send|provide|note)\b", r"\bsubmit\b"),
     Meaning("noise", PROCESS)),
    (_any(r"\bbenefits\b", r"\bwe offer\b", r"\bsalary\b", r"\bperks\b", r"\bin return\b", r"\bpay\b"), Meaning("noise", PAY)),
    (_any(r"\b(teams|types) (of|we|are)\b", r"\bcan find opportunities\b", r"\blinks?\b", r"^some of the"), Meaning("noise", CHROME)),
    (_any(r"\bdesirable\b", r"\bnice[- ]to[- ]haves?\b", r"\b(may|might|could) also\b", r"\bpreferred\b", r"\bpreferably\b", r"\bbonus\b", r"\bplus\b", r"\bideally\b",
          r"\badvantage\b", r"\bdesired\b", r"\bwould be (great|nice|good|helpful|useful)\b", r"\bnot (required|essential|necessary)\b",
          r"\blove (it )?if\b", r"^could[- ]haves?$", r"^(strong|great|outstanding|the best) candidates\b", r"\beven better\b", r"\bhelpful\b"),
     Meaning("desirable")),
    (_any(r"\bmay be (required|asked|expected) to\b", r"\bresponsib", r"\bduties\b", r"\bday[- ]to[- ]day\b", r"^(as .*, )?you('ll| will)( also)?( be)?:?$", r"\btasks\b", r"\bobjectives\b",
          r"\bin this role,? you('ll| will)", r"\byou('ll| will) (do|work on|be doing)\b", r"\bincludes? but (are|is) not limited\b"),
     Meaning("duties")),
    (_any(r"\bessential\b", r"\bmust\b", r"\bneed", r"\brequire", r"\blooking for\b", r"\bqualif", r"\bskills?\b", r"\bexperience\b",
          r"\bcompetenc", r"\bknowledge\b", r"\bexpertise\b", r"\bideal candidate\b", r"\bdemonstrat", r"\bassess(ed)? (you )?(against|on)\b",
          r"\byou (have|are|bring|possess)\b", r"\byou('ll| will| should) (have|be|bring|possess)\b", r"\bsomeone who\b", r"\bwho:?$",
          r"\bcandidates?\b", r"\bcriteria\b", r"\bhave:?$"),
     Meaning("requirements")),
)

LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
NUMBERING = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+", re.I)


def plain(heading: str) -> str:
    """A heading without marks, numbers and case, for comparison."""
    text = LINK.sub(r"\1", heading).replace("*", "").replace("_", " ").replace("`", "")
    text = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-")
    text = re.sub(r"\s+", " ", text).strip(" :.#-–\t")
    return NUMBERING.sub("", text).casefold()


def meaning(heading: str) -> Meaning | None:
    """What a heading says about its section, or None when its words say nothing."""
    known = _first(HEADINGS, plain(heading))
    return known if known or not heading.rstrip("*_ ").endswith(":") else lead_in_meaning(heading)


def lead_in_meaning(sentence: str) -> Meaning | None:
    """What the last sentence before a list says about the list."""
    return _first(LEAD_INS, plain(sentence))


def _first(table: tuple[tuple[re.Pattern[str], Meaning], ...], text: str) -> Meaning | None:
    return next((found for pattern, found in table if pattern.search(text)), None)
