"""What a column and a table are, and how a row is checked against them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# pandas types. Nullable ones, because what is missing must show as missing.
DTYPES: dict[str, str] = {
    "text": "str",
    "whole": "Int64",
    "score": "Int8",
    "number": "Float64",
    "flag": "boolean",
    "date": "str",
    "json": "str",
}

# Beyond this a whole number is no longer exact as JSON in a browser (2**53).
LARGEST = 2**53
# Control characters, and halves of surrogate pairs, which are in no encoding.
CANNOT_BE_KEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Invalid(ValueError):
    """Refuse a row: `problems` maps a column to a sentence that a person understands."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True)
class Column:
    """Declare one column: its kind, meaning, limits, and whether it is about a person."""

    name: str
    kind: str
    meaning: str
    unit: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    longest: int = 200
    pattern: str = ""
    personal: bool = False
    readers: tuple[str, ...] = ()
    label: str = ""

    @property
    def title(self) -> str:
        """Return the words used for the column in messages and headings."""
        return self.label or self.name.replace("_", " ").capitalize()

    def problem(self, value: object) -> str | None:
        """Return why a value cannot be kept, in one sentence, or None if it can."""
        if value is None or value == "":
            return f"{self.title} is missing." if self.required else None
        return CHECKS[self.kind](self, value)


@dataclass(frozen=True)
class Table:
    """Declare one table: what a row is, its key, and its columns in order."""

    name: str
    grain: str
    key: str
    columns: tuple[Column, ...]
    journalled: bool = True
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns in their declared order."""
        return tuple(self.by_name)

    @property
    def dtypes(self) -> dict[str, str]:
        """Return the pandas type of each column."""
        return {column.name: DTYPES[column.kind] for column in self.columns}

    def validate(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the row with every declared column, missing ones as None.

        Raises Invalid with one sentence per column that is unknown, missing or out of limits.
        """
        whole = {**dict.fromkeys(self.by_name), **row}
        self.check(whole)
        return {name: _blank_to_none(whole[name]) for name in self.by_name}

    def check(self, part: Mapping[str, Any]) -> None:
        """Raise Invalid with one sentence per given column that is unknown or out of limits."""
        problems = {
            name: self.by_name[name].problem(value) if name in self.by_name else _unknown(name)
            for name, value in part.items()
        }
        found = {name: sentence for name, sentence in problems.items() if sentence}
        if found:
            raise Invalid(found)


def _unknown(name: str) -> str:
    return f"{str(name)[:40]} is not a field."


def _blank_to_none(value: Any) -> Any:
    return None if value == "" else value


def _text_problem(column: Column, value: object) -> str | None:
    if not isinstance(value, str):
        return f"{column.title} must be text."
    if len(value) > column.longest:
        return f"{column.title} is {len(value):,} characters; the most is {column.longest:,}."
    if CANNOT_BE_KEPT.search(value):
        return f"{column.title} has a character that cannot be kept."
    if column.allowed and value not in column.allowed:
        return f"{column.title} is not one of the choices."
    if column.pattern and not re.fullmatch(column.pattern, value):
        return f"{column.title} is not in the form expected."
    return None


def _number_problem(column: Column, value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return f"{column.title} must be a number."
    # Comparing is safe for a whole number too large to become a float; math.isfinite is not.
    if not -LARGEST <= value <= LARGEST:
        return f"{column.title} must be a number."
    if column.minimum is not None and value < column.minimum:
        return f"{column.title} must be {column.minimum:g} or more."
    if column.maximum is not None and value > column.maximum:
        return f"{column.title} must be {column.maximum:g} or less."
    return None


def _whole_problem(column: Column, value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return f"{column.title} must be a whole number."
    return _number_problem(column, value)


def _flag_problem(column: Column, value: object) -> str | None:
    return None if isinstance(value, bool) else f"{column.title} must be yes or no."


def _date_problem(column: Column, value: object) -> str | None:
    try:
        parsed = datetime.date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return f"{column.title} must be a real date."
    return None if parsed.isoformat() == value else f"{column.title} must be a real date."


CHECKS = {
    "text": _text_problem,
    "json": _text_problem,
    "whole": _whole_problem,
    "score": _whole_problem,
    "number": _number_problem,
    "flag": _flag_problem,
    "date": _date_problem,
}
