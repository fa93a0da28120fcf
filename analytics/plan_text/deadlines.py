"""Time-bound: by when an outcome is to be met."""

from __future__ import annotations

import re

from analytics.plan_text.passages import Passage, blotted
from analytics.plan_text.patterns import at_words
from analytics.plan_text.quantities import COUNT, MONTH, RANGE

_SEASON = (
    r"(?:spring|summer|autumn|winter|easter|christmas|xmas|whitsun|michaelmas|lent|advent|trinity|"
    r"ramadan|eid|diwali)"
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|twenty-first)"
)
_DATE = (
    rf"(?:(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?:{MONTH}|may)\b(?: \d{{1,2}}(?:st|nd|"
    rf"rd|th)?\b,?)?(?: (?:of )?(?:next year|20\d\d))?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|"
    rf"20\d\d(?:[-/]\d\d)?)"
)
_STAGE = (
    r"(?:(?:school |academic |calendar )?year(?: (?:\d+|r|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|thirteen|group))?|key stage(?: (?:\d|one|two|three|four|"
    r"five))?|ks ?\d|y\d+|reception|nursery|foundation stage|eyfs|(?:half[ -])?term|"
    r"primary(?: school)?|secondary(?: school)?|sixth form|college|school|phase|infants?|"
    r"juniors?|course|placement|plan|this plan|period)"
)
_LEAD = (
    r"(?:by|before|until|at|on|in|for|from now (?:to|until)|no later than|not later than|"
    r"prior to|come|during|over|within|ahead of|when|once|in time for|ready for)"
)
_DEADLINE = at_words(
    r"(?<!\w)(?:"
    rf"\b(?:by|before|until|at|on|come|no later than|not later than|prior to|in time for|"
    rf"ahead of|to) (?:(?:the|his|her|their|this|next|each|about|around|early|mid-?|late|"
    rf"midway through|half-?way through|the coming) ?)*(?:{_DATE}|{_SEASON}\b|whitsun|(?:may |"
    rf"october |february )?half[ -]?term|{_ORDINAL} (?:birthday|annual review)|(?:next |final |"
    rf"first |interim |annual |\w+ )?(?:annual |ehcp? |plan |transition |phase |"
    rf"six-monthly )?review\b|(?:school |academic |calendar )?year(?:'s)? end|year \w+\b|"
    rf"key stage \w+|ks ?\d|transfer (?:to|at)|transition (?:to|into)|(?<!to )the end\b|leaving|"
    rf"next (?:{_SEASON}|{MONTH}|may|year|term|summer))"
    rf"|\b(?:(?:by|at|before|on|in|to|until) )?(?:the )?(?:very )?(?:end|(?:last|final) day) of "
    rf"(?:(?:the|his|her|their|"
    rf"this|next|each|current|coming|first|second|third|\d{{4}}|{_SEASON}|{MONTH}|may|school|"
    rf"academic|calendar|\d\d/\d\d|20\d\d[-/]\d+) ?)*(?:{_STAGE}|{_SEASON}|{MONTH}|may|20\d\d)"
    rf"|\bend[- ]of[- ](?:year|term|key stage|ks)\b|\b(?<!reading )(?<!as )(?:by|"
    rf"at) (?:the )?(?:age(?: of)? )?(?!\d+[.:]\d){COUNT}(?= ?(?:years?(?: old|"
    rf" of age)?)?(?:[,.;:]|$| \w+ will| he | she | they |, ))(?!\.\d)"
    rf"|\b(?:by|at|before|until|to) (?:the )?age(?: of)? {COUNT}|\bby (?:his|her|their|"
    rf"the) (?:{_ORDINAL}|next) |\b(?:his|her|their|\w+'s) {_ORDINAL} birthday|\bbirthday\b"
    rf"|\b(?:within|in|over|after|during|for|inside) (?:the )?(?:next |coming |first |following |"
    rf"about |around )*{RANGE}[ -](?:school |calendar |academic )?(?:half[ -]terms?|terms?|"
    rf"weeks?|months?|years?)(?:'? time| of| from)?\b|\bwithin (?:a|an|this|the|one|the next|"
    rf"the coming|the current) (?:\w+ )?(?:half[ -]term|term|year|month|week|fortnight|"
    rf"academic year|school year|key stage)\b|\bin (?:a|one) (?:year|term|month)'?s? time\b"
    rf"|\b(?:when|before|until|once|by the time|as|on) (?:he|she|they|[a-z]+) (?:leaves?|starts?|"
    rf"moves?|transfers?|finish(?:es)?|enters?|reaches|turns|goes (?:up|to|into)|begins|joins|"
    rf"is (?:aged )?(?:\w+teen|twenty|ten|eleven|twelve|nine|eight|\d\d?|in year|ready to leave)|"
    rf"transitions?|completes?|gets to|comes to the end)"
    rf"(?: (?!\w+(?:'ll\b| (?:will|can|is|has)\b))[^ ,.;]+)*|\bby the time (?:(?!\b\w+(?:'ll| "
    rf"will| can)\b)[^,.;])*|"
    rf"\bon (?:reaching|attaining|turning) (?:the )?age\b|"
    rf"\bon (?:leaving|entering|entry to|transfer to|starting|transition to|admission to|"
    rf"completion of) (?:\w+ ){{0,2}}(?:year|school|primary|secondary|college|reception|nursery|"
    rf"key stage|ks|juniors?|infants?|sixth form|{_STAGE})"
    r")"
    rf"|(?:^|[,;:(-] ?|\bin |\bduring |\bthroughout |\bover |"
    rf"\bacross )(?:the )?(?:(?:{_SEASON}|first|last|"
    rf"second) (?:and {_SEASON} )?)(?:half[ -])?terms?(?: of)? ?(?:20\d\d|"
    rf"next)?(?=\b)(?<!in the spring term)|\bin (?:the )?(?:last|final|first) (?:week|month|"
    rf"half[ -]term|term|fortnight) of (?:the )?{_STAGE}|\b(?:this|next) (?:school |"
    rf"academic )?(?:year|term|half[ -]term|summer|easter|christmas)\b|\b(?:repeated|re-?tested|"
    rf"retested|re-?assessed|measured again|re-?taken|taken again|assessed|reviewed|"
    rf"tested) in {_DATE}"
    rf"|\b(?:this coming|next|the coming) (?:{MONTH}|may|{_SEASON})\b|\b(?:{_SEASON}|{MONTH}) of "
    rf"(?:year|key stage|ks|reception|his|her) ?\w*|\b(?:before|until) (?:he|she|they) (?:is|are) "
    rf"{COUNT}\b|\bby {COUNT} (?:he|she|they)'ll\b"
    rf"|(?:^|[(\[;|-] ?|, )(?:by )?(?:{MONTH} )20\d\d(?= ?(?:[)\]:,.;|-]|$))|\bin the (?:{MONTH}|"
    rf"may) before|\bin {MONTH} (?:20\d\d|next)\b|\b(?:deadline|target date|review date|due|"
    rf"to be achieved by|timescale)\b[: ]|\bthroughout (?:year|the)(?: \w+){{0,2}} (?:year|term|"
    rf"\d+)\b|\bin year \w+\b|\bat (?:transfer|phase transfer|transition|key stage)\b|"
    rf"\bby (?:next|this) \w+|\bannual review\b"
)
_NO_DEADLINE = at_words(
    rf"^\W*(?:in|on|at) (?:\d{{1,2}} )?(?:{MONTH}|may)(?: 20\d\d)?,? [\w']+ \w+ed\b|"
    rf"\b(?:starting )?(?<!to )from (?:his|her|their) {_ORDINAL} birthday|"
    rf"\b(?:from|since|in|on|last|was|were|baseline|as at|at|previously|now|current\w*|scored|"
    rf"(?<!end )of|"
    rf"stood|reading|between|until) (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH}|may|"
    rf"20\d\d|autumn|spring|summer|{_SEASON})\b(?: (?:term )?20\d\d)?(?=[^.;]{{0,40}}?\b(?:was|"
    rf"were|it was|none|baseline|stood|scored))"
    rf"|\b(?:from|since|last|starting|beginning|commencing|with effect from) (?:on |"
    rf"in )?(?:the )?(?:start of (?:the )?|beginning of (?:the )?)?(?:\d{{1,2}}(?:st|nd|rd|"
    rf"th)? )?(?:{MONTH}|may|year|term|20\d\d|{_SEASON})\b(?: \w+)?(?: 20\d\d)?"
    rf"|\((?:in |as at |as of |from |since |baseline[:,]? ?)?[^()]*?(?:{MONTH}|may|autumn|spring|"
    rf"summer|20\d\d|now|currently|last|baseline|present)[^()]*\)"
    rf"|\b(?:in|on|at|as at|as of) (?:\d{{1,2}} )?(?:{MONTH}|may|the (?:autumn|spring|"
    rf"summer) term)\b(?: 20\d\d)?,? (?:it|he|she|this|the \w+|\w+) (?:was|were|had|could|did|"
    rf"managed|scored|read|knew|wrote)[^.;]*|\b(?<!have )(?:was|were|had|could|did|managed|"
    rf"scored|wrote|"
    rf"stood at|weighed|baseline)\b(?:(?!\bby\b)[^.;]){{0,60}}?"
    rf"(?:{MONTH}|may|last \w+|autumn|spring|summer|20\d\d)(?: (?:term )?(?:20\d\d)?)?"
    rf"|\b(?<!by )(?<!at )(?<!by the )(?:aged|age(?: of)?) {COUNT}[^,;]{{0,25}}(?=,| and)|"
    rf"\bby (?:\d{{1,2}}[.:]\d\d|"
    rf"{COUNT} o'clock|noon|midday|registration|bedtime|lunch\w*)|\b(?:currently|at present|now|"
    rf"presently)\b[^,.;)]*|\bat (?:home time|the end of (?:the|each|every|a) (?:day|lesson|"
    rf"session|week|morning|activity|game|meal))|\bby the end of (?:the|each|every|a) (?:day|"
    rf"lesson|session|week|morning|activity|game|meal)\b"
)


def deadline_words(line: Passage) -> str:
    """Return the words that say by when, or nothing; a starting date or a baseline is none."""
    match = _DEADLINE.search(_NO_DEADLINE.sub(_blank, line.plain))
    return line.words(*match.span()).strip("(),;: ") if match else ""


def without_deadline(line: Passage) -> str:
    """Return the plain text with the deadline blotted out."""
    match = _DEADLINE.search(_NO_DEADLINE.sub(_blank, line.plain))
    return blotted(line.plain, (match.span(),)) if match else line.plain


def _blank(found: re.Match[str]) -> str:
    return "~" * len(found.group())
