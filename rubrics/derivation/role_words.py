"""Words of role titles. Data."""

from __future__ import annotations

import re

LISTED = """
    blaster, boilermaker, bookbinder, cobbler, costumier, dressmaker, farrier, fisher, fisherman, mason, maker,
    milliner, miner, platelayer, sawyer, seamstress, sexton, shepherd, shoemaker, smith, stonemason, upholsterer,
    verger, watchmaker, winemaker, boatman, cameraman, cellarman, chargehand, craftsman, craftsperson, dairyman,
    draughtsman, foreman, forewoman, groundsman, groundsperson, handyman, handyperson, herdsman, linesman,
    postman, seaman, stockman, stockperson, tradesman, tradesperson,
    guide, sweep, farmhand, keeper, hand, fundraiser, registrar, tuner, diver, skipper, luthier, blacksmith,
    accountant, actuary, adjuster, administrator, adviser, advisor, advocate, agent, agronomist,
    ambassador, anaesthetist, analyst, animator, appraiser, apprentice, apprenticeship, arborist,
    architect, archivist, assessor, assistant, associate, astronomer, attaché, attorney, auctioneer,
    audiologist, auditor, aviator, bailiff, baker, banker, barber, barista, barrister, bartender,
    beautician, beekeeper, biologist, boatswain, bookkeeper, bosun, brewer, bricklayer, broker,
    bursar, butcher, buyer, captain, cardiologist, caregiver, carer, caretaker, carpenter,
    cartographer, caseworker, cashier, ceo, cfo, champion, chancellor, chaplain, chauffeur, chef,
    chemist, chief, choreographer, cinematographer, cleaner, clerk, clinician, coach, companion,
    composer, comptroller, conductor, conservator, constable, consultant, controller, coo, cook,
    coordinator, copywriter, counsel, counsellor, counselor, courier, coxswain, cto, curator,
    custodian, dba, dean, deckhand, decorator, dentist, deputy, dermatologist, designer, detective,
    developer, devops, dietitian, diplomat, director, dispatcher, doctor, doula, driver, ecologist,
    economist, editor, educator, electrician, emt, engineer, envoy, epidemiologist, estimator,
    evangelist, executive, executor, expediter, facilitator, farmer, fellow, fellowship,
    firefighter, fitter, florist, forester, gardener, geneticist, geographer, geologist, glazier,
    groundskeeper, guard, hairdresser, handler, head, headteacher, historian, horticulturist, host,
    hostess, housekeeper, hydrologist, hygienist, illustrator, imam, immunologist, inspector,
    installer, instructor, intern, internship, interpreter, investigator, janitor, jeweller, joiner,
    journalist, keeper, laborer, labourer, landscaper, lawyer, lead, leader, lecturer,
    lexicographer, librarian, lieutenant, lifeguard, linguist, loader, locksmith, machinist,
    magistrate, maintainer, manager, marketer, marshal, master, mathematician, matron, mechanic,
    mediator, mentor, merchandiser, meteorologist, microbiologist, midwife, minister, modeller,
    moderator, musician, nanny, navigator, negotiator, neuroscientist, nurse, nutritionist,
    oceanographer, officer, oncologist, operative, operator, optician, optometrist, organiser,
    organizer, orthoptist, owner, packer, paediatrician, painter, paralegal, paramedic, paraplanner,
    partner, pathologist, pharmacist, phlebotomist, photographer, physician, physicist,
    physiotherapist, picker, pilot, planner, plasterer, plumber, podiatrist, porter, postdoc,
    potter, president, priest, principal, producer, professional, professor, programmer, promoter,
    proofreader, provost, psychiatrist, psychologist, purchaser, purser, rabbi, radiographer,
    radiologist, ranger, receptionist, recruiter, registrar, reporter, representative, researcher,
    rigger, roboticist, roofer, salesperson, scaffolder, scheduler, scientist, sculptor, sdet,
    secretary, seller, sergeant, server, shopkeeper, signaller, solicitor, sommelier, sonographer,
    specialist, sre, statistician, steward, stocker, stockist, storekeeper, strategist, student,
    studentship, stylist, superintendent, supervisor, surgeon, surveyor, sweeper, sysadmin, tailor,
    taxidermist, teacher, technician, technologist, telemarketer, teller, tester, therapist, tiler,
    toolmaker, toxicologist, trader, trainee, traineeship, trainer, translator, treasurer, trooper,
    tutor, typist, underwriter, usher, valuer, vet, veterinarian, videographer, virologist,
    volunteer, waiter, warden, weaver, webmaster, welder, worker, writer, zoologist
"""
NOUNS = frozenset(word.strip() for word in LISTED.split(","))
NOT_TITLES = re.compile(
    r"\b(?:process(?! (?:engineer|operator|technician|manager|chemist|technologist|owner|"
    r"improvement|safety))|interview|requirements?|responsibilit\w*|qualifications?|candidates?|understanding|"
    r"guide|how|what|why|skills?|"
    r"experience|about|overview|description of|salary|benefits|apply|roles?|duties|page|welcome|"
    r"team(?! (?:lead|leader|manager|coordinator|secretary|assistant|supervisor)\b)|"
    r"jobs?)\b",
    re.IGNORECASE,
)
HEAD_LEVEL = re.compile(
    r"\b(?:director|head|vice president|vp|chief|c[eotif]o|president|partner)\b", re.IGNORECASE
)
LEAD_LEVEL = re.compile(
    r"\b(?:lead|leader|manager|supervisor|principal|team lead|superintendent)\b", re.IGNORECASE
)


def is_role_noun(word: str) -> bool:
    """Whether a word names a role, in singular or plural."""
    bare = word.casefold().strip("()[]\"'“”’.,:;")
    return bare in NOUNS or (bare.endswith("s") and bare[:-1] in NOUNS)
