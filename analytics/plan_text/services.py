"""Whether an outcome is provision in disguise, or a benefit to somebody other than the child."""

from __future__ import annotations

import re

from analytics.plan_text.passages import Passage
from analytics.plan_text.who import ANY_ROLE

_PROVIDED = (
    r"(?:therap(?:y|ies)|sessions?|support|speech and language|salt|slt|occupational|physio\w*|ot\b|camhs|counselling|intervention|input|teaching assistant|ta\b|one[ -]to[ -]one|1:1|provision|service|services|programme|equipment|laptop|ipad|device|communication aid|wheelchair|assessment|appointment|clinic|mentor\w*|key ?(?:worker|adult)|tuition|transport|funding|curriculum|group|groups|interventions?|strategies|resources|visual timetable|movement breaks|sensory (?:diet|room|breaks)|nurture|elsa|short breaks?|respite|place\b|placement|adult|staff|passport|plan|help\b|opportunit\w+|teaching|education|small group|psycholog\w+|psychotherapy|specialist|teacher|nurse|dietitian|review|tools|referral|advice|training|buddy|scribe|reader|extra time|access arrangements|aids?|hearing aids|hydrotherapy|personal assistant|activities)"
)
_GETS = re.compile(
    rf"\b(?:have|has) (?:more |regular |some |many |the )?opportunit|\bhave (?:\w+ )?access to|\b(?:access(?:es|ing|ed)?|have (?:\w+ )?access|has (?:\w+ )?access|receives?|received|receiving|be (?:given|offered|provided|supported|seen|referred|assessed|allocated|supplied|issued|allowed|taught|placed|enrolled by|fitted|discussed|monitored|reviewed|assigned|funded|known to)|been (?:given|offered|provided|seen|referred|assessed|allocated|supplied|issued)|is (?:given|offered|provided|supported|seen|allocated)|get(?:s)?|continues? (?:to (?:have|receive|access|attend|be)|with)|benefits? from|would benefit|attend(?:s|ed)? (?:his|her|their|all|every|a|the|weekly|regular)?|engages? (?:with|in) (?:his|her|the|weekly|regular)?|work(?:s)? with (?:a|an|the) |have (?:a |an |the |regular |weekly |daily )|has (?:a |an |the |regular |weekly |daily ))(?: [\w'-]+){{0,6}}? ?{_PROVIDED}\b"
)
_IN_PLACE = re.compile(
    r"\b(?:(?:will be|to be|is|are|be|being) (?:put |fully )?(?:in place|provided|delivered|appointed|available|agreed|set up|installed|purchased|ordered|arranged|implemented|established|allocated|funded|commissioned|embedded|issued|circulated|updated|written|drawn up|completed by|carried out|maintained|used by (?:all )?staff|shared with|recruited|made (?:available|by|to))|(?:have|has) been (?:put in place|provided|delivered|appointed|agreed|set up|installed|trained|purchased|ordered|completed|updated|written|shared|arranged|held|carried out|made|reviewed|recruited|allocated|issued)|in place\b|(?:have|has) (?:taken place|begun|started work)|visits will|appointed\b|moved to a (?:higher|lower|different) (?:funding )?band|funding band|(?:regular|termly|half-termly|weekly) (?:meetings|monitoring|reviews|communication|liaison)|consistent approach|joined[- ]up|multi-agency|(?:hours|amount|level|number of hours) of (?:[\w-]+ )?(?:one-to-one |1:1 |adult )?support|(?:increased?|reduced?|more|fewer|less) (?:hours|adult support|support hours|staffing)|a place (?:at|in) (?:a )?(?:special|specialist|resourced)|transition (?:plan|meeting|visits?) (?:will|to|is)|issue of a)\b"
)
_STAFF = re.compile(
    r"^\W*(?:(?:by|before|within|at|in)\b[^,]{0,60}?,? )?(?:(?:lessons|the curriculum|curriculum|tasks|support|provision|sessions|resources|strategies|equipment|interventions|transport) (?:will|to|is|are)|(?:mrs|mr|ms|miss|dr) \w+ (?:will|to))\b|^\W*(?:(?:by|before|within|at|in)\b[^,]{0,60}?,? )?(?:the |all |his |her |their |every |each |both |\w+'s )*(?:(?:[\w-]+ )?(?:staff|adults|teachers?|teaching assistants?|school|panel|local authority|la\b|council|camhs|professionals|parents(?! evening)|team|teams|senco|service|nhs|college|family will attend|therapists?|(?:speech and language |occupational |physio)therapist|psychologist|tutors|tas|everyone(?: who| working| in [^.;]{2,40}?)?|all who|those who|people who|key worker|social worker|nurse|paediatrician|teacher of the deaf|midday supervisors?|lsas?|clinic|school nurse))(?:'s)?\b (?:will|to|should|have|has|are|is|understand|know|use|provide|deliver|complete|feel|working|in school|at)\b"
)
_FAMILY_TRAINED = re.compile(
    r"\b(?:parents?|mother|father|carers?|family)\b[^.;]{0,30}\b(?:attend\w*|complet\w+|receiv\w+|trained|training|course|be supported|be offered|respite|a rest|rest\b|a break|had a|short break)\b"
)
_SYSTEM = re.compile(
    r"\b(?:the |\w+ )?(?:school|setting|college|nursery|academy)'s\b|\b(?:suspensions|exclusions|results|budget|bill|spending|cost|costs|cover|league table|ofsted|referrals|complaints|staffing|workload|waiting times?|progress 8|data|figures)\b[^.;]{0,30}\b(?:will |to |be |by |fall|rise|reduc\w+|halv\w+|drop|improv\w+|down|met|save\w*)|\b(?:reduc\w+|lower|cut|save|fewer|less)\b[^.;]{0,25}\b(?:cost|costs|budget|spend\w*|staff time|workload|complaints|referrals|out-of-area placements?|exclusions from|pressure on)\b"
    r"|^\W*(?:by [^,]*, )?(?:other|the rest of the|the other) (?:pupils?|children|students|class|learners)\b(?: in [\w ]{1,12}?)?(?! (?:will |to |who |should )?(?:include|invite|stop|call|play|pick|accept|choose|ask|seek|like|talk|want|let|join|respond|understand))[^.;]{0,20}\b(?:will|learn|be|are|can|to|without|feel|not)\b|\b(?:class|year group|cohort)(?:es)? (?:will|to) (?:be|learn|make|have)|\b(?:classmates|other (?:pupils|children)|peers|the class) will have (?:learned|learnt|been|had|completed)|\bnumber of (?:children|pupils|students)|\blessons (?:will|to) (?:not )?be (?:disrupted|calmer|quieter)"
    r"|^\W*(?:(?:by|before|within|at)\b[^,]{0,50}?,? )?(?:her|his|their|\w+'s|the)? ?(?:mother|father|mum|dad|sister|brother|siblings?|grandmother|grandfather|parents|family|teacher)(?:'s \w+)? (?:will|to|can|feels?)\b"
)
_CHANGE = re.compile(
    r"^\W*(?:with|through|after|following|as a result of|having|given|using|by using|when given|by means of|because of|supported by)\b[^.;]*?(?:,|\bwill\b)"
)


def is_service(line: Passage) -> bool:
    """Return whether taking the provision away would leave no change in the child."""
    text = line.plain
    if _STAFF.search(text) or _FAMILY_TRAINED.search(text):
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
    r"\b(?:in (?:\w+ )?(?:out of|of) (?:ten|five|\d)|unprompted|independently|without (?:help|prompt\w*|adult|any)|(?:in|on|at) (?:at least )?(?:\w+|\d+) (?:out )?of (?:\w+|\d+)|be understood|understood by|so that (?:he|she|they) (?:can|will|is|are))\b"
)
