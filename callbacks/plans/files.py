"""A plan as a file: Word, the family's version of it, and a page to print."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured_route
from callbacks.context import house, store
from callbacks.plans.checking import findings_of
from callbacks.plans.keeping import load_plan
from data.documents.refusals import Refused
from data.plan_template import read_plan_template
from layouts.plans.printed import printed
from layouts.word.document import docx_of
from layouts.word.template import BadTemplate

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def send_word(*, who: Principal, pupil_id: str) -> Response:
    """Send a plan as a Word document, in the authority's own template if it has one."""
    plan, family = load_plan(pupil_id), _family()
    store().activity.record(who.username, "plan.download", subject=f"{pupil_id}/plan.docx")
    try:
        content = docx_of(
            plan,
            family=family,
            template=_template(),
            findings=() if family else findings_of(plan),
        )
    except (BadTemplate, Refused) as refused:
        raise Refusal(503, refused.sentence) from None
    name = f"plan-{pupil_id}{'-family' if family else ''}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=WORD, headers=headers)


def show_to_print(*, who: Principal, pupil_id: str) -> Response:
    """Show a plan as a page to print."""
    plan, family = load_plan(pupil_id), _family()
    store().activity.record(who.username, "plan.download", subject=f"{pupil_id}/plan.html")
    findings = () if family else findings_of(plan)
    return Response(printed(plan, family=family, findings=findings), mimetype="text/html")


def _template() -> bytes | None:
    path = house().settings.plan_template
    return read_plan_template(path) if path else None


def _family() -> bool:
    return request.args.get("version") == "family"


def register(app: Dash) -> None:
    """Add the routes of the files."""
    for name, function in (("plan.docx", send_word), ("plan.html", show_to_print)):
        secured_route(
            app.server,
            f"/generator/<pupil_id>/{name}",
            function,
            action="plan.read",
            subject="pupil_id",
        )
