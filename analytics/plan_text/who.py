"""Who: the job, profession or named relation that delivers, and whether it is a qualified one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import any_of, compiled
from analytics.plan_text.words import roles

_PLURAL = tuple(
    f"{name}s" for name in (*roles.QUALIFIED, *roles.OTHERS) if name[-1] not in "sfy"
)
_QUALIFIED = frozenset({*roles.QUALIFIED, *(f"{name}s" for name in roles.QUALIFIED)})
_ROLE = compiled(any_of((*roles.QUALIFIED, *roles.OTHERS, *_PLURAL, *roles.SERVICES)))
_SERVICES = frozenset(roles.SERVICES)
# Words that are also verbs or adjectives: a role only after an article or another noun of place.
_DOUBTFUL = frozenset(
    "coach escort lead head guide assistant leader specialist officer manager principal consultant mentor tutor trainer "
    "driver signer registrar warden ot guardian facilitator technician audiology ophthalmology orthotics dietetics".split()
)
_NO_ROLE_BEFORE = re.compile(r"\b(?:to|will|and|or|can|should|may|who|then|in|would|must|not) $")
_SPECIALIST = re.compile(r" (?!(?:will|to|who|with|from|for|in|and|at|on|once|twice|leads?|delivers?|works?)\b)[a-z]")
_ADJECTIVE = re.compile(
    r" (?:\w+ing|equipment|teach\w*|support|provision|place\w*|input|advice|school|unit|class|resource\w*|base|setting|team|intervention|sen|aims?|objective)\b"
)
_ADVISES_BEFORE = re.compile(
    r"(?:\b(?:advised|recommended|devised|written|drawn up|designed|planned|prepared|produced|overseen|supervised|agreed|directed|guided"
    r"|suggested|created|developed|authorised|prescribed|specified|set out|reported|signed off|commissioned|approved|requested|modelled|informed|identified|targets set|programme set|outlined|provided for|shared|monitored|reviewed)(?: \w+)? by"
    r"|(?:guidance|direction|supervision|oversight|advice|recommendations?|reports?|letters?|programmes?|plan|instructions|targets|training|assessment|consultation|liaison|discussion|conjunction|referral|agreement|meetings?|contact|collaboration|training and advice)"
    r" (?:of|from|with|by|to)|following|in line with|according to|on the advice of|as per|advice of|advised|if advised by|liais\w+ (?:closely )?with|alongside advice from|funded by|shared with|consult(?:s|ing)?(?: with)?|agreed with|reports? to|guidelines? by|plan by|programme by|advice by|report to the send|feed(?:s|ing)? back to|told to|given to|sent to|copied to|decided by|appointment with|or an|wait for (?:a|an)|asked for|not (?:by )?(?:a|an|the))"
    r" (?:(?:the|a|an|his|her|their|nhs|school's|named|local|community|link|visiting|school|her own|his own|dr \w+|ms \w+|mr \w+|mrs \w+|\w+'s|consultant|senior|band \d)[ ,]*)*$"
)
_TAUGHT_BEFORE = re.compile(
    r"\b(?:trained|shown|coached|accredited|certified|instructed|competent|signed off|passed)(?: [\w-]+){0,6}? by (?:(?:the|a|an|his|her|nhs|borough's|county's|[\w-]+'s|community|school|consultant|paediatric|manual|specialist|\w+)[ ,]*){0,4}$"
)
_ADVISES_AFTER = re.compile(
    r"(?:'s?)? (?:\w+ly )?(?:(?:who |which )?(?:has |have |had |will |to |would |should |may |can |is to |are to )?(?:also )?(?:writes?|written|wrote|devises?d?|designs?|designed|advis(?:es?|ed)|recommends?|recommended|suggests?|suggested|draws? up|drew up|drawn up"
    r"|plans\b|planned|produces?|prepares? (?:a|the) (?:programme|plan)|asks?\b|says?|states?|notes\b|notes that|oversees?|prescribes?|considers?|thinks|believes|concludes?|decides?|agrees|provides? (?:a|the) (?:\w+ )?(?:programme|plan|diet)|provide (?:a|the) (?:\w+ )?(?:programme|plan|diet)|provides? advice|gives? advice|found|sets? (?:the|new|his|her|targets))|(?:,? who)? (?:has |have )(?:trained|taught|signed off|shown|passed)|,? who (?:trained|taught)"
    r"|(?:advice|report|letter|programme|plan|guidelines?|recommendations?|guidance|targets|strategies|instructions|notes?|opinion|appointment|service advice|assistant'?s? report)\b)"
)
_OWNED = re.compile(
    r"'s? (?:\w+ ){0,2}?(?:advice|report|letter|programme|plan|guidelines?|recommendations?|assessment|guidance|targets|strategies|instructions|notes?|opinion|wording|view|words|half-term\w*|visit|meetings?|course|anxiety|needs?|wishes|consent|request|house|home|work)"
)
_LEARNER_BEFORE = re.compile(
    r"(?:\b(?:train(?:s|ing)?|coach(?:es|ing)?|for|to|of|advis(?:es?|ing)|teach(?:es|ing)?|shows?|showing|supports?|supporting|upskill\w*|and|joint|with|both|equip\w*|brief\w*|among|all|model\w*|enabl\w+|help\w*)"
    r" (?:(?:the|a|an|all|his|her|their|both|named|class|school|two|three|four|new|every|each|other|subject|relevant|form|identified|key|teaching|of)[ ,]*)*|, )$"
)
_LEARNER_AFTER = re.compile(
    r"(?:,? (?:and [\w ]+?|who [^,]+,)?)? ?(?:(?:who|all)[ ])?(?:(?:are|is|(?:will|may|can|could|should|to) be|being|be) (?:\w+ly )?(?:trained|shown|taught|coached|given|offered|briefed|advised|supported|provided)|(?:will |to |should |may |must )?(?:attends?|receives?|complet\w+|undertak\w+|undergo\w*|find|have (?:\w+ )?training|be trained|learns?))"
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
    service: bool


def deliverers(line: Passage, *, text: str, kind: str) -> tuple[Deliverer, ...]:
    """Return the roles that deliver, set up or check; those that only advise are left out."""
    return tuple(_deliverers(line, text=text, training=kind == "training", monitoring=kind == "monitoring"))


def _deliverers(
    line: Passage, *, text: str, training: bool, monitoring: bool
) -> Iterator[Deliverer]:
    earlier = False
    for match in _ROLE.finditer(text):
        before, after = line.plain[max(0, match.start() - 90) : match.start()], line.plain[match.end() : match.end() + 60]
        name = match.group().replace("-", " ")
        if name in _DOUBTFUL and (_NO_ROLE_BEFORE.search(before) or _ADJECTIVE.match(after)):
            continue
        if name in {"specialist", "consultant"} and _SPECIALIST.match(after):
            continue
        if _OWNED.match(after) or (not (monitoring or training) and _ADVISES_BEFORE.search(before)):
            continue
        if training and (_LEARNER_BEFORE.search(before) or _LEARNER_AFTER.match(after)):
            continue
        if not training and not monitoring and (_ADVISES_AFTER.match(after) or _TAUGHT_BEFORE.search(before)):
            continue
        if earlier and not training and _TAUGHT_ADULT.search(before):
            continue
        earlier = True
        yield Deliverer(
            words=line.words(*match.span()),
            qualified=name in _QUALIFIED,
            service=name in _SERVICES,
        )


ANY_ROLE = _ROLE
