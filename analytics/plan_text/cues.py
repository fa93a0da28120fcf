"""Wording that tells a review, a thing of the past, or an aside from what is offered."""

from __future__ import annotations

import re

from analytics.plan_text.patterns import at_words
from analytics.plan_text.quantities import CADENCE, COUNT, LENGTH, MONTH, PERIOD, RANGE, SPAN

_AGAIN = r"(?:again|afresh|anew)"
_RE_VERB = (
    r"(?:test|assess|measur|scor|evaluat|examin|screen|check|calibrat|program+|visit|draft|plan+|"
    r"consider|walk|fit+|audit|view|vis|baselin|profil|count|think|design|siz|tun|negotiat|"
    r"apprais|grad|band|audiogram|photograph|film|sampl|match|rank|rat|adjust|structur|"
    r"appli|appl)"
)
_RE_DONE = (
    rf"re-?(?:(?:{_RE_VERB}|fresh|order)ed|drawn|written|cast|set|built|run|done|read|thought|"
    r"chosen|made(?= (?:(?:by|from|to) \w+ )?(?:each|every|when|after|as)))"
)
REVIEWING = (
    rf"{_RE_DONE}|(?:closed|ended|stopped|kept|dropped|extended|continued|lengthened|carried on|"
    rf"repeated|renewed|either closed) or \w+|carried on (?:if|at|when)|swapped (?:for|when|once|"
    rf"as)|dropped (?:after|when|once)|"
    rf"confirmed or|played back|planned from|updated|amended|adjusted|altered|evaluated|"
    rf"looked (?:at|over|through|"
    rf"into)(?: {_AGAIN})?"
    rf"|gone (?:over|through|back over)|(?:\w+ed|set|drawn up|fixed) {_AGAIN}|"
    r"repeated(?! (?:by|in (?:every|each)|until|as|to|back|if|when|daily|each (?:day|lesson))|,)|"
    rf"extended or|signed off or"
    r"|watched back|compared|(?:chosen|picked|decided|worked out|drawn) (?:from (?:that|this|it|"
    r"them|those|the)|afresh|in the light)|(?:weighed|summed|totted) up|taken stock|kept or|"
    r"(?:steps?|goes|go) (?:down|up) (?:as|when|once)|discontinued (?:on|when|once|after|if)|"
    r"stopped (?:if|when|once)|continued if|ended (?:if|when|once)"
    r"|changed (?:when|once|after|each|every|at(?! (?:{COUNT}|noon|break|lunch))|in|as|by)|"
    r"replaced (?:when|once|as)|lifted when|"
    r"raised when|lowered when"
    r"|moved on (?:when|once)|stepped (?:up|down)|cut back|faded|reduced (?:when|as|in stages|"
    r"at)|monitored|tapered"
    r"|examined by|assessed (?:every|each|at the end)|discussed (?:at|with|in|each|every)|"
    r"considered (?:at|each|every|by)|revisited"
)
"""Participles that tell that a thing is looked at again."""
REVIEWED = re.compile(rf"(?<![\w-])(?:{REVIEWING})\b")
"""Told in the passive: from here on the clause is about the review."""

REVIEW_LABEL = re.compile(
    r"\W*(?:(?:when|how|date|next|impact|progress|provision|to be|last) )*(?:checked|checks?|"
    r"review(?:ed|s)?|evaluat(?:ed|ion)|monitored|monitoring|measured|revisited|looked at again|"
    r"re-\w+|impact)(?: by| on| date| point| cycle| arrangements)?\W*$"
)
"""The name of a field of a form: what follows it up to the end of the sentence is the review."""

AT_LENGTH = (
    rf"(?:each|every|once a|once each|per|on the \w+ \w+day of (?:each|every|the)|"
    rf"at the (?:end|start) of (?:each|every|the)|"
    rf"in the (?:last|first) week of (?:each|every|the)|half-?way through (?:each|every|the)|"
    rf"{COUNT} times a) (?:(?:half[ -]|school |autumn|spring|summer)? ?(?:term|year|month|"
    rf"holiday)|{MONTH}|easter|christmas|xmas|spring|summer|autumn)"
    rf"|half[ -]termly|termly|annually|yearly|monthly|six[ -]weekly|every (?:{COUNT}|other|"
    rf"second|third) (?:weeks|months|terms|half terms|month|term)"
)
"""A cadence too slow for lessons: what happens so seldom beside them is looking again."""
_OBJECT = (
    r"(?:progress|targets?|goals?|aims?|plan|programme|records?|level|list|settings?|arrangement|"
    r"timetable|impact"
    r"|content|provision|scores?|outcomes?|effect|strategies|routine|words|amount|balance|regime|"
    r"protocol|need|needs|checklist|chart|diary|log|work|books|it|this|them)"
)
REVIEWS = at_words(
    r"\b(?:reviews?|reviewing|to review|revis(?:es?|ing)|"
    rf"re-?{_RE_VERB}(?:s|es|ing|e)\b|re-{_RE_VERB}\b|takes? stock|"
    r"choos(?:es?|ing) (?:what|which|how|the next|next|whether)|to see what|"
    r"updat(?:es?|ing)|amend(?:s|ing)?\b|"
    r"adjust(?:s|ing)?\b|alters?\b"
    r"|re-?(?:tests?|testing|assess(?:es)?|assessing|measures?|scores?|sets|casts|writes?|"
    r"writing|draws?|plans?|evaluates?|examines?|checks?|builds?"
    rf"|programs?|considers?|walks|calibrates?|fits|runs) |looks? (?:again|afresh)|looks? (?:at|"
    rf"over|through)\b.{{0,60}}?\b{_AGAIN}"
    rf"|(?:goes|go) (?:over|through) {{0,1}}(?:\w+ ){{0,3}}{_OBJECT}|(?:sets?|setting|fix(?:es)?|"
    rf"agrees?) (?:new|next|fresh|the next) (?:\w+ )?(?:targets?|goals?|aims?|steps?)"
    rf"|(?:decid|agre|settl|judg|consider|discuss|determin|choos|plann?)(?:es?|s|ing|"
    rf"ed)?\b[^.;]{{0,60}}? "
    rf"(?:whether|what|which|how)\b|whether\b.{{0,60}}? (?:turns|depends|hangs|rests) (?:up)?on|"
    rf"\bnew (?:pair|set|one|cast|mould) (?:is made )?(?:at|each|every)|"
    rf"\b(?:picks?|plans?|decides? on|chooses?|sets?|names?) (?:the next|new|further) \w+|"
    rf"(?:changes?|resets?) (?:\w+ ){{1,3}}?(?:{AT_LENGTH}|after (?:each|every|any))|"
    rf"(?:goes|go) (?:through|over)\b.{{0,40}}?\b{_AGAIN}|(?:evaluat|examin)(?:es?|"
    rf"ing) (?:\w+ ){{0,3}}{_OBJECT}"
    rf"|(?:moves?|moving) (?:on )?to the next|reports? (?:on|back)\b|(?:checks?|monitors?|tracks?|"
    rf"discuss(?:es)?|considers?|examines?) (?:\w+ ){{0,3}}{_OBJECT}\b"
    rf"|\b(?:looks?|looking|checks?|inspects?|examines?|watch(?:es)?|counts?|compares?|scores?|"
    rf"tests?|plots?|charts?|thinks?|"
    rf"think) (?:\w+[ ,]+){{0,6}}?(?:{AT_LENGTH})|changes the|\bsee(?:s|ing)? (?:whether|what|if|"
    rf"how)|\bto see that\b|\basks? \w+ [^.;]{{0,30}}?\b(?:if|whether|how)\b[^.;]{{0,30}}?"
    rf"\b(?:still|help\w*|works?|going)\b|\b(?:whether|how (?:well|far)) "
    rf"[^.;]{{0,40}}?\b(?:still|works?|working|"
    rf"suits?|help(?:s|ing)?|enough) [^.;]*\b(?:judged|talked|thought|discussed|decided|asked)\b|"
    rf"\b(?:settled|decided|agreed|fixed|chosen|set) (?:{AT_LENGTH})|"
    rf"\bsettled (?:with|after|at|by|in|when)|\bdecid(?:es?|ed|ing) (?:how|what|which|"
    rf"whether|(?:the )?next)|\bmoves? (?:him|her|them) on\b|\bnew targets\b|"
    rf"\basked (?:each|every|termly|"
    rf"half[ -]termly|at)|\bchecking (?:first )?(?:which|whether|how|that)|\bnext (?:targets|"
    rf"steps|aims)\b|\b(?:measures?|watch(?:es)?|scored|measured|looks?|thinks?|scores?|tests?|"
    rf"tested|weighed|"
    rf"timed|counted|sets?|meets?|checks?) (?:\w+ ){{0,5}}?again\b(?! and again)|"
    rf"\bbehind this is gone"
    rf"|\b(?:is|are|being) (?:measured|scored|tested|timed|counted|compared|plotted|"
    rf"sampled) (?:\w+ ){{0,4}}?(?:{AT_LENGTH})|\b(?:exercises|rate|list|hours|programme|targets|"
    rf"level|game|plan|words|steps) (?:is |are |being |then )?changed"
    rf"|(?:targets?|goals?|aims?|lists?|levels?) (?:is |are |will be )?(?:re-?)?set\b"
    r"|(?:goals?|targets?)(?: \([^()]*\))? (?:are )?(?:re-?)?scored"
    r"|(?:progress|targets?|goals?|impact) (?:(?:in|with|on|towards) \w+ )?"
    r"(?:is |are |will be |to be )?(?:\w+ )?(?:monitored|"
    r"tracked|measured|discussed|checked|recorded|shared)"
    r")"
)
"""Told in the active: the whole clause is about the review."""

_MEETING = (
    rf"(?:reviews?|meetings?(?! (?:of|lasting) {LENGTH})|conferences?|"
    r"parents' evenings?|weigh-ins?|(?<=ly )supervisions?|"
    r"audiograms?|pupil progress"
    r"|data drops?|evaluations?|re-assessments?|reassessments?|stocktakes?)"
)
MEETING = re.compile(_MEETING)
REVIEW_NOUN = re.compile(
    r"(?<!\w)(?:"
    rf"(?:(?:at|after|before|during|in|through|via|by|until|for|with|following) )?(?:(?:a|an|the|"
    rf"each|every|his|her|their|next|any|its) )*"
    rf"(?:{CADENCE} |(?:once|twice|three times|{COUNT} times) (?:a|per|each|"
    rf"every) {PERIOD} )?(?:\w+[ -]){{0,3}}?\b{_MEETING}\b"
    rf"(?:(?: (?:with|by|of) [^,.;()]*)?(?: (?:each|every|once a|per|a) [^,.;()]*)?)?"
    r")"
)
"""A noun: its own "half-termly" is not how often the provision is given."""

HISTORY = at_words(
    r"\b(?:(?<!the )(?<!in )last (?:reviewed|seen|assessed|year|term|autumn|spring|summer|month|"
    r"week|school|academic|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)|in the last (?:school |academic )?year|"
    r"previously|in the past|formerly|hitherto|used to"
    r"|has (?:had|received|already)|have (?:had|already)|having (?:called|been|choked|had|seen|"
    r"visited|received)|so far"
    r"|(?:was|were|had)(?! (?:trained|taught|shown|qualified|signed|accredited|certificated|"
    r"assessed))\b"
    r"|(?<!-)(?<!be )(?<!is )(?<!are )(?<!being )(?<!as )(?:came|visited|attended|received|"
    r"obtained|scored|assessed(?! as\b)|declined|asked for|requested|wrote|told) (?!by)"
    r"|(?:has|have) been \w+ (?:weeks|months|years|days|terms)|\bcharges £|"
    r"on the (?:waiting )?list\b"
    r"|at last test|waiting (?:time|list)s?|the wait\b|wait for|price|costs?\b|"
    r"of which|thousand\b|notice\b|"
    r"currently (?:waits|stands|weighs))"
)
"""A clause with one of these tells what was, or what surrounds; it offers nothing."""

LAPSING = at_words(
    r"\b(?:certificates?|certification|competenc(?:y|ies)|qualifications?|training|accreditation|"
    r"registration)\b[^.;]{0,40}"
    r"\b(?:renew\w*|(?:re-?)?sign\w*|valid|expir\w*|refresh\w*|kept up|re-?certif\w*|lapses?)"
)
"""A certificate that is renewed: neither review nor how often."""

ASIDE = re.compile(
    r"(?<!\w)(?:"
    rf"\bso that [^.;|]*|(?<=, )so (?:his|her|their|the|we|they|he|she|that) [^.;|]*|\bin order "
    rf"(?:to|that) [^.;|]*|\bwhich will (?:help|enable|allow|"
    rf"support) [^.;|]*"
    rf"|\b(?:enabling|allowing|helping) (?:him|her|them) to [^.;|]*"
    rf"|\b(?:reads?|works?|functions?|performs?|talks?|behaves?) as (?:a |an |"
    rf"at )?{COUNT}(?:[ -]year[ -]old)?(?: would)?"
    rf"|\bage(?:d|s)?(?: of)? {COUNT}(?: years?)?(?: (?:and )?{COUNT} months?)?|"
    rf"{COUNT}[ -]years?[ -]olds?"
    r"|\buntil (?:he|she|they) (?:can|is able|are able|manages?|could)\b[^,.;]*"
    r"|\([^()]*\b(?:reading|spelling|mental|language) age\b[^()]*\)"
    rf"|£ ?[\d,.]+(?: ?(?:k|per|a|an|each|every) \w+)?|{COUNT} (?:pounds|pence)\b"
    rf"|\bwithin (?:the (?:first|next) )?{RANGE}[ -](?:{SPAN}|weeks?|months?|working days|terms?)"
    rf"|\b(?:seizures?|fits?|episodes?|outbursts?|absences?|distress|meltdowns?|pain|headaches?|"
    rf"stays?|attacks?)\b[^,.;]{{0,40}}?"
    rf"(?:lasts?|lasting|of|for|exceeds?|longer than)[^,.;]{{0,20}}?{LENGTH}"
    rf"|\b(?:fill|waits?|response|no response after|after a further|"
    rf"for a further) (?:\w+ )?{LENGTH}"
    rf"|(?<!for )(?<!last ){LENGTH} (?=before|early|earlier|late\b|later|ahead)|"
    rf"{LENGTH} (?:each way|"
    rf"there and back|drive|journey\b|away|by (?:taxi|bus|car|minibus))"
    r")"
)
"""Quantities and purposes beside the offer: ages, money, deadlines, thresholds, journeys."""
