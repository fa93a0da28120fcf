"""What the EHCP Generator says after something was saved, or was not."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Protocol

from dash import dcc, html

from layouts import ids
from layouts.components.notice import notice, refused
from layouts.dates import moment
from layouts.plans.address import asking_path, line_path
from layouts.plans.words import different

DRAFT_KEPT = "Kept as your draft, not yet saved in the plan."
AS_SAVED = "As saved in the plan."
LAPSED = (
    "The line was agreed before its words changed, so it is not any more. Tick it again once the "
    "new words are agreed."
)
STAYS = "Your words are kept as your draft; nobody else sees them until you save them."


class Saved(Protocol):
    """Describe an entry of the journal: what was saved as which revision, when and by whom."""

    @property
    def revision(self) -> int: ...

    @property
    def recorded_at(self) -> datetime.datetime: ...

    @property
    def payload(self) -> Mapping[str, Any] | None: ...


def saved_words(entry: Saved) -> str:
    """Say in the open form what was saved."""
    return f"Saved as revision {entry.revision}, {moment(entry.recorded_at)}."


def saved(entry: Saved, *, lapsed: bool) -> html.Div:
    """Say that a line was saved, and that its agreement lapsed if it did."""
    if lapsed:
        return notice("watch", html.P(LAPSED), title=saved_words(entry))
    return _done(saved_words(entry))


def unchanged() -> html.Div:
    """Say that there was nothing to save."""
    return notice("note", html.P("Nothing differs from what is saved."), title="No change")


def added(entry: Saved) -> html.Div:
    """Say that a line was added, and where it is."""
    row = entry.payload or {}
    pupil_id, section = row["pupil_id"], row["section"]
    line_id = row["line_key"].removeprefix(f"{pupil_id}:")
    return _done(
        f"Added to section {section}.",
        dcc.Link("Go to the line", href=line_path(pupil_id, section, line_id)),
    )


def linked(entry: Saved) -> html.Div:
    """Say that a line serves what was suggested."""
    return _done(f"The line is linked. {saved_words(entry)}")


def withdrawn(entry: Saved, *, line_id: str) -> html.Div:
    """Say that a line was taken out, and offer to put it back."""
    form = html.Form(
        html.Button("Put it back", className="button button--second"),
        **sends(ids.PLAN_WRITTEN, "restore", line=line_id, revision=entry.revision),
    )
    return _done("Taken out of the plan. Its history stays.", form)


def restored(entry: Saved) -> html.Div:
    """Say that a line is back."""
    section = (entry.payload or {})["section"]
    return _done(f"Put back into section {section}.")


def moved(*, up: bool) -> html.Div:
    """Say that a line was moved."""
    return _done(f"Moved {'up' if up else 'down'} by one place.")


def at_the_end() -> html.Div:
    """Say that a line cannot be moved any further."""
    return notice("note", html.P("It is the first or last line already."), title="Not moved")


def agreed(number: int) -> html.Div:
    """Say how many lines are agreed now."""
    lines = "1 line is" if number == 1 else f"{number} lines are"
    return _done(f"{lines} now marked as agreed.")


def discarded() -> html.Div:
    """Say that a draft is gone."""
    return _done("Your draft is gone; the line is as it is saved.")


def named(entry: Saved) -> html.Div:
    """Say which name the plan uses now."""
    row = entry.payload or {}
    name = row.get("name") or "the pupil's reference"
    return _done(
        f"The plan now uses {name}. Lines that are written already keep their words: draft again, "
        "or change them."
    )


def not_saved(words: str) -> html.Div:
    """Say why nothing was saved."""
    return refused([words], title="Not saved")


def conflict(*, pupil_id: str, line_id: str, entry: Any, who: str, mine: str) -> html.Div:
    """Say who changed a line meanwhile, and show both texts; nothing of either is lost."""
    theirs = entry.payload or {}
    done = "took this line out of the plan" if theirs.get("withdrawn") else "changed this line"
    told: list[Any] = [html.P(f"{who} {done} at {moment(entry.recorded_at)}, after you opened it.")]
    section = theirs.get("section", "A")
    if mine:
        told += [
            html.P(STAYS),
            html.Dl(
                [
                    html.Dt("Saved in the plan"),
                    html.Dd(theirs.get("text", "")),
                    html.Dt("Yours"),
                    html.Dd(mine),
                    html.Dt("What differs"),
                    html.Dd(different(theirs.get("text", ""), mine)),
                ],
                className="both-texts",
            ),
            _choices(line_id, entry.revision, mine),
        ]
    told.append(
        html.P(dcc.Link("Open the line", href=asking_path(pupil_id, section, line=line_id)))
    )
    return notice("watch", told, title="Not saved: somebody else was quicker")


def _choices(line_id: str, revision: int, mine: str) -> html.Div:
    return html.Div(
        [
            html.Form(
                html.Button("Save mine in its place", className="button"),
                **sends(ids.PLAN_WRITTEN, "save", line=line_id, revision=revision, text=mine),
            ),
            html.Form(
                html.Button("Keep theirs, drop mine", className="button button--second"),
                **sends(ids.PLAN_WRITTEN, "discard", line=line_id),
            ),
        ],
        className="button-row",
    )


def sends(store: str, what: str, **about: object) -> dict[str, str]:
    """Return the attributes of a form that tells a store what is asked for."""
    return {
        "data-store": store,
        "data-what": what,
        **{f"data-{name}": str(value) for name, value in about.items()},
    }


def _done(words: str, *more: Any) -> html.Div:
    return notice("ok", [html.P(words), *more], title="Done")
