"""Which kind of line it is: what it should state depends on that."""

from __future__ import annotations

import re

from analytics.plan_text.duration import duration_words
from analytics.plan_text.expertise import without_training
from analytics.plan_text.group_size import group_words
from analytics.plan_text.kind_scorer import KindRead, kind_weights, weighed
from analytics.plan_text.kind_signs import signs_of
from analytics.plan_text.passages import Passage, blotted
from analytics.plan_text.patterns import any_of, at_words, compiled
from analytics.plan_text.quantities import COUNT
from analytics.plan_text.supported import supports_in
from analytics.plan_text.words import roles

APPLICABLE: dict[str, tuple[str, ...]] = {
    "direct": ("what", "who", "frequency", "duration", "group_size", "expertise", "review"),
    "equipment": ("what", "who", "frequency", "review"),
    "environment": ("what", "who", "frequency", "review"),
    "training": ("what", "who", "frequency", "duration", "expertise", "review"),
    "monitoring": ("what", "who", "frequency", "expertise"),
    "care_procedure": ("what", "who", "frequency", "expertise", "review"),
    "no_provision": ("what", "who", "frequency", "duration", "group_size", "expertise", "review"),
    "nil_statement": (),
}
"""The slots that each kind of line should state, in the order of the labels."""

NIL = at_words(
    r"\b(?:none|neither|nobody)(?: of (?:them|these))? (?:reports?|identif\w+|found|finds|names?|"
    r"records?|saw|sees|knows? of)\b|\b(?:names?|reports?|identif(?:y|ies|ied)|specif(?:y|ies|ied)|"
    r"records?|recommends?|asks for) no (?:\w+ )?(?:needs?|provision)|\bnothing (?:has been |is |"
    r"was |"
    r"were )?(?:assessed|found|thought|judged|needed|asked|required)"
    r"|^\W*(?:none|nil|n/a|not applicable|nothing)\b(?! (?:less|fewer))"
    r"|\b(?:there (?:is|are) |has |identified )?no (?:other |further |current |additional |"
    r"specific )?(?:special educational |health ?care |health |social care |social |"
    r"such )?(?:provision|needs?)(?: \w+)? (?:is |are |has been |have been |was |"
    r"were )?(?:currently |reasonably )?(?:identified|required|specified|needed|recorded|agreed|ordered|made|proposed|directed|sought|called|"
    r"reasonably|at present|under|which)"
    r"|\b(?:do(?:es)? not (?:currently |at present )?(?:require|need|have) any|found no need|"
    r"no provision (?:is|has)|nothing (?:is |has been |was |to )?(?:identified|specified|record|"
    r"add|report)|no health care provision|no social care provision|no health provision)"
)
NOT_OFFERED = at_words(
    rf"\b(?:(?:reading|spelling|chronological|mental|language) ages?|standard scores?|"
    rf"percentiles?|centiles?|scaled scores?|\d+(?:st|nd|rd|th) (?:per)?centile|obtained|scored?|"
    rf"scores? (?:of|in|on|at)|waiting (?:time|list)|waited|journey|distance|mileage|costs?\b|"
    rf"pounds|£|top-up|funding (?:of|is|band)|band \d (?:funding|top)|fees?\b"
    rf"|targets? ?:|target of|notice|born (?:at|on|in)|birth ?weight|weighed|diagnos\w+|(?:was|"
    rf"were) (?:seen|assessed|admitted|discharged|excluded|suspended)|last (?:school |"
    rf"academic )?(?:year|term|month|summer|autumn|spring)|in the (?:last|"
    rf"past) (?:school )?(?:year|term)|parents? (?:asked|requested|would like)|declined|refused|"
    rf"appeal|tribunal|attendance (?:is|was|of|at|stands|for)|absent|exclusions?|suspensions?"
    rf"|wisc|bas\b|celf|wiat|bpvs|yarc|age(?:d)? {COUNT}|(?:is|was) aged|he is {COUNT}|"
    rf"she is {COUNT}|(?:he|she) will be {COUNT}|charges?|on the list|{COUNT} (?:years?|"
    rf"months?) old|has (?:had|been|attended|lived)|moved (?:to|"
    rf"from)|previous(?:ly)?|costing|invoice|when seen|(?:put|puts|placed) (?:his|her)|paid|"
    rf"payment|hourly rate|budget|per mile|"
    rf"ratio of staff|ofsted|capacity|decibels?|dioptres?|expected (?:level|standard)|predicted|"
    rf"working at|reading at|at the level of|operat(?:ion|ed)|attained|levels? at)\b|£|"
    rf"\b\d+ ?db\b"
)
_OFFERING = re.compile(
    r"\b(?:will|shall|should|must|would|to be|is to|are to|needs?|requires?|delivered|provided|"
    r"given|by (?:a|an|the)|recommended|supplies)\b"
)

_ADULTS = (
    r"(?:staff|team|teams|teachers?|tas?|assistants?|parents?|mother|father|mum|family|adults?|"
    r"supervisors?|carers?|school|setting|colleagues|practitioners?|tutors?|co-workers?|"
    r"kitchen team|whoever works|those who|all who|"
    r"everyone who|anyone who|workers?|lecturers?|keyworkers?|drivers?|escorts?|governors|"
    r"personnel|nursery|college|home|foster|buddies|professionals|senco|teach him|teach her|"
    r"work with|works with|working with)"
)
_LEARNING = (
    r"(?:training|inset|twilight|workshops?|coaching|briefings?|advice|consultation|"
    r"consultations|awareness|courses?|instruction|guidance|masterclass|refresher|cpd|"
    r"demonstrations?|induction)"
)
_LEARNING_HEAD = (
    r"(?:training|inset|twilight|workshops?|briefings?|advice|consultation|consultations|"
    r"awareness|masterclass|refresher|cpd|demonstrations?|induction)"
)
_CHILD_TRAINING = at_words(
    r"(?:travel|memory|toilet|auditory|mobility|gait|orientation|strength|weight|football|"
    r"independence|potty|inference|attention|balance|skills|fitness|swimming|speech|phoneme|"
    r"listening|cane|typing|habit reversal|eye)[ -](?:\w+ )?training|skills course|"
    r"careers (?:advice|guidance)|"
    r"link course|hickey|language course\b"
    r"|(?:'s|s'|\b(?:with|following|on|under|per|by|his|her|of)) (?:the |"
    r"any )?(?:\w+ )?(?:advice|guidance)|advice (?:of|asks|says|states|dated)|"
    r"training (?:certificate|in it)|course book"
)
TRAINING = at_words(
    rf"\b{_LEARNING}\b[^.;]{{0,60}}\b{_ADULTS}\b|\b{_ADULTS}\b[^.;]{{0,50}}?\b(?:{_LEARNING}|"
    rf"(?:are|is|be|being|been|get|gets) (?:\w+ )?(?:trained|taught how|shown|coached|briefed|"
    rf"upskilled))\b"
    rf"|\b(?:trains?|coach(?:es)?|advis(?:e|es|ing)|briefs?|upskills?|teach(?:es)?|instructs?|"
    rf"models?)\b(?: [\w'-]+){{0,3}}? {_ADULTS}\b"
    rf"|^\W*(?:[\w&'()-]+ ){{0,6}}?(?:{_LEARNING_HEAD})\b"
    rf"|\b(?:teaching|tuition|practice) (?:for|to|of) (?:[\w-]+ ){{0,3}}?{_ADULTS}\b"
    r"|\b(?:will |to |and |may |should )(?:[\w]+ )?advise\b(?! (?:him|her|\w+ (?:on|about) his))"
)
ALL_TRAINED = re.compile(
    r"^\W*(?:all )?(?:\w+ )?staff trained in|\btakes? (?:[\w-]+ ){0,4}?(?:assistants|staff|"
    r"teachers|"
    r"tas|team|adults) through\b|\bwhoever [^,.;]{3,40}(?:will|must|should) be (?:\w+ )?trained|"
    r"\bshows? (?:[\w-]+ ){0,4}?(?:staff|assistants?|team|parents?|carers?|mother) how\b|"
    r"\bto (?:both|all|the) (?:[\w-]+ ){0,2}staff for\b|"
    r"\b(?:staff|team|teachers|everyone|adults|supervisors|assistants|parents|tutors|carers|"
    r"school)\b(?: who [^,.;]*| (?:working|in|at|from|supporting|"
    r"around) [^,.;]{2,40}?)? (?:(?:will|to|should|must|are|is|be|all|also|both|have|"
    r"being) )+(?:fully |appropriately |suitably |regularly |annually )?(?:trained|shown|taught|"
    r"coached|briefed|receive|attend|undertake|complete|undergo)"
)
_TALK = at_words(
    r"\b(?:talks?|sessions?|presentations?|tells?|explains?|demonstrat\w+|workshops?|"
    r"go(?:es)? (?:through|over)|share[sd]?|brief\w*)\b[^.;]{0,70}?\b(?:to|with|for|tell|"
    r"tells) (?:the |all |his |her |every |each )?(?:\w+ )?(?:staff|class team|class teachers?|"
    r"teachers?|tas|teaching assistants|parents|mother|father|foster carers?|drivers?|all who|"
    r"everyone who|those who|whole school|tutors?|supervisors?|governors|team)\b"
    r"|^\W*(?:to )?tell the (?:class )?(?:teacher|team|staff)|"
    r"\bto tell the (?:class )?(?:teacher|team|staff)"
)
MONITORING = at_words(
    r"\b(?:monitor(?:s|ed|ing)?|surveillance|screening|x-rays?|scans?|blood tests?|eeg|ecg|mri|"
    r"audiograms?|hearing tests?|eye tests?|sight tests?|vision tests?|check-?ups?|"
    r"checks?(?! (?:that (?:he|she)|he|she|understanding|for understanding|his understanding|"
    r"her understanding|in with))|checked|clinics?|outpatients?|follow-up|observes?|"
    r"observations?|observed|weigh(?:s|ed|ing)?|weighed|weight and height|height and weight|"
    r"growth|bone density|keep(?:s)? (?:a check|an eye|under review)|(?:audiological|medical|"
    r"medication|annual|eye|vision|paediatric|hearing|dental|orthotic|seating|clinical|"
    r"specialist|neurology|swallow\w*|dysphagia|functional vision|sight|hip|spinal|asthma|"
    r"epilepsy|medicines?|health|therapy) (?:\w+ )?(?:review|reviews|assessment|check|checks|"
    r"tests?)"
    r"|blood pressure|bloods\b|pulse|peak flow|saturations|^\W*(?:[\w-]+ ){0,3}?(?:reviews?|"
    r"assessments?|appointments?)\b|assess(?:es|ment|ed|ing)?|re-?assess(?:es|ment|ed)?|"
    r"measure(?:s|d)?|record(?:s)?\b[^.;]{0,60}\b(?:chart|graph|log|number|graphs)|"
    r"look(?:s)? through|log(?:s|ged)? (?:each|every|the|his|her)|tests?|tested|"
    r"see [\w ]+ in clinic|review(?:s|ed)? by|reviews\b|review of|watch(?:es)? (?:his|him|her)|"
    r"social worker (?:will )?visits?|go through his reading record|reading record|"
    r"attendance figures|track(?:s|"
    r"ed|ing)?|under review|questionnaires?|"
    r"oximetry|star charts?|abc charts?|adds? up|learner log|reads the (?:trace|lot|results)|"
    r"look at (?:his|her|the) \w+|sleep study|drops? in|see how (?:he|she|they) (?:is|are)|"
    r"levels are taken|bone scan)\b"
)
STRATEGY = at_words(
    r"\b(?:staff|adults?|teachers?|everyone|all who|tutor|peers|whole school|school|assistants?|"
    r"supervisors?|head of year|senco|mentor|caretaker|ta|tas|lsa|adults to|"
    r"those who \w+ \w+)\b (?:\w+ly )?(?:(?:should|will|to|must|shall|can|are to|is to|"
    r"need to) )?(?:always |also |\w+ly |each )?"
    r"(?:use|uses|using|adopt|adopts|speak|speaks|avoid|avoids|keep|keeps|reduce|reduces|"
    r"simplify|say|says|allow|allows|face|faces|ensure|ensures|gives? (?:\w+ )?(?:him|her|them|"
    r"one|time|instructions?|his|warning|a warning|advance|notice|clear|short|praise|choices|"
    r"\w+ (?:his|her|one))|remind|reminds|warn|warns|tells? \w+|checks? (?:that|he|she|"
    r"understanding|his|her|for)|call|calls|repeat|repeats|label|display|praise|praises|seat|"
    r"takes? (?:him|her|them) to|seats|present|presents|break|breaks|chunk|pause|pauses|slow|"
    r"limit|stand|point|put|puts|"
    r"leave|let|lets|hand|hands|write|writes|make|makes|open|opens|opening) "
    r"|\b(?:he|she|\w+) (?:will be|is|should be|to be) (?:told|warned|allowed|seated|given (?:a |"
    r"one |extra |more |two |ten |written |advance |notice|time)|called|greeted|excused|reminded|"
    r"permitted|let|asked|addressed|placed)\b|\bone step at a time|step[- ]free|"
    r"distraction[- ](?:free|reduced)|\bof change\b|\bclear boundaries|low[- ](?:arousal|"
    r"stimul\w+|distraction)|whole[- ]class|quality first|\b(?:classroom|learning|acoustic|"
    r"physical|sensory|calm|quiet|safe|predictable|structured) environment|\bboundaries\b|"
    r"reasonable adjustments?|\b[\w-]+ approach (?:in|across|throughout|at)\b|"
    r"\bleaves? [^.;]{0,25}lessons? [^.;]{0,25}early\b|"
    r"\b(?:instructions?|tasks?|work|texts?|papers?|materials?|worksheets?|handouts?|questions?|"
    r"resources|homework|deadlines?|lessons|curriculum|print|information|vocabulary|timetable|"
    r"expectations|sounds?|lighting|displays?) (?:is|are|will be|to be|should be|shall be|is to be|"
    r"are to be|must be) (?:\w+ly )?(?!taught|given by|led|delivered)\w+(?:ed|en|t)\b|"
    r"\bhigh expectations"
)
_LESSON = re.compile(
    r"\b(?:lessons?|sessions?|tuition|teaches|taught|teaching|practice|practises|learns?|"
    r"works?)\b[^.;]{0,40}$"
)
_OCCASION = re.compile(
    r"\b(?:when|whenever|if|each time|every time|ahead of (?:each|every)|after each|before each|"
    r"before "
    r"every|after every|as soon as|at every|at each)\b(?! (?:needed|required|necessary|possible|"
    r"appropriate|staff|requested|advised|available|he needs|she needs|it is))"
)
_LESSONS = re.compile(
    r"\b(?:lessons? in|sessions?|tuition|therap\w+|programme|counsel\w+|teach\w*|group|support|"
    r"help|"
    r"mentor\w*|club|supervis\w+|one-to-one)\b"
)
_STILL = re.compile(r"break|time[ -]out|arrangement|extra time|pass|card|timer|corner|seat")
# "The school shall ensure that" binds whoever is named after it, and says nothing of the kind.
_WRAPPER = re.compile(
    r"\b(?:school|authority|council|la|setting|college|trust|nursery|academy|board) (?:will|shall|"
    r"must|should|is to) (?:also )?(?:ensure|secure|arrange|make sure|see)(?: to it)?(?: that)?\b"
)
_CARED_FOR = re.compile(
    r"^\W*(?:to be )?(?:changed|toileted|fed|catheterised|suctioned|hoisted|turned|bathed|washed|"
    r"showered|repositioned|medicated)\b|\b\d+(?:\.\d+)? ?(?:ml|mg|mcg|micrograms?|units|puffs?|"
    r"drops)\b|\bcatheterises\b|\bsliding board\b"
)
_CAREFUL = re.compile(
    r"\bfor (?:at least |about |up to )?(?:a |an |half|\d|\w+(?:[ -]to[ -]\w+)? min)"
)
_AUTHORED = at_words(
    r"\b(?:following|after|in|of|dr \w+|by|the|'s|work) (?:[\w']+ ){0,3}?(?:assessments?|review|"
    r"report)(?: of \d+ \w+)?,? (?:puts|concludes?|says|states|recommends|suggests|found|finds|"
    r"notes|identif\w+|indicates|it is|of \d)|\bfollowing (?:[\w']+ ){0,4}assessments?,"
)
_ROLE_OFFERED = compiled(any_of((*roles.QUALIFIED, *roles.OTHERS)) + "(?<!parent)(?<!parents)")
_SCORED = re.compile(
    r"standard(?:ised)? score|\bcosts? £|percentile|centile|(?:reading|spelling) age"
)
_NEVER_OFFERED = at_words(
    r"^\W*targets?\b|\b(?:reading|spelling|chronological) age|standard scores?|percentiles?|"
    r"\bjourney (?:from|to|time|takes)|journey to school|\bwait(?:ing)? (?:time|list)|"
    r"\bcosts? (?:\w+ )?(?:£|\w+[- ]\w+ thousand|\d)|\bthousand pounds|notice\b|"
    r"\brequest(?:ed)? (?:for|by|was)|put to panel|no decision|^\W*by \w+,? (?:he|she|"
    r"\w+) (?:should|will) (?:be|have)|should be (?:reading|working|able)|\bborn at\b|cancelled"
)


def kind_of(line: Passage, section: str) -> KindRead:
    """Return the kind of a line of provision, and the words that told it.

    What the rules read is weighed with every sign that the line shows: on lines in unseen hands
    neither does as well alone.
    """
    return weighed(signs_of(line, section), ruled_kind(line), kind_weights())


def ruled_kind(line: Passage) -> str:
    """Return the kind that the rules read a line of provision as."""
    if NIL.search(line.plain):
        return "nil_statement"
    first, words = _first_support(line)
    if _not_offered(line, first):
        return "no_provision"
    return _offered(line, first, words)


def _offered(line: Passage, first: str, words: str) -> str:
    """Return the kind of a line that offers something."""
    if _trains(line):
        return "training"
    if _monitors(line, first, words):
        return "monitoring"
    if _CARED_FOR.search(line.offer):
        return "care_procedure"
    if first == "equipment" and _taught(line, words):
        return "direct"
    strategy = STRATEGY.search(_WRAPPER.sub(_blank, line.offer))
    if (
        not first
        or first == "environment"
        or (first == "direct" and strategy and strategy.start() <= line.offer.find(words))
    ):
        return _around(line, words, strategy=bool(strategy or first))
    return first


def _taught(line: Passage, words: str) -> bool:
    """Return whether equipment is what a lesson is about."""
    before = line.offer[: line.offer.find(words)]
    return bool(_LESSON.search(before) and duration_words(line, text=line.offer))


def _around(line: Passage, words: str, *, strategy: bool) -> str:
    """Return direct where somebody spends time with the child, else environment."""
    if not strategy:
        return "environment" if _by_occasion(line) else "direct"
    if _STILL.search(words):
        return "environment"
    timed = _CAREFUL.search(line.offer) and duration_words(line, text=line.offer)
    alone = group_words(line, text=line.offer) and not STRATEGY.search(line.offer)
    return "direct" if timed or alone else "environment"


def _by_occasion(line: Passage) -> bool:
    """Return whether a thing is done as an occasion arises, by no clock and in no group."""
    if not _OCCASION.search(line.offer) or _LESSONS.search(line.offer):
        return False
    return not duration_words(line, text=line.offer) and not group_words(line, text=line.offer)


def _first_support(line: Passage) -> tuple[str, str]:
    """Return the kind that the first listed support belongs to, and its words."""
    return next(supports_in(line), ("", ""))


def _not_offered(line: Passage, first: str) -> bool:
    if _ROLE_OFFERED.search(line.offer):
        return False
    text = blotted(line.plain, line.reviews)
    if first:
        return bool(_SCORED.search(text)) and not _OFFERING.search(line.offer)
    if _NEVER_OFFERED.search(text):
        return True
    return bool(NOT_OFFERED.search(text)) and not _OFFERING.search(line.offer)


def _trains(line: Passage) -> bool:
    if ALL_TRAINED.search(line.present):
        return True
    bare = without_training(_CHILD_TRAINING.sub(_blank, line.present))
    return bool(TRAINING.search(bare) or _TALK.search(bare))


def _monitors(line: Passage, first: str, words: str) -> bool:
    match = MONITORING.search(_AUTHORED.sub(_blank, line.present))
    if not match:
        return False
    if not first:
        return True
    start = line.plain.find(words)
    if _HEAD.match(line.plain, start + len(words)):
        return True
    later = any(begin > match.end() and begin <= start for begin, _ in line.sentences)
    return match.start() < start and not (later and first == "direct")


_HEAD = re.compile(r" (?:assessment|review|check|clinic|test)s?\b")


def _blank(found: re.Match[str]) -> str:
    return "~" * len(found.group())
