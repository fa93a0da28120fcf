"""Who: the job, profession or named relation that delivers, and whether it is a qualified one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import any_of, at_words, compiled
from analytics.plan_text.words import roles

_PLURAL = tuple(f"{name}s" for name in (*roles.QUALIFIED, *roles.OTHERS) if name[-1] not in "sfy")
_QUALIFIED = frozenset({*roles.QUALIFIED, *(f"{name}s" for name in roles.QUALIFIED)})
ANY_ROLE = compiled(any_of((*roles.QUALIFIED, *roles.OTHERS, *_PLURAL, *roles.SERVICES)))
_SERVICES = frozenset(roles.SERVICES)
# "The autism outreach teacher has written": a person of the service advises, not the service.
_WORKER = re.compile(
    r" (?:\w+ )?(?:teacher|worker|therapist|nurse|assistant|adviser|officer|lead)\b"
)
# Words that are also verbs or adjectives: a role only after an article or another noun of place.
_DOUBTFUL = frozenset(
    [
        "coach",
        "escort",
        "lead",
        "head",
        "guide",
        "assistant",
        "leader",
        "specialist",
        "officer",
        "manager",
        "principal",
        "consultant",
        "mentor",
        "tutor",
        "trainer",
        "driver",
        "signer",
        "registrar",
        "warden",
        "ot",
        "guardian",
        "facilitator",
        "technician",
        "audiology",
        "ophthalmology",
        "orthotics",
        "dietetics",
    ]
)
_NO_ROLE_BEFORE = re.compile(r"\b(?:to|will|and|or|can|should|may|who|then|in|would|must|not) $")
# "Physio twice a week" is the therapy, "the physio" the person.
_PERSON_BEFORE = re.compile(r"\b(?:the|a|an|by|his|her|named|school|community|nhs|band \d) $")
_SPECIALIST = re.compile(
    r" (?!(?:will|to|who|with|from|for|in|and|at|on|once|twice|leads?|delivers?|works?)\b)[a-z]"
)
_ADJECTIVE = re.compile(
    r" (?:\w+ing|equipment|teach\w*|support|provision|place\w*|input|advice|school|unit|class|"
    r"resource\w*|base|setting|team|intervention|sen|aims?|objective)\b"
)
_ADVISES_BEFORE = at_words(
    r"(?:\b(?:advised|recommended|devised|written|drawn up|designed|planned|prepared|produced|"
    r"overseen|agreed|directed|guided"
    r"|suggested|created|developed|authorised|prescribed|specified|set out|reported|signed off|"
    r"commissioned|approved|requested|modelled|informed|identified|targets set|programme set|"
    r"outlined|provided for|shared|monitored|reviewed)(?: \w+)? by"
    r"|(?:guidance|direction|supervision|oversight|advice|recommendations?|reports?|letters?|"
    r"programmes?|plan|instructions|targets|training|assessment|consultation|liaison|discussion|"
    r"conjunction|referral|agreement|meetings?|contact|collaboration|training and advice)"
    r" (?:of|from|with|by|to)|following|in line with|according to|on the advice of|as per|"
    r"advice of|advised|if advised by|liais\w+ (?:closely )?with|alongside advice from|funded by|"
    r"shared with|consult(?:s|ing)?(?: with)?|agreed with|reports? to|guidelines? by|plan by|"
    r"programme by|advice by|report to the send|feed(?:s|ing)? back to|told to|given to|sent to|"
    r"copied to|decided by|appointment with|or an|wait for (?:a|an)|asked for|other than|not "
    r"(?:by )?(?:a|"
    r"an|the))"
    r" (?:(?:the|a|an|his|her|their|nhs|school's|named|local|community|link|visiting|school|"
    r"her own|his own|dr \w+|ms \w+|mr \w+|mrs \w+|\w+'s|consultant|senior|band \d)[ ,]*)*$"
)
_TAUGHT_BEFORE = at_words(
    r"\b(?:trained|shown|coached|accredited|certified|instructed|competent|signed off|"
    r"passed),?(?: [\w-]+){0,6}? by (?:(?:the|a|an|his|her|nhs|borough's|county's|[\w-]+'s|"
    r"community|school|consultant|paediatric|manual|specialist|\w+)[ ,]*){0,4}$"
)
_ADVISES_AFTER = re.compile(
    r"(?:'s?)? prog\b|(?:'s?)? (?:\w+ly )?(?:(?:who |which )?(?:has |have |had |will |to |would |"
    r"should |may |"
    r"can |is to |are to )?(?:also )?(?:from time to time )?(?:writes?(?! (?:\w+ |\w+'s )*?(?:on|"
    r"down|out|in) )|written|"
    r"wrote|devises?d?|designs?|designed|"
    r"advis(?:es?|ed)|recommends?|recommended|suggests?|suggested|draws? up|drew up|drawn up"
    r"|plans\b|planned|produces?|prepares? (?:a|the) (?:programme|plan)|asks?\b|says?|states?|"
    r"notes\b|notes that|oversees?|prescribes?|considers?|thinks|believes|concludes?|decides?|"
    r"agrees|provides? (?:a|the) (?:\w+ )?(?:programme|plan|diet)|provide (?:a|"
    r"the) (?:\w+ )?(?:programme|plan|diet)|provides? advice|gives? advice|found|sets? (?:(?:the|"
    r"new|next|his|her|their) )*(?:targets?|goals?|aims?|exercises|programme|rate|words|level|work|"
    r"plan)\b)|(?:,? who)? (?:has |have )(?:trained|taught|signed off|shown|passed)|"
    r",? who (?:trained|taught)"
    r"|(?:advice|report|letter|programme|plan|guidelines?|recommendations?|guidance|targets|"
    r"strategies|instructions|notes?|opinion|appointment|service advice|assistant'?s? report)\b)"
)
_OWNED = re.compile(
    r"'s? (?:\w+ ){0,2}?(?:advice|report|letter|programme|plan|guidelines?|recommendations?|"
    r"assessment|guidance|targets|strategies|instructions|notes?|opinion|wording|view|words|"
    r"readings?|desk|list|chart|findings|checks?|assistant|deputy|secretary|"
    r"half-term\w*|visit|meetings?|course|anxiety|needs?|wishes|consent|request|house|home|work)"
)
_LEARNER_BEFORE = at_words(
    r"(?:\b(?:train(?:s|ing)?|coach(?:es|ing)?|for|to|of|advis(?:es?|ing)|teach(?:es|ing)?|"
    r"shows?|showing|supports?|supporting|upskill\w*|and|joint|with|both|equip\w*|brief\w*|among|"
    r"all|model\w*|enabl\w+|help\w*)"
    r" (?:(?:the|a|an|all|his|her|their|both|named|class|school|two|three|four|new|every|each|"
    r"other|subject|relevant|form|identified|key|teaching|of)[ ,]*)*|, )$"
)
_LEARNER_AFTER = re.compile(
    r"(?:,? (?:and [\w ]+?|who [^,]+,)?)? ?(?:(?:who|all)[ ])?(?:(?:(?:is|are) to attend|are|is|"
    r"(?:will|may|can|could|"
    r"should|to) be|being|be) (?:\w+ly )?(?:trained|shown|taught|coached|given|offered|briefed|"
    r"advised|supported|provided)|(?:will |to |should |may |must )?(?:attends?|receives?|"
    r"complet\w+|undertak\w+|undergo\w*|find|have (?:\w+ )?training|be trained|learns?))"
)


_TOLD_BEFORE = re.compile(
    r"\b(?:reports?|reporting|feeds? back|copied|sent|told|given|shown|shared) (?:to|with) "
    r"(?:(?:the|his|her|their|a|an|send|school) )*$"
)
_AWAY = re.compile(
    r"\b(?:when|whenever|if|where)(?:ever)? (?:there is|there's|there's going to be|there will "
    r"be|we have|it is|"
    r"he has|she has|they have) "
    r"(?:(?:a|an|the|another|new|supply|cover) )*$"
)
# "taught by the teacher" tells who delivers; "a teaching assistant taught by the nurse" does not.
_TAUGHT_ADULT = re.compile(
    r"\b(?:taught|assessed|supervised|checked)(?: [\w-]+){0,6}? by (?:\w+[ ,]+){0,4}$"
)


@dataclass(frozen=True)
class Deliverer:
    """Hold a role that delivers."""

    words: str
    qualified: bool


def deliverers(line: Passage, *, text: str, kind: str) -> tuple[Deliverer, ...]:
    """Return the roles that deliver, set up or check; those that only advise are left out."""
    return tuple(_deliverers(line, text, kind))


# The kind of a line and its slots ask after the same text in turn.
@lru_cache(maxsize=64)
def _named(text: str) -> tuple[re.Match[str], ...]:
    return tuple(ANY_ROLE.finditer(text))


def _deliverers(line: Passage, text: str, kind: str) -> Iterator[Deliverer]:
    earlier = False
    for match in _named(text):
        name = match.group().replace("-", " ")
        before = line.plain[max(0, match.start() - 90) : match.start()]
        after = line.plain[match.end() : match.end() + 60]
        if _no_person(name, before, after) or _stands_by(before, after, kind):
            continue
        if earlier and kind != "training" and _TAUGHT_ADULT.search(before):
            continue
        earlier = True
        yield Deliverer(words=line.words(*match.span()), qualified=name in _QUALIFIED)


def _no_person(name: str, before: str, after: str) -> bool:
    """Return whether a word that can name a role is a verb, an adjective or a therapy here."""
    worker = _WORKER.match(after) if name in _SERVICES else None
    if worker and _ADVISES_AFTER.match(after, worker.end()):
        return True
    if name == "physio":
        return not _PERSON_BEFORE.search(before)
    if name in {"specialist", "consultant"} and _SPECIALIST.match(after):
        return True
    return name in _DOUBTFUL and bool(_NO_ROLE_BEFORE.search(before) or _ADJECTIVE.match(after))


def _stands_by(before: str, after: str, kind: str) -> bool:
    """Return whether a role only advises, has trained another, or is the one who is trained."""
    if _OWNED.match(after) or _AWAY.search(before):
        return True
    if kind == "training":
        return bool(_LEARNER_BEFORE.search(before) or _LEARNER_AFTER.match(after))
    if kind == "monitoring":
        return bool(_TOLD_BEFORE.search(before))
    return bool(
        _ADVISES_BEFORE.search(before)
        or _ADVISES_AFTER.match(after)
        or _TAUGHT_BEFORE.search(before)
    )
