"""Which kind of line it is: what it should state depends on that."""

from __future__ import annotations

import re

from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import any_of, compiled
from analytics.plan_text.quantities import COUNT
from analytics.plan_text.words import supports

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

NIL = re.compile(
    r"^\W*(?:none|nil|n/a|not applicable|nothing)\b(?! (?:less|fewer))"
    r"|\b(?:there (?:is|are) |has |identified )?no (?:other |further |current |additional |specific )?(?:special educational |health ?care |health |social care |social |such )?(?:provision|needs?)(?: \w+)? (?:is |are |has been |have been |was |were )?(?:currently |reasonably )?(?:identified|required|specified|needed|recorded|agreed|reasonably|at present|under|which)"
    r"|\b(?:do(?:es)? not (?:currently |at present )?(?:require|need|have) any|found no need|no provision (?:is|has)|nothing (?:is|has been|was) (?:identified|specified)|no health care provision|no social care provision|no health provision)"
)
NOT_OFFERED = re.compile(
    rf"\b(?:(?:reading|spelling|chronological|mental|language) ages?|standard scores?|percentiles?|centiles?|scaled scores?|\d+(?:st|nd|rd|th) (?:per)?centile|obtained|scored?|scores? (?:of|in|on|at)|waiting (?:time|list)|waited|journey|distance|mileage|costs?\b|pounds|£|top-up|funding (?:of|is|band)|band \d (?:funding|top)|fees?\b"
    rf"|targets? ?:|target of|notice|born (?:at|on|in)|birth ?weight|weighed|diagnos\w+|(?:was|were) (?:seen|assessed|admitted|discharged|excluded|suspended)|last (?:school |academic )?(?:year|term|month|summer|autumn|spring)|in the (?:last|past) (?:school )?(?:year|term)|parents? (?:asked|requested|would like)|declined|refused|appeal|tribunal|attendance (?:is|was|of|at|stands|for)|absent|exclusions?|suspensions?"
    rf"|wisc|bas\b|celf|wiat|bpvs|yarc|age(?:d)? {COUNT}|(?:is|was) aged|he is {COUNT}|she is {COUNT}|{COUNT} (?:years?|months?) old|has (?:had|been|attended|lived)|moved (?:to|from)|previous(?:ly)?|costing|invoice|paid|payment|hourly rate|budget|per mile|ratio of staff|ofsted|capacity|decibels?|dioptres?|expected (?:level|standard)|predicted|working at|operat(?:ion|ed)|attained|levels? at)\b|£|\b\d+ ?db\b"
)
_OFFERING = re.compile(
    r"\b(?:will|shall|should|must|would|to be|is to|are to|needs?|requires?|delivered|provided|given|by (?:a|an|the)|recommended|supplies)\b"
)

_ADULTS = (
    r"(?:staff|team|teams|teachers?|tas?|assistants?|parents?|mother|father|mum|family|adults?|supervisors?|carers?|school|setting|colleagues|practitioners?|tutors?|those who|all who|everyone who|anyone who|workers?|lecturers?|keyworkers?|drivers?|escorts?|governors|personnel|nursery|college|home|foster|buddies|professionals|senco|teach him|teach her|work with|works with|working with)"
)
_LEARNING = r"(?:training|inset|twilight|workshops?|coaching|briefings?|advice|consultation|consultations|awareness|courses?|instruction|guidance|masterclass|refresher|cpd|demonstrations?|induction|tuition)"
_CHILD_TRAINING = re.compile(
    r"(?:travel|memory|toilet|auditory|mobility|gait|orientation|strength|weight|football|independence|potty|inference|attention|balance|skills|fitness|swimming|speech|phoneme|listening|cane|typing|habit reversal|eye) (?:\w+ )?training|careers (?:advice|guidance)|\b(?:training|course)s? (?:in|from|by|on|with|renewed|certificate)[^.;]{0,40}(?<=holds)|link course|hickey|multisensory language course|language course\b"
)
TRAINING = re.compile(
    rf"\b{_LEARNING}\b[^.;]{{0,60}}\b{_ADULTS}\b|\b{_ADULTS}\b[^.;]{{0,50}}?\b(?:{_LEARNING}|trained|taught how|shown|coached|briefed|upskilled)\b"
    rf"|\b(?:trains?|coach(?:es)?|advis(?:e|es|ing)|briefs?|upskills?|teach(?:es)?|shows?|instructs?|models?)\b(?: [\w'-]+){{0,3}}? {_ADULTS}\b"
    rf"|^\W*(?:[\w&'()-]+ ){{0,6}}?(?:{_LEARNING})\b"
)
# "A teaching assistant trained by ..." tells of expertise; nobody is trained by the line itself.
EXPERT = re.compile(
    r"(?:\b(?:a|an|the|one|either|two|three|both|named|by|of|with|same|hlta|ta|class|female|male|night|carer|carers|assistants?|worker|tutor|each|adult|adults|staff|she|he|person)\b[^.;,:|]{0,60}?,? ?(?:who (?:has|have|is|was|were|had)(?: been)?|whom?|that|having|both|has(?: been)?|have(?: been)?|each|is|was)?[^.;:|]{0,40}?)"
    r"(?:trained (?:in|by|on|to|and|as)|taught (?:by|in|her|him)|signed off|shown (?:how )?by|(?:completed|finished|attended|holding|holds|with|has|have|had|no)\b[^.;,|]{0,40}?(?:training|course))"
)
MONITORING = re.compile(
    r"\b(?:monitor(?:s|ed|ing)?|surveillance|screening|x-rays?|scans?|blood tests?|eeg|ecg|mri|audiograms?|hearing tests?|eye tests?|sight tests?|vision tests?|check-?ups?|checks?|checked|clinics?|outpatients?|follow-up|observes?|observations?|observed|weigh(?:s|ed|ing)?|weighed|weight and height|height and weight|growth|bone density|keep(?:s)? (?:a check|an eye|under review)|(?:audiological|medical|medication|annual|eye|vision|paediatric|hearing|dental|orthotic|seating|clinical|specialist|neurology|swallow\w*|dysphagia|functional vision|sight|hip|spinal|asthma|epilepsy|medicines?|health|therapy) (?:\w+ )?(?:review|reviews|assessment|check|checks|tests?)"
    r"|assess(?:es|ment|ed|ing)?|re-?assess(?:es|ment|ed)?|measure(?:s|d)?|record(?:s)?\b[^.;]{0,60}\b(?:chart|graph|log|number|graphs)|look(?:s)? through|log(?:s|ged)? (?:each|every|the|his|her)|tests?|tested|see [\w ]+ in clinic|review(?:s|ed)? by|reviews\b|review of|track(?:s|ed|ing)?|under review)\b"
)
_SORTED = {
    phrase: kind
    for kind, listed in (
        ("environment", supports.ENVIRONMENT),
        ("equipment", supports.EQUIPMENT),
        ("care_procedure", supports.CARE),
        ("direct", (*supports.THERAPIES, *supports.PROGRAMMES, *supports.CARING)),
    )
    for phrase in listed
}
_SUPPORT = compiled(any_of(_SORTED))
_ADULT_TIME = re.compile(
    r"\b(?:one[ -]to[ -]one|1:1|teaching assistant|ta\b|adult support|small group|mentor|tutor|key adult|sessions?|intervention|therapist)"
)


def kind_of(line: Passage) -> str:
    """Return the kind of a line of provision."""
    if NIL.search(line.plain):
        return "nil_statement"
    first = _first_support(line)
    if _not_offered(line, first):
        return "no_provision"
    if _trains(line):
        return "training"
    if _monitors(line, first):
        return "monitoring"
    return first or "direct"


def _first_support(line: Passage) -> str:
    for match in _SUPPORT.finditer(line.offer):
        phrase = " ".join(match.group().replace("-", " ").split())
        return _SORTED.get(match.group()) or _SORTED.get(phrase) or "direct"
    return ""


def _not_offered(line: Passage, first: str) -> bool:
    if not NOT_OFFERED.search(line.plain):
        return False
    return not first and not _OFFERING.search(line.offer)


def _trains(line: Passage) -> bool:
    bare = _CHILD_TRAINING.sub(lambda found: "~" * len(found.group()), line.present)
    return bool(TRAINING.search(EXPERT.sub(lambda found: "~" * len(found.group()), bare)))


def _monitors(line: Passage, first: str) -> bool:
    match = MONITORING.search(line.present)
    if not match:
        return False
    if not first:
        return True
    support = _SUPPORT.search(line.offer)
    return support is not None and match.start() < support.start()
