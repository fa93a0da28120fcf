"""Build the demo authority, Northmoor: every pupil, school, date and document in it is invented.

The plans reproduce the technical pack's table of primary needs by age band; the rest is ours. Run
`python -m data.demo.build_authority` after a change to any of the modules it draws on.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.demo import advice, answers, bundles, feedback, pupils, requests, schools, scores
from data.demo.authority import AGE_MONTHS, DIRECTORY, stored_name
from data.demo.pupils import Pupil
from data.demo.requests import Dates
from data.demo.scores import Scores
from data.schemas import TABLES

NOTE = "Every pupil, family, school and professional is invented"
SEED = 20170131
TOPICS = ("pupils", "requests", "scores", "schools", "assessments", "advice", "feedback")

# Narrow types keep the files small; every number here is a score, a roll or a count of days.
STORED_TYPES = {
    "text": pa.string(),
    "whole": pa.int16(),
    "score": pa.int8(),
    "flag": pa.bool_(),
    "date": pa.int16(),
    "number": pa.float64(),
    "json": pa.string(),
}

CODES = ("link_id", "feedback_id", "attainment_id", "delivery_id", "line_id", "pupil_id")

Rows = list[dict[str, Any]]


def main() -> None:
    """Write the tables beside this script, or where told."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--directory", type=Path, default=DIRECTORY)
    write_authority(parser.parse_args().directory)


def write_authority(directory: Path) -> None:
    """Write each table as Parquet, with the note that all of it is invented in the schema."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in build_authority().items():
        # Codes that begin alike are kept as what differs: a third of the size.
        codes = CODES if name in feedback.KEYS else ()
        table = as_stored(name, rows)
        pq.write_table(
            table,
            directory / f"{name}.parquet",
            compression="zstd",
            compression_level=19 if codes else None,
            use_dictionary=[column for column in table.column_names if column not in codes],
            column_encoding={
                column: "DELTA_BYTE_ARRAY" for column in table.column_names if column in codes
            },
        )


def as_stored(name: str, rows: Rows) -> pa.Table:
    """Return the rows as an Arrow table with the columns that the file of a table has."""
    types = {
        stored: STORED_TYPES[column.kind]
        for column in TABLES[name].columns
        if (stored := stored_name(column))
    }
    schema = pa.schema(list(types.items()), metadata={b"note": NOTE.encode()})
    return pa.Table.from_pylist(rows, schema=schema)


def build_authority() -> dict[str, Rows]:
    """Return the rows of every table, the same on every call."""
    invented = pupils.invent_pupils(stream("pupils"))
    # In the order of invention, which the dates set by hand go by.
    dates = requests.invent_dates(invented, rng=stream("requests"))
    people = sorted(invented, key=lambda pupil: pupil.pupil_id)
    rng = stream("scores")
    given = {pupil.pupil_id: scores.invent_scores(pupil, rng=rng) for pupil in people}
    placed = place(people)
    filled = Counter(school_id for school_id in placed.values() if school_id)
    return {
        "schools": schools.school_rows(schools.schools(), placed=filled),
        "pupils": [pupil_row(pupil, school_id=placed[pupil.pupil_id]) for pupil in people],
        "requests": requests.request_rows(people, dates=dates),
        "assessments": assessment_rows(people, given=given, dates=dates),
        "advice": advice.advice_rows(people, dates=dates, scores=given, rng=stream("advice")),
        "documents": bundles.document_rows(),
        "document_texts": bundles.text_rows(),
        **feedback.feedback_tables(
            people, scores=given, placed=placed, dates=dates, rng=stream("feedback")
        ),
    }


def stream(topic: str) -> np.random.Generator:
    """Return the random numbers of one topic, so that a change to one leaves the others be."""
    return np.random.default_rng([SEED, TOPICS.index(topic)])


def place(people: Sequence[Pupil]) -> dict[str, str | None]:
    """Return the school of each pupil by reference."""
    every, rng = schools.schools(), stream("schools")
    return {
        pupil.pupil_id: pupil.example.school_id
        if pupil.example
        else schools.choose_school(every, age=pupil.age, need=pupil.need, rng=rng)
        for pupil in people
    }


def pupil_row(pupil: Pupil, *, school_id: str | None) -> dict[str, Any]:
    """Return a row of the pupils table."""
    return {
        "pupil_id": pupil.pupil_id,
        AGE_MONTHS: pupil.age_months,
        "sex": pupil.sex,
        "school_id": school_id,
        "co_ordinator": pupil.co_ordinator,
        "invented": True,
    }


def assessment_rows(
    people: Sequence[Pupil], *, given: dict[str, Scores], dates: dict[str, Dates]
) -> Rows:
    """Return a row of the assessments table per pupil."""
    rng = stream("assessments")
    return [
        answers.assessment_row(
            pupil, scores=given[pupil.pupil_id], dates=dates[pupil.pupil_id], rng=rng
        )
        for pupil in people
    ]


if __name__ == "__main__":
    main()
