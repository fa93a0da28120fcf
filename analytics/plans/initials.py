"""Whether a capital before a capitalised word is a person's initial: "A Hughes", not "A Timer".

No list of surnames is long enough, so a word known from plans is no surname, and what follows must
be what follows a person: a verb of doing, an end, or another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analytics.plan_text.words import roles, skills, supports
from analytics.plan_text.words.empty import EMPTY
from analytics.reading.names import NOT_NAMES, WORD
from analytics.reading.words import COMMON

# Letters that begin a sentence as words: articles and pronouns.
ALSO_WORDS = frozenset("AI")
_LISTS = (
    *(roles.QUALIFIED, roles.OTHERS, roles.SERVICES, roles.NOBODY),
    *(skills.ACTS, skills.ABSTRACT, skills.THINGS),
    *(supports.EQUIPMENT, supports.ENVIRONMENT, supports.CARE, supports.THERAPIES),
    *(supports.PROGRAMMES, supports.CARING, supports.STATED_ONLY_AS_TASK),
)
# Things named by a letter and a word, and what counts by letters.
_LETTERED = re.compile(
    r"(?:B Squared|C Pens?|T Shirts?|T Bars?|[XY] (?:Rays?|Box)|[ABO] Levels?|D Rings?)\b"
)
_COUNTED = re.compile(
    r"(?i)\b(?:vitamin|hepatitis|plan|type|class|group|set|band|section|appendix|room|block|"
    r"year \d+|part|form|week|wk|annex|level|option|phase|table|figure|influenza|strep|route|"
    r"step) \Z"
)
_NOUN_ENDING = re.compile(r"(?:[ts]ion|ness|ette|ology|ography)\Z")
# Another person in the same list.
_ALSO_NAMED = rf"[A-Z]\.? {WORD}\b(?! [a-z]+(?:ing|ed)\b)"
_LISTED_AFTER = re.compile(rf"(?:,| and| or| &|/| \+) ?{_ALSO_NAMED}")
_LISTED_BEFORE = re.compile(rf"\b{_ALSO_NAMED}(?:,| and| or| &|/| \+) ?\Z")
# Words after which whom to turn to is named.
_TURNED_TO = re.compile(r"(?i)\b(?:contact|ask|ring|email|phone|telephone|named|called) \Z")
# What ends a name: an end, a sign, a word between names, or what belongs to it.
_ENDED = re.compile(r"[’']s\b|\s*(?:\Z|[.,;:)/&+|(]|[-–—](?!\w))|\s(?:and|or)\b")
# What a person does; "will be supplied" and "is used" are said of things.
_THING_DONE = (
    r"(?:use|need|suppl|provid|offer|display|fit|kept|made|given|held|set|put|writt|laid|review|"
    r"repeat|creat|adapt|develop|plan|deliver|run\b|in place|availab|essential|necessary|requir|"
    r"recommend|agreed|shared|sent|updat|drawn|follow|check|charg|worn|built|install|purchas|bought)"
)
_DOES = re.compile(
    rf"\s(?:(?:to|will|would|can|could|may|must|should|shall)\s(?!(?:also )?be {_THING_DONE})"
    rf"|(?:is|was|has|had|does|did)\s(?!(?:also |now |to be |been )?{_THING_DONE})"
    r"|(?:also |has |then )?(?:visits?|visited|teaches|taught|trains?|trained|leads?|led|runs?|ran|"
    r"delivers?|delivered|provides?|reviews?|reviewed|writes?|wrote|sees|saw|sits|works|worked|"
    r"meets|met|attends?|attended|advises?|advised|checks?|monitors?|models?|supports?|supervises?|"
    r"oversees|assesse[sd]|agreed|agrees|takes|took|says|said|reports?|reported|asks|asked|calls?|"
    r"called|helps|helped|liaises|plans|manages|coaches|joins|collects|gives|gave|shows|does)\b)"
)


def is_person(text: str, begin: int, end: int) -> bool:
    """Tell whether an initial and a word without a full stop, as they stand, name somebody."""
    letter, _, word = text[begin:end].partition(" ")
    before, after = text[max(0, begin - 40) : begin], text[end : end + 60]
    if _LETTERED.match(text, begin) or _COUNTED.search(before):
        return False
    if letter not in ALSO_WORDS:
        return True
    if _is_word(word):
        return False
    listed = _LISTED_AFTER.match(after) or _LISTED_BEFORE.search(before)
    return bool(listed or _TURNED_TO.search(before) or _ENDED.match(after) or _DOES.match(after))


def _is_word(word: str) -> bool:
    """Tell whether a capitalised word is one that plans use in small letters."""
    parts = re.split(r"[-’']", word)
    known = _known()
    return all(_plain(part) & known for part in parts) or bool(_NOUN_ENDING.search(word))


def _plain(word: str) -> frozenset[str]:
    small = word.lower()
    return frozenset((small, small.removesuffix("s"), small.removesuffix("es")))


@cache
def _known() -> frozenset[str]:
    listed: Iterable[str] = (phrase for phrases in _LISTS for phrase in phrases)
    words = (word.lower() for phrase in listed for word in re.split(r"[^\w]+", phrase))
    return frozenset((*words, *EMPTY, *COMMON, *(word.lower() for word in NOT_NAMES)))
