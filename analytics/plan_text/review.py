"""Review: when or how the provision is looked at again."""

from __future__ import annotations

import re

from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import any_of, at_words
from analytics.plan_text.quantities import CADENCE, COUNT, DAY, MONTH, PERIOD
from analytics.plan_text.words import roles

_WHEN = (
    rf"{CADENCE}\b|\b(?:(?:on|at|with|after) )?(?:each|every) (?:time|increase|change|"
    rf"occasion)\b|\b(?:each|every|per|a|this|next|the (?:following|"
    rf"first|second|third|eighth|"
    rf"last|\w+th)) (?:\w+ )?(?:{PERIOD}|{MONTH}|{DAY}|spring|summer|autumn|winter|easter|"
    rf"christmas|season|review|meeting|clinic|visit|session|lesson|block|unit|level|key stage|"
    rf"stage|phase|course)\b"
    rf"|\b(?:every|after|at|in|by|within) (?:(?:week|month|lesson|session)s? )?(?:{COUNT}|other|"
    rf"third|second)\b|\b(?:in|by|each|every|"
    rf"at|during|before|after|and|until) (?:early |mid-?|late |the end of |"
    rf"the start of )?(?:{MONTH}|may\b|spring|summer|autumn|winter|easter|christmas|xmas|whitsun|"
    rf"michaelmas)"
    rf"|\b(?:when|once|after|before|as soon as|whenever|following|until|if|at the|at his|at her|"
    rf"at each|at every|at end|at the end|at their|at its|still|in the light|in light)\b|"
    rf"\bas (?:the|his|her|he|she|they|it) [^.;]{{0,30}}?\b(?:shows?|grows?|changes?|gets?|gains?|"
    rf"learns?|falls?|rises?|masters?|succeeds?|progress\w*|improv\w+)\b|"
    rf"\bp\.?a\b|\b(?:half[ -])?term(?:'s)?\b|\d{{1,2}}/\d{{1,2}}|\b20\d\d\b|\b{MONTH}\b"
)
_HOW = (
    rf"|\b(?:by|with) (?:(?:the|a|an|his|her|their|school|both|"
    rf"named) )*(?:[\w'-]+ ){{0,2}}?(?:{any_of((*roles.QUALIFIED, *roles.OTHERS))})s?\b"
    r"|\bwhether\b|\bthe next\b|\bon (?:the )?(?:completion|conclusion|expiry|reaching|meeting|"
    r"completing|finishing|achieving)\b|"
    r"\b(?:against|using|on the|from (?:the|it|that|this|them|those)|accordingly|to (?:suit|"
    r"match|"
    r"fit)|with parents|by means of|through|"
    r"in response to|according to|repeated|re-?test|cut back in stages)\b"
)
_STATED = at_words(_WHEN + _HOW)
_RESET = re.compile(
    r"\b(?:targets?|goals?|aims?|next steps|settings|levels?|scores?|lists?) (?:is |are |being |"
    r"to be |will be )?(?:re-?set|renewed|re-?scored|re-?written|re-?drawn|re-?measured|"
    r"re-?tested|moved on|revised|updated)\b|\bnew targets\b"
)
_OPEN = re.compile(
    r"\b(?:regular(?:ly)?|as (?:needed|required|necessary|appropriate)|(?:when|if|"
    r"where) (?:needed|required|necessary|appropriate)|ongoing|continu\w+|frequently|"
    r"periodically|from time to time|in due course|at intervals|at all times|"
    r"to be agreed)\b[^,.;]*"
)


# "In July the plan is redrawn": the time stands before the review.
_LEAD = re.compile(
    r"\W*(?:and |then |but )?(?:in|at|each|every|after|by|once|on|during|before|from|half|twice)\b"
)
# "Serviced each year, when the height is reset": the review happens on the occasion just named.
_SAME_OCCASION = re.compile(r"\W*(?:when|at which|where|whereupon|and then|and \w+s|[a-z-]+ing)\b")
# "For twelve weeks, then reviewed": the block that was just told ends with it.
_THEN = re.compile(r"\W*then\b")
_BLOCK = re.compile(rf"\b(?:for|after|over) (?:{COUNT}|a|half a) (?:school )?{PERIOD}s?\W*$")


def review_words(line: Passage) -> str:
    """Return the words that say when or how the provision is looked at again, or nothing."""
    for start, end in line.reviews:
        if any(start < after and before < end for before, after in line.asides):
            continue
        words = line.plain[_told_from(line, start) : line.sentence_end(end)]
        if _RESET.search(line.plain[max(0, start - 25) : end]) or _STATED.search(
            _OPEN.sub(" ", words)
        ):
            return line.words(start, line.sentence_end(end))
    return ""


def _told_from(line: Passage, start: int) -> int:
    """Return where the words of a review begin: with "each July" or "when", if those lead to it."""
    begin, end = next(extent for extent in line.clauses if extent[0] <= start < extent[1])
    told = next(extent[0] for extent in line.sentences if extent[0] <= begin < extent[1])
    if _THEN.match(line.plain, begin, end) and _BLOCK.search(line.plain, told, begin):
        return told
    if _SAME_OCCASION.match(line.plain, begin, end):
        return told
    return begin if _LEAD.match(line.plain, begin, end) else start
