"""Numbers, lengths of time and periods, in words and in figures: the patterns that slots share."""

from __future__ import annotations

from analytics.plan_text.patterns import any_of, phrases

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = any_of(_UNITS[:9])
_BELOW_100 = rf"(?:{any_of(_TENS)}(?:[ -]{_ONES})?|{any_of(_UNITS)})"
_HUNDRED = rf"hundred(?:[ -](?:and[ -])?{_BELOW_100})?"
# Every branch begins with a letter or a figure of its own, so that few are tried at a place.
COUNT = (
    rf"(?:\d+(?:[.,]\d+)*(?: ?[½¼¾])?|[½¼¾]|{any_of(_TENS)}(?:[ -]{_ONES})?"
    rf"|{any_of(_UNITS)}(?:[ -]{_HUNDRED})?|{_HUNDRED}|dozen"
    rf"|a[ -](?:{_HUNDRED}|dozen|couple(?: of)?)|half[ -]a[ -]dozen)"
)
_AND_PART = r"(?:[ -]and[ -](?:a[ -]half|a[ -]quarter|three[ -]quarters))?"
"""A number, in figures or in words."""

PART = (
    r"(?:half|a half|a third|a quarter|a fifth|a tenth|three[ -]quarters|two[ -]thirds"
    r"|(?:two|three|four)[ -]fifths|one[ -](?:third|quarter|fifth|half)|one half)"
)
SHARE = rf"(?:{COUNT} ?(?:%|per[ -]?cent)|{PART})"
"""A share of a whole: two-thirds, 60%."""

TO = r"(?: ?- ?|[ -](?:to|or|and)[ -])"
RANGE = rf"(?:{COUNT}{_AND_PART}(?:{TO}{COUNT}{_AND_PART})?)"
"""A number, or one to another."""

SPAN = (
    r"(?:minutes?|mins?|hours?|hrs?|h|m|half[ -]days?|days?|mornings?|afternoons?|evenings?|"
    r"nights?|weekends?|lessons?)"
)
LENGTH = (
    rf"(?:{RANGE}[ -]?(?:x )?(?:full |whole |half[ -]|clear |clock |contact |waking |funded |"
    rf"overnight )?{SPAN}'?"
    rf"|(?:a |one |each |every )?half[ -](?:an[ -])?(?:a[ -])?(?:hours?|days?|mornings?|"
    rf"afternoons?)"
    rf"|half of (?:a|one|each|every) (?:hour|day|morning|afternoon)"
    rf"|(?:a |one |three[ -])?quarters?[ -](?:of[ -])?(?:an[ -])?hours?"
    rf"|(?:an|a full|a whole|one full|the full|the whole|a clear) (?:hour|day|morning|afternoon|"
    rf"night|lesson)"
    rf"|an hour(?: and (?:a half|a quarter|three[ -]quarters|{COUNT} minutes))?"
    rf"|(?:single|double)[ -](?:lesson|period)s?)"
)
"""A length of time: half an hour, 20 to 30 minutes, an hour and a half, 45-minute."""

DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thurs?|thur|fri|sat|sun"
    r"|school[ -]day|week[ -]?day)"
)
MONTH = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
PERIOD = (
    r"(?:(?:school |working |academic |calendar |financial |teaching |waking |college |"
    r"timetabled )?"
    r"(?:days?|weeks?|fortnights?|months?|(?:half[ -])?terms?|years?|annum|mornings?|afternoons?|"
    r"evenings?"
    r"|nights?|weekends?|quarters?|hours?)|school holidays?|holidays?|cycle|(?:1|2|"
    r"two)[ -]week timetable)"
)
CADENCE = (
    r"(?:(?:twice|thrice|once|two|three|four|five|six|eight|ten|twelve|\d+)?(?:[ -]times)?[ -]?"
    r"(?:half[ -])?(?:daily|weekly|fortnightly|monthly|termly|yearly|annually|annual|quarterly|"
    r"nightly|hourly)"
    r"|half[ -]?yearly|bi-?(?:weekly|monthly|annual(?:ly)?)|six[ -]monthly"
    r"|each way daily)"
)
"""An adverb of how often: weekly, half-termly, twice daily, two-hourly."""

CLOCK = (
    r"(?:\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|noon|midday|midnight"
    rf"|(?:half past|(?:(?:a )?quarter|five|ten|twenty) (?:past|to)) {any_of(_UNITS[:12])}"
    rf"|{any_of(_UNITS[:12])} o'clock(?: (?:in the (?:morning|afternoon|evening)|at night))?)"
)
"""A time by the clock."""

HOUR = (
    rf"(?:\d{{1,2}}(?:[.:]\d\d)?(?: ?[ap]\.?m\.?)?|{any_of(_UNITS[:12])}(?: o'clock)?|noon|"
    rf"midday)"
)

FTE = rf"(?:{COUNT} ?(?:fte|wte|of full[ -]time)|full[ -]time equivalent)"

_EVENTS = phrases(
    """
    lesson, session, class, meal, mealtime, meal time, snack, snack time, break, breaktime,
    break time, playtime, play time, lunch, lunchtime, lunch time, breakfast, tea, dinner,
    dinnertime, drink, mouthful, feed, transfer, transition, change, change of activity,
    change of room, change of lesson, assembly, registration, test, exam, examination, assessment,
    paper, mock, trip, visit, outing, journey, task, writing task, activity, seated lesson,
    practical, practical lesson, subject, literacy lesson, maths lesson, english lesson,
    pe lesson, science lesson, swimming lesson, seizure, episode, fit, absence, holiday, weekend,
    bath, bedtime, toilet visit, visit to the toilet, arrival, departure, home time, hometime,
    start of day, end of day, change of position, position change, tutor time, form time,
    circle time, story time, carpet time, snack and lunch, input, topic, unit, piece of writing,
    piece of work, instruction, question, text, worksheet, occasion, handover, changeover, move,
    bell, unstructured time, new topic, new activity, morning, afternoon, evening, night,
    school trip, off-site visit, educational visit, fire drill, first lesson, last lesson,
    supply cover, room, session of pe
    """
)
_DAY_EVENTS = phrases(
    """
    meal, mealtime, meal time, snack, snack time, break, breaktime, break time, playtime,
    play time, lunch, lunchtime, lunch time, breakfast, tea, dinner, dinnertime, assembly,
    registration, register, exam, examination, test, mock, trip, school trip, visit, outing,
    seated lesson, practical, practical lesson, literacy lesson, maths lesson, english lesson,
    pe lesson, science lesson, swimming lesson, english, maths, bath, bedtime, arrival, departure,
    home time, hometime, tutor time, form time, circle time, story time, carpet time, feed,
    transfer, absence, transition, transition point, changeover, off-site visit,
    educational visit, fire drill, supply cover, bell, unstructured time, start of the day,
    end of the day, holidays, weekend, toilet visit
    """
)
DAY_EVENT = any_of(sorted({*_DAY_EVENTS, *(f"{name}s" for name in _DAY_EVENTS)}))
"""An event of the day that fixes a time without "each" or "every"."""
EVENT = any_of(sorted({*_EVENTS, *(f"{name}s" for name in _EVENTS), "matches", "classes"}))
"""A thing that happens in a pupil's day and by which help can be timed."""
