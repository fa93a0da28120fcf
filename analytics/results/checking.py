"""What becomes of each row of a file of results: kept, asked about, there already, or wrong."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from analytics.results.columns import HEADINGS
from analytics.results.lines import KnownLine
from analytics.results.sheet import Row, Sheet
from analytics.results.values import attainment, day, hours, is_fault, is_formula
from data.schemas import TABLES
from data.schemas.feedback import ATTAINMENT
from data.schemas.feedback_tables import HOURS_IN_A_WEEK

KEEP, ASK, THERE, WRONG, EMPTY = "keep", "ask", "there", "wrong", "empty"
FILLED = ("attainment", "given_hours", "evidence")
USED = ("pupil_id", "line_id", "attainment", "given_hours", "evidence", "given_on")
# Our choice: a date before the last plan review but one is more often a slip than a result.
OLDEST_DAYS = 2 * 366
LONGEST_QUOTED = 40
# One sentence for both, so that a file cannot be used to find out who is known here.
NOT_YOURS = (
    "You cannot record results for this reference. Check it against the template, or leave the "
    "row out."
)
NO_PUPIL = "The reference of the pupil is missing. Copy it from the template."
NO_LINE = (
    "The line is missing. Copy it from the template; an outcome that is not in it has to be in the "
    "pupil's plan first."
)
UNKNOWN_LINE = (
    "This pupil's plan has no such line. Copy the line from a new template; results are kept for "
    "lines of the plan only."
)
BEYOND = (
    "There are more values than headings, so it is not clear which is which. Put words with a "
    "comma in them in quotation marks, or send the file again as the spreadsheet saved it."
)
OUT = "This line was taken out of the plan."
_LETTERS = re.compile(r"[\W_]+")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Result:
    """Hold what one row says: how far an outcome is reached, or what provision was given."""

    pupil_id: str
    line: KnownLine
    given_on: str
    score: int | None = None
    given_hours: float | None = None
    evidence: str = ""
    replaces: int = 0
    """Revision of the result of this line and day that it corrects, 0 where there is none."""

    @property
    def key(self) -> Key:
        """Return what there may be one result of: pupil, line and day."""
        return self.pupil_id, self.line.line_id, self.given_on

    @property
    def said(self) -> tuple[object, ...]:
        """Return what the row says, to tell whether another says the same."""
        return self.score, self.given_hours, self.evidence

    @property
    def value(self) -> str:
        """Return the attainment or the hours in words."""
        return _in_words(self.score, self.given_hours)


@dataclass(frozen=True)
class Kept:
    """Hold what a file of results has said before of one line and day, and in which revision."""

    score: int | None
    given_hours: float | None
    evidence: str
    revision: int

    @property
    def said(self) -> tuple[object, ...]:
        """Return what was said, to compare with `Result.said`."""
        return self.score, self.given_hours, self.evidence

    @property
    def told(self) -> str:
        """Return what was said in words."""
        note = f"“{_short(self.evidence)}”" if self.evidence else ""
        return ", ".join(filter(None, (_in_words(self.score, self.given_hours), note)))


def _in_words(score: int | None, given_hours: float | None) -> str:
    if score is not None:
        return ATTAINMENT[score]
    return "" if given_hours is None else f"{given_hours:g} hours a week"


@dataclass(frozen=True)
class Checked:
    """Hold what becomes of a row; a wrong one has a sentence for each column that is."""

    row: Row
    pupil_id: str
    state: str
    problems: tuple[tuple[str, str], ...] = ()
    """Heading of the column, empty where it is about the whole row, and the sentence."""
    notes: tuple[str, ...] = ()
    result: Result | None = None

    @property
    def told(self) -> str:
        """Return everything said of the row."""
        wrong = (f"{column}: {words}" if column else words for column, words in self.problems)
        return " ".join((*wrong, *self.notes))


@dataclass(frozen=True)
class Preview:
    """Hold what becomes of every row of a file."""

    sheet: Sheet
    rows: tuple[Checked, ...]

    def of(self, *states: str) -> tuple[Checked, ...]:
        """Return the rows of some states, in their order."""
        return tuple(one for one in self.rows if one.state in states)

    def results(self, *, confirmed: bool) -> tuple[Result, ...]:
        """Return what is to be kept; what was asked about only where a person confirmed it."""
        states = (KEEP, ASK) if confirmed else (KEEP,)
        return tuple(one.result for one in self.of(*states) if one.result)

    @cached_property
    def digest(self) -> str:
        """Return a short code that differs once anything that was shown would differ."""
        told = [[one.row.number, one.state, one.told, _plain(one.result)] for one in self.rows]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def check(
    sheet: Sheet,
    *,
    known: Mapping[str, Mapping[str, KnownLine]],
    kept: Mapping[Key, Kept],
    today: datetime.date,
) -> Preview:
    """Return what becomes of each row.

    `known` holds the lines of the pupils whom the person may record for, and nobody else;
    `kept` what files of results have said before, by pupil, line and day.
    """
    checker = _Checker(sheet, known, kept, today)
    return Preview(sheet, tuple(checker.check(row) for row in sheet.rows))


@dataclass
class _Checker:
    """Check rows one after the other, remembering what those before said."""

    sheet: Sheet
    known: Mapping[str, Mapping[str, KnownLine]]
    kept: Mapping[Key, Kept]
    today: datetime.date
    seen: dict[Key, tuple[int, Result]] = field(default_factory=dict)

    def check(self, row: Row) -> Checked:
        pupil_id = self.sheet.cell(row, "pupil_id")
        blank = not any(self.sheet.cell(row, column) for column in FILLED)
        if blank and not self.sheet.beyond(row):
            return Checked(row, pupil_id, EMPTY)
        problems = self._problems(row)
        line = self._line(row)
        if problems or line is None:
            return Checked(row, pupil_id, WRONG, tuple(problems.items()))
        return self._settled(row, self._result(row, line), self._notes(row, line))

    def _problems(self, row: Row) -> dict[str, str]:
        """Return a sentence for each heading under which something is wrong."""
        if self.sheet.beyond(row):
            return {"": BEYOND}
        unread = {column: _unread(self.sheet.cell(row, column)) for column in USED}
        found = {column: words for column, words in unread.items() if words}
        found = self._place_problem(row) | found
        line = self._line(row)
        if line is not None and not found:
            found = self._value_problems(row, line)
        return {HEADINGS[column]: words for column, words in found.items()}

    def _place_problem(self, row: Row) -> dict[str, str]:
        pupil_id, line_id = (self.sheet.cell(row, name) for name in ("pupil_id", "line_id"))
        if not pupil_id:
            return {"pupil_id": NO_PUPIL}
        if pupil_id not in self.known:
            return {"pupil_id": NOT_YOURS}
        if not line_id:
            return {"line_id": NO_LINE}
        return {} if self._line(row) else {"line_id": UNKNOWN_LINE}

    def _line(self, row: Row) -> KnownLine | None:
        lines = self.known.get(self.sheet.cell(row, "pupil_id"), {})
        return lines.get(self.sheet.cell(row, "line_id"))

    def _value_problems(self, row: Row, line: KnownLine) -> dict[str, str]:
        score, given = (self.sheet.cell(row, name) for name in ("attainment", "given_hours"))
        of_kind = _outcome_problems if line.kind == "outcome" else _provision_problems
        found = {
            **of_kind(score, given),
            "evidence": _long(self.sheet.cell(row, "evidence"), line.kind),
            "given_on": self._day_problem(self.sheet.cell(row, "given_on")),
        }
        return {column: words for column, words in found.items() if words}

    def _day_problem(self, words: str) -> str:
        if not words:
            return ""
        typed = day(words)
        if typed is None:
            return f"“{_short(words)}” is not a date. Write it day first, such as 3/5/2026."
        if typed > self.today:
            return f"{_day(typed)} has not come yet. Give the day on which this was so."
        if (self.today - typed).days > OLDEST_DAYS:
            return f"{_day(typed)} is more than two years ago. Check the year."
        return ""

    def _result(self, row: Row, line: KnownLine) -> Result:
        score, given = (self.sheet.cell(row, name) for name in ("attainment", "given_hours"))
        typed = day(self.sheet.cell(row, "given_on")) or self.today
        read = self.sheet.cell(row, "text")
        return Result(
            pupil_id=self.sheet.cell(row, "pupil_id"),
            line=line.worded(next((x for x in line.earlier if same_words(x, read)), line.text)),
            given_on=typed.isoformat(),
            score=attainment(score) if line.kind == "outcome" else None,
            given_hours=hours(given) if line.kind == "provision" and given else None,
            evidence=self.sheet.cell(row, "evidence"),
        )

    def _notes(self, row: Row, line: KnownLine) -> tuple[str, ...]:
        read = self.sheet.cell(row, "text")
        notes = [OUT] if line.withdrawn else []
        if read and not same_words(read, line.text):
            notes.append(f"The words differ from the plan, which now says: “{line.text}”")
        return tuple(notes)

    def _settled(self, row: Row, result: Result, notes: tuple[str, ...]) -> Checked:
        """Return what becomes of a sound row, seeing what was said of the same line and day."""
        before = self.kept.get(result.key)
        number, earlier = self.seen.setdefault(result.key, (row.number, result))
        pupil_id = result.pupil_id
        if earlier is not result and earlier.said == result.said:
            told = f"Row {number} says the same; it is kept once."
            return Checked(row, pupil_id, THERE, notes=(told,), result=result)
        if earlier is not result:
            return Checked(row, pupil_id, WRONG, (_another(number),))
        if before is not None and before.said == result.said:
            told = "This is kept already; it is not kept twice."
            return Checked(row, pupil_id, THERE, notes=(told,), result=result)
        if before is not None:
            notes = (*notes, f"This replaces what was kept for this day: {before.told}.")
            result = replace(result, replaces=before.revision)
        return Checked(row, pupil_id, ASK if notes else KEEP, notes=notes, result=result)


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts have the same letters, whatever a spreadsheet did to their signs."""
    return _LETTERS.sub("", one.casefold()) == _LETTERS.sub("", other.casefold())


def _unread(words: str) -> str:
    if is_formula(words):
        return f"“{_short(words)}” is a formula. Type what it comes to, as words or a figure."
    if is_fault(words):
        return f"The spreadsheet wrote “{words}” in place of what was typed. Type it again."
    return ""


def _outcome_problems(score: str, given: str) -> dict[str, str]:
    scale = "Write -2, -1, 0, 1 or 2, or the words, such as As hoped."
    found = {}
    if not score:
        found["attainment"] = f"This is an outcome, and how far it is reached is missing. {scale}"
    elif attainment(score) is None:
        found["attainment"] = f"“{_short(score)}” is none of the five steps. {scale}"
    if given:
        found["given_hours"] = "This is an outcome, which has no hours. Take them out of the row."
    return found


def _provision_problems(score: str, given: str) -> dict[str, str]:
    found = {}
    if score:
        found["attainment"] = (
            "This is provision, which is not attained. Give the hours instead, or take it out."
        )
    amount = hours(given)
    if given and amount is None:
        found["given_hours"] = f"“{_short(given)}” is no number of hours. Write it such as 2.5."
    elif amount is not None and amount > HOURS_IN_A_WEEK:
        found["given_hours"] = f"A week has {HOURS_IN_A_WEEK} hours. Give the hours in one week."
    return found


def _long(words: str, kind: str) -> str:
    table, name = ("attainments", "evidence") if kind == "outcome" else ("deliveries", "note")
    return TABLES[table].by_name[name].problem(words) or ""


def _another(number: int) -> tuple[str, str]:
    return (
        HEADINGS["given_on"],
        f"Another result of this line for the same day is in row {number}. Give each its own "
        "date, or leave one out.",
    )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTED else f"{words[:LONGEST_QUOTED]}…"


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"


def _plain(result: Result | None) -> list[object]:
    return [*result.key, *result.said, result.line.text, result.replaces] if result else []
