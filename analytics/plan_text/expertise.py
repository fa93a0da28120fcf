"""Expertise: the training or qualification of who delivers, named as to what or by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from analytics.plan_text.passages import Passage
from analytics.plan_text.who import Deliverer

_PAPER = (
    r"(?:certificat\w*|diplomas?|awards?|qualifications?|degrees?|accreditation|licen[cs]e|nvq|"
    r"competenc(?:y|ies)|qts|masters|ambda|apc|badge|postgraduate|registration|"
    r"mandatory qualification)"
)
_BY_ROLE = r"(?:by|from) (?:the|a|an|his|her|their|its|our|[\w'-]+)\b"
TRAINED = re.compile(
    r"(?<!\w)(?:"
    rf"\b(?<!toilet )(?:trained|(?<!is )(?<!be )(?<!are )taught|shown|passed as competent|passed|"
    rf"instructed|coached|accredited|certified|certificated|"
    rf"qualified|licensed|chartered|experienced|skilled|assessed as competent|"
    rf"assessed)(?: and \w+(?: off)?| to \w+ \d| annually| yearly| them| it| this|"
    rf" (?:the|its) \w+)? (?:in|by|on|as|to use|how to|"
    rf"to deliver|to give|for|through)\b(?! (?:needed|necessary|required|appropriate|all|"
    rf"possible|the needs|how (?!to)))"
    rf"|\bsigned off\b(?: as competent)?(?: (?:in|for|to|{_BY_ROLE}))|\b(?:competency|"
    rf"competence)[ -](?:assessed|checked|signed|tested)"
    r"|\b(?:course|workshop|module|training|certificate|award|diploma|level \d),? "
    r"(?:passed|completed|done|attended|held|finished)\b"
    r"|\b(?:whom?|that|which) (?:the |a |an |his |her |their )?(?:[\w'-]+ ){1,6}?(?:has |"
    r"have )?(?:also )?(?:trained|taught|signed off|shown|instructed|accredited|assessed)\b"
    r"|\b(?:the )?(?:[\w'-]+ ){1,4}(?:has|have) (?:trained|taught|shown|signed off|passed)\b|"
    r"\btaught (?:him|her|them) (?:to|how)"
    rf"|\b(?:holds?|holding|hold|with|has|have|having|gained|possess\w*|awarded|finished|passed|"
    rf"completed|complete|did|does|done|attended|undertaken|undergone|taken)(?: (?:[\w'&,+/-]+|"
    rf"\(\w+\))){{0,9}}? (?:{_PAPER}|courses?|modules?|training(?: in| on)|level [2-8])\b"
    rf"|(?<=\()(?!(?:no|without)\b)[^()]{{3,60}}?\b(?:(?:{_PAPER}|courses?|trained)(?![\w-])|"
    rf"level [2-8](?=\)))"
    rf"|\b(?:has|have) (?:done|completed|passed|had) (?:[\w'-]+ ){{1,7}}?(?:training|course)\b"
    rf"|\b(?:[\w'-]+ ){{0,3}}{_PAPER} (?:renewed|valid|in|held|level|refreshed|awarded)"
    r"|\b(?!(?:well|fully|appropriately|suitably|specially|specifically|properly|highly|"
    r"specialist|adequately|newly|toilet|un|non)-)[\w'&]+-"
    r"(?:trained|licensed|qualified|accredited|certified)\b"
    r"|\bband [4-9]\b(?=.{0,40}assessed)|\blevel [2-8] (?:\w+ )?(?:in|qualified|trained|"
    r"teaching assistant|ta\b|practitioner|hlta|diploma|award|certificate|qualification)|"
    r"(?<=, )level [2-8]\b(?! puree)|(?<=\()level [2-8]\b|"
    r"\b(?:qts|nneb|ambda|apc|pgce|mq|bcba|bsl level \d|"
    r"nvq\w*)\b|\bqualified (?:in|to|as)\b|\bregistered with\b(?! (?:ofsted|the (?:council|"
    r"authority)))|\bhcpc\b"
    r")"
)
# "Makaton trained": a name before the word, which the plain text no longer tells.
_NAMED = re.compile(
    r"\b[A-Z][\w&-]+(?: (?:[A-Z][\w&-]*|\d))*[ -](?:trained|accredited|certified|certificated|"
    r"qualified|"
    r"licensed|registered)\b"
)
_NONE = re.compile(r"\b(?:no|not|never|yet|to be|will be|should be)\b")
_NOT_HELD = re.compile(
    r"\b(?:no|without|not|untrained|yet to|lacks?|awaiting|not yet|will be|to be|need to be|"
    r"should be|is to be|once)\b[^,.;]{0,25}$"
)


# Nothing is claimed without one of these, and looking for one is quick.
_HINT = re.compile(
    r"train|taught|shown|instruct|coach|accredit|certif|qualif|licen|charter|experienc|skilled|"
    r"assess|signed|compet|diploma|award|degree"
    r"|nvq|nneb|qts|masters|ambda|apc|badge|postgrad|regist|course|module|level|band|bcba|bsl|"
    r"pgce|mq|"
    r"hcpc|passed"
)


def training_claims(text: str) -> Iterator[re.Match[str]]:
    """Return the places of a plain text that tell what somebody is trained or qualified in."""
    return TRAINED.finditer(text) if _HINT.search(text) else iter(())


# The kind of a line and its slots ask after the same text in turn.
@lru_cache(maxsize=64)
def without_training(text: str) -> str:
    """Return a plain text with what tells of training or qualification blotted out."""
    return TRAINED.sub(lambda found: "~" * len(found.group()), text) if _HINT.search(text) else text


def expertise_words(line: Passage, roles: Sequence[Deliverer], *, training: bool) -> str:
    """Return the words that state what who delivers is trained or qualified in, or nothing."""
    for role in roles:
        if role.qualified:
            return role.words
    if training and not roles:
        return ""
    for match in training_claims(line.plain):
        if training and match.group().startswith(("trained", "taught", "shown")):
            continue
        if _NONE.search(match.group()):
            continue
        if not _NOT_HELD.search(line.plain[max(0, match.start() - 30) : match.start()]):
            return line.words(*match.span())
    named = None if training else _NAMED.search(line.text)
    return line.words(*named.span()) if named else ""
