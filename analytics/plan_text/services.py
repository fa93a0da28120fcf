"""Whether an outcome is provision in disguise, or a benefit to somebody other than the child."""

from __future__ import annotations

import re

from analytics.plan_text.deadlines import without_deadline
from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import any_of, at_words
from analytics.plan_text.who import ANY_ROLE
from analytics.plan_text.words import roles, supports

_PROVIDED = (
    r"(?:therap(?:y|ies)|sessions?|support|speech(?: and language)?|salt|slt|"
    r"occupational|physio\w*|"
    r"ot\b|camhs|counselling|intervention|input|teaching assistant|ta\b|one[ -]to[ -]one|1:1|"
    r"provision|service|services|programme|equipment|laptop|ipad|device|communication aid|"
    r"wheelchair|assessment|appointment|clinic|mentor\w*|key ?(?:worker|adult)|tuition|transport|"
    r"funding|curriculum|group|groups|interventions?|strategies|resources|visual timetable|"
    r"movement breaks|sensory (?:diet|room|breaks)|nurture|elsa|short breaks?|respite|place\b|"
    r"placement|adult|staff|passport|plan|help\b|opportunit\w+|teaching|education|small group|"
    r"psycholog\w+|psychotherapy|specialist|teacher|nurse|dietitian|review|tools|referral|advice|"
    r"training|buddy|scribe|reader|extra time|access arrangements|aids?|hearing aids|"
    r"hydrotherapy|personal assistant|activities|(?:small(?:er)?|special\w*|different) "
    r"(?:class|school|setting)|diagnosis|budget|profile|one-page profile|ehcp)"
)
_EQUIPMENT = any_of((*supports.EQUIPMENT, *roles.QUALIFIED))
_THINGS = any_of(
    (*supports.EQUIPMENT, *roles.QUALIFIED, *roles.OTHERS, "passport", "profile", "diagnosis")
)
_COUNTED = (
    r"(?:\d+|two|three|four|five|six|eight|ten|twelve)(?: x)? (?:[\w-]+ ){0,2}?"
    r"(?:sessions?|visits?|appointments?|lessons?|blocks?)"
)
_SEEN_BY = any_of((*roles.QUALIFIED, *roles.OTHERS))
_GETS = at_words(
    rf"\b(?:sees?|meets? with) (?:an?|the|his|her|their) (?:school )?(?:{_SEEN_BY})\b"
    rf"(?!'s| to (?:say|tell|ask|show))|"
    rf"\b(?:have|has|get|gets|receives?) {_COUNTED} (?:of|with|from|for|in|a|each|per)\b|"
    rf"\b(?:on|join|joins|joining) (?:the |an? )?(?:[\w-]+ ){{0,3}}(?:caseload|waiting list|"
    rf"register|books of|case list)\b|\bneeds (?:will be|to be|are|be) (?:\w+ly )?met\b|"
    rf"\b(?:have|has|get|gets) (?:an?|his own|her own|the right|"
    rf"new) (?:[\w-]+ ){{0,2}}?(?:{_THINGS})\b|"
    rf"\b(?:have|has) had (?:[\w-]+ ){{1,4}}?{_PROVIDED}\b"
    rf"|\b(?:have|has) (?:more |regular |some |many |the )?opportunit|\bhave (?:\w+ )?access to|"
    rf"\b(?:access(?:es|ing|ed)?|have (?:\w+ )?access|has (?:\w+ )?access|receives?|received|"
    rf"receiving|be (?:given|offered|provided|supported|seen|referred|assessed|allocated|"
    rf"supplied|issued|allowed|taught|placed|enrolled by|fitted|discussed|monitored|reviewed|"
    rf"assigned|funded|known to)|been (?:given|offered|provided|seen|referred|assessed|allocated|"
    rf"supplied|issued)|is (?:given|offered|provided|supported|seen|allocated)|get(?:s)?|"
    rf"continues? (?:to (?:have|receive|access|attend|be)|with)|benefits? from|would benefit|"
    rf"attend(?:s|ed)? (?:his|her|their|all|every|a|the|weekly|regular)?|engages? (?:with|"
    rf"in) (?:his|her|the|weekly|regular)?|work(?:s)? with (?:a|an|the) |have (?:a |an |the |"
    rf"regular |weekly |daily )|has (?:a |an |the |regular |weekly |"
    rf"daily ))(?: [\w'-]+){{0,6}}? ?{_PROVIDED}\b"
)
_IN_PLACE = at_words(
    r"\b(?:(?:will be|to be|is|are|be|being) (?:put |fully )?(?:in place|provided|delivered|"
    r"appointed|available|agreed|set up|installed|purchased|ordered|arranged|implemented|"
    r"established|allocated|funded|commissioned|embedded|issued|circulated|updated|written|"
    r"fitted|built|bought|put up|drawn up|completed by|carried out|maintained|"
    r"used by (?:all )?staff|shared with|recruited|"
    r"made (?:available|by|to))|(?:have|has) been (?:put in place|provided|delivered|appointed|"
    r"secured|prepared|"
    r"agreed|set up|installed|trained|purchased|ordered|completed|updated|written|shared|"
    r"arranged|held|carried out|made|reviewed|recruited|allocated|issued)|in place\b|(?:have|"
    r"has) (?:taken place|begun|started work)|visits will|appointed\b|moved to a (?:higher|lower|"
    r"different) (?:funding )?band|funding band|(?:regular|termly|half-termly|"
    r"weekly) (?:meetings|monitoring|reviews|communication|liaison)|consistent approach|"
    r"joined[- ]up|multi-agency|(?:hours|amount|level|"
    r"number of hours) of (?:[\w-]+ )?(?:one-to-one |1:1 |adult )?support|(?:increased?|reduced?|"
    r"more|fewer|less) (?:hours|adult support|support hours|staffing)|a place (?:at|"
    r"in) (?:a )?(?:special|specialist|resourced)|transition (?:plan|meeting|visits?) (?:will|to|"
    r"is)|issue of a)\b"
)
_STAFF = re.compile(
    r"^\W*(?:(?:by|before|within|at|in)\b[^,]{0,60}?,? )?(?:(?:lessons|the curriculum|curriculum|"
    r"tasks|support|provision|sessions|resources|strategies|equipment|interventions|"
    r"transport) (?:will|to|is|are)|(?:mrs|mr|ms|miss|dr) \w+ (?:will|to))\b|^\W*(?:that "
    r")?(?:(?:by|before|"
    r"within|at|in)\b[^,]{0,60}?,? )?(?:the |all |his |her |their |every |each |both |"
    r"\w+'s )*(?:(?:[\w-]+ )?(?:staff|adults|teachers?|teaching assistants?|school|panel|"
    r"local authority|la\b|council|camhs|professionals|parents(?! evening)|team|teams|senco|"
    r"service|nhs|college|family will attend|therapists?|(?:speech and language |occupational |"
    r"physio)therapist|psychologist|tutors|tas|everyone(?: who| working| in [^.;]{2,40}?)?|"
    r"all who|those who|people who|key worker|social worker|nurse|paediatrician|hospital|"
    r"department|adult services|children's services|health|services|"
    r"social care|trust|governors|"
    r"teacher of the deaf|midday supervisors?|lsas?|clinic|school nurse))(?:'s)?(?: (?:in|at|on|"
    r"from|of) (?!the end)[^,.;]{2,35}?)?\b (?:will|to|"
    r"should|have|has|are|is|understand|know|use|provide|deliver|complete|feel|signed off|"
    r"trained|working|in school|"
    r"at)\b"
)
# Paper that a service brings about: "EHC plan finalised", "referral made".
_PAPERWORK = re.compile(
    r"^\W*(?:(?:by|before|within)\b[^,]{0,50},? )?(?!by |before |within |at |in |on )(?:(?:the|"
    r"an?|his|her|their|new|full|\w+'s) )*"
    r"(?:[\w-]+ ){0,3}?(?:plan|ehcp|assessment|referral|report|review|placement|equipment|passport|"
    r"checks?|profile|risk assessment|timetable|funding|application|meeting|advice|policy|"
    r"provision map)s?"
    r"(?: (?:will|to|should|is|are|has|have|be|been))* (?:\w+ly )?(?:finalised|completed|made|"
    r"issued|"
    r"(?:re-?)?(?:written|drawn)|prepared|drafted|produced|submitted|agreed|received|held|signed|"
    r"reviewed|updated|"
    r"found|named|secured|installed|"
    r"bought|delivered|drawn up|sent|done)\b"
)
_FAMILY_TRAINED = at_words(
    r"\b(?:parents?|mother|father|carers?|family)\b[^.;]{0,30}\b(?:attend\w*|complet\w+|"
    r"receiv\w+|trained|training|course|be supported|be offered|"
    r"have (?:an? )?(?:[\w-]+ ){0,2}(?:worker|practitioner|adviser)|respite|a rest|rest\b|a break|"
    r"had a|short break)\b"
)
_SYSTEM = at_words(
    r"\b(?:the |\w+ )?(?:school|setting|college|nursery|academy)'s\b|\b(?:suspensions|exclusions|"
    r"results|budget|bill|spending|cost|costs|cover|league table|ofsted|referrals|complaints|"
    r"staffing|workload|waiting times?|progress 8|data|figures)\b[^.;]{0,30}\b(?:will |to |be |"
    r"by |fall|rise|reduc\w+|halv\w+|drop|improv\w+|down|met|save\w*)|\b(?:school|college|"
    r"nursery)\b[^.;]{0,12}\b(?:hit|"
    r"reach|meet|raise)\b[^.;]{0,20}\b(?:attendance|figures?|results)\b|\b(?:reduc\w+|lower|cut|"
    r"save|fewer|less)\b[^.;]{0,25}\b(?:cost|costs|budget|spend\w*|staff time|workload|"
    r"complaints|referrals|out-of-area placements?|exclusions from|pressure on)\b"
    r"|^\W*(?:by [^,]*, )?(?:the )?rest of [^,.;]{2,30}? (?:will|to|can|are)\b"
    r"|\b(?:classmates|peers|other (?:pupils|children|students)) (?:will|to) (?:understand|know|be "
    r"aware)\b|^\W*(?:by [^,]*, )?(?:other|the rest of the|the other) (?:pupils?|children|"
    r"students|class|"
    r"learners)\b(?![^.;]*\bhim\b)(?![^.;]*\bher (?:names|to|home|in|at|alone|"
    r"by)\b)(?: in [\w ]{1,12}?)?(?! (?:will |to |who |should )?(?:include|invite|stop|call|"
    r"play|pick|accept|choose|ask|seek|like|talk|want|let|join|respond|"
    r"understand))[^.;]{0,20}\b(?:will|learn|be|are|can|to|without|feel|not)\b|\b(?:class|"
    r"year group|cohort)(?:es)? (?:will|to) (?:be|learn|make|have (?:been|had|learn\w*|made))|"
    r"\b(?:classmates|"
    r"other (?:pupils|children)|peers|the class) will have (?:learned|learnt|been|had|completed)|"
    r"\bnumber of (?:children|pupils|students)|\blessons (?:will|to) (?:not )?be (?:disrupted|"
    r"calmer|quieter)"
    r"|^\W*(?:(?:by|before|within|at)\b[^,]{0,50}?,? )?(?:her|his|their|\w+'s|the)? ?(?:mother|"
    r"father|mum|dad|sister|brother|siblings?|grandmother|grandfather|parents|family|"
    r"teacher)(?:'s \w+)? (?:will|to|can|feels?)\b"
)
_FIGURES = re.compile(
    r"\b(?:hit|reach|meet|reduce|raise|cut|improve|lower)\b[^.;]{0,30}"
    r"\b(?:attendance|targets?|figures?|results|budget|exclusions|data|cohort)\b"
)
_CHANGE = re.compile(
    r"^\W*(?:with|through|after|following|as a result of|having|given|using|by using|when given|"
    r"by means of|because of|supported by)\b[^.;]*?(?:,|\bwill\b)"
)


# Whom and what services are made of.
_OTHERS = (
    r"(?:staff|adults?|school|nursery|college|setting|professionals?|teams?|council|authority|"
    r"everyone|everybody|all who|those who|people who|therapists?|services?|panel)"
)
_THING = (
    r"(?:therap(?:y|ies)|physio\w*|sessions?|support|interventions?|input|provision|equipment|"
    r"aids?|"
    r"devices?|passports?|plans?|profiles?|programmes?|timetables?|strateg(?:y|ies)|adjustments?|"
    r"adaptations?|arrangements?|assessments?|referrals?|reports?|reviews?|meetings?|visits?|"
    r"training|funding|transport|placements?|policy|policies|resources|budget|package|"
    r"environment|ethos|communication between [^,.;]{3,30}|liaison|understanding of|"
    r"approach(?:es)?|links)"
)
_SUBJECT = re.compile(
    r"^[\W~]*(?:(?:(?:to )?(?:ensure|make sure)(?: that)?|there (?:will be|is|are|to be)) |"
    r"(?:that|for) )?"
    r"(?:(?!(?:will|to|is|are|has|have|should|can|must|shall|continues?|he|she|they|i|who|so|if|"
    r"with|without|using|through|after|following|given|by|at|in|on|for|from|as)\b)[\w'-]+ ){0,6}?"
    rf"(?:{_OTHERS}|{_THING}|{_EQUIPMENT})(?: (?:in|at|on|for|of|with|from|between|around|to "
    rf"(?:his|her|"
    r"the)|working)(?: (?!(?:will|to|is|are|has|have|should|can)\b)[\w'-]+){1,5}?)?"
    r"(?: \w+ly)? ?(?:(?:will|to|is|are|has|have|should|must|shall|continues?|shares?|talks?|"
    r"knows?|understands?|uses?|feels?|works?)\b|$|[,.])"
)
_NEEDED_NO_MORE = re.compile(r"\b(?:no longer|not) (?:be )?(?:need|require)")


def is_service(line: Passage) -> bool:
    """Return whether taking the provision away would leave no change in the child."""
    text, undated = line.plain, without_deadline(line)
    # What the child needs no more, and a figure of the school's, are nobody's provision.
    if _NEEDED_NO_MORE.search(text) or (_FIGURES.search(text) and other_beneficiary(line)):
        return False
    if _SUBJECT.match(undated) and not _child_acts(text):
        return True
    if _STAFF.search(text) or _PAPERWORK.search(undated) or _FAMILY_TRAINED.search(text):
        return True
    if _IN_PLACE.search(text) and not _child_acts(text):
        return True
    lead = _CHANGE.match(text)
    return bool(_GETS.search(text, lead.end() if lead else 0)) and not _child_acts(text)


def other_beneficiary(line: Passage) -> bool:
    """Return whether the difference is to a service, other pupils or another adult's life."""
    return bool(_SYSTEM.search(line.plain))


def _child_acts(text: str) -> bool:
    """Return whether the child is to do something observable besides receiving a service."""
    return bool(_ACTING.search(text)) and not ANY_ROLE.match(text)


_ACTING = re.compile(
    r"\b(?:in (?:\w+ )?(?:out of|of) (?:ten|five|\d)|unprompted|independently|without (?:help|"
    r"prompt\w*|adult|any)|(?:in|on|at) (?:at least )?(?:\w+|\d+) (?:out )?of (?:\w+|\d+)|"
    r"be understood|understood by|so that (?:he|she|they) (?:can|will|is|are))\b"
)
