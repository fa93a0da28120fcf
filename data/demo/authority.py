"""Read the invented authority, Northmoor, as if everything in it had happened up to today.

The files keep dates as whole days before today and ages in months, so the demo never grows old.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from data.demo.asked import written_out
from data.documents.kept import text_row
from data.documents.plain import read_text
from data.schemas import TABLES, Column

DIRECTORY = Path(__file__).with_name("authority")
TABLE_NAMES = (
    "schools",
    "pupils",
    "requests",
    "assessments",
    "advice",
    "documents",
    "document_texts",
    "feedback_links",
    "feedback",
    "attainments",
    "deliveries",
)

AGE_MONTHS = "age_months"
BIRTH_COLUMNS = ("birth_month", "birth_year")

# They depend on today and on the cluster model in force, so whoever loads the rows fills them in.
LEFT_TO_CALLER = ("age_years", "cluster", "model_version")

# What only an uploaded file has, or what is worked out from the text when it is loaded.
OF_FILES = ("sha256", "size_bytes", "media_type", "pages", "part_of", "withdrawn", "about_pupil")

# Of what is kept as JSON, only what was asked of people is invented with them.
INVENTED_JSON = ("asked",)

# No invented pupil has an exception or a re-assessment: whoever tries the program records one.
# Reviews held are known of two, in past_reviews.
NOT_INVENTED = (
    "exception",
    "exception_on",
    "exception_by",
    "kind",
    "decision_exception",
    "decision_exception_on",
    "decision_exception_by",
    "review_held_on",
    "review_outcome",
    "review_decided_on",
    "review_decided_by",
    "review_reason",
    "amended_on",
    "certificate_on",
    "early_reason",
)

# A date inside a text, such as "EP report, {34 days ago}".
DAYS_AGO_IN_TEXT = re.compile(r"\{(-?\d+) days ago\}")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def rows(table: str, *, today: date, directory: Path = DIRECTORY) -> list[dict[str, Any]]:
    """Return the rows of one table as they stand today, each with every declared column."""
    sources = [(column, stored_name(column)) for column in TABLES[table].columns]
    stored = pq.read_table(directory / f"{table}.parquet").to_pylist()
    told: list[dict[str, Any]] = [
        {
            column.name: _value(column, row[source], today=today) if source else None
            for column, source in sources
        }
        for row in stored
    ]
    if table == "document_texts":
        return [_read(row) for row in told]
    if table == "feedback_links":
        return [{**row, "asked": written_out(row["asked"], row["pupil_id"])} for row in told]
    return told


def said_day(day: date) -> str:
    """Return a day in words."""
    # Not strftime: its month names follow the locale of the machine.
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def stored_name(column: Column) -> str | None:
    """Return the column of the file that a declared column comes from, None if it is not kept."""
    left = (*LEFT_TO_CALLER, *OF_FILES, *NOT_INVENTED)
    if (column.kind == "json" and column.name not in INVENTED_JSON) or column.name in left:
        return None
    if column.name in BIRTH_COLUMNS:
        return AGE_MONTHS
    return f"{column.name}_days_ago" if column.kind == "date" else column.name


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """Return a text with its passages, whose places depend on how long today's dates are."""
    read = read_text(row["text"])
    # What every invented text begins with is about the text, and says nothing of the pupil.
    first, *others = read.passages
    passages = (replace(first, kind="header"), *others)
    return text_row(row["document_id"], replace(read, passages=passages))


def _value(column: Column, value: Any, *, today: date) -> Any:
    if value is None:
        return None
    if column.name in BIRTH_COLUMNS:
        return _birth(value, today=today)[column.name]
    if column.kind == "date":
        return (today - timedelta(days=value)).isoformat()
    return _say_dates(value, today=today) if isinstance(value, str) else value


def _birth(age_months: int, *, today: date) -> dict[str, int]:
    year, month = divmod(today.year * 12 + today.month - 1 - age_months, 12)
    return {"birth_month": month + 1, "birth_year": year}


def _say_dates(text: str, *, today: date) -> str:
    def say(found: re.Match[str]) -> str:
        return said_day(today - timedelta(days=int(found[1])))

    return DAYS_AGO_IN_TEXT.sub(say, text)
