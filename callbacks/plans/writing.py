"""Change a plan: save, add, move, agree or take out its lines; no words of anybody get lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.plans.linking import KINDS_OF, may_serve, tied
from analytics.plans.ordering import last_position, moved
from analytics.plans.rows import line_key, line_of, tidy_text
from analytics.plans.standing import is_gap
from analytics.plans.wording import has_words
from callbacks.context import display_names, new_request_id, store, whole_number, words
from callbacks.plans.keeping import (
    Kept,
    head_change,
    load_kept,
    row_of_line,
    save_lines,
)
from data.journal import Conflict, RequestReused, SaveFailed
from data.schemas import Invalid
from data.schemas.plans import Line, Plan
from layouts import ids
from layouts.plans import messages
from layouts.plans.address import draft_name

Given = dict[str, str]
# A message, whether the page is drawn anew, and what the open form is told: its new revision.
Answer = tuple[Any, Any, Any]
LINE_ID = re.compile(r"[A-Za-z0-9_.\-]{1,60}")
NO_LINE = "There is no such line in this plan. Reload the page."
NO_WORDS = (
    "The line has no words. Write what it is to say; to leave it out, take it out of the plan."
)
CHANGED = "Somebody changed this section after you opened the page. Look at it again, then repeat."


def write_plan(*, who: Principal, pupil_id: str, given: Given | None) -> Answer:
    """Do what a form of the plan asks for, and say what was saved or why it was not."""
    if not given:
        raise PreventUpdate
    try:
        return DOINGS.get(given.get("what", ""), _unknown)(who, pupil_id, given)
    except Conflict as conflict:
        return _told(who, pupil_id, given, conflict), no_update, no_update
    except (Invalid, SaveFailed, RequestReused) as failed:
        return messages.not_saved(str(failed)), no_update, no_update


def keep_typed(*, who: Principal, pupil_id: str, given: Given | None) -> Any:
    """Keep what is typed so far as the person's own draft, so that a lost connection loses nothing.

    Returns the words that the open form shows.
    """
    if not given:
        raise PreventUpdate
    name = _draft_name(given)
    row = None if given.get("new") else row_of_line(pupil_id, name)
    if row is not None and row["text"] == tidy_text(given.get("text", "")):
        store().drafts.discard(who.username, line_key(pupil_id, name))
        return {"line": given.get("line", ""), "words": messages.AS_SAVED}
    keep_draft(who, pupil_id, name, given)
    return {"line": given.get("line", ""), "words": messages.DRAFT_KEPT}


def keep_draft(who: Principal, pupil_id: str, name: str, given: Given) -> None:
    """Keep the words of a form as a draft of the line of this name."""
    store().drafts.save(
        who.username,
        line_key(pupil_id, name),
        based_on=_revision(given),
        payload={"text": given.get("text", "")},
    )


def _save(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Save the words, ties and agreement of a line as a revision of it."""
    name = _draft_name(given)
    # Kept before anything can go wrong, and thrown away once they are saved.
    keep_draft(who, pupil_id, name, given)
    kept = load_kept(pupil_id)
    row = kept.rows.get(name)
    if row is None:
        raise Invalid({"line": NO_LINE})
    line = line_of(row)
    changed = _worded(edited(line, given, plan=kept.plan))
    if _revision(given) == line.revision and changed == line and not row["withdrawn"]:
        store().drafts.discard(who.username, line_key(pupil_id, name))
        return _unchanged(given)
    (entry,) = save_lines(
        [(replace(changed, revision=_revision(given)), False)],
        who=who,
        pupil_id=pupil_id,
        action="plan.write",
        request_id=_sent(given),
    )
    store().drafts.discard(who.username, line_key(pupil_id, name))
    lapsed = line.agreed and not changed.agreed and line.text != changed.text
    told = {"line": name, "revision": entry.revision, "words": messages.saved_words(entry)}
    if given.get("what") == "left" and not lapsed:
        return None, no_update, told
    return messages.saved(entry, lapsed=lapsed), new_request_id(), told


def edited(line: Line, given: Given, *, plan: Plan) -> Line:
    """Return a line with what a form holds; its agreement lapses with its words."""
    text = tidy_text(given.get("text", line.text))
    offered = may_serve(plan, section=line.section, kind=line.kind)
    ticked = {name.removeprefix("link:") for name in given if name.startswith("link:")}
    links = tied(line, ticked=ticked, offered=offered) if "links" in given else line.links
    agreed = "agreed" in given if "agreeing" in given else line.agreed
    own = "edited" if line.origin == "drafted" else line.origin
    same = text == line.text and set(links) == set(line.links)
    return replace(
        line,
        text=text,
        links=line.links if set(links) == set(line.links) else links,
        agreed=agreed and (text == line.text or not line.agreed),
        origin=line.origin if same else own,
    )


def _worded(line: Line) -> Line:
    if not has_words(line.text):
        raise Invalid({"text": NO_WORDS})
    return line


def _unchanged(given: Given) -> Answer:
    told = {
        "line": given.get("line", ""),
        "revision": _revision(given),
        "words": messages.AS_SAVED,
    }
    if given.get("what") == "left":
        return None, no_update, told
    return messages.unchanged(), no_update, told


def _add(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Add a line that a person wrote at the end of its section."""
    section, _, kind = given.get("new", "").partition(":")
    name = given.get("line", "")
    if kind not in KINDS_OF.get(section, ()) or not LINE_ID.fullmatch(name):
        raise Invalid({"line": NO_LINE})
    keep_draft(who, pupil_id, _draft_name(given), given)
    kept = load_kept(pupil_id)
    blank = Line(
        line_id=name,
        section=section,
        kind=kind,
        text="",
        # The same request once more, because its answer was lost, is the same line.
        position=position_of(kept, name) or last_position(kept.plan.section(section)),
        origin="written",
    )
    line = _worded(edited(blank, given, plan=kept.plan))
    (entry,) = save_lines(
        [(line, False)],
        who=who,
        pupil_id=pupil_id,
        action="plan.write",
        request_id=_sent(given),
    )
    store().drafts.discard(who.username, line_key(pupil_id, _draft_name(given)))
    return messages.added(entry), new_request_id(), no_update


def _tie(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Accept a suggested link: a line serves one need or outcome more."""
    kept = load_kept(pupil_id)
    line, end = (kept.plan.by_id.get(given.get(name, "")) for name in ("line", "serves"))
    if line is None or end is None:
        raise Invalid({"line": NO_LINE})
    ticks = {f"link:{name}": "on" for name in (*line.links, end.line_id)}
    changed = edited(line, {"links": "yes", **ticks}, plan=kept.plan)
    if changed == line:
        return messages.unchanged(), no_update, no_update
    (entry,) = save_lines(
        [(replace(changed, revision=_revision(given)), False)],
        who=who,
        pupil_id=pupil_id,
        action="plan.write",
        request_id=_sent(given),
    )
    return messages.linked(entry), new_request_id(), no_update


def _withdraw(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Take a line out of the plan; that a person did it keeps a draft from bringing it back."""
    line = _line(load_kept(pupil_id), given)
    own = "edited" if line.origin == "drafted" else line.origin
    out = replace(line, origin=own, agreed=False, revision=_revision(given))
    (entry,) = save_lines(
        [(out, True)], who=who, pupil_id=pupil_id, action="plan.write", request_id=_sent(given)
    )
    return messages.withdrawn(entry, line_id=line.line_id), new_request_id(), no_update


def _restore(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Put a line back into the plan."""
    line = replace(_line(load_kept(pupil_id), given), revision=_revision(given))
    (entry,) = save_lines(
        [(line, False)], who=who, pupil_id=pupil_id, action="plan.write", request_id=_sent(given)
    )
    return messages.restored(entry), new_request_id(), no_update


def _move(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Move a line up or down by one place."""
    kept = load_kept(pupil_id)
    line = _line(kept, given)
    by = -1 if given["what"] == "up" else 1
    places = moved(kept.plan.section(line.section), line.line_id, by=by)
    if not places:
        return messages.at_the_end(), no_update, no_update
    lines = [replace(kept.plan.by_id[name], position=place) for name, place in places.items()]
    save_lines(
        [(one, False) for one in lines],
        who=who,
        pupil_id=pupil_id,
        action="plan.write",
        request_id=_sent(given),
    )
    return messages.moved(up=by < 0), new_request_id(), no_update


def _agree(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Mark every line of a section as agreed, if it is still as the person saw it."""
    kept = load_kept(pupil_id)
    if given.get("of") != str(kept.reached):
        raise Invalid({"line": CHANGED})
    lines = [
        replace(line, agreed=True)
        for line in kept.plan.section(given.get("section", ""))
        if not line.agreed and not is_gap(line)
    ]
    if not lines:
        return messages.unchanged(), no_update, no_update
    save_lines(
        [(line, False) for line in lines],
        who=who,
        pupil_id=pupil_id,
        action="plan.write",
        request_id=_sent(given),
    )
    return messages.agreed(len(lines)), new_request_id(), no_update


def _discard(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Throw a person's own draft of a line away, because they say so."""
    store().drafts.discard(who.username, line_key(pupil_id, _draft_name(given)))
    return messages.discarded(), new_request_id(), no_update


def _name(who: Principal, pupil_id: str, given: Given) -> Answer:
    """Save the name and the pronoun that the plan uses."""
    head = store().tables.row("plans", pupil_id) or {}
    said = {"name": words(given.get("name")), "pronoun": words(given.get("pronoun"))}
    kept = {name: value if value not in ("", "none") else None for name, value in said.items()}
    newest = _revision(given) == int(head.get("revision") or 0)
    if newest and all(head.get(name) == value for name, value in kept.items()):
        return messages.unchanged(), no_update, no_update
    change = head_change(pupil_id, {**head, **kept, "revision": _revision(given)})
    (entry,) = store().journal.append(
        change,
        actor=who.username,
        action="plan.write",
        request_id=f"{who.username}:{_sent(given)[:60]}",
    )
    return messages.named(entry), new_request_id(), no_update


def _unknown(_who: Principal, _pupil_id: str, _given: Given) -> Answer:
    raise Invalid({"what": "The request was not in the form expected. Reload the page."})


DOINGS: dict[str, Callable[[Principal, str, Given], Answer]] = {
    "save": _save,
    "left": _save,
    "add": _add,
    "tie": _tie,
    "withdraw": _withdraw,
    "restore": _restore,
    "up": _move,
    "down": _move,
    "agree": _agree,
    "discard": _discard,
    "name": _name,
}


def _told(who: Principal, pupil_id: str, given: Given, conflict: Conflict) -> Any:
    """Say who changed what meanwhile; both texts are shown, and what was typed is kept."""
    entry = conflict.entry
    if entry is None or conflict.change.table != "plan_lines":
        return messages.not_saved(CHANGED)
    name = display_names().get(entry.actor, entry.actor)
    return messages.conflict(
        pupil_id=pupil_id,
        line_id=_draft_name(given),
        entry=entry,
        who="You" if entry.actor == who.username else name,
        mine=tidy_text(given["text"]) if "text" in given else "",
    )


def position_of(kept: Kept, line_id: str) -> float | None:
    """Return where a line that is kept already stands."""
    row = kept.rows.get(line_id)
    return None if row is None else float(row["position"])


def _line(kept: Kept, given: Given) -> Line:
    row = kept.rows.get(given.get("line", ""))
    if row is None:
        raise Invalid({"line": NO_LINE})
    return line_of(row)


def _draft_name(given: Given) -> str:
    name = draft_name(given["new"]) if given.get("new") else given.get("line", "")
    if not LINE_ID.fullmatch(name):
        raise Invalid({"line": NO_LINE})
    return name


def _revision(given: Given) -> int:
    return whole_number(given.get("revision")) or 0


def _sent(given: Given) -> str:
    return given.get("sent") or new_request_id()


def register(app: Dash) -> None:
    """Wire the forms of a plan."""
    pupil = {"pupil_id": State(ids.PLAN_PUPIL, "data")}
    secured(
        app,
        write_plan,
        action="plan.write",
        subject="pupil_id",
        output=(
            Output(ids.PLAN_MESSAGE, "children"),
            Output(ids.PLAN_SAVED, "data"),
            Output(ids.PLAN_TOLD, "data"),
        ),
        inputs={"given": Input(ids.PLAN_WRITTEN, "data")},
        state=pupil,
        prevent_initial_call=True,
    )
    secured(
        app,
        keep_typed,
        action="plan.write",
        subject="pupil_id",
        output=Output(ids.PLAN_DRAFT_TOLD, "data"),
        inputs={"given": Input(ids.PLAN_TYPED, "data")},
        state=pupil,
        prevent_initial_call=True,
    )
