"""How often: a rate, days, clock times, a concrete trigger, whole time, or fixed dates."""

from __future__ import annotations

import re

from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import at_words
from analytics.plan_text.quantities import (
    CADENCE,
    CLOCK,
    COUNT,
    DAY,
    DAY_EVENT,
    EVENT,
    FTE,
    HOUR,
    MONTH,
    PERIOD,
    RANGE,
    SHARE,
    SPAN,
)

_EACH = r"(?:each|every|per|any|most|alternate|all)"
_ORDINAL = r"(?:first|second|third|fourth|last|middle|other|\d(?:st|nd|rd|th))"

WHOLE_TIME = at_words(
    r"\b(?:throughout|all (?:through )?(?:of )?(?:the |his |her |their )?(?:school |waking |"
    r"working )?(?:day|week|year|lessons|times|sessions|classes|subjects)\b"
    r"|all day(?: long)?|at all times|full[ -]?time|whole[ -]time|(?:the |for the )?(?:whole|"
    r"entire|full) (?:of )?(?:the |each |every )?(?:school |teaching |taught |waking |"
    r"working )?(?:day|week|time|lesson|year|morning|afternoon|timetable)"
    r"|in (?:all|every|each) (?:\w+ ){0,3}?(?:lessons?|subjects?|class(?:es)?|sessions?|"
    r"rooms?|settings?)|always\b|at every moment|from (?:arrival|the start of the day|"
    r"morning) (?:to|until) (?:departure|the end of the day|home ?time|night)"
    r"|gate to gate|door to door|day and night|round the clock|24 hours|"
    r"every (?:\w+ ){0,2}?lesson|for every (?:\w+ )?lesson|continuous(?:ly)?|waking hours|"
    r"whenever (?:he|she|they|the class) (?:is|are) (?:in|at|taught|addressed)"
    r"|at no time|(?:is|are|be) never\b|never to be\b)"
)
_RATE = re.compile(
    r"(?<!\w)(?:"
    rf"\b(?:once|twice|thrice|{RANGE}(?:[ -]?(?:x )?(?:separate |full |whole |half[ -]|clear |"
    rf"contact |waking )?(?:{SPAN}|times|occasions|sessions?|visits?|slots?|blocks?|x))?"
    rf"|half[ -](?:an?[ -])?(?:hours?|days?|mornings?|afternoons?)|quarters? of an hour|"
    rf"an? (?:\w+ )?(?:hour|day|morning|afternoon|night|lesson)|sessions?|times|"
    rf"{SPAN})'?(?: (?!for\b)[\w'-]+){{0,4}}?(?: in)?(?: |/|-)(?:a|an|in a|in any|in each|"
    rf"p/) ?{PERIOD}\b"
    rf"|\b(?:{_EACH}|during the|across the|over the|across each|in the course of (?:a|the|"
    rf"each))(?: (?:{_ORDINAL}|school|single|and every|of the))?[ -](?:{COUNT} )?{PERIOD}\b"
    rf"|\b(?:every|once in|once every|in every|one in|one \w+ in) (?:other|{_ORDINAL}|{RANGE}|"
    rf"a) ?(?:{PERIOD}|{SPAN})?\b"
    rf"|\b(?:in |on |during )?each of (?:the |his |her |their )?(?:{COUNT} )?{PERIOD}"
    rf"|\bon (?:school|working|week) ?(?:days|nights|mornings|afternoons|evenings)\b"
    rf"|\b{RANGE} {SPAN} (?:of|in|during|over|across) (?:the|each|every|any|all) (?:\w+ )?"
    rf"(?:holidays?|half[ -]terms?|term|year|week|month)\b"
    rf"|\b(?:mornings|afternoons) only\b|\bp\.?[awm]\.?(?![\w])|\bp/[wtay]\b|"
    rf"\b\d ?x ?(?:/|per|a|each)? ?(?:{PERIOD}|{CADENCE})"
    rf"|{CADENCE}\b|\b(?:{COUNT}[ -](?:weekly|hourly|monthly|daily))\b|\b{RANGE} ?(?:hours|"
    rf"sessions|times|nights|days|minutes|mins|hrs|h)? ?/ ?(?:{PERIOD}|wk|yr|d)\b"
    rf"|{FTE}|\b{SHARE} of (?:the|each|every|his|her|their|all)?\s?(?:school |teaching |"
    rf"lesson |college |working |taught )?(?:week|day|time|timetable|lessons|year|curriculum|"
    rf"sessions)\b"
    rf"|\b{COUNT} (?:days|mornings|afternoons|evenings|times) (?:out )?(?:of|in) (?:the |"
    rf"every )?{COUNT}\b|\bper (?:session|lesson|visit)\b|\bmornings? and (?:evening|night)s?\b"
    r")"
)
_DAYS = re.compile(
    r"(?<!\w)(?:"
    rf"\b(?:on |each |every |alternate |{_ORDINAL} )*{DAY}s?\b(?:(?:,? and |, | to |-|/|"
    rf" & ){DAY}s?)*|\b(?:the )?(?:day|week|afternoon|morning|evening|night|lesson|break|"
    rf"session) before\b"
    rf"|\b(?:{_EACH}) (?:\w+ )?{MONTH}\b|\b(?:{_EACH})(?: school| new| \w+)? (?:autumn|spring|"
    rf"summer|winter|easter|christmas|half[ -]?term|day|night|bedtime|{EVENT})\b(?! (?:teach|"
    rf"staff|lead))"
    r")"
)
_CLOCKED = at_words(
    rf"\b(?:at|from|between|by)? ?{CLOCK}(?:(?: ?- ?| to | and |, | until ){CLOCK})+|\bat {CLOCK}"
    rf"|\bfrom {HOUR} (?:to|till?|until) {CLOCK}|"
    rf"\b(?:worn|on|in|out|open|used|in use) from {HOUR} (?:to|till?|until) {HOUR}\b|"
    rf"\bat {HOUR}(?:, {HOUR})* and {HOUR}\b(?! "
    rf"(?:{SPAN}|weeks?|months?|terms?)\b)"
)
_DATES = at_words(
    rf"\bon (?:the )?(?:{DAY} )?\d{{1,2}}(?:(?:, \d{{1,2}})* and \d{{1,2}})?(?:st|nd|rd|"
    rf"th)? {MONTH}|\bbetween (?:the )?(?:\w+ )?{MONTH} (?:\d{{4}} )?and|"
    rf"\bon the {MONTH} (?:\w+ )?day\b|\bin the week (?:after|before|of) (?:the )?{MONTH}\b|"
    rf"\b(?:lessons?|sessions?|days?|mornings?) (?:starts?|begins?|ends?|finish(?:es)?) with\b|"
    rf"\bin (?:each of )?{MONTH}(?: and {MONTH})?\b|\b{MONTH} and {MONTH}\b|\bat the (?:start|"
    rf"beginning|end) of (?:each|every|the|a) (?:half[ -])?(?:term|year|day|week|lesson|session|"
    rf"topic|unit|morning)"
)
_FEELING = (
    r"(?:needed|required|necessary|appropriate|possible|available|advised|indicated|staffing|"
    r"resources|practicable|feasible"
    r"|requested|agreed|upset|anxious|distressed|dysregulated|overwhelmed|struggling|unsettled|"
    r"funding|suitable|useful|helpful|applicable|deemed|ready|wanted|relevant|running|allows?|"
    r"permits?|vacancy|arranged)"
)
_SUBJECT = (
    r"(?:he|she|they|it|the|his|her|their|a|an|any|either|oxygen|spo2|blood|pe\b|staff|class|"
    r"ketones|another|someone|\w+'s|[a-z]+(?= (?:falls?|rises?|drops?|lasts?|leaves?|arrives?|"
    r"is|are|has|goes|comes|asks?|enters?|starts?|finish\w*|refuses|shows?|moves?)\b))"
)
_TRIGGER = re.compile(
    r"(?<!\w)(?:"
    rf"\b(?:before|after|at|during|following|prior to|in|between|ahead of|over|"
    rf"until) (?:(?:and (?:after|during|before)|or (?:after|during)) )?(?:(?:each|every|all|any|"
    rf"the|his|her|their|both|a|an|whole[ -]school|school|morning|afternoon|main|end of|start of|"
    rf"new|unfamiliar|seated|timetabled|whole[ -]class|class|mid-?morning|mid-?day|"
    rf"\w+ing)[ ,]+){{0,3}}{DAY_EVENT}\b|\b(?:before|after|at|during|for|in|between|from|"
    rf"on) (?:(?:each|every|all|any) )(?:\w+[ -]){{0,2}}?{EVENT}\b"
    rf"|\ball (?:\w+[ -]){{0,2}}?(?:writing|work|tasks|reading|recording|trips|tests|exams|"
    rf"meals|transitions|transfers|journeys)\b"
    rf"|\bon the (?:first|last|second) (?:school )?(?:day|morning) of\b|\bahead of (?:each|every)"
    rf"|\bbefore (?:the |his |her |their )(?:first|next) (?!and\b|or\b)\w+"
    rf"|\b(?:before|after) (?:each |every |all )?(?:pe|swimming|school|games|bed|prayers|eating|"
    rf"going|leaving|entering|lunch|any|being|starting|moving|he|she|they|changing|giving|"
    rf"(?:messy |outdoor |water |sand )?(?:painting|play|cooking|running|drinking|writing|reading|"
    rf"singing|cycling|riding|typing|toileting|bathing|exercise|sport|drinks|snacks))\b"
    rf"|\b(?:after|for) (?:each|every) (?:{RANGE} ?)?{SPAN}\b"
    rf"|\b(?:before|after|on|at|with|for|in|during|following|upon) (?:[\w']+ ){{0,4}}?(?:each|"
    rf"every|any new) (?!of\b|other\b|adult|child|pupil|member|parent|one\b|staff)\w+"
    rf"|\bon (?:arrival|waking|return|entry|leaving|arriving|getting|transfer)\b|\b(?:in|"
    rf"during) (?!(?<=join in )games)(?:pe|english|maths|science|history|geography|art|music|"
    rf"dt|games|swimming|"
    rf"assembl\w+|phonics|literacy|numeracy|tutor|registration)\b"
    rf"|\b(?:when|whenever|if|once(?! (?:he|she|they) (?:has|have|is|are|can)\b)|each time|"
    rf"every time|any time|as soon as|wherever|where)(?! (?:and when )?(?:(?:is|are|it is|this "
    rf"is|deemed|considered|clinically|thought|"
    rf"pupil|the|he is|she is|they are|he becomes|she becomes|he feels|"
    rf"she feels) )*{_FEELING}) (?:{_SUBJECT}\b|~|(?<=every time )\w+|(?<=each time )\w+|(?<=if "
    rf")(?!and\b|"
    rf"so\b|not\b)\w+ \w+|(?<=whenever )\w+ \w+)[^,.;]*"
    rf"|\bshould (?:he|she|they|a|an|the|\w+'s)\b[^,.;]*?,|\b(?:at|on) (?:breakfast|bath|tea|"
    rf"bed)[ -]?time\b|\bfrom breakfast until\b|\b(?:for|on) (?:his |her |all )?(?:exam\w*|"
    rf"tests?|trips|outings|visits|assembly|swimming|school trips)\b|\bat any time\b|"
    rf"\bin the (?:morning|afternoon|evening)s?\b|\bfor (?:any|every|each|"
    rf"all) (?:\w+[ -]){{0,2}}?(?:of (?!her|his|their|the)|longer|tasks?|writing|reading|work|"
    rf"tests?|papers?|lessons?|"
    rf"pieces?|exams?)"
    r")"
)
_UNFIXED = re.compile(rf"\b(?:when|whenever|if|where|wherever)\b[^,.;]{{0,40}}?\b{_FEELING}")
_ORDER = (WHOLE_TIME, _RATE, _DAYS, _CLOCKED, _DATES, _TRIGGER)


def frequency_words(line: Passage, *, text: str) -> str:
    """Return the words that say how often, or nothing.

    `text` is the plain text of the line with what is not about the provision blotted out.
    """
    for pattern in _ORDER:
        for match in pattern.finditer(text):
            if pattern is _TRIGGER and _UNFIXED.search(match.group()):
                continue
            return line.words(*match.span())
    return ""
