"""Whether an outcome is specific, measurable, within control, relevant and bound in time."""

from __future__ import annotations

import re

from analytics.plan_text.deadlines import deadline_words, without_deadline
from analytics.plan_text.measures import measure_words, without_baseline
from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import any_of, at_words, compiled
from analytics.plan_text.services import other_beneficiary
from analytics.plan_text.words import skills

OUTCOME_SLOTS = ("specific", "measurable", "achievable_in_control", "relevant", "time_bound")

_ACT = re.compile(
    rf"(?:\b(?:will|to|can|cannot|and|or|then|has|have|having|not|who|be able to|able|also|"
    rf"independently|always|himself|herself|by|without|before|stop|stopped|start|started|"
    rf"unprompted|when|'ll|\w+ly)|[,;:]|^\W*(?:[\w'-]+ )?|~) ?"
    rf"(?:be )?(?:{any_of(skills.ACTS)})(?![\w])(?! (?:better|more|well|healthily|appropriately|"
    rf"confidently)\b)"
)
_THING = compiled(any_of(skills.THINGS))
_ABSTRACT = compiled(any_of(skills.ABSTRACT))
# A level or a set of targets says nothing of what the child does.
_MET = at_words(
    r"\b(?:move|moves|go|goes|progress|progresses) (?:up )?from (?:p ?|level |band |step |stage |"
    r"entry )"
    r"\w+ to|^\W*(?:to )?(?:all|most|every|each|\w+ of)?(?: of)?(?: (?:his|her|their|"
    r"the))?[ \w-]{0,25}"
    r"(?:targets?|goals?|outcomes|aims|objectives) (?:\w+ ){0,2}(?:met|achieved|reached|secured|"
    r"hit)"
)
_OTHERS_CHOOSE = at_words(
    r"\b(?:be|been|being|get|gets|is|are|feel) (?:\w+ )?(?:invited|picked|chosen|accepted|liked|"
    r"included by|welcomed|befriended|respected|offered (?:a|an) (?:job|place|apprenticeship|"
    r"interview|contract)|selected|asked (?:out|to (?:join|play|parties|a))|voted|elected|"
    r"employed|hired|adopted|fostered)\b"
    r"|\b(?:two|three|four|five|six) (?:girls|boys|children|pupils|classmates|friends) (?:will|to|"
    r"have)\b"
    r"|\b(?:classmates?|peers|(?:the )?other (?:pupils|children|students|young people|toddlers|"
    r"boys|girls|teenagers)|friends|"
    r"others|children in (?:his|her)|the class|his class|her class|pupils) (?:will |to |who |"
    r"should |let |choose|stop|no longer|have|invite|ask|pick|seek|want|accept|include|like|"
    r"play with)"
    r"|\b(?:have|has|make|makes|made|having|gain|find|"
    r"keep)\b(?! \w* ?opportunit)[^.;]{0,20}?\b(?:best friend|friends?|friendships?|girlfriend|"
    r"boyfriend)\b(?! (?:group|skills))"
    r"|\b(?:invite[sd]?|invited|inviting) (?:\w+ )?(?:home|to (?:play|tea|their|a|his|her))|"
    r"\bfriendships? with\b|\bby (?:another|other) (?:pupil|child|classmate|peer|children|"
    r"pupils)s?\b|\b(?:asks?|"
    r"invites?|choos(?:es?)) (?:him|her|them)\b"
)
_EMPLOYERS = at_words(
    r"\b(?:paid (?:work|job|employment)|working for pay|work for pay|a job\b(?! coach)|in (?:paid |"
    r"full-time |part-time )?employment|employed|apprenticeship|work (?:at|with|"
    r"in) a(?:n)? (?:garage|shop|employer|company)|full-time work|an employer|employers?|"
    r"(?:department|company|firm|shop|garage|business|depot|hotel) (?:will|to) (?:take|offer|"
    r"give|keep|employ|hire|let)|hold a job|get a job|salary|supported internship place|"
    r"offered work|own (?:flat|home|house|"
    r"tenancy)|council (?:flat|house)|tenancy"
    r"|(?:gain|win|secure|get|obtain|be offered|be given) (?:him|her)?(?:self )?a place (?:on|at|"
    r"in)|selected for|win(?:s)? (?:a|the)|first team|national|professional (?:footballer|player|"
    r"dancer)|driving licence)"
)
# GCSEs at the highest grades from Entry level or below: not to be reached in the time of a plan.
_LEAP = at_words(
    r"\b(?:entry (?:level )?[1-3]|entry (?:one|two|three)|p ?(?:level )?[4-8]|p levels?|"
    r"pre-key stage)\b"
    r"[^;]*\b(?:grades? [6-9]|a[ -]levels?|(?:eight|nine|ten|eleven) gcses|university|degree)\b"
)
_QUEUES = at_words(
    r"\b(?:seen by|be seen|appointment|be assessed (?:by|for)|diagnos\w+|waiting list|"
    r"clinic will|hospital will|camhs|surgery|operation|court|tribunal|discharged from|"
    r"be discharged)\b"
)
_CURES = at_words(
    r"\b(?:cured?|free (?:of|from)|no longer (?:ha(?:s|ve)|be|affect|need(?:s)? (?:a wheelchair|"
    r"hearing aids|medication|glasses|insulin)|be autistic|suffer|experience)|grow out of|"
    r"outgrow\w*|recover(?:s|ed)? from (?:his|her)|will not have (?:any )?(?:autism|adhd|"
    r"epilepsy|seizures|anxiety|asthma|a)|seizure[- ]free|normal (?:hearing|vision|sight|walking|"
    r"life)|be normal|like (?:(?:any |every |all )?other (?:child(?:ren)?|pupils|boys|girls|"
    r"teenagers)|everyone else)\b|(?:seizures?|epilepsy|asthma|autism|adhd|"
    r"dyslexia|diabetes|anxiety|tics?|arthritis|eczema|hearing loss|condition) (?:will |"
    r"to )?(?:stop|disappear|be gone|go away|cease|end|resolve|be cured|have gone|have stopped)"
    r"|catch(?:es)? up (?:completely|fully|with all)|all of his peers|completely independent|"
    r"never (?:again )?(?:be|have|feel|get)|always be|100% of|at all times|in every situation|"
    r"age[- ]related expectations[^.]*?(?:years? below|years? behind)|"
    r"fluent(?:ly)? (?:conversation|in)|any stranger|grow (?:in height )?to|full (?:hearing|"
    r"sight|mobility|recovery)|be able to hear|see normally)\b"
)
_OTHER_LIVES = at_words(
    r"\b(?:(?:his|her|their|the|\w+'s)? ?(?:mother|father|mum|dad|parents?|sister|brother|"
    r"siblings?|grandfather|grandmother|family|grandparents?|carers?|teacher|"
    r"staff)(?:'s)? (?:will|to|anxiety|mental|health|sleep|drinking|relationship|marriage|work|"
    r"job|own|housing|can|feels?|cope|stay|return|be|have|has|is)|if (?:the|his|"
    r"her) (?:grandfather|mother|father|family|\w+)'s|parents' (?:relationship|anxiety|sleep|"
    r"health)|the family will|family to be|rehoused|rehousing|new house)\b"
)


def outcome_words(line: Passage, *, service: bool) -> dict[str, str]:
    """Return, for each thing an outcome should be, the words that make it so.

    A line that is provision in disguise is neither specific, measurable nor relevant (the labels'
    rule): whatever it counts is not of the child.
    """
    other = other_beneficiary(line)
    undated = without_deadline(line)
    bare = without_baseline(undated)
    stated = {
        "specific": "" if service or (other and not _so_that(line)) else _specific(line, bare),
        "measurable": "" if service or other else measure_words(line, bare=undated),
        "achievable_in_control": ""
        if _beyond_control(line, service=service)
        else line.words(0, len(line.text)),
        "relevant": "" if service or other else line.words(0, len(line.text)),
        "time_bound": deadline_words(line),
    }
    return {slot: stated[slot] for slot in OUTCOME_SLOTS}


def _so_that(line: Passage) -> bool:
    """Return whether another's change is told for the sake of what the child then does."""
    return bool(re.search(r"\bso that (?:he|she|they)\b", line.plain))


def _specific(line: Passage, bare: str) -> str:
    """Return the act or the thing that could be seen; `bare` holds no deadline or baseline.

    A line is specific unless all that it names is a hope.
    """
    bare = _MET.sub(lambda found: "~" * len(found.group()), bare)
    act = _ACT.search(bare) or _THING.search(bare)
    if act:
        return line.words(*act.span()).strip(" ,:;(")
    if _ABSTRACT.search(bare):
        return ""
    return "" if _MET.search(line.plain) else line.words(0, len(line.text))


def _beyond_control(line: Passage, *, service: bool) -> bool:
    # A service that those in the plan give is theirs to give; a clinic's queue is not.
    patterns = (
        (_QUEUES,)
        if service
        else (
            _OTHERS_CHOOSE,
            _EMPLOYERS,
            _QUEUES,
            _CURES,
            _OTHER_LIVES,
            _LEAP,
        )
    )
    return any(pattern.search(line.plain) for pattern in patterns)
