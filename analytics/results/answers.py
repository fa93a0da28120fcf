"""Results as answers: what one file says of one pupil on one day is one answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analytics.results.checking import Kept, Key, Result
from data.schemas.feedback import Answer, AskedOutcome, Attained, Delivered

CHANNEL, VOICE = "bulk", "setting"


def feedback_id(pupil_id: str, given_on: str) -> str:
    """Return the code of the answer that files of results make of a pupil's day.

    It says nothing of the file, so that two files cannot keep two results of one line and day.
    """
    return f"{CHANNEL}:{pupil_id}:{given_on}"


def row_key(pupil_id: str, line_id: str, given_on: str) -> str:
    """Return the key under which the result of a line and day is kept, as `rows_of_answer` does."""
    return f"{feedback_id(pupil_id, given_on)}:{line_id}"


def answers_of(results: Iterable[Result], *, said_by: Mapping[str, str]) -> tuple[Answer, ...]:
    """Return an answer for each pupil and day; `said_by` names each pupil's school."""
    grouped: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        grouped.setdefault((result.pupil_id, result.given_on), []).append(result)
    return tuple(
        _answer(own, said_by=said_by.get(pupil_id, "")) for (pupil_id, _), own in grouped.items()
    )


def kept_results(
    attainments: Iterable[Mapping[str, Any]], deliveries: Iterable[Mapping[str, Any]]
) -> dict[Key, Kept]:
    """Return what files have said before, by pupil, line and day."""
    found: dict[Key, Kept] = {}
    for row in attainments:
        found[_key(row)] = Kept(row["score"], None, row["evidence"] or "", row["revision"])
    for row in deliveries:
        found[_key(row)] = Kept(None, row["delivered_hours"], row["note"] or "", row["revision"])
    return found


def _answer(results: list[Result], *, said_by: str) -> Answer:
    first = results[0]
    return Answer(
        pupil_id=first.pupil_id,
        voice=VOICE,
        given_on=first.given_on,
        channel=CHANNEL,
        said_by=said_by,
        attained=tuple(
            Attained(one.line.asked, one.score, one.evidence)
            for one in results
            if isinstance(one.line.asked, AskedOutcome) and one.score is not None
        ),
        delivered=tuple(
            Delivered(one.line.asked, one.given_hours, note=one.evidence)
            for one in results
            if not isinstance(one.line.asked, AskedOutcome)
        ),
    )


def _key(row: Mapping[str, object]) -> Key:
    return str(row["pupil_id"]), str(row["line_id"]), str(row["given_on"])
