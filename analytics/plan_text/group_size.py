"""With how many: alone, in a pair, in a group or class of a number, or a ratio."""

from __future__ import annotations

import re
from functools import lru_cache

from analytics.plan_text.passages import Extent, Passage
from analytics.plan_text.patterns import any_of
from analytics.plan_text.quantities import COUNT, RANGE
from analytics.plan_text.words import roles

_PUPILS = (
    r"(?:pupils?|child(?:ren)?|students?|peers?|learners?|young people|classmates?|friends?|"
    r"others|boys|girls|participants|members|places|siblings|companions|buddies|teenagers|"
    r"toddlers|babies|"
    r"interns?|trainees?|apprentices|twins)"
)
_ADULTS = (
    r"(?:adults?|carers?|members? of staff|staff|teaching assistants?|tas|assistants?|"
    r"support workers?|workers?|helpers|escorts|people|therapists|practitioners|nurses|"
    r"personal assistants?|healthcare assistants?|lsas|parents)"
)
_ROLE = any_of((*roles.QUALIFIED, *roles.OTHERS, "adult", "person", "member of staff"))
# "One tutor to seven", "two playworkers to him": whoever gives it, then for how many.
_RATIO = (
    rf"(?:a|one|two|three|four|1|2|3|4)(?: [\w-]+){{0,2}}? (?:{_ROLE}|interns?|trainees?|pupils?)s?"
    rf"[ ,]+(?:to|for|per|between) (?:every |each )?"
    rf"(?:him|her|them|himself|herself|{COUNT}(?! (?:minutes|mins|hours|weeks|days|terms|times|"
    rf"months|sessions|lessons|o'clock)\b))\b(?! \w+ (?:up|home|to))"
)
_NUMBER = (
    rf"(?:a |an |the )?(?:maximum of |max\.? |up to |no more than |not more than |at most |"
    rf"at least |fewer than |no fewer than |about |some )?{RANGE}"
)
GROUP = re.compile(
    r"(?<!\w)(?:"
    rf"\b{_RATIO}|(?:one|two|three|four) to (?:him|her|them)\b|"
    r"(?<!to )(?<!dress )(?<!eat )(?<!walk )by (?:himself|herself)\b|"
    r"\b(?:has|have|gets?|with) \w+ (?:all )?to (?:himself|herself|themselves)\b|"
    rf"\b{RANGE} (?:of (?:them|us)|(?:pupils? |children )?to (?:the|a|each|every) (?:room|class|"
    rf"table|"
    rf"group|adult|teacher|tutor|session))\b|"
    rf"\b(?:and|with|plus) (?:(?:one|two|three|four|another|a|his|her|their) )(?:[\w-]+ ){{0,3}}?"
    rf"(?<!support )(?:{_PUPILS}|boy|girl|cousin|brother|sister|twin|buddy|sibling|partner)\b(?! "
    rf"(?:group|services?|and families))|"
    r"\bin a (?:three|four|five|six|trio|twosome)\b|"
    r"\b(?:1 ?: ?1|1[ -]to[ -]1|1-1|one[ -]to[ -]one(?:'s)?|one[ -]on[ -]one|1:1s|"
    r"(?:two|three|2|3)[ -]to[ -](?:one|two|1|2))\b"
    rf"|\b{COUNT} ?: ?{COUNT}\b(?!\d)|\b(?:one|two|three|1|2|3)(?: \w+){{0,3}}? to (?:every |"
    rf"each )?(?:{RANGE}|him|her|them)(?: {_PUPILS}| alone)"
    r"|\bindividual(?:ly)?\b(?! (?:needs?|education|targets?|plan|timetable|workstation|"
    r"work ?station|risk|health|care|profile|programme of|behaviour|learning plan|provision plan|"
    r"letters|sounds|words|circumstances|preferences|requirements|differences|visual|reward|"
    r"behaviour|reading level|pupil|progress|starting))"
    r"|\b(?<!leave )alone\b|\bby (?:himself|herself|themselves)\b(?= with)|\bon (?:his|her|"
    r"their) own\b|"
    r"\b(?:just|only) (?:him|her|them)\b(?! (?:to|how|that|what|the|a|his|her)\b)|"
    r"\bonly charge\b|\bsole (?:care|company)\b|\bsingl[ye]-handed\b|\bsolely (?:to|for|with)\b|"
    r"\bsole (?:charge|attention)|"
    r"\bon an individual basis|\bto (?:him|her|them) alone\b"
    r"|\b(?:in|as) (?:a )?pairs?\b|\bpairs?(?= (?:with|of pupils|work|session|teaching|"
    r"of children|of two)\b|[,;.)|]|$| for| on| each| with)|\bpaired (?:with|reading|work|"
    r"teaching|session|sessions)\b|\bpaired\b|\bin (?:twos|threes|fours|fives|sixes|trios?)\b|"
    r"\b(?:a )?trio\b|\bthreesome|\b(?:just )?the (?:two|three|four) of them|just the (?:two|"
    r"three|pair)\b"
    rf"|\b(?:groups?|class(?:es)?|sets?|sizes?|circle|workshop|choir|team|cohort)(?: (?:size|"
    rf"numbers?|limit|limited))?(?: \w+ing)?[ (:,]+(?:of|to|with|has|is|not exceeding|containing|"
    rf"numbering|at|limited to|made up of|for|capped at)?(?: no more than| not more than|"
    rf" a maximum of| max\.?| maximum(?: of)?| up to| at most| fewer than| about| between|"
    rf" no bigger than| no larger than)? ?{RANGE}(?![\d.:]*(?:%| ?(?:minutes?|mins?|hours?|hrs?|"
    rf"weeks?|times|sessions?|x|days?|terms?|lessons?|half)\b))"
    rf"|\b(?<!year ){_NUMBER} (?:(?:other|named|chosen|further|fellow|matched|selected|regular|"
    rf"same-age|"
    rf"older|younger|his|her|of (?:his|her|their)|similar|year|\d|known|trained|familiar|"
    rf"qualified|consistent|key|deaf|hearing|care|personal) ){{0,3}}{_PUPILS}\b"
    rf"|(?<![.\d])\b(?:two|three|four|both|2|3|4|a pair of) (?!fte)(?:[\w-]+ ){{0,3}}?{_ADULTS}\b"
    rf"|\b(?:maximum|max\.?|no more than|not more than|limit(?:ed)? (?:to|of)|at most|size|"
    rf"ratio(?: of)?|class|capped at) ?:? ?{RANGE}(?= (?:in|to) (?:the|a|each|one|an)? ?(?:group|"
    rf"class|room|adult|session|staff)|[).,;]|$)"
    rf"|\b(?:the )?only (?:child|pupil|one|person)\b|\bone (?:child|pupil|person|"
    rf"student)(?: at a time)?\b|\bone (?:partner|classmate|peer|friend)\b|\b(?:a|"
    rf"one) \w+(?: \w+)? (?:to|for) (?:each|every|one) (?:child|pupil|student)\b|\b(?:no|"
    rf"not any) (?:other|one else)\b|\b(?:no one|nobody) (?:else|joins|with)\b|\bsees \w+ by "
    rf"(?:himself|"
    rf"herself|themselves)|\b(?:with|sees|see|takes|meets) (?:\w+ ){{0,2}}?by (?:himself|"
    rf"herself)\b"
    rf"|\b{RANGE} in (?:the|a|each|every) (?:group|class|room|session)|"
    rf"\b(?<!year ){RANGE}[ -](?:pupil|"
    rf"child|person|place|strong|student)(?:s|ed)?\b|\bratio of {RANGE}"
    rf"|\b(?:with|and|alongside) (?:his|her|their) (?:twin|brother|sister|buddy|friend)\b|"
    rf"\balongside (?:one|a) (?:named )?(?:peer|friend|classmate|buddy)|\bwith (?:one|a single|"
    rf"a) (?:\w+ )?(?:peer|friend|classmate|buddy|partner)\b"
    r"|\bsupporting (?:only|no one but)"
    r")"
)

# Companions by name: "with Omar and Leo", "with his buddy, Hamza".
_NAMED = re.compile(
    r"\b(?:with|alongside|beside|just) ((?:(?:his|her|their) \w+,? )?(?!Mr|Mrs|Ms|Miss|Dr|"
    r"NHS)[A-Z][a-z]+(?:, [A-Z][a-z]+)* and [A-Z][a-z]+)\b"
)


def group_words(line: Passage, *, text: str) -> str:
    """Return the words that say with how many others, or nothing; a ceiling counts."""
    place = _place(text)
    if place:
        return line.words(*place)
    named = _NAMED.search(line.text)
    return line.words(*named.span(1)) if named else ""


# The kind of a line and its slots ask after the same text in turn.
@lru_cache(maxsize=64)
def _place(text: str) -> Extent | None:
    match = GROUP.search(text)
    return match.span() if match else None
