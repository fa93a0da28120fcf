"""Spells out shorthand and the phrases of orders, keeping where each letter was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analytics.plan_text.patterns import phrases

# Letters to look for first, the pattern, and what it stands for. Capitals matter where marked:
# GP is the doctor and gp a group, PA a person and p/a a year.
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("p/w", r"p/w(?!\w)", "per week"),
    ("pw", r"pw(?!\w)", "per week"),
    ("p/d", r"p/d(?!\w)", "per day"),
    ("p/f", r"p/f(?!\w)", "per fortnight"),
    ("p/t", r"p/t(?!\w)", "per term"),
    ("p/a", r"p/a(?!\w)", "per year"),
    ("p/m", r"p/m(?!\w)", "per month"),
    ("wkly", r"wkly(?!\w)", "weekly"),
    ("tly", r"(?:f[/-]?n|fortn)(?:igh)?tly(?!\w)", "fortnightly"),
    ("f/n", r"f/n(?!\w)", "fortnight"),
    ("mthly", r"mthly(?!\w)", "monthly"),
    ("mth", r"mths?(?!\w)", "months"),
    ("wk", r"wks(?!\w)", "weeks"),
    ("wk", r"wk(?!\w)", "week"),
    ("yrly", r"yrly(?!\w)", "yearly"),
    ("yr", r"yrs(?!\w)", "years"),
    ("yr", r"yr(?!\w)", "year"),
    ("½", r"½[ -]?(?=term|hour|hr|day)", "half "),
    ("1/2", r"1/2[ -]?(?=term|hour|hr|day)", "half "),
    ("nts", r"nts(?!\w)", "nights"),
    ("sess", r"sess(?:ns?)?(?!\w)", "sessions"),
    (" ch", r"(?<=\d )ch\b\.?(?!\w)", "children"),
    ("gp", r"(?-i:gps)(?!\w)", "groups"),
    ("gp", r"(?-i:gp)(?!\w)", "group"),
    ("grp", r"grps?(?!\w)", "group"),
    ("indiv", r"indiv(?!\w)\.?", "individual"),
    ("1-2-1", r"1-2-1(?!\w)", "1:1"),
    ("121", r"121(?= (?:support|ta|teach|time|session|adult|lsa|work|help))", "1:1"),
    ("r/v", r"r/v(?!\w)", "review"),
    ("rvw", r"rvwd(?!\w)", "reviewed"),
    ("rvw", r"rvw(?!\w)", "review"),
    ("trg", r"trg(?!\w)", "training"),
    ("trng", r"trng(?!\w)", "training"),
    ("asst", r"asst(?!\w)", "assistant"),
    ("cert", r"cert(?!\w)\.?", "certificate"),
    ("dip", r"dip(?!\w)\.", "diploma"),
    ("LTA", r"(?-i:SLTA|SaLTA)(?!\w)", "SLT assistant"),
    # The service is called so too, and then is not the person ("SALT: 12 sessions").
    (
        "LT",
        r"(?:(?<=\ba )|(?<=\ban )|(?<=\bhis )|(?<=\bher )|(?<=\bnamed )|(?<=\bqualified )|"
        r"(?<=\bspecialist )|(?<=\bschool )|(?<=\blink )|(?<=\bband [4-8] ))(?-i:S[Aa]LT)(?!\w)"
        r"(?! (?:assistant|asst|programme|prog|plan|target|session|service|team|report|advice|"
        r"input|support|therap|group|block|clinic|assessment|intervention|department|strateg))",
        "SLT",
    ),
    ("OTA", r"(?-i:OTA)(?!\w)", "OT assistant"),
    ("PA", r"(?-i:PA)(?!\w)", "personal assistant"),
    ("HoY", r"(?-i:HoY)(?!\w)", "head of year"),
    ("EWO", r"(?-i:EWO)(?!\w)", "education welfare officer"),
    ("FSW", r"(?-i:FSW)(?!\w)", "family support worker"),
    ("MSA", r"(?-i:MSA)(?!\w)", "midday supervisor"),
    ("SW", r"(?-i:SW)(?!\w)", "social worker"),
    ("HV", r"(?-i:HV)(?!\w)", "health visitor"),
    ("physio", r"b(?=[4-8] physio)", "band "),
    ("req", r"req'?d(?!\w)", "required"),
    ("supp", r"supp(?!\w)", "support"),
    ("interv", r"intervs?(?!\w)", "intervention"),
    ("sch", r"sch(?!\w)", "school"),
    ("ea ", r"ea(?= )", "each"),
    ("h/t", r"h/t(?!\w)", "half-term"),
    ("att", r"att(?=[.,;)]|$)", "attached"),
    ("soc", r"soc(?= skills)", "social"),
    ("1st", r"1st aider(?!\w)", "first aider"),
    ("incr", r"incr(?!\w)\.?", "increase"),
    ("assess", r"assess?mts?(?!\w)", "assessment"),
    ("instr", r"instrs?(?!\w)", "instructions"),
    ("med", r"meds(?!\w)", "medicines"),
    ("prog", r"prog(?!\w)\.?(?= (?:for|of|daily|each|with|by|on))", "programme"),
    ("tbc", r"tbc(?!\w)", "to be confirmed"),
    ("CT", r"(?-i:CT)(?! scan)(?!\w)", "class teacher"),
    ("equip", r"equip(?!\w)", "equipment"),
    ("assess", r"assess't(?!\w)", "assessment"),
    ("lang", r"lang(?!\w)\.?", "language"),
    ("prov", r"prov(?!\w)\.?", "provision"),
    ("env", r"env(?!\w)\.?", "environment"),
    ("approp", r"approp(?!\w)\.?", "appropriate"),
    ("poss", r"poss(?!\w)\.?", "possible"),
    ("id'd", r"id'd(?!\w)", "identified"),
    ("prev", r"prev\.", "previous"),
    ("b'day", r"b'day(?!\w)", "birthday"),
    ("eoy", r"eoy(?!\w)", "end of year"),
    ("AR", r"(?-i:AR)(?!\w)", "annual review"),
    ("a.m", r"(?<=each )a\.m\.?", "morning"),
    ("p.m", r"(?<=each )p\.m\.?", "afternoon"),
    ("end ", r"end (?=ks ?\d|y\d|year|term|key stage)", "end of "),
    ("w/", r"w/out(?!\w)", "without"),
    ("w/", r"w/(?= )", "with"),
    ("SB", r"(?-i:SB)(?!\w)", "short break"),
    ("wt", r"wt(?!\w)", "weight"),
    ("rdr", r"rdr(?!\w)", "reader"),
    ("shall", r"shall(?!\w)", "will"),
    ("upon", r"upon(?!\w)", "on"),
    ("save ", r"save (?=that|where|when|for|on|in)", "except "),
    ("said", r"the said(?!\w)", "the"),
    (
        "intervals",
        r"at intervals (?:of (?=\w)|(?=no))(?:not? (?:more|longer|greater) than |not exceeding )?",
        "every ",
    ),
    ("event", r"in the event that(?!\w)", "if"),
    ("company", r"in the company of(?!\w)", "with"),
    ("reference", r"by reference to(?!\w)", "against"),
    ("unaccompanied", r"unaccompanied(?!\w)", "alone"),
    # Physicians' weeks: every two weeks, or a block of six.
    ("/52", r"(?<!for )(?<!of )(?<!in )(?<!after )(?<!x )(?=(?<![/\d])\d{1,2}/52(?!\d))", "every "),
    ("/52", r"(?<=\d)/52(?!\d)", " weeks"),
)
_SPELT = tuple(
    (letters, re.compile(rf"(?<![a-z'/]){pattern}", re.IGNORECASE), full)
    for letters, pattern, full in _TABLE
)
# What is written with its consonants alone: "tchr", "wkr", "chk".
_CLIPPED = re.compile(r"(?<![\w/'.])[b-df-hj-np-tv-xz]{3,}(?![\w'/])", re.IGNORECASE)
_UNITS = frozenset({"hrs", "mrs", "mls", "mcg", "kgs", "cms", "mph", "bpm", "nth", "pts"})
_WHOLE = phrases(
    """
    teacher, worker, report, check, checked, break, breaks, class, support, supported, therapist,
    therapy, programme, session, timetable, school, week, month, children, child, pupil, assistant,
    assessment, training, trained, target, targets, reading, writing, sentence, word, number, point,
    print, small, nurse, parent, parents, language, speech, lunch, playground, subject, counsellor,
    mentor, department, manager, appointment, medication, meeting, behaviour, manage, management,
    physiotherapist, psychologist, specialist, provided, standard, between, before, through, with,
    from, practice, practitioner, transport, transition, strategy, strategies, maths, phonics,
    planned, staff, structured, curriculum, communication, equipment, maximum, minimum, group
    """
)
_VOWELS = re.compile(r"[aeiouy]")
_SKELETONS = tuple((_VOWELS.sub("", word), word) for word in _WHOLE)


@dataclass(frozen=True)
class Spelt:
    """Hold a text spelt out, and for each of its letters where it was written."""

    text: str
    written: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def as_written(self, start: int, end: int) -> str:
        """Return a part of the spelt-out text exactly as it was written."""
        if self.starts is None or self.ends is None or start >= end:
            return self.written[start:end]
        return self.written[self.starts[start] : self.ends[min(end, len(self.ends)) - 1]]


def spelt_out(written: str) -> Spelt:
    """Return a text with its shorthand spelt out: "3 x 20 p/w" as "3 x 20 per week".

    No letter can be of two pieces of shorthand: no pattern ends with what another begins with.
    """
    listed = _found(written)
    taken = {start for start, _, _ in listed}
    found = sorted((*listed, *(one for one in _filled(written) if one[0] not in taken)))
    if not found:
        return Spelt(written, written)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for start, end, full in (*found, (len(written), len(written), "")):
        parts += (written[place:start], full)
        starts += (*range(place, start), *[start] * len(full))
        ends += (*range(place + 1, start + 1), *[end] * len(full))
        place = end
    return Spelt("".join(parts), written, tuple(starts), tuple(ends))


def _filled(written: str) -> Iterator[tuple[int, int, str]]:
    for match in _CLIPPED.finditer(written):
        clipped = match.group()
        # Capitals alone are the initials of a name: HLTA, BSL.
        if not clipped.isupper() and (word := _whole(clipped.lower())):
            yield *match.span(), word


@lru_cache(maxsize=1024)
def _whole(clipped: str) -> str:
    """Return the shortest listed word that has these consonants, in their order, or nothing."""
    if clipped in _UNITS:
        return ""
    fitting = [
        (len(bones), word)
        for bones, word in _SKELETONS
        if bones[0] == clipped[0] and bones[-1] == clipped[-1] and _within(clipped, bones)
    ]
    return min(fitting, default=(0, ""))[1]


def _within(clipped: str, bones: str) -> bool:
    rest = iter(bones)
    return all(letter in rest for letter in clipped)


def _found(written: str) -> list[tuple[int, int, str]]:
    small = written.lower()
    return [
        (*match.span(), full)
        for letters, pattern, full in _SPELT
        if letters in small or letters in written
        for match in pattern.finditer(written)
    ]
