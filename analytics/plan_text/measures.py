"""Measurable: a stranger could tell whether the outcome has been met."""

from __future__ import annotations

import re

from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import at_words
from analytics.plan_text.quantities import CLOCK, COUNT, MONTH, RANGE, SHARE

# "From P5 to P7" compares a level with another.
_LEVELS = re.compile(
    r"\bfrom (?:about )?(?:p|level|band|step|stage|entry|grade|score|book band|phase|set)? ?"
    r"[\w.]+ to (?:at least )?(?:p|level|band|step|stage|entry|grade|phase|set)? ?\d[\w.]*"
)
_NOT_MEASURES = re.compile(
    r"\bone[ -]to[ -]one\b|\b1:1|"
    r"(?<!\w)(?:"
    rf"\b(?:year|years|y|key stage|ks|stage|class|level|band|number|no\.?|route|bus|the|step|"
    rf"phase|page|room|form|set|chapter|section|part) ?(?:group )?(?:\d+\w?|one|two|three|four|"
    rf"five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen)\b(?! (?:times|of|out|per|"
    rf"words|sentences|minutes|steps|occasions|sessions|days|correct|items|letters|questions|"
    rf"lessons|things|jobs|or more))"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)? )(?:{MONTH}|may)\b(?: 20\d\d)?|\b(?:{MONTH}|"
    rf"may) (?:20\d\d|\d{{1,2}}\b)|\b20\d\d(?:[-/]\d+)?\b|\b\d{{1,2}}/\d{{1,2}}(?:/\d+)?\b(?! )"
    rf"|\b(?:aged?|age of|at|by|reading as at|turns?|is|was|by age|until|"
    rf"as) (?:age )?{COUNT}(?: years?(?: old)?)?(?: (?:and )?{COUNT} months?)?(?=[,.;]| \w+ will|"
    rf" he | she | they |$| and reading| at college)|\b(?:reading|spelling|chronological|"
    rf"mental) age (?:of|is|was|at) {COUNT} years?(?: (?:and )?{COUNT} months?)?"
    rf"|\b(?:by|at|before|from|until) {CLOCK}|\b(?:within|in|over|after|for) (?:the )?(?:next |"
    rf"coming |first )*{RANGE}[ -](?:school )?(?:half[ -]terms?|terms?|weeks?|months?|years?|"
    rf"working days)(?:'? time)?\b|\b(?:(?:first|second|third|fourth|\w+teenth|\w+th|"
    rf"\d+th) birthday)"
    rf"|\bwith (?:\w+ )?(?:one[ -]to[ -]one|1:1|weekly|daily|twice[ -]weekly)\b|\bone another\b|"
    rf"\bone day\b(?! (?:a|per|in|each)\b)|\bno one\b|\bsomeone\b|\bone of (?:his|her)\b|"
    rf"\b(?:has|whose|had|was|were|"
    rf"scored|currently|presently|at present|now|stood at|is now|"
    rf"last)\b[^,.;]{{0,30}}?{COUNT}[^,.;]*?(?=,|\.|;|$)|\(\w+ 20\d\d\)|\([^()]*\b(?:last|now|in|"
    rf"currently|was|baseline)\b[^()]*\)|\bfrom {COUNT}(?: \w+){{0,4}}? \((?:\w+ )?\d*\w*\)|"
    rf"\bfrom {COUNT} \w+ (?:a|per) \w+(?! to)|\b(?:two|three)-(?:part|step|way|word)\b"
    r")"
)
_ACTS = at_words(
    r"\b(?:pass(?:es|ed)?|gain(?:s|ed)?|achieve[sd]?|complet(?:es?|ed)|obtain(?:s|ed)?|earn(?:s|"
    r"ed)?|hold|sit(?:s)?|win) (?:an? |the |his |her |their |"
    r"at least )?(?:[\w'-]+ ){0,4}?(?:gcse|gcses|qualification|certificate|award|badge|btec|nvq|"
    r"level \d|level one|level two|place|entry level|test|exam|diploma|functional skills|course|"
    r"apprenticeship|a-levels?|theory|licence|grade|placement|internship|silver|bronze|gold)"
    r"|\b(?:start(?:s|ed)?|enrol(?:s|led)?|begin(?:s)?|begun|attend(?:s|ed)?) (?:at |on |a |an |"
    r"the |his |her )?(?:full[- ]time |mainstream |part-time |local )?(?:college|sixth form|"
    r"a course|course|university|reception|secondary school|work experience|internship|"
    r"apprenticeship|supported internship)|\b(?:hold|have|get|in) (?:an? |"
    r"down )?(?:apprenticeship|paid (?:work|job)|paid employment|job|part-time job|place at|"
    r"bank account|employment|work)\b|\bworking for pay|\bback in (?:part-time |"
    r"full-time )?work\b"
    r"|\b(?:own (?:flat|home|house|tenancy)|be invited|paid job|full night|seizure-free)\b|"
    r"\b\d+(?:st|nd|rd|th) (?:per)?centile\b|\bto the \d+(?:st|nd|rd|th)\b|"
    r"\btake \w+ on\b|\bno longer\b(?! (?:be|feel)\b)|\bnever\b|\bstop(?:ped|s)?\b|\bwithout "
    r"(?:any|a single|once)\b|"
    r"\b(?:both ways|there and back|round trip)\b|\bcured\b|\bfree of\b|\bevery\b|\b(?:on|at|in|"
    r"for) (?:each|all|every)\b|\ball (?:of )?(?:the |his |her |three|four|five|six|seven|eight|"
    r"nine|ten|twelve|steps|jobs|homework|lessons|meals|\d)(?!areas)|\bnone\b|\bwhole\b|"
    r"\bindependently and safely\b"
    r"|\b(?:have|has) (?:moved|joined|learnt to ride|chosen|applied|opened|visited|been on|spent|"
    r"slept|stayed|given|made|written|cooked|travelled|ridden|swum|caught|bought)\b|"
    r"\baverage (?:band|range)|\bage[- ]related expectations?\b|\bexpected (?:standard|level)\b|"
    r"\bat (?:the )?expected\b|\bgrade \w\b|\blevel [1-9a-c]\b|\b(?:twice|once|thrice|half|"
    r"double[sd]?|halved?|a third|quarter|a tenth)\b|\bany (?:bruises?|falls?|accidents?|wetting)"
)
_NUMBER = at_words(
    rf"\b(?:{SHARE}|{COUNT}|x ?\d+)(?![\w])|\b(?:once|twice|thrice|daily|weekly|single)\b(?! "
    rf"(?:therapy|"
    rf"speech|support|physio\w*|sessions?|occupational|salt|input|one|life|living|routines?|"
    rf"stretches|practice|exercises|counselling|meetings?))"
)


def without_baseline(text: str) -> str:
    """Return plain text with ages, baselines and numbers that measure nothing blotted out."""
    return _NOT_MEASURES.sub(lambda found: "~" * len(found.group()), text)


def measure_words(line: Passage, *, bare: str) -> str:
    """Return the words by which a stranger could tell that the outcome is met, or nothing.

    Ages, dates, clock times, numbers of buses and years, and baselines measure nothing. `bare` is
    the plain text without the deadline.
    """
    text = without_baseline(bare)
    for pattern, where in ((_NUMBER, text), (_ACTS, bare), (_LEVELS, bare)):
        match = pattern.search(where)
        if match:
            return line.words(*match.span())
    return ""
