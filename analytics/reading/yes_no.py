"""Answers to the two yes-or-no questions: English as an additional language, and social care."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.reading.grounds import is_furniture
from analytics.reading.mentions import age_weights, standing
from analytics.reading.outline import BYLINE
from data.schemas.questions import Question
from data.schemas.reading import DocumentReading, Statement, Suggestion

LANGUAGES = (
    r"(?:Polish|Turkish|Arabic|Somali|Urdu|Punjabi|Panjabi|Bengali|Bangla|Sylheti|Portuguese|"
    r"Romanian|"
    r"Spanish|Italian|Gujarati|Hindi|Tamil|Telugu|Malayalam|Yoruba|Igbo|Hausa|Twi|Akan|Fante|"
    r"Kurdish|"
    r"Sorani|Kurmanji|Farsi|Persian|Dari|Pashto|Ukrainian|Russian|Albanian|Lithuanian|Latvian|"
    r"Chinese|"
    r"Mandarin|Cantonese|Vietnamese|Tigrinya|Amharic|Oromo|Shona|Swahili|Lingala|French|German|"
    r"Greek|"
    r"Hungarian|Czech|Slovak|Bulgarian|Tagalog|Filipino|Thai|Korean|Japanese|Hebrew|Yiddish|Nepali|"
    r"Sinhala|Dutch|Swedish|Danish|Norwegian|Finnish|Serbian|Croatian|Bosnian|Welsh|Romani|Wolof|"
    r"Ndebele|Zulu|Krio|Mandinka|Kikongo|Luganda|Kinyarwanda|BSL|British Sign Language)"
)
YES = {
    "first_language": re.compile(
        rf"(?i)english is (?:not|(?:his|her|their|an?) (?:second|third|additional|other))|\bEAL\b|"
        rf"additional language|(?:first|home|main|mother|native) (?:language|"
        rf"tongue)\W{{0,4}}(?:\w+\W+)"
        rf"{{0,6}}{LANGUAGES}|{LANGUAGES} (?:is|was)? ?(?:\w+ ){{0,4}}(?:at home|(?:first|home|"
        rf"main) "
        rf"language|language of the home|mother tongue)|(?:speak|spoke|talk|use|hear)\w* "
        rf"(?:\w+ ){{0,4}}{LANGUAGES}(?:\W+\w+){{0,6}}\W+(?:at )?home|"
        rf"at home (?:\w+ ){{0,4}}{LANGUAGES}|"
        rf"interpreter|translated from|translator|language line|"
        rf"{LANGUAGES}[- ]speaking|(?:in|with) {LANGUAGES} (?:and|with) (?:in )?english|"
        rf"in (?:his|her|their) (?:home|first|own) language|new to english|bilingual|"
        rf"languages?\W{{1,12}}{LANGUAGES}|{LANGUAGES} \((?:first|home|main)|"
        rf"(?:proficiency|stage) (?:in english )?(?:code )?[a-c]\b|{LANGUAGES} at home"
    ),
    "social_care": re.compile(
        r"(?i)social work|child in need|\bcin\b|child protection|looked after|\bin care\b|foster|"
        r"care order|special guardian|early help|family support|social care|"
        r"children[’']?s services|"
        r"social services|children with disabilities team|short breaks?|section 17|section 20|"
        r"\biro\b|"
        r"independent reviewing|kinship|carer[’']s assessment|care act|direct payments|"
        r"(?<!health and )(?<!health & )care plan|respite|adopt|mash\b|safeguarding"
    ),
}
# A quick look before the long one.
HINTS = {
    "first_language": re.compile(
        r"(?i)language|english|speak|interpret|translat|bilingual|\bEAL\b"
    ),
    "social_care": re.compile(
        r"(?i)social|\bcare\b|child|foster|famil|guardian|respite|break|mash|iro"
    ),
}
NO = {
    "first_language": re.compile(
        r"(?i)english is (?:the |(?:his|her|their|our) )?(?:only|first|home|main|sole)|"
        r"no interpreter|"
        r"(?:only|just) (?:speak )?english(?! but)|home is english only|\bEAL\b\W{1,4}no\b|"
        r"(?:not|n[’']t|nor) (?:an? )?(?:bilingual|EAL)|"
        r"(?:home|first|main) language\W{0,4}(?:is |was )?english|"
        r"language of the home is english|interpreter (?:is |was )?(?:not |un)need|monolingual|"
        r"english (?:is )?(?:spoken )?at home|speak english at home|english is the language|"
        r"(?:only|one) language (?:spoken|at home|of the home)"
    ),
    "social_care": re.compile(
        r"(?i)(?:not|never|n[’']t) (?:currently |previously |at present |been )*(?:known|"
        r"open) to (?:us|our|"
        r"any|children|social|the (?:service|department|authority)|this)|not known, past|"
        r"no (?:current |previous |known )?(?:social (?:care|work\w*)|involvement|record)|no trace|"
        r"(?:social care|social worker|social services)[^.]{0,20}?(?:\W|: )(?:none|no|not known|"
        r"n/a)"
        r"\b(?! further)|nothing to do with (?:social|children)|never (?:has |had )?"
        r"(?:been |had )?an? social|closed|stepped down|no further action|\bnfa\b|did not meet"
    ),
}
# A box that is ticked behind a question.
TICKED = re.compile(
    r"(?i)\W{0,20}?(?:(?:\[ ?\]|☐|\( ?\))\s*(?:yes|no)\W{1,12}?)?(?:\[x\]|\(x\)|☒|☑|✓|"
    r"✔)\s*(?P<answer>yes|no)\b"
)
TICKED_WITHIN = re.compile(r"(?i)(?:\[x\]|\(x\)|☒|☑|✓|✔)\s*(?P<answer>yes|no)\b")
PLAINLY = {
    "first_language": re.compile(
        r"(?i)(?:first|second|home|main|third|additional|native|only) language|mother tongue|"
        r"\bEAL\b|"
        r"at home|speaks?\b|spoken|fluent|bilingual|new to english"
    ),
    "social_care": re.compile(
        r"(?i)child in need|\bcin\b|protection plan|known to|open to|allocated|special guardian|"
        r"care "
        r"order|looked after|in care\b|foster|adopt|early help (?:plan|since|work)|"
        r"short breaks?|section"
        r" (?:17|20)|(?:has|have) an? (?:\w+ )?social worker|"
        r"social worker (?:has|visits|since|is|comes)|"
        r"respite|"
        r"(?<!health and )(?<!health & )care plan|reviewed|carer[’']s assessment|"
        r"care act|direct payments"
    ),
}
# What is denied stands in the same part of a sentence as the word that denies it.
PARTS = re.compile(r"[;.]|,? (?:but|and) (?=there|he|she|they|no\b)")
DENIED = re.compile(r"(?i)\b(?:no|not|never|none|nobody|nor|without|neither)\b|n[’']t\b")
# What began in the past and goes on.
ONGOING = re.compile(r"(?i)\bsince\b|\b(?:has|have) (?:had|been)\b")
IN_PASSING = 0.4
HISTORICAL, FAMILY, DOUBT, PLAIN = 0.35, 0.3, 0.4, 1.0
ENOUGH = 0.9
EVIDENCE = 6


def yes_no(question: Question, documents: Sequence[DocumentReading]) -> Suggestion:
    """Return the answer that outweighs the other, with the sentences that speak for it."""
    own = [one for one in documents if one.facts.about_pupil]
    said = [
        (weight * age * standing(document.facts, question.id), statement)
        for document, age in zip(own, age_weights([one.facts for one in own]), strict=True)
        for statement in document.statements
        if (weight := _weight(statement, question.id, document.source.text))
    ]
    yes = [pair for pair in said if pair[0] > 0]
    no = [(-weight, statement) for weight, statement in said if weight < 0]
    value = int(_strongest(yes) > _strongest(no) and _strongest(yes) >= ENOUGH * PLAIN * 0.3)
    best = sorted(yes if value else no, key=lambda pair: (-pair[0], pair[1].number))
    evidence = tuple(statement for _, statement in best[:EVIDENCE])
    if not said:
        return Suggestion(question.id, 0, (), f"No document speaks of this: {question.label}.")
    doubts = ("The documents disagree.",) if yes and no else ()
    return Suggestion(question.id, value, evidence, f"{question.words(value)}.", doubts)


def _strongest(said: Sequence[tuple[float, Statement]]) -> float:
    """Return the sum of the three strongest sentences: a fourth adds nothing new."""
    return sum(sorted((weight for weight, _ in said), reverse=True)[:3])


def _weight(statement: Statement, question_id: str, text: str) -> float:
    """Return how plainly a sentence says yes (above 0) or no (below 0)."""
    if is_furniture(statement.text) or BYLINE.search(statement.text):
        return 0.0
    if question_id not in statement.reading.areas and not HINTS[question_id].search(statement.text):
        return 0.0
    says_yes = bool(YES[question_id].search(statement.text))
    says_no = bool(NO[question_id].search(statement.text))
    beside = TICKED.match(text[statement.end : statement.end + 60])
    if says_yes and (ticked := TICKED_WITHIN.search(statement.text) or beside):
        return PLAIN if ticked["answer"].lower() == "yes" else -PLAIN
    reading = statement.reading
    denied = reading.assertion == "negated" and not _stands_apart(statement.text, question_id)
    if says_no or denied:
        # To be without one kind of help is not to be without any.
        return -PLAIN if says_no else -DOUBT * bool(PLAINLY[question_id].search(statement.text))
    if not says_yes or statement.text.rstrip().endswith("?"):
        return 0.0
    goes_on = reading.assertion == "historical" and ONGOING.search(statement.text)
    weights = {"historical": HISTORICAL, "family": FAMILY, "uncertain": DOUBT}
    plainly = 1.0 if PLAINLY[question_id].search(statement.text) else IN_PASSING
    return weights.get("present" if goes_on else reading.assertion, PLAIN) * plainly


def _stands_apart(text: str, question_id: str) -> bool:
    """Tell whether a part of a sentence that denies nothing says yes plainly."""
    return any(
        YES[question_id].search(part) and PLAINLY[question_id].search(part)
        for part in PARTS.split(text)
        if not DENIED.search(part)
    )
