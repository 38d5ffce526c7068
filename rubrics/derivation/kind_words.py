"""Words that speak for a kind of requirement, with their weight. Data; a stem matches at a word's start."""

from __future__ import annotations

import re

from rubrics.derivation.lexicon import any_of, weighed
from rubrics.derivation.types import Kind

DECISIVE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "eligibility",
        any_of(r"""
            \bcitizenship\b   \b(?:u\.?s\.?|states|\w+an|\w+sh) citizens?\b   \bcitizens? (?:of|or|and nat)\b
            \ba citizen\b   \b(?:free|available) on\b.*\b(?:evenings?|weekends?|days?)\b
            \bpeople who live\b   \bnationals\b   \ba national of\b   \b(?:or|u\.?s\.?) national\b(?! \w)
            \b(?:right|entitled) to work\b
            \b(?:at least|over|aged|minimum age) \d\d(?: years old| years of age|\b(?! (?:[a-z]+s\b|%|per\b)))
            \b\d\d years (?:old|of age)\b   \b(?:willing\w*|ready|able|prepared|agree) to (?:be )?(?:travel|
                relocat|transferred|deploy|work (?:shifts|nights|evenings|weekends|rotating|overtime|bank))
            \b(?:missions?|assignments?|deployments?) abroad\b
            \bwork (?:authori[sz]ation|permit|status)\b
            \b(?:authori[sz]ed|eligible|eligibility) to (?:work|interview)\b
            \bbackground (?:check|investigation)\b   \bsecurity clearance\b   \bvisa\b
            \bsuitable for (?:federal )?employment\b   \bmust (?:live|reside|be based)\b   \bdbs check\b
            \b(?:take part|join|share) in (?:an? |the |our )?(?:on[- ]call|out[- ]of[- ]hours|standby|weekend)\b
            \bmedical examination\b   \bavailable (?:for|to work|on)\b   \bgeographic alignment\b
        """),
    ),
    (
        "credential",
        any_of(r"""
            \b(?:bachelor|master)['’]?s?['’]? (?:degree|or|in)\b   \bbachelor of\b
            \bmaster of (?:arts|science|engineering|business|laws?|education|public|social|fine|library|phil)
            \bmaster['’]s\b   \bbachelor['’]?s?\b
            \bph\.?\s?d\b   \bdoctora(?:te|l)\b   \bdegrees?\b(?! of)   \bdiploma\b   \bm\.?sc\b
            \bb\.?sc\b   \bmba\b   \bcertificat(?:ions?|es?)\b   \bcertified\b
            \blicen[cs]e[sd]?\b(?! agreement)   \bchartered\b   \b(?:be|personally) accredited\b
            \baccreditation (?:in|as|from)\b   \b(?:current|valid|professional|full) registration\b
            \bregistration (?:as|with)\b   \bmember(?:ship)? (?:of|in) (?:a|the) (?:professional|chartered)
            \bprofessional body\b   \bqualified \w+ status\b
            \bcompleted (?:an? )?(?:\w+ )?(?:course|training|apprenticeship|qualification)\b
            \b(?:recogni[sz]ed|formal|professional) qualifications?\b   \bqualifications? (?:in|as)\b
            \b(?:accounting|accountancy|teaching|nursing|relevant|vocational|appropriate|suitable|
                equivalent|trade|professional|legal) qualifications?\b
            \b(?:hold|possess|gained|completed) (?:\S+ ){0,6}qualifications?\b   \bnvq\b   \bbtec\b   \bged\b
            \bgood grades\b   \bqualifications?\s*\(   \bcoursework\b   \bregistered to practi[sc]e\b
            \bdriving record\b
            \bsecondary school\b
            \b(?:maths?|english|numeracy|literacy)\b.{0,20}\blevel \d
            \bpapers?\b.{0,40}\b(?:publish|accept)\w+   \b(?:acca|cima|cipd|nebosh|cissp|ccna)\b
            \bpublications?\b   \bpublication (?:record|history)\b
            (?:^|: )graduate of\b   ^(?:\w+ ){0,2}(?:[a-z]{3,5} )?registration$
            \b(?:hcpc|nmc|gmc|gas|pin) registration\b
            \b(?:registration|accreditation)$   ^(?:fully |newly |part[- ])?qualified (?!for\b|to\b|leads?\b)[a-z]
            ^(?:recent |additional |completed |formal |further )*training (?:in|on|as)\b   \btime[- ]served\b
            \b(?:iosh|nebosh|prince2|agilepm|itil|cscs|ipaf|acls|bls|ccrn|hcpc|sra|aat|icb)\b(?! (?:method|process))
            \b(?:oil|gas|plant|machine|radio) tickets?\b   \bqualification,\s   (?<!post-)\bqualification\b(?! to\b)
            \bpublish\w* .*\b(?:research|papers?|journals?|conferences?)\b   \bgcses?\b   \ba-levels?\b
            \bhigh school\b   \bprofessional (?:membership|registration)\b
            \bregistered (?:nurse|engineer|architect)\b   \bapprenticeship\b   ^registered [a-z]+\b
            \bdriver['’]?s? licen[cs]e   \bcontinuing professional development\b
            ^(?:formal )?recognition (?:as|at|by)\b   \bsea survival\b   \b(?:security|network)\+
            ^you(?: are|['’]re) an? (?:\w+ly )?(?:qualified|registered|certified|licen[cs]ed|chartered)\b
            ^membership of\b   \bchartership\b   \bmust be [\w ]{2,30} qualified\b   ^level \d\b
            \b(?:member|fellow|associate)(?:ship)? of (?:the|an?) (?:[\w-]+ ){0,4}(?:college|institut\w+|society|
                association|body|academy|chamber)\b   ^passes in\b   \blevel of education\b   ^first aid\b   \baward$
            ^(?:an? )?(?:\w+ )?ticket\b   ^(?:you )?(?:are |be )?enrolled\b   ^completed (?:\w+ )?programme
            \bvocational (?:training|qualification)\b
        """),
    ),
)

WORDS: dict[Kind, dict[str, float]] = {
    "technical": weighed(
        {
            3: """
                access management, vulnerabilit, threat,
                words per minute, wpm, github, gitlab, git, google sheets, programming, coding,
                information security, python, java, javascript, sql, html, css, c++, algorithm,
                data structure, data warehouse, data pipeline, data engineering, aws, azure, gcp, mathemat,
                wiring, intravenous, measuring instrument, surveying instrument, plc, soldering,
                linear algebra, database, devops, ci/cd, kubernetes, docker, linux, welding, full stack
            """,
            2.5: """
                software, deep learning, data science, cloud, infrastructure, toolkit, prototyp, statistic,
                api, user-centered design, content strateg, information architecture, hardware, machinery,
                cad, erp, crm, sap, bookkeep, front end, back end, microsoft office, debug,
                interaction design, product design, wireframe, seo
            """,
            2: """
                code, rust, machine learning, librar, deploy, architect, interface, distributed, analytics,
                pipeline, user-centred, human-centered design, accessib, spreadsheet, equipment,
                open source, accounting, modelling, modeling, server, spreadsheets, laboratory,
                troubleshoot, innovative tools, diagram, booking software, medication, drug admin, symptom,
                operations research, fluid dynamics, cardiac, practitioner, proficien, firmware, microcontroller,
                machine tool, blueprints, circuit, set of accounts, balance sheet
            """,
            1.8: "technolog, network",
            1.6: "ml, content",
            1.5: """
                framework, tools, engineering, technical, web, security, design, visuali, excel, automat,
                product delivery, installation, calculat, clinical, service design
            """,
            1.3: "data, system",
            1.2: """
                ai, ai/ml, engineer, model, testing, agile, methodolog, metrics, quantitative, maintenance
            """,
            1: "tool, digital, scal, process data",
            0.8: "build, solutions",
            0.5: "best practices, knowledge of",
        }
    ),
    "leadership": weighed(
        {
            3: """
                lead, leading, leadership, manage a team, managing a team, managing teams, manage teams,
                managed a, mentor, coach, supervis, direct reports, strategy and vision, building diverse,
                build teams, team management, develop people, developing junior, line manage
            """,
            2.5: """
                leader, inspire, strategic planning, strategic decision, long-term strateg, helping a team
            """,
            2: """
                running a budget, running budgets, guiding a,
                capability of teams, capability of the team, delegat, through change, change management,
                company culture
            """,
            1.6: "project management",
            1.5: "managing and, strategies that, vision, heading, direct a, motivating",
            1.2: "managing, align",
            1: "manage, management, strateg",
            0.5: "team",
        }
    ),
    "soft": weighed(
        {
            3: """
                temper, composure, composed, early riser, likes people, trustworth, humility, compassion,
                communicat, communicator, interpersonal, teamwork, team player, critical thinking, adaptab,
                continuous learning, empath, emotional, curio, organisation skills, organizational skills,
                organisational skills, attention to detail, customer service, judgment, judgement, humor,
                humour, passion, enthusias, written communication, written english, plain english, staying updated,
                stay updated, time management, bias for action, work closely with others
            """,
            2.8: "problem-solving, problem solving, flexib, explain",
            2.6: "collaborat",
            2.5: """
                pushover, gentle, courte, say no, speak up, drama, hand in hand, no fear, fearless, manner,
                attitude, methodical, meticulous, minded, be kind, is kind, stay kind, good-humoured, cool head,
                level-headed, clear-headed, quick-witted, street-smart, generous, sociable, self-critical,
                credibility with, kindly, head for heights, courage, brave, warmth, thick skin, thick-skinned,
                modest, loyal,
                gentle, discreet, scepti, unflappable, sense of humour, promises, bedside manner, decision-making,
                making decisions, effective decisions, advice, give clear, your own day, outlook,
                tolerance of, nerves, tidy, and honest, be honest, carefully, thoroughness, assertive, well with,
                relate well, get on with, gets on with, plans ahead, plan ahead, juggl, cope, coping, poise,
                tactful, on your own, likes, writes well, write well, write clear,
                clear and factual, concise, documentation, e-mail, happy to,
                common sense, joy, outgoing, dependable, open to, openness to, decisive, persever,
                building trust, build trust, telephone manner, mentality, keeps their cool, keep your cool, concentrat,
                kindness, kind word, keeping your head, a steady voice, alert at, clear speech, politeness,
                eye for detail, multiple tasks, minimal supervision, without supervision,
                without a lot of superv, at all times, fluent english, professionalism, conscientious,
                helpful, diligent, manners, upbeat, cheerful, hard-working, hardworking, multitask,
                multi-task, detail-oriented, detail oriented, part of a team, in a team, as a team,
                within a team, close team, team environment, thinker, gratitude, optimism, grit (, focus (,
                appreciation of beauty, seeking feedback, response to feedback, easy to understand,
                organised, organized, relationship, written and, verbal, oral, negotiat, resilien,
                self-starter, ambigu, work ethic, friendly, calm, patience, patient with, patient and,
                punctual, listen, report writing, polite, speak and write, convey, diplomac
            """,
            2.2: "creativ, commitment",
            2: """
                kind to, enjoy, shares, handover,
                comfort working, range of people, sensitivity, accuracy and speed, at pace, multiple cases,
                dedicated, presentation, roll up, roll your sleeves, spoken and written, drive to deliver,
                directly with customers, conflicting priorities, conflicting demands, plan your,
                evidence-based decisions, proactiv, keen, appetite, pride, energetic, eager, caring,
                feedback, presentation skills, giving talks, blog, stamina, ethos, ambition, analytical,
                critically, adapt, self-, motivat, written work, own initiative, take initiative,
                taking initiative, independently, quick to, quick learn, quick think, quick and, believ, rigorous,
                willing, respect, readiness,
                call for help, hostile, upset, talking to people, excited, openness, tact, discretion,
                work alongside, take responsibility, ownership
            """,
            1.8: "learn, innovat, deadline",
            1.6: "stakeholder",
            1.5: """
                influence, initiative and, prioriti, confident, up to date, multiple projects, positive,
                responsibility, fair, audience, compromise, will not, business challenges, bridge,
                committed to, mindset, belief, pressure
            """,
            1.2: "novel, quickly",
            1: "detail, presenting, present, challenges, opportunit, facilitat",
            0.8: "learning, comfortable, reliab, won't, others, problem",
            -1: "values alignment",
        }
    ),
    "domain": weighed(
        {
            4: "industry landscape",
            2.6: "industry",
            2.5: """
                welsh, irish, gaelic, dutch, flemish, danish, swedish, norwegian, finnish, portuguese, russian,
                ukrainian, turkish, hindi, urdu, japanese, korean, mandarin, cantonese, chinese, greek, hebrew,
                vietnamese, tagalog, somali, swahili, sign language, good english, contract law,
                environmental rules, environmental law, building regulations, local history,
                market knowledge, financial services, procurement, spanish, french, german, bilingual,
                public sector, non-profit, nonprofit, regulations, sanctions, money laundering, money-laundering,
                bookkeeping, local area, local authority, the region, the area
            """,
            2.2: "sector, foreign language, public company, law, laws",
            2: """
                second language, third language, english, polish, arabic, italian, streets and, housing law, trade in,
                social value, history and culture, insight into, modern art, classroom, early years,
                curriculum, tax, international payroll, domain, healthcare, frontier, acquisition,
                landscape, education sector, retail, logistics, supply chain, regulatory environment,
                insurance, service standard, agricultur, e-commerce, pharma, banking, railway, maritime,
                tourism, charity, biology, ecology, botany, zoology, geology, geography, theology,
                shipping, aviation, automotive, hospitality, real estate, property market, telecom, utilities,
                publishing,
                fashion, catering, farming, forestry, fisheries, defence, nuclear, renewable, labour market, poverty,
                pedagog, folklore, wine, directive, statutes, jurisprudence, case law, food safety, haccp
            """,
            1.8: "finance, legislation, saas",
            1.6: "government, policy",
            1.5: "federal, business value, organizational goals, native, manufactur, energy, construction",
            1: "policies, language, legal, customer needs",
            0.8: "business",
            0.5: "align ml, culture of",
        }
    ),
    "ethics": weighed(
        {
            4: "ethic",
            3: """
                responsible ai, responsible development, compliance requirements, integrity, safeguarding,
                anti-discrimination
            """,
            2.5: """
                safety of, rules seriously, honesty, twice before,
                bias in, biases, unsafe, diversity, fairness, equality, data protection, gdpr,
                health and safety, confidential
            """,
            2.2: "hazard, permits, safety rules, safety culture, safe working",
            2: "societal, inclusion, core values, regulatory compliance",
            1.5: "compliance",
            1.2: "privacy",
            1: "transparency, sustainab",
            0.5: "values",
        }
    ),
    "research": weighed(
        {
            3: """
                research method, research question, research problem, experimental design,
                original research, peer-review, study design, research plan, research agenda,
                public engagement, language famil
            """,
            2.6: "user research, researching, experiments",
            2.5: """
                scientific, hypothes, meaningful conclusions, draw conclusions, analyze results,
                analyse results, fieldwork
            """,
            2: "literature, field work",
            1.8: "synthesis, synthesise",
            1.6: "research, qualitative",
            1.5: "survey, grant",
            1: "findings",
        }
    ),
    "experience": weighed(
        {
            2.6: "worked with",
            4: "track record, years, year of, years of",
            3: """
                involvement in, sea time, time at, spent at, past work, work in public,
                industry experience, consulting experience, has scaled, has hired, specialized experience,
                experience as, worked as, experience of delivering
            """,
            2.5: "hired, worked in, experience delivering",
            2.2: "experienced in",
            2: """
                have worked, have supported, well known among, has previously, have previously,
                employment in, placement, teaching practice, traineeship, internship,
                previous experience, prior experience, background in, scaled, experience of working,
                demonstrated experience
            """,
            1.5: "you must have, delivered, client-facing",
            1.2: "experience in a",
            0.6: "experience leading",
        }
    ),
}
