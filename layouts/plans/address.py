"""The addresses of the EHCP Generator, and the names that lines have in them."""

from __future__ import annotations

from urllib.parse import urlencode

from data.schemas.plans import SECTIONS

OVERVIEW = "overview"
VIEWS: dict[str, str] = {
    OVERVIEW: "Overview",
    "thread": "Golden thread",
    "comments": "Comments",
    "compare": "Compare",
    "redraft": "Draft again",
}
PARTS = (*VIEWS, *SECTIONS)


def plan_path(pupil_id: str, part: str = OVERVIEW) -> str:
    """Return the address of a view or a section of a pupil's plan."""
    return f"/generator/{pupil_id}" if part == OVERVIEW else f"/generator/{pupil_id}/{part}"


def line_path(pupil_id: str, section: str, line_id: str) -> str:
    """Return the address of a line in its section."""
    return f"{plan_path(pupil_id, section)}#{anchor(line_id)}"


def asking_path(pupil_id: str, section: str, **asked: str) -> str:
    """Return the address of a section with a form open: `line` to edit, `new` kind, or `on`."""
    return f"{plan_path(pupil_id, section)}?{urlencode(asked)}"


def anchor(line_id: str) -> str:
    """Return the place of a line on its page."""
    return f"line-{line_id}"


def draft_name(new: str) -> str:
    """Return the name under which the words of a new line are kept before it has one itself.

    `new` is its section and kind with a colon between.
    """
    return f"new-{new.replace(':', '-')}"


def file_path(pupil_id: str, name: str) -> str:
    """Return the address of a plan as a file: plan.docx or plan.html."""
    return f"/generator/{pupil_id}/{name}"
