"""The invented panel of Northmoor: a meeting held, two to come, and who is on their agendas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]

CO_ORDINATOR = "coordinator"
# Days from today, the name, and the chair; on each agenda, what is asked at which stage.
MEETINGS = (
    (-19, "SEND panel", "Carol Whitfield"),
    (9, "SEND panel", "Carol Whitfield"),
    (23, "SEND panel", None),
)
# What the panel agreed before is not asked again: see the considerations in wording.PANEL.
ASKED = {"requested": "assess", "drafting": "plan", "consulting": "placement"}
ON_EACH = 3


def meeting_rows(*, today: date) -> list[Row]:
    """Return the meetings."""
    days = [today + timedelta(days=days) for days, *_ in MEETINGS]
    return [
        {
            "meeting_id": f"{day.isoformat()}-{number}",
            "held_on": day.isoformat(),
            "title": title,
            "chair": chair,
        }
        for number, (day, (_, title, chair)) in enumerate(zip(days, MEETINGS, strict=True), start=1)
    ]


def item_rows(
    meetings: Sequence[Row],
    *,
    pupils: Iterable[Mapping[str, Any]],
    requests: Iterable[Mapping[str, Any]],
) -> list[Row]:
    """Return who is on the agendas to come: cases of the demo co-ordinator, the examples first."""
    own = {pupil["pupil_id"] for pupil in pupils if pupil["co_ordinator"] == CO_ORDINATOR}
    open_cases = sorted(
        (request["pupil_id"], ASKED[request["stage"]])
        for request in requests
        if request["pupil_id"] in own and request["stage"] in ASKED
    )
    rows = []
    for place, meeting in enumerate(meetings[1:]):
        for pupil_id, ask in open_cases[place * ON_EACH : (place + 1) * ON_EACH]:
            rows.append(_item(meeting["meeting_id"], pupil_id, ask))
    return rows


def _item(meeting_id: str, pupil_id: str, ask: str) -> Row:
    return {
        "item_id": f"{meeting_id}:{pupil_id}",
        "meeting_id": meeting_id,
        "pupil_id": pupil_id,
        "ask": ask,
        "note": None,
        "added_by": CO_ORDINATOR,
        "withdrawn": False,
    }
