"""Amounts of support in words: sessions, minutes, how often, and in what group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

# Sessions a week by what they are counted in. A school year has 190 days, 38 weeks of five:
# Education (School Day and School Year) (England) Regulations 1999, reg 3(2): 380 half days.
# It has three terms and six half terms.
PER_WEEK: dict[str, float] = {
    "day": 5,
    "week": 1,
    "fortnight": 1 / 2,
    "month": 12 / 52,
    "half term": 6 / 38,
    "term": 3 / 38,
    "year": 1 / 38,
}
# More meetings than two each school day are those of the whole course, unless counted by the day.
MOST_A_WEEK = 10

_N = r"\d+(?:\.\d+)?"
_MEETINGS = (
    r"(?:sessions?|times|visits?|lessons?|slots?|blocks?|nights?|appointments?|days?|mornings?|"
    r"afternoons?|meetings?|periods?)"
)
_PERIOD = r"(?:day|week|fortnight|month|half\sterm|term|year)"
_ADVERBS = {
    "daily": "day",
    "nightly": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "half termly": "half term",
    "termly": "term",
    "yearly": "year",
    "annually": "year",
}
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_TOKENS = re.compile(
    rf"""
    (?P<length> \b(?:for|over|within|after|in|of)\s+(?:the\s+first\s+)?{_N}\s+(?:further\s+)?
        (?:school\s+)?(?:days|weeks|months|(?:half\s)?terms|years)\b )
    | (?P<fte> ({_N})\s*(?:fte\b|full.time.equivalent) )
    | (?P<group> \b(?:1|2)\s?(?::|-|to)\s?1\b | \bindividual(?:ly)?\b
        (?!\s(?:needs?|education|plan|targets?|health|learning|profile|pupil|timetable|programme))
        | \b(?:in\s)?(?:a\s)?pairs?\b
        | \bgroups?\s(?:of|with)\s(?:up\sto\s|about\s|no\smore\sthan\s|a\smaximum\sof\s|maximum\s
          |at\smost\s|not\smore\sthan\s)?(?:{_N}\s?(?:to|-|or)\s?)?(?P<size>{_N})
        | \bshared\swith\s(?P<others>{_N})\sothers?
        | \b1\s?(?:adult\s)?(?::|to)\s?(?P<ratio>\d+)\b(?!\s?(?:hours?|hrs?|h|min|mins?|minutes?|
          sessions?|times|days|visits|lessons|\.\d)\b)(?:\s(?:children|pupils|learners))?
        | \b(?P<heads>{_N})\s(?:children|pupils|learners|girls|boys)\b )
    | (?P<minutes> (?P<ceiling>\b(?:up\sto|no\smore\sthan|a\smaximum\sof|maximum|at\smost)\s)?
        (?<![\d.])(?P<low>{_N})\s?(?:(?:-|to|or|and)\s?(?P<high>{_N})\s?)?
        (?P<unit>hours?|hrs?|h|minutes?|mins?)\b
        (?:\s?(?:and\s)?(?P<more>{_N})\s?(?:minutes?|mins?)\b)?
        (?:\s?(?:-|to)\s?(?P<end>{_N})\s?(?P<end_unit>hours?|hrs?|minutes?|mins?)\b)? )
    | (?P<count> (?P<before>{_N})\s?[x×]\s?(?={_N}\s?(?:hour|hr|h\b|min))
        | (?<![A-Za-z])[x×]\s?(?P<after>{_N})
        | (?P<bare>{_N})\s(?={_N}\s(?:hour|min))
        | (?P<many>{_N})(?:\s(?:-|to|or)\s{_N})?\s(?:[a-z]+\s){{0,3}}?{_MEETINGS}\b )
    | (?P<rate> \bevery\s(?P<step>{_N}|2nd|3rd|other|alternate)\s(?P<stepped>days?|weeks?|months?|
          half\sterms?|terms?|{_WEEKDAY}|mornings?)\b
        | (?:\b(?:an?|per|each|every|once\sa|in\sany)\s|/\s?|\bp\.)
          (?:school\s|academic\s|calendar\s|term\stime\s)?(?P<period>{_PERIOD})\b
        | (?:\b(?:each|every)\s|\bon\s)(?P<weekday>{_WEEKDAY}|mornings?|nights?)\b
        | \b(?P<adverb>{"|".join(_ADVERBS).replace(" ", chr(92) + "s")})\b )
    """,
    re.VERBOSE,
)
# A sentence or what stands before a semicolon; a point within a number or "hrs." ends nothing.
_CLAUSES = re.compile(
    r"(?:[^.;\n!?]|\.(?=\d)|(?<=\d)\.(?=\d)|(?<=min)\.|(?<=hr)\.|(?<=s)\.(?= a ))+"
)
_REWRITTEN = (
    (re.compile(r"[–—−]"), "-"),
    (re.compile(r"\bhalf[- ]?term"), "half term"),
    (re.compile(r"\bterm-time\b"), "term time"),
    (re.compile(r"\b(?:wk|p\.?w\.?)(?!\w)"), "a week"),
    (re.compile(r"\b(?:per|each|every|a) a week\b"), "a week"),
    (re.compile(r"\b(?:3|three)[- ]quarters of an hour\b"), "45 minutes"),
    (re.compile(r"\b(?:a )?quarter[- ](?:of an )?hour\b"), "15 minutes"),
    (re.compile(r"\b(?:an|one|1) hour and a (half|quarter)\b"), r"one and a \1 hours"),
    (re.compile(r"\b(?:a )?half(?: an|-an)?[- ]hour(?:ly)?\b"), "30 minutes"),
    (re.compile(r"\bhalf a day\b"), "0.5 days"),
    (re.compile(r"\ban hour\b"), "1 hour"),
    (
        re.compile(
            r"\ban? (?=(?:session|visit|lesson|day|morning|afternoon|night) "
            r"(?:an?|per|each|every)\b)"
        ),
        "1 ",
    ),
    (re.compile(r"\b(once|one time)\b"), "1 times"),
    (re.compile(r"\btwice\b"), "2 times"),
    (re.compile(r"\bthrice\b"), "3 times"),
    (re.compile(r"-(?=(?:minute|min|hour|hr|session|to|week)s?\b)"), " "),
    (re.compile(r"(?<=to)-(?=[a-z0-9])"), " "),
    (re.compile(r"½"), ".5"),
)
_REWRITTEN_NUMBERS = (
    (re.compile(r"\b(\d+) and a half\b"), r"\1.5"),
    (re.compile(r"\b(\d+) and a quarter\b"), r"\1.25"),
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    (re.compile(r"(?<![\d.])\.5"), "0.5"),
    (re.compile(r"\b1st (?=(?:session|visit|lesson))"), "1 "),
)


@dataclass(frozen=True)
class Amount:
    """Hold one amount of support as it was written; what is not said is None."""

    words: str
    """The clause as written."""
    sessions: float | None = None
    """How many in each `per`."""
    per: str | None = None
    """day, week, fortnight, month, half term, term or year."""
    every: float = 1
    """In how many of `per`: 3 for "every three weeks"."""
    minutes: float | None = None
    """Of a session; the lower end of a range."""
    most: float | None = None
    """The upper end of a range of minutes."""
    group: int | None = None
    """How many pupils; 1 is individually."""
    total: float | None = None
    """Sessions in all."""
    fte: float | None = None
    ceiling: bool = False
    """True of "up to": the amount has no floor."""

    @property
    def a_week(self) -> float | None:
        """Return the sessions in a week of term; None where it is not said how often."""
        if self.per is None:
            return None
        return (self.sessions or 1) * PER_WEEK[self.per] / self.every

    @property
    def weekly(self) -> float | None:
        """Return the minutes in a week of term; None where it takes more to tell."""
        if self.a_week is None or self.minutes is None:
            return None
        return self.a_week * self.minutes

    @property
    def weekly_most(self) -> float | None:
        """Return the minutes in a week at the upper end of the range."""
        if self.a_week is None or self.minutes is None:
            return None
        return self.a_week * (self.most or self.minutes)

    @property
    def in_all(self) -> float | None:
        """Return the minutes of the whole course, where its sessions are counted."""
        if self.total is None or self.minutes is None:
            return None
        return self.total * self.minutes

    @property
    def measured(self) -> tuple[object, ...]:
        """Return what two amounts must share to be the same."""
        rate = None if self.a_week is None else round(self.a_week, 3)
        return rate, self.minutes, self.most, self.total, self.fte, self.group, self.ceiling

    @property
    def said(self) -> str:
        """Return the amount in figures, e.g. "3 x 45 minutes a week"."""
        parts = [_length(self), _often(self), f"{self.fte:g} FTE" if self.fte else ""]
        text = " ".join(part for part in parts if part)
        return f"up to {text}" if self.ceiling else text

    @property
    def setting(self) -> str:
        """Return the group in words, empty if it is not said."""
        names = {None: "", 1: "individually", 2: "in a pair"}
        return names.get(self.group, f"in a group of {self.group}")


def amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of support that a text states, in their order.

    Ages, scores and lengths of a programme are none: an amount has minutes, sessions or FTE.
    """
    return _amounts(text)


def without_amounts(text: str) -> str:
    """Return a text without its amounts, in lower case and with numbers as figures."""
    return _TOKENS.sub(" ", plain(text))


def plain(text: str) -> str:
    """Return a text in lower case with numbers and halves of hours as figures."""
    from text_to_num import alpha2digit  # noqa: PLC0415

    text = text.lower().replace("’", "'")
    for pattern, put in _REWRITTEN:
        text = pattern.sub(put, text)
    text = alpha2digit(text, "en", 0)
    for pattern, put in _REWRITTEN_NUMBERS:
        text = pattern.sub(put, text)
    return text


@lru_cache(maxsize=32_768)
def _amounts(text: str) -> tuple[Amount, ...]:
    return tuple(
        amount
        for clause in _CLAUSES.findall(text)
        for amount in _of_clause(clause.strip())
        # None at all ("x 0") is no amount.
        if amount.minutes is not None or amount.said
    )


@dataclass
class _Reader:
    """Put the signs of a clause together, one after the other."""

    words: str
    text: str
    now: Amount = field(init=False)
    done: list[Amount] = field(default_factory=list)
    counted_at: int = 0
    crossed: bool = False

    def __post_init__(self) -> None:
        self.now = Amount(self.words)

    def next(self) -> None:
        self.done.append(self.now)
        self.now = Amount(self.words)
        self.crossed = False

    def take(self, found: re.Match[str]) -> None:
        kind = str(found.lastgroup)
        if kind in _TAKEN:
            _TAKEN[kind](self, found)

    def minutes(self, found: re.Match[str]) -> None:
        if self.now.minutes is not None:
            self.next()
        size = 60 if found["unit"].startswith("h") else 1
        low = float(found["low"]) * size + float(found["more"] or 0)
        most = float(found["high"]) * size if found["high"] else None
        if found["end"]:
            most = float(found["end"]) * (60 if found["end_unit"].startswith("h") else 1)
        self.now = replace(self.now, minutes=low, most=most, ceiling=bool(found["ceiling"]))

    def count(self, found: re.Match[str]) -> None:
        number = float(found["before"] or found["after"] or found["bare"] or found["many"])
        whole = self.now.minutes is not None and self.now.per is not None
        if _bracketed(self.text, found.start()):
            self.now = replace(self.now, total=number)
            return
        if self.now.sessions is not None or whole:
            if self.now.minutes is None:
                return
            self.next()
        self.now = replace(self.now, sessions=number)
        self.counted_at = found.end()
        self.crossed = found["many"] is not None

    def rate(self, found: re.Match[str]) -> None:
        if self.now.per is not None:
            if self.now.minutes is None:
                return
            self.next()
        per, every = _rate(found)
        between = self.text[self.counted_at : found.start()]
        many = per != "day" and (self.now.sessions or 0) * PER_WEEK[per] / every > MOST_A_WEEK
        if many or (self.crossed and "," in between):
            self.now = replace(self.now, total=self.now.sessions, sessions=None)
        self.now = replace(self.now, per=per, every=every)

    def group(self, found: re.Match[str]) -> None:
        if self.now.group is None:
            self.now = replace(self.now, group=_group(found))

    def fte(self, found: re.Match[str]) -> None:
        self.now = replace(self.now, fte=float(re.findall(_N, found["fte"])[0]))


_TAKEN = {
    "minutes": _Reader.minutes,
    "count": _Reader.count,
    "rate": _Reader.rate,
    "group": _Reader.group,
    "fte": _Reader.fte,
}


def _of_clause(words: str) -> Iterator[Amount]:
    text = plain(words)
    if not any(sign.isdigit() for sign in text) and not _TOKENS.search(text):
        return
    reader = _Reader(words, text)
    for found in _TOKENS.finditer(text):
        reader.take(found)
    reader.next()
    kept = [_settled(amount) for amount in reader.done]
    yield from (
        amount
        for place, amount in enumerate(kept)
        # "supervised once a month" tells of the adult; the support has been said before.
        if amount.minutes is not None or (place == 0 and _is_amount(amount))
    )


def _settled(amount: Amount) -> Amount:
    if amount.per is None and amount.sessions is not None:
        return replace(amount, total=amount.sessions, sessions=None)
    if amount.per is not None and amount.sessions is None and amount.minutes is not None:
        return replace(amount, sessions=1.0)
    return amount


def _is_amount(amount: Amount) -> bool:
    return amount.sessions is not None or amount.total is not None or amount.fte is not None


def _bracketed(text: str, place: int) -> bool:
    return text.rfind("(", 0, place) > text.rfind(")", 0, place)


def _rate(found: re.Match[str]) -> tuple[str, float]:
    if found["adverb"]:
        return _ADVERBS[found["adverb"]], 1
    if found["period"]:
        return found["period"], 1
    if found["weekday"]:
        return ("week" if "day" in found["weekday"] else "day"), 1
    stepped = found["stepped"].removesuffix("s")
    per = stepped if stepped in PER_WEEK else ("week" if stepped.endswith("day") else "day")
    digits = re.match(_N, found["step"])
    return per, float(digits[0]) if digits else 2


def _group(found: re.Match[str]) -> int:
    for name, more in (("size", 0), ("others", 1), ("ratio", 0), ("heads", 0)):
        if found[name]:
            return int(float(found[name])) + more
    return 2 if "pair" in found["group"] else 1


def _length(amount: Amount) -> str:
    if amount.minutes is None:
        number = amount.total or amount.sessions
        return "" if number is None else f"{number:g} {'time' if number == 1 else 'times'}"
    low = _time(amount.minutes)
    if amount.most:
        low = _range(amount.minutes, amount.most)
    if amount.total:
        sessions = "session" if amount.total == 1 else "sessions"
        return f"{amount.total:g} {sessions} of {low}"
    return low if amount.sessions in (None, 1) else f"{amount.sessions:g} x {low}"


def _range(low: float, high: float) -> str:
    shorter, longer = _time(low), _time(high)
    same = shorter.split()[1].removesuffix("s") == longer.split()[1].removesuffix("s")
    return f"{shorter.split()[0] if same else shorter} to {longer}"


def _time(minutes: float) -> str:
    if minutes < 60 or minutes % 30:
        return f"{minutes:g} minutes"
    return "1 hour" if minutes == 60 else f"{minutes / 60:g} hours"


def _often(amount: Amount) -> str:
    if amount.per is None:
        return ""
    return f"a {amount.per}" if amount.every == 1 else f"every {amount.every:g} {amount.per}s"
