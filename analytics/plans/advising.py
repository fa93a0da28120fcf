"""Sentences that recommend: those below such a heading, and those that their form tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from analytics.plans.amounts import amounts
from analytics.plans.excerpts import FAMILY_ROLES, LONGEST, Excerpt, every_sentence
from analytics.plans.wording import has_words
from data.schemas.reading import DocumentReading

HEADING = re.compile(
    r"(?i)recommend|\bprovision\b|what is provided|what (?:would|will) help|advice to (?:school|"
    r"college|setting)|support (?:needed|required)|strategies (?:to|for)|suggested (?:support|"
    r"strategies)|^[\d.)\s]*(?:our |my |professional )?advice\s*:?$|^what (?:i|we) \w*\s?"
    r"(?:advise|suggest)|^needs in (?:school|class|college|nursery)|\bcan help\b|"
    r"(?:help|interventions?) (?:needed|required)|^[\d.)\s]*outcomes and (?:help|support)"
)
# What is given already, or was, is provision that nobody recommends.
PRESENT = re.compile(
    r"(?i)\b(?:current|present|existing|previous|past|in place|tried|so far|to date|already|made|"
    r"received|now|last year|support given|delivered|from (?:the )?(?:last|previous)|is provided)\b"
)
# A heading of an area of need does not end a list of recommendations.
AREA_HEADING = re.compile(
    r"(?i)communicat|cognit|learning|social|emotion|sensory|physical|motor|independen|literacy|"
    r"numeracy|maths|language|speech|attention|school|home|daily|self-care|hearing|vision|therapy"
)
INLINE = re.compile(
    r"(?i)^(?:recs?|recommend(?:ation|ed provision)s?|provision|(?:our |my )?advice(?: to "
    r"(?:school|college|setting|staff))?|programme|what (?:would|will) help|"
    r"(?:management |treatment )?plan)\s*:\s*(?=\S)"
)
# How a doctor opens what is to be done; most of it is treatment and the next appointment.
PLAN = re.compile(r"(?i)^(?:management |treatment )?plan\s*:")
PLAN_HEADING = re.compile(r"(?i)^(?:management |treatment )?plan\s*:?$")
HEALTH_ROLES = frozenset(("paediatrician", "gp", "camhs_clinician", "audiologist", "optometrist"))
# Whose plan of therapy is what they will do, and whose patient's.
CLINICAL_ROLES = HEALTH_ROLES | {
    "physiotherapist",
    "occupational_therapist",
    "speech_language_therapist",
}
# What stands under such a heading and provides nothing.
NOTHING = re.compile(
    r"(?i)^(?:plan\s*:\s*)?(?:none\b|no (?:follow|further|role|action|health|social|provision|"
    r"change)|continue as|review in|all of this|these|delivered last year|"
    r"a further|(?:a |re-?)?referr?al|(?:plan\s*:\s*)?(?:clinic|review|see)(?:ed)? (?:again )?in|"
    r"delivered last|parents\b|.* was offered|.*were lost|happy (?:for|to)|"
    r"(?:recommendations?:\s*)?maintain\b|"
    r"i (?:would )?support (?:an?|the) (?:request|ehc|application|education)|"
    r"(?:his|her|their) (?:brother|sister)|i (?:have|will)\b(?! (?:provide|teach|visit|give|"
    r"train))|the (?:meeting|review|session) \w+ed\b)|\?$|\bordinarily provide|"
    r"\bsections? [A-K]\b|\bcease (?:the|to)\b|"
    r"\bremain involved\b|\bmay be able to\b|\bwill be seen\b|\bclosing the case\b|"
    r"\bshould be (?:looked at|tested|re-?tested|checked|repeated|re-?assessed|read with|treated "
    r"with)\b|\bno longer\b|\bcourse for parents\b|\bneeds? assessment\b|\bleaflet\b|\bappointment"
)
TREATMENT = re.compile(
    r"(?i)\d ?m(?:g|cg|l)\b|\bbloods?\b|\bclinic\b|\bmelatonin|\bmedicat|\bmedicine|\bdose|"
    r"\btoxin\b|\breferr|\bhome programme\b|\bhas been\b"
)
# A place of education has its part in some treatment.
IN_SETTING = re.compile(r"(?i)^(?:the )?(?:school|nursery|college|setting|staff)s? (?:to|should)\b")
# What a pupil is to reach is an outcome. Provision has the pupil given, or shown, something.
TARGET = re.compile(
    r"(?i)^(?:by (?:the (?:end|time|summer|spring|autumn)|(?-i:[A-Z][a-z]+) \d{4}|year \d|key "
    r"stage|age)|within \w+ (?:weeks|months|terms|years?)\b|(?:long|short|medium)[- ]term "
    r"(?:outcome|target|aim)|(?:outcome|target|aim|goal)s?\b\s*\d*:?|to be able to\b|"
    r"(?:[A-Z][\w'’-]+|he|she|they) will (?!have|receive|be (?:given|provided|offered|"
    r"supported|taught|seated|shown|helped)|need|require|continue|work with|access|attend|follow|"
    r"get\b))"
)
# What was or is, a score or a need, stands under such headings too.
TOLD = re.compile(
    r"(?i)\b(?:was|were|had|has (?:been|had|made|shown|not|no)|have been|did|cannot|can[’']t|"
    r"(?:does|do)(?: not|n[’']t)|hasn[’']t|isn[’']t|finds? (?:\w+ ){1,3}(?:hard|difficult)|"
    r"struggles?|standard score|centile|last (?:year|term)|currently|at present|already|prescribed|"
    r"supplied|agreed)\b"
)
SUPPORT = re.compile(
    r"(?i)\b(?:adults?|PAs?|staff|setting|\w*therap\w+|programmes?|sessions?|groups?|teach\w*|tuition|tutor\w*|"
    r"support(?:ed)?|assistants?|visits?|timetables?|boards?|laptop|keyboard|equipment|train\w*|"
    r"space|room|breaks?|lessons?|curriculum|placement|intervention|mentor\w*|aids?|coaching|"
    r"counsel\w+|captions?|captioning|notetaker|pass|safety plan|practice|instructions?|resources?|"
    r"materials?|cards?|pictures?|symbols?|signs?|software|tablet|seat\w*|toilet|transport|key "
    r"(?:worker|person)|strateg\w+|scribe|reader|extra time|typed|enlarged|work|frame|help)\b"
)
# Said in so many words. Whoever would only like to have something asks for less.
SAYS = re.compile(
    r"(?i)\b(?:I|we)(?: would| also| further| strongly| therefore| do)* (?:recommend|advise|"
    r"suggest)\b(?! that (?:you|parents|the family|mum|dad))|\b(?:is|are|it is) (?:strongly |"
    r"also )*(?:recommended|advised)\b|\bmy (?:recommendation|advice) is\b|"
    r"\b(?:is|are) being sought\b|\bwhat \w+ (?:requires?|needs?) (?:is|are)\b|"
    r"\brecommended (?:provision|support) (?:is|would be)\b"
)
# What is recommended of an assessment, or to the casework, is no provision.
OF_CASEWORK = re.compile(
    r"(?i)\brecommend\w* (?:that )?(?:an?|the|further|his|her|their|to)? ?(?:\w+ )?(?:assess|"
    r"review|referral|ehc|panel|plan be|authority)|\bas (?:recommended|advised)\b|\bnot "
    r"recommend|recommended by\b|recommended dose|\b(?:was|were|had been) (?:recommended|advised)|"
    r"\bcaution\b|\bwaiting\b"
)
SHOULD = re.compile(
    r"(?i)\b(?:should|must|ought to)(?: also| therefore| now| always| each| all| be able to)* "
    r"(?:have|receive|be (?:given|provided|offered|available|taught|supported|placed|seated|used|"
    r"in place|typed|allowed|shown|kept|delivered|trained|enlarged|pre-?taught)|continue|use|sit|"
    r"attend|follow|work|learn|sign|wear)\b"
)
NEEDS = re.compile(
    r"(?i)\b(?:requires?|needs?|will (?:need|require)|(?:is|are) to (?:have|receive))\b"
)
REQUIRES = re.compile(r"(?i)^\W*(?:[A-Z][\w'’-]+|he|she|they) (?:also )?requires? (?:an?|the)\b")
OFFERED = re.compile(r"(?i)\bwill (?:be (?:offered|given|provided)|provide|deliver|receive)\b")
# A piece of provision without a verb, as a list has them; it says how often, or for how long.
OPENS = re.compile(
    r"(?i)^(?:an?|one|two|three|daily|weekly|fortnightly|individual|direct|small[- ]group|"
    r"continued|continuing|access to|use of|provision of|regular|paired|specialist|termly|"
    r"\d+ ?(?:x|×|hours?|min\w*|sessions?))\b"
)
RATE = re.compile(
    r"(?i)\b(?:each|every|per|daily|weekly|fortnightly|termly|throughout|at all times|once|twice|"
    r"times|an? (?:day|week|fortnight|month|term))\b"
)
VERB = re.compile(
    r"(?i)\b(?:is|are|was|were|has|had|have|can|cannot|does|did|will|needs?|takes?|took|goes|went|"
    r"wears?|uses?|used|makes?|gets?|likes?|plays?|says?|said|comes?|came|gives?|gave|put|since)\b"
)
SIGNED = re.compile(
    r"(?i)^(?:(?-i:signed|Signed)\b|yours\b|kind regards|with (?:best|kind)|best wishes|(?:dr|mr|"
    r"mrs|ms|miss|prof)\.? [A-Z][\w'’-]+|copies\b|cc\b|"
    r"(?-i:HCPC|RCSLT|[A-Z][\w'’-]+ ){1,4}(?-i:MCSP|"
    r"[Rr]egistered|HCPC|Psychologist|Therapist|Paediatrician|Physiotherapist|Audiologist)\b[^.]{0,"
    r"30}$)"
)
BRACKETS = re.compile(r"\([^)]*\)")
ADVICE_SCHOOL = frozenset(("senco", "school_staff", "college_staff", "class_teacher"))
NOT_ADVISERS = (*FAMILY_ROLES, "panel", "co_ordinator")
AHEAD = re.compile(r"(?i)\b(?:outcomes|targets|next steps|goals|aims)\b")
FEWEST_WORDS, FEWEST_IN_FORM = 2, 4
Group = list[Excerpt]


def advised(paper: DocumentReading, names: tuple[str, ...]) -> Iterator[Group]:
    """Give the sentences of each piece that a professional's document recommends."""
    if paper.facts.author_role in FAMILY_ROLES or paper.facts.type == "assessment_request":
        return
    sentences = tuple(every_sentence(paper, names))
    below = list(groups(sentences))
    yield from below
    taken = {one.key for group in below for one in group}
    for one in sentences:
        if one.key not in taken and in_form(one):
            yield [one]


def is_to_come(one: Excerpt) -> bool:
    """Tell whether a sentence is a target, or stands below what heads targets or advice."""
    heading = one.statement.heading or ""
    ahead = AHEAD.search(heading) or HEADING.search(heading) or PLAN_HEADING.match(heading)
    return bool(ahead and not _is_present(heading, "")) or TARGET.search(one.text) is not None


def groups(sentences: Sequence[Excerpt]) -> Iterator[Group]:
    """Give the sentences of each recommendation: a bullet whole, a paragraph by its sentences."""
    marked = list(_inside(sentences))
    listed = {one.statement.heading for one in marked if one.statement.kind == "bullet"}
    for _, group in groupby(marked, key=lambda one: one.statement.passage):
        mine = [one for one in group if not _is_nothing(one)]
        if not mine:
            continue
        if mine[0].statement.kind == "bullet" and not mine[0].lead:
            yield mine
        elif mine[0].lead or mine[0].statement.heading not in listed or INLINE.match(mine[0].text):
            yield from _by_sentence(mine)


def _by_sentence(sentences: Sequence[Excerpt]) -> Iterator[Group]:
    """Give each sentence, with those after it that are too short to stand alone."""
    group: Group = []
    for one in sentences:
        if group and len(one.text.split()) >= FEWEST_IN_FORM:
            yield group
            group = []
        group.append(one)
    yield group


def in_form(one: Excerpt) -> bool:
    """Tell whether a sentence outside of any recommendations is one by its form."""
    place = f"{one.statement.heading or ''}\n{one.lead}"
    role = one.facts.author_role or ""
    return (
        one.statement.kind in ("paragraph", "bullet")
        and one.reading.assertion not in ("historical", "family")
        and role not in NOT_ADVISERS
        and not _is_present(place, role)
        and _in_form(one.text, role)
    )


@lru_cache(maxsize=16_384)
def _in_form(text: str, role: str) -> bool:
    if len(text.split()) < FEWEST_IN_FORM or len(text) > LONGEST:
        return False
    if NOTHING.search(text) or TARGET.search(text) or OF_CASEWORK.search(text):
        return False
    return _says(text, role) or (role not in ("", *ADVICE_SCHOOL) and _is_piece(text))


def _says(text: str, role: str) -> bool:
    if SAYS.search(text):
        return SUPPORT.search(text) is not None or bool(amounts(text))
    if TOLD.search(BRACKETS.sub("", text)) or TREATMENT.search(text):
        return False
    if SHOULD.search(text):
        return SUPPORT.search(text) is not None
    # A school writes as often of what it gives.
    asks = NEEDS.search(text) or OFFERED.search(text)
    return role not in ("", *ADVICE_SCHOOL) and bool(
        (asks and _is_counted(text)) or (REQUIRES.search(text) and SUPPORT.search(text))
    )


def _is_counted(text: str) -> bool:
    """Tell whether words name support and say how much of it."""
    counted = any(one.a_week or one.total or one.fte for one in amounts(text))
    return counted and SUPPORT.search(text) is not None


def _is_piece(text: str) -> bool:
    often = any(one.a_week for one in amounts(text))
    return bool(
        (often or (OPENS.search(text) and RATE.search(text)))
        and SUPPORT.search(text)
        and not VERB.search(text)
        and not TOLD.search(text)
        and not PRESENT.search(text)
        and not TREATMENT.search(text)
    )


def _inside(sentences: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """Give the sentences under a heading, or opening words, of recommendations."""
    heading, inside, opened, treats = None, False, -1, False
    for one in sentences:
        role = one.facts.author_role or ""
        if one.statement.heading != heading:
            heading = one.statement.heading
            inside = _goes_on(heading or "", role, inside=inside)
        inside = inside and not _is_signature(one)
        plan = PLAN.match(one.text) is not None
        if INLINE.match(one.text) and (not plan or role in CLINICAL_ROLES):
            opened, treats = one.statement.passage, plan
        here = opened == one.statement.passage
        led = HEADING.search(one.lead) and not _is_present(one.lead, role)
        treated = (here and treats) or PLAN_HEADING.match(heading or "")
        if (inside or led or here) and not (treated and _treats(one.text)):
            yield one


def _treats(text: str) -> bool:
    """Tell whether an item of a plan of treatment is no provision."""
    if IN_SETTING.search(text):
        return False
    return TREATMENT.search(text) is not None or not SUPPORT.search(PLAN.sub("", text))


def _is_present(words: str, role: str) -> bool:
    """Tell whether words head what is given already; social care states by it what it provides."""
    return role != "social_worker" and PRESENT.search(words) is not None


def _goes_on(heading: str, role: str, *, inside: bool) -> bool:
    if _is_present(heading, role):
        return False
    if PLAN_HEADING.match(heading):
        return role in CLINICAL_ROLES
    return bool(HEADING.search(heading)) or (inside and bool(AREA_HEADING.search(heading)))


def _is_signature(one: Excerpt) -> bool:
    name = one.facts.author_name or ""
    words = one.statement.text
    return bool(name and words.startswith(name)) or SIGNED.search(words) is not None


def _is_nothing(one: Excerpt) -> bool:
    text, words = one.text, one.text.split()
    if (
        not has_words(text)
        or len(words) < FEWEST_WORDS
        or (len(words) == FEWEST_WORDS and words[1][:1].isupper())
    ):
        return True
    if NOTHING.search(text) or TARGET.search(text) or one.reading.assertion == "historical":
        return True
    told = TOLD.search(BRACKETS.sub("", text))
    said = SAYS.search(text) or SHOULD.search(text) or _is_counted(text)
    return bool(told and not said)
