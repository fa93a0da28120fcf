"""The figures that the authority keeps for the calculator: read them, keep others."""

from __future__ import annotations

import json
from typing import Any

from access.principal import Principal
from analytics.value.inputs import differing, inputs_of
from callbacks.context import display_names, new_request_id, store, whole_number, words
from data.journal import Change, Conflict, RequestReused, SaveFailed
from data.schemas import Invalid
from layouts.dates import moment
from layouts.value.page import CHANGED, Kept

TABLE, KEY = "value_inputs", "own"
NO_FIGURES = "The figures to keep did not arrive whole. Work them out again and try once more."


def kept_inputs() -> Kept | None:
    """Return the figures that the authority keeps, None where it keeps none."""
    row = store().tables.row(TABLE, KEY)
    if row is None:
        return None
    return Kept(
        inputs=inputs_of(json.loads(row["inputs"])),
        reason=row["reason"],
        revision=int(row["revision"]),
        by=display_names().get(row["actor"], row["actor"]),
        when=moment(row["recorded_at"]),
    )


def keep_inputs(given: dict[str, str], *, who: Principal) -> tuple[int, dict[str, str]]:
    """Append figures to the journal; return their revision, or by field why they were not kept."""
    try:
        inputs = inputs_of(json.loads(given.get("inputs", "")))
    except (TypeError, ValueError, AttributeError, RecursionError):
        return 0, {"": NO_FIGURES}
    row = {
        "inputs_id": KEY,
        "inputs": json.dumps(differing(inputs), sort_keys=True),
        "reason": words(given.get("reason")),
    }
    return _append(row, given, who)


def _append(
    row: dict[str, Any], given: dict[str, str], who: Principal
) -> tuple[int, dict[str, str]]:
    revision = whole_number(given.get("revision")) or 0
    change = Change(table=TABLE, key=KEY, expected_revision=revision, payload=row)
    sent = f"{who.username}:{given.get('sent', new_request_id())[:40]}"
    try:
        (entry,) = store().journal.append(
            change, actor=who.username, action="value.write", request_id=sent
        )
    except Conflict:
        return 0, {"": CHANGED}
    except Invalid as invalid:
        return 0, invalid.problems
    except (SaveFailed, RequestReused) as failed:
        return 0, {"": str(failed)}
    return entry.revision, {}
