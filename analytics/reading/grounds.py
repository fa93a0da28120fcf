"""Words by which a sentence is trusted on a question, apart from what the reader of sentences says.

A reader of single sentences takes a letterhead for a statement and a stray word for an area. Here
are the words that a sentence about an area has, and signs of degree that need no adjective.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Words that most sentences about an area have; one without them counts for less.
ANCHORS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?i){pattern}")
    for name, pattern in {
        "learning_difficulties": r"learn|cogniti|abilit|intellect|memory|process\w* speed|IQ\b|"
        r"index|"
        r"dyslexi|understand|concept|reasoning|retain|forget|global|attain|months?\b|WISC|BAS\b|"
        r"PMLD|SLD|MLD|composite|curriculum",
        "health": r"health|seiz|epilep|medic|asthma|sleep|fits?\b|tube|gastrost|peg\b|feed|allerg|"
        r"eczema|diabet|heart|cardi|hospital|ill\b|illness|pain|tired|fatigue|absence|faint|kidney|"
        r"bowel|constipat|continen|weight|diet|growth|infection|suction|breath|surg|operation|mg\b|"
        r"migraine|headache|syndrome|eat\w* disorder|arfid|insulin|blood|scoliosis|thyroid|reflux|"
        r"wet\w* (?:the )?bed|enuresis|wak(?:e|ing|es)\b|oxygen|tablet|vomit|MRI|EEG",
        "hearing": r"hear(?:s|ing)?\b|deaf|audio|\bdB|tympan|glue ear|cochlear|implant|grommet|"
        r"ear\b|"
        r"ears\b|aids?\b|radio aid|BSL|sign language|listening|sound",
        "visual": r"vision|visual(?!\s+(?:timetable|support|aid|prompt|cue|schedul|spatial|"
        r"reason))|"
        r"sight|eyes?\b|acuity|glasses|spectacles|squint|nystagm|blind|braille|6/\d|print|QTVI|"
        r"magnif|optic|retin|\bN\d\d|logmar|amblyop|hemianop|cataract|photophob|contrast",
        "physical_other": r"walk|mobil|wheelchair|palsy|tone\b|hypoton|spastic|gait|splint|joint|"
        r"hypermob|orthop|muscle|muscul|limb|hip\b|hips\b|scolio|physical|GMFCS|hemipleg|dipleg|"
        r"transfer|hoist|stand|posture|dystroph|spina|amput|weakness|sit\b|fall|stairs|frame\b",
        "adl_support": r"dress|toilet|wash|eat|feed|self-?care|cutlery|shoe|button|zip|lace|"
        r"nappy|pad"
        r"s?\b|bath|shower|teeth|hygiene|independen|road|travel|money|cook|transfer|hoist|personal "
        r"care|daily living|safety|dry\b|continent|soil|wet\b|supervis|adult|lunch|meal|changing|"
        r"care for (?:him|her)self|bus\b|drink",
        "asd": r"autis|\bASD\b|\bASC\b|asperger|sameness|rigid|special interest|intense interest|"
        r"routine|repetitive|obsess|eye contact|ADOS|unexpected change|social communication|"
        r"stereotyp|spectrum|ritual|line[sd]? up|flap",
        "semh": r"anxi|mood|behav|exclu|suspen|attend|self-harm|depress|worr|anger|angry|distress|"
        r"meltdown|trauma|attachment|mental|emotion|aggress|panic|refus|upset|cry|cries|hit|kick|"
        r"bit|bite|violen|withdrawn|school avoid|frustrat|tantrum|RCADS|SDQ|incident|scream|throw|"
        r"fear|frighten|happy|calm|stress|sad\b|suicid|outburst|phobi|school refus|tear",
        "psych_other": r"ADHD|attention|concentrat|impuls|hyperact|executive|OCD|PTSD|tic\b|tics\b|"
        r"tourette|eating disorder|anorex|bulimi|psycho(?:sis|tic)|focus|distract|conners|"
        r"organis|restless|fidget|on task|on-task|foetal|fetal|FASD|arfid|avoidant restrictive|"
        r"compuls|bipolar|dissoci|trauma|attachment|PDA\b|demand avoid|wander|listen",
        "emotional_literacy": r"feel(?!\w* about (?:him|her|them)sel)|emotion|regulat|calm|"
        r"anger|angry|express|name|recognis|upset|"
        r"zones|frustrat|meltdown|mood|cross|scared|temper|cope|coping|sad\b|worried",
        "social_interaction": r"friend|peer|social|play|turn|share|sharing|group|others|"
        r"other children|"
        r"interact|alone|isolat|lonel|party|conversation|relationship|classmate|children|"
        r"joining|join",
        "self_esteem": r"esteem|confiden|resilien|stupid|thick|rubbish|bad\b|proud|self-image|"
        r"self-worth|praise|believ|hates? (?:him|her)self|hate myself|failure|worthless|good at|"
        r"can[’']t"
        r" do|self-concept|dumb|useless|give up|gives up|tears? up|mistake|broken|self-assured|"
        r"ashamed",
        "english": r"read|writ|spell|phonic|liter|english|letter|word|book|comprehen|sentence|"
        r"blend|"
        r"decod|dyslexi|WIAT|WRAT|YARC|text\b|punctuat|vocabulary|story",
        "maths": r"math|number|numer|count|arithm|times table|calculat|sum\b|sums\b|add|subtract|"
        r"money|digit|fraction|dyscalc|multiplic|shape",
        "problem_solving": r"problem|reasoning|puzzle|plan|solv|work(?:s|ing)? out|sequenc|logic|"
        r"strateg|"
        r"fluid|matrix|matrices|spatial|steps?\b|inset|jigsaw|cause and effect|switch|think|"
        r"pattern",
        "slc": r"speech|speak|spoke|talk|language|communicat|word|vocab|sentence|understand|"
        r"instruct|"
        r"express|recept|stammer|stutter|articul|pronounc|sound|verbal|makaton|sign|CELF|BPVS|"
        r"literal|"
        r"conversation|gesture|say|said|tell|AAC\b|grammar|comprehen|babbl|voice",
        "physical_skills": r"motor|co-?ordinat|balanc|pencil|handwrit|scissors|catch|throw|"
        r"climb|run|"
        r"jump|hop|ball|grip|dexter|clums|PE\b|fine\b|gross|movement|MABC|dyspraxi|DCD|swim|bike|"
        r"bicycle|hands?\b|cutting|sport|skip|trips?\b|writing|draw|posture|physical|stairs|"
        r"fall|pedal",
        "sensory_skills": r"sensory|noise|noisy|loud|touch|textur|label|light|smell|taste|"
        r"hands? over|"
        r"ears\b|defender|proprio|vestibul|spin|sound|crowd|seams|oral|mouth|chew|overload|"
        r"overwhelm|"
        r"busy|seek|fabric|clothes|itch|light touch|hand ?dryer|registration",
        "first_language": r"language|english|speak|spoken|interpret|EAL|bilingual|translat",
        "social_care": r"social|care\b|child in need|protection|foster|adopt|early help|"
        r"family support|"
        r"order\b|looked after|safeguard|guardian|respite|short break|IRO\b|children[’']s services",
    }.items()
}
# Words by which a sentence speaks of an area as a whole: its denial there is a finding.
WHOLE: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?i){pattern}")
    for name, pattern in {
        "learning_difficulties": r"learning (?:difficult|disab)|intellectual|"
        r"general (?:\w+ )?ability|"
        r"cognitive ability|very able",
        "health": r"(?:general|good|excellent|in) health|healthy|health (?:needs|conditions?|"
        r"concerns?)|"
        r"medical (?:needs|conditions?|concerns?)",
        "hearing": r"\bhearing\b|\bdeaf",
        "visual": r"\bvision\b|eyesight|\bsight\b",
        "physical_other": r"physical (?:difficult|disab)|general examination|neurological exam|"
        r"gait",
        "adl_support": r"independent|self-?care|daily living",
        "asd": r"autis|\bASD\b|\bASC\b",
        "semh": r"mental health|mood|behaviou?r|anxiety|emotional",
        "psych_other": r"ADHD|attention|\bPTSD\b|\bOCD\b",
        "social_interaction": r"friend|social (?:skills|interaction)|gets on|others",
        "self_esteem": r"self-?esteem|confiden",
        "english": r"\breading|literacy|english",
        "maths": r"\bmath|numeracy|numerical",
        "problem_solving": r"problem[- ]solv|reasoning",
        "slc": r"language|communication|speech",
        "physical_skills": r"motor|movement|co-?ordination|physical (?:skills|difficult|develop)",
        "sensory_skills": r"sensory",
    }.items()
}
UNANCHORED = 0.15

# A degree that is told without an adjective.
_CARE = (
    r"(?:eat(?:ing|s)?|fed|feed(?:ing|s)?|drink(?:ing|s)?|meals?|wash(?:ed|ing)?|dress(?:ed|ing)?|"
    r"toilet(?:ing|ed)?|chang(?:ed|ing)|bath(?:ed|ing)?|shower(?:ed|ing)?|teeth|personal care|"
    r"transfers?|moving about|hygiene|clothed)\b"
)
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9])"
GRADES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (area, severity, re.compile(rf"(?i){pattern}"))
    for area, severity, pattern in (
        (
            "adl_support",
            "profound",
            r"(?:do|does|done|doing) everything for|everything is done for",
        ),
        (
            "adl_support",
            "profound",
            r"(?:fully|wholly|totally|entirely|completely) (?:depend|relian)",
        ),
        (
            "adl_support",
            "profound",
            r"\bhoist|all (?:aspects of )?(?:her|his|their) (?:personal )?care",
        ),
        ("adl_support", "severe", r"most (?:daily|self-care|personal)|double-handed"),
        (
            "adl_support",
            "profound",
            rf"(?:nothing|no part)\b.{{0,40}}{_CARE}|full care|all (?:care|transfers)|"
            rf"(?:needs?|depends?|relies|reliant|dependent|requires?)\b.{{0,40}}{_CARE}"
            rf"(?:\W+(?:\w+\W+){{0,3}}{_CARE}){{3}}",
        ),
        (
            "adl_support",
            "severe",
            rf"(?:needs?|depends?|relies|reliant|dependent|requires?)\b.{{0,50}}{_CARE}"
            rf"(?:\W+(?:\w+\W+){{0,3}}{_CARE}){{2}}|"
            rf"(?:is|be|being) (?:\w+, )?{_CARE}(?:\W+(?:\w+\W+){{0,2}}{_CARE})+ by\b|"
            r"(?:two|2) adults (?:to|wash|change|dress)|by two adults|two of us",
        ),
        (
            "physical_other",
            "profound",
            r"GMFCS\W*(?:level )?(?:V|5)\b|(?:not able|unable) to (?:roll|sit)",
        ),
        (
            "physical_other",
            "severe",
            r"GMFCS\W*(?:level )?(?:IV|4)\b|wheelchair (?:user|for all)|hoist",
        ),
        (
            "physical_other",
            "severe",
            r"GMFCS\W*(?:level )?(?:III|3)\b|uses a (?:powered )?wheelchair",
        ),
        (
            "physical_other",
            "profound",
            r"anti-?\s?gravity|against gravity|no useful movement|non-?ambulant",
        ),
        (
            "physical_other",
            "severe",
            r"muscular (?:dystrophy|atrophy)|quadripleg|tetrapleg|tilt-in-space|"
            r"powered (?:wheel)?chair",
        ),
        ("physical_other", "mild", r"GMFCS\W*(?:level )?(?:II?|1|2)\b"),
        (
            "slc",
            "severe",
            r"\bno (?:spoken )?words|non-?verbal(?! reason)|pre-?verbal|does not speak",
        ),
        ("slc", "severe", r"single words only|\b(?:about|around|only) \d{1,2} (?:single )?words"),
        ("english", "severe", r"earliest stage|\bP ?[1-6]\b|sensory stor|pre-?entry|cannot read"),
        ("english", "severe", r"\bentry (?:level )?[12]\b"),
        ("maths", "severe", r"\bentry (?:level )?[12]\b"),
        ("english", "moderate", r"\bentry (?:level )?3\b"),
        ("maths", "moderate", r"\bentry (?:level )?3\b"),
        ("maths", "severe", r"earliest stage|\bP ?[1-6]\b|pre-?entry|object permanence"),
        (
            "problem_solving",
            "severe",
            r"earliest stage|cause and effect|link a switch|\bP ?[1-6]\b",
        ),
        ("slc", "severe", r"\b(?:0-6|0-11|8-20) months|birth to (?:11|eleven) months"),
        (
            "physical_skills",
            "severe",
            r"\b(?:0-6|0-11|8-20) months|(?:not able|unable) to (?:roll|sit)",
        ),
        ("learning_difficulties", "profound", r"below six months|\d-\d{1,2} months?\b|PMLD"),
        ("learning_difficulties", "severe", r"\bSLD\b|\bP ?[4-8]\b"),
        (
            "health",
            "severe",
            r"rescue medic|tracheost|suction|ventilat|(?<!off )oxygen|drug[- ]resistant|tube-fed|"
            r"bipap|cpap|high-flow|nil by mouth|aspirat(?:ion|es)|status epilepticus|"
            r"prolonged status|ejection fraction|cardiomyopathy|life-limiting|palliative|"
            r"dialysis|transplant|chemotherapy",
        ),
        (
            "health",
            "mild",
            r"\b(?:lamotrigine|levetiracetam|keppra|valproate|epilim|carbamazepine|topiramate|"
            r"levothyroxine|insulin|hydrocortisone|inhaler)\b.{0,40}\b(?:continu\w+|daily|twice|"
            r"once|each|every|mg|mcg|a day)\b",
        ),
        ("health", "severe", r"gastrostomy|seizures? (?:a|each|every) (?:day|week)|daily seizures"),
        (
            "semh",
            "severe",
            r"not attended (?:school|college|nursery)|"
            r"permanent(?:ly)? exclu|out of school|suicid|overdose|"
            r"(?:has|have) not (?:been|come|crossed|set foot|gone)\b.{0,25}"
            r"(?:school|threshold|gates?)\b|weeks in (?:his|her|their) (?:bed)?room|"
            r"\bcut(?:s|ting)? (?:his|her|their)\b.{0,12}(?:arms?|wrists?|legs?|thighs?)|"
            r"(?:[2-9]|two|three|four|five|six) (?:fixed[- ]term )?(?:suspensions|exclusions)",
        ),
        (
            "semh",
            "severe",
            r"\b(?:FTS|FTE|suspen\w+|exclu(?:ded|sions?))\b.{0,40}\b(?:[3-9]|\d\d)(?:\.\d)? days|"
            r"(?:reduced|part-time|half-day) timetable|timetable (?:is )?(?:now|reduced)",
        ),
        ("semh", "moderate", r"self-harm|post-traumatic|\bPTSD\b"),
        ("asd", "severe", r"level 3\b|very substantial support"),
        ("asd", "moderate", r"level 2\b|(?<!very )substantial support"),
        ("maths", "severe", r"counts nothing|(?:does|can)(?: ?not|n[’']t) (?:yet )?count\b"),
        ("physical_skills", "severe", r"eye[- ]gaze|(?:cannot|unable to|able to) lift a"),
        (
            "slc",
            "severe",
            rf"\b(?:uses?|used|has|says|knows)\b.{{0,20}}\b{_FEW} (?:\w+ )?(?:words|signs)\b"
            r"(?! (?:together|in a|a minute|per))|no words\b",
        ),
        ("semh", "severe", r"\b(?:[2-9]\d|1[1-9]) incidents"),
        (
            "visual",
            "severe",
            r"cortical vis|cerebral vis|registered (?:severely )?(?:sight|blind)|braille",
        ),
        ("hearing", "severe", r"cochlear implant|\bBSL\b|profoundly deaf"),
    )
)

# Words that call something normal where a reader sees neither praise nor need.
FINE = re.compile(
    r"(?i)\bnormal|satisfactor|no concern|no worries|age[- ]appropriate|within (?:the )?(?:average|"
    r"normal|expected)|\baverage\b|superb|excellent|\bgood\b|\bwell\b|\bfine\b|strength|"
    r"as expected|"
    r"expected standard|greater depth|secure|in line with|independent|enjoys|confident|passed|"
    r"6/[456]\b|"
    r"up to date|no (?:difficult|problem|issue|evidence|sign|need|delay)|not (?:deaf|known)|"
    r"healthy|"
    r"\bneat\b|legible|perfectly|beautiful|captain|\bstrong\b|exceeding|dress(?:es)? (?:him|her|"
    r"them)sel|toilet (?:alone|by)|travels? alone|"
    r"circle of friends|"
    r"popular|looks out for|manages|joins in|shines|"
    r"high average|came (?:first|second|third)|laughed|worry about|able girl|"
    r"able boy|in keeping with (?:his|her|their)|as any \w+[- ]year|on track|"
    r"where (?:one|we) would (?:expect|want)"
)
TROUBLE = re.compile(
    r"(?i)\bbut\b|although|however|\bnot\b|n[’']t\b|cannot|difficult|struggl|\bhard\b|\bonly\b|"
    r"poor|weak|"
    r"behind|below|refus|never|unable|delay|anxi|distress|worr|concern|\bless\b|\btoo\b|"
    r"\bneeds?\b|\bhelp|"
    r"impair|disorder|severe|moderate|mild|loses?\b|lost|unless|without|yet\b|despite|out of|"
    r"far from|"
    r"clums|slow|trip|still|support|copies|adult"
)
# A question that somebody put is no answer to it.
ASKED = re.compile(
    r"(?i)\b(?:asked (?:me |us |for |him |her )?(?:about|whether|if)|looked at (?:the|this)|"
    r"looked into|questionnaires?\b|the question of|screened for)"
)
# A condition that a sentence gives to the pupil outright.
STATED = re.compile(
    r"(?i)\b(?:he|she|they|[A-Z]\w+) (?:has|have)(?: an?)?(?: \w+){0,4} (?:difficulty|difficulties|"
    r"disorder|impairment|disability|loss|palsy|epilepsy|syndrome|autism|dyslexia)\b"
    r"(?!.{0,40}(?:resolved|improved|overcome))|"
    r"\bmeets? (?:the )?(?:full |diagnostic )?criteria for\b|"
    r"\b(?:is|are|feels?|been|gets) (?:often |always |very |being )?(?:left out|lonel\w+|bullied)|"
    r"\b(?:diagnos[ie]s|dx|outcome|conclusion)\s*[:–]\s*(?!.{0,12}(?:no\b|not\b|possible|query|"
    r"\?)).{0,60}(?:disorder|autis|ADHD|palsy|epilepsy|syndrome|\bloss\b|impairment|dyslexia)"
)
DEPENDS = re.compile(
    r"(?i)\b(?:needs?|depends?|relies|requires?|nothing|hoist|full care|ventilat|bipap|"
    r"anti-?gravity)"
)
# Trouble that a sentence says there is none of.
NO_TROUBLE = re.compile(
    r"(?i)\b(?:no|without|never any) (?:\w+ ){0,2}(?:concerns?|difficult(?:y|ies)|problems?|"
    r"worr(?:y|ies)|trouble|issues?|needs?|help|support)\b|\bnot need(?:ed)?\b|\bnothing wrong\b"
)
BETTER = re.compile(
    r"(?i)\bno longer (?:needs?|requires?|relevant|has|uses)|\bused to\b|\boff (?:oxygen|the)|"
    r"\bstopped needing|\bfrom no school|\bsince (?:resolved|closed)"
)
RULED_OUT = re.compile(
    r"(?i)\brul(?:e|es|ed|ing) (?:\w+ ){0,2}out|\bexcluded\b(?! from)|does not have|"
    r"never been suspected|\bnothing (?:\w+ ){0,3}to (?:suggest|indicate)|"
    r"\bno (?:evidence|signs?|indications?|suggestion|features) (?:\w+ )?(?:of|that)\b|"
    r"\bnot consider(?:ed)? \w+ to (?:be|have)|\boff (?:\w+ ){1,2}(?:problem )?list\b"
)
UNABLE = re.compile(r"(?i)\b(?:cannot|can[’']t|unable|not able)\b")
# A result on the side of a limit where there is no need, or criteria that were not met.
CLEAR = re.compile(
    r"(?i)\b(?:below|under|beneath|short of) (?:the |any )?(?:clinical )?(?:cut-?\s?off|threshold)|"
    r"\b(?:criteria|threshold|cut-?off)\W+(?:\w+\W+)?not (?:met|reached)|\bnot present\b|"
    r"\bneeds? (?:nobody|no[- ]one|no (?:help|prompt\w*|remind\w*))\b"
)
# A result whose own author takes it back.
TAKEN_BACK = re.compile(
    r"(?i)\bnot (?:to )?be (?:interpreted|relied|used|taken)|\binvalid|\bnot (?:a )?(?:valid|"
    r"reliable)|under-?estimate|\bwith (?:great |some )?(?:caution|care)\b|not representative"
)
DIAGNOSIS = re.compile(r"(?i)autis|\bASD\b|\bASC\b|asperger|ADOS|spectrum")
CONDITION = re.compile(
    r"(?i)difficult|disorder|impair|palsy|epilep|syndrome|autis|ADHD|\bloss\b|delay|disab|dyslexi|"
    r"dysprax|eczema|asthma|anxi|depress|seiz|deaf|blind|gastrost|diabet|hypoton|hemipleg|dipleg|"
    r"DLD|DCD|trauma|attachment|stammer|sight|hearing"
)
# A finding may be put in capitals as well as a heading.
FOUND = re.compile(r"\b(?:NOT|NO|PRESENT|CONFIRMED|MET|RULED OUT|DIAGNOSED)\b.*[.!]\W*$")
ENDS = re.compile(r"[.!?:;…\"”')\]]\s*$")


# The row of a table that names its columns.
COLUMNS = re.compile(
    r"(?i)^(?:measure|subject|scale|sub-?test|quadrant|skill|domain|date) *\||"
    r"\| *(?:(?:per)?centiles?(?: rank)?|range|(?:standard |scaled |raw )?scores?|index|time|"
    r"staff|usual age|classification|expected|attainment|effort|age equivalent|descriptor|band)"
    r" *(?:\||$)"
)


@lru_cache(maxsize=8192)
def is_furniture(text: str) -> bool:
    """Tell whether a line is a letterhead, a heading or a signature rather than a statement."""
    if "|" in text or "[x]" in text.lower():
        return bool(COLUMNS.search(text)) and not re.search(r"\d", text)
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    if len(words) > 12 or (ENDS.search(text) and len(words) > 2 and not text.isupper()):
        return not words
    if re.search(r"\w\s*:\s*\w", text) or re.match(r"\W*\d+[.)]\s", text):
        return text.isupper()
    big = sum(word[0].isupper() for word in words if len(word) > 3)
    long = sum(len(word) > 3 for word in words)
    if text.isupper() and FOUND.search(text):
        return False
    titled = text.isupper() or (long > 1 and big / long > 0.6)
    return titled or (len(words) <= 8 and not CONDITION.search(text) and not ENDS.search(text))


def is_anchored(text: str, area: str) -> bool:
    """Tell whether a sentence has a word that sentences about an area usually have."""
    return bool(ANCHORS[area].search(text))


def is_whole(text: str, area: str) -> bool:
    """Tell whether a sentence speaks of an area as a whole."""
    return area in WHOLE and bool(WHOLE[area].search(text))


def grade(text: str, area: str) -> str | None:
    """Return the severity that a sentence's facts show without an adjective, or None."""
    return next((s for a, s, pattern in GRADES if a == area and pattern.search(text)), None)
