"""The pages on which a person answers by their own link: opening it, step by step, sending."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from access.refusals import NOT_FOUND, NOT_UNDERSTOOD, Refusal
from access.services import services
from analytics.feedback.form import Step, Tampered, read_step, step_at, steps_of
from callbacks.context import house, store
from callbacks.feedback import sending, visits
from callbacks.feedback.visits import Visit
from data.journal import SaveFailed
from data.links import hashed
from data.schemas import Invalid
from layouts.answering import sentences
from layouts.answering.manners import MANNERS
from layouts.answering.questions import captioned, page_of, pages_of
from layouts.dates import day

TEMPLATES = Path(__file__).resolve().parents[2] / "layouts" / "answering" / "templates"
# A step takes some thousand letters in each of several fields, each letter up to 12 bytes.
LARGEST_BODY = 256 * 1024
BODY_LIMITS = {"/answer": LARGEST_BODY, "/answer/<step>": LARGEST_BODY}
LONGEST_TOKEN = 200
CHECK = "check"

answering = Blueprint("answering", __name__, template_folder=str(TEMPLATES))


@answering.before_request
def take_long_forms() -> None:
    """Let a form be as long as its body may be."""
    request.max_form_memory_size = LARGEST_BODY


@answering.get("/answer")
def show() -> Response:
    """Ask for the code; whose link it is stays with the browser until it is sent."""
    return _opening(sentences=sentences.WELCOME)


@answering.post("/answer")
def open_link() -> AnyResponse:
    """Open a link by its two factors and lead to where the person stopped."""
    token = request.form.get("token", "").rpartition("#")[2].strip()[:LONGEST_TOKEN]
    code = "".join(sign for sign in request.form.get("code", "") if sign not in " -\t")
    problems = sentences.opening_problems(token=token, code=code)
    if problems:
        return _opening(problems=problems, token=token, status=400)
    attempt = services().attempts.begin(f"link {hashed(token)}", request.remote_addr or "")
    if attempt is None:
        return _opening(problems={"code": sentences.TOO_MANY}, token=token, status=429)
    opened = house().links.open(token, code)
    visit = visits.visit_of(opened) if opened else None
    if visit is None:
        store().activity.record("", "feedback.answer", outcome="denied")
        return _opening(
            problems={"code": sentences.NOT_OPENED},
            sentences=sentences.AFTER_NOT_OPENED,
            token=token,
            status=403,
        )
    services().attempts.succeeded(attempt)
    if visit.state != visits.OPEN:
        return visits.end(_closed(visit, None))
    store().activity.record(visit.actor, "feedback.answer", subject=visit.pupil_id)
    return _go_on(visit, _stopped_at(visit))


@answering.get("/answer/<step>")
def show_step(step: str) -> AnyResponse:
    """Show a step with what was given before."""
    visit = visits.current_visit()
    if visit is None:
        return _lost({})
    if visit.state != visits.OPEN:
        return _closed(visit, {})
    return _step(visit, _step_of(visit, step), {})


@answering.post("/answer/<step>")
def keep_step(step: str) -> AnyResponse:
    """Keep what was given on a step and go where the person wants to."""
    given = request.form.to_dict(flat=False)
    go = given.pop("go", ["next"])[-1]
    posted = {name: values[-1] for name, values in given.items()}
    visit = visits.current_visit()
    if visit is None:
        return _lost(posted)
    if visit.state != visits.OPEN:
        return _closed(visit, posted)
    own = _step_of(visit, step)
    try:
        read = read_step(own, visit.form, given)
    except Tampered:
        raise Refusal(400, NOT_UNDERSTOOD) from None
    following = _following(visit, own, go)
    try:
        visit = visit.keeping(read.values, at=own.name if read.problems else following)
    except (Invalid, SaveFailed) as failure:
        return _not_kept(visit, own, read.values, failure)
    if go == "leave":
        return _left(visit)
    if read.problems and go == "next":
        return _step(visit, own, read.problems, status=400)
    return _go_on(visit, following)


@answering.get("/answer/check")
def show_check() -> AnyResponse:
    """Show everything that was given, before it is sent."""
    visit = visits.current_visit()
    if visit is None:
        return _lost({})
    return _check(visit) if visit.state == visits.OPEN else _closed(visit, {})


@answering.post("/answer/check")
def send() -> AnyResponse:
    """Send the answer, or go back to the last step."""
    visit = visits.current_visit()
    if visit is None:
        return _lost({})
    go = request.form.get("go", "send")
    if visit.state == visits.OPEN and go in ("back", "leave"):
        last = steps_of(visit.form)[-1].name
        return _left(visit) if go == "leave" else _go_on(visit, last)
    if visit.state not in (visits.OPEN, visits.ANSWERED):
        return _closed(visit, {})
    problem, status = sending.send(visit)
    if problem:
        return _check(visits.current_visit() or visit, problem=problem, status=status)
    return visits.begin(_page_to("/answer/thanks"), visit.opened)


@answering.get("/answer/thanks")
def thank() -> AnyResponse:
    """Say that the answer is kept, and what became of outcomes that left the plan meanwhile."""
    visit = visits.current_visit()
    if visit is None or visit.state != visits.ANSWERED:
        return redirect("/answer", code=303)
    manner = MANNERS[visit.form.manner]
    return _told(
        sentences.THANKS,
        (manner.thanks, *sentences.AFTER_THANKS),
        visit=visit,
        moved=sending.moved_answered(visit, manner),
    )


def _step_of(visit: Visit, name: str) -> Step:
    found = next((step for step in steps_of(visit.form) if step.name == name), None)
    if found is None:
        raise Refusal(404, NOT_FOUND)
    return found


def _stopped_at(visit: Visit) -> str:
    # A newer version of the program may divide the form into other steps.
    names = [step.name for step in steps_of(visit.form)]
    return visit.at if visit.at in (*names, CHECK) else names[0]


def _following(visit: Visit, step: Step, go: str) -> str:
    if go == "leave":
        return step.name
    found = step_at(steps_of(visit.form), step.name, go=go)
    return found.name if found else CHECK


def _go_on(visit: Visit, name: str) -> Response:
    return visits.begin(_page_to(f"/answer/{name}"), visit.opened)


def _page_to(address: str) -> Response:
    return make_response(redirect(address, code=303))


def _step(visit: Visit, step: Step, problems: Mapping[str, str], *, status: int = 200) -> Response:
    own = {name: sentence for name, sentence in problems.items() if name}
    page = page_of(step, visit.form, values=visit.values, problems=own, moved=visits.moved(visit))
    shown = _page("step.html", status=status, visit=visit, page=page, problems={**problems})
    return visits.begin(shown, visit.opened)


def _check(visit: Visit, *, problem: str = "", status: int = 200) -> Response:
    pages = pages_of(visit.form, values=visit.values, moved=visits.moved(visit))
    shown = _page(
        "check.html",
        status=status,
        visit=visit,
        pages=pages,
        total=len(pages) + 1,
        heading=MANNERS[visit.form.manner].check_heading,
        problems={"": problem} if problem else {},
    )
    return visits.begin(shown, visit.opened)


def _not_kept(visit: Visit, step: Step, values: Mapping[str, str], failure: Exception) -> Response:
    """Show the step again with what was typed, since the store could not take it."""
    typed = visits.with_values(visit, values)
    status = 503 if isinstance(failure, SaveFailed) else 400
    return _step(typed, step, {"": str(failure)}, status=status)


def _left(visit: Visit) -> Response:
    told = sentences.left(day(visit.row["expires_on"]))
    return visits.end(_told(sentences.LEFT, told, visit=visit))


def _lost(posted: Mapping[str, str]) -> Response:
    """Ask for the link again; what was just typed is shown, for it could be kept nowhere."""
    return _opening(
        heading=sentences.LOST,
        sentences=sentences.AFTER_LOST,
        words=captioned(posted),
        status=403,
    )


def _closed(visit: Visit, posted: Mapping[str, str] | None) -> Response:
    """Say that the link takes no answer, and show who is in the form what they wrote."""
    heading, told = sentences.closed(visit.state)
    words = captioned({**visit.values, **(posted or {})}) if posted is not None else ()
    return _told(heading, told, visit=visit, words=words, status=410)


def _told(
    heading: str,
    told: tuple[str, ...],
    *,
    visit: Visit,
    words: tuple[tuple[str, str], ...] = (),
    moved: tuple[tuple[str, str], ...] = (),
    status: int = 200,
) -> Response:
    return _page(
        "told.html",
        status=status,
        visit=visit,
        with_name=False,
        heading=heading,
        sentences=told,
        words=words,
        moved=moved,
    )


def _opening(*, status: int = 200, token: str = "", **given: Any) -> Response:
    plain: dict[str, Any] = {"problems": {}, "sentences": (), "words": (), "heading": ""}
    return _page("opening.html", status=status, token=token, **{**plain, **given})


def _page(
    template: str,
    *,
    status: int,
    visit: Visit | None = None,
    with_name: bool = True,
    **given: Any,
) -> Response:
    page = render_template(
        f"answer/{template}",
        authority_name=house().settings.authority_name,
        manner=visit.form.manner if visit else "",
        about=visits.about(visit) if visit and with_name else "",
        **given,
    )
    return make_response(page, status)
