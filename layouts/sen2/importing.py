"""The administrator's page of releases: what is loaded, and loading more."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dash import dcc, html

from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.table import Head, data_table
from layouts.dates import day, moment

TICK_MILLISECONDS = 1500
INTRODUCTION = (
    "SEN2 benchmarking shows what the Department for Education publishes as “Education, health and "
    "care plans”. Download the whole release as one zip, or single CSV files, from explore-"
    "education-statistics.service.gov.uk, and give them here. Lists of populations and of "
    "statistical neighbours are taken the same way. Every file is checked before anything changes."
)
STATES: Mapping[str, tuple[str, str]] = {
    "running": ("note", "Importing"),
    "done": ("ok", "The import is done"),
    "refused": ("problem", "The files were refused"),
    "failed": ("problem", "The import failed"),
}


class Job(Protocol):
    """Describe an import: its state, who began it and when, its files and its lines so far."""

    @property
    def state(self) -> str: ...

    @property
    def begun_at(self) -> str: ...

    @property
    def begun_by(self) -> str: ...

    @property
    def files(self) -> tuple[str, ...]: ...

    @property
    def lines(self) -> tuple[str, ...]: ...


class Release(Protocol):
    """Describe one imported revision of a release."""

    @property
    def id(self) -> str: ...

    @property
    def revision(self) -> int: ...

    @property
    def imported_at(self) -> str: ...

    @property
    def files(self) -> Mapping[str, str]: ...

    @property
    def problems(self) -> tuple[str, ...]: ...

    @property
    def in_use(self) -> bool: ...


def layout(**_query: str) -> html.Div:
    """Return the page, to be filled."""
    return html.Div(
        [
            html.H1("Load SEN2 releases"),
            introduction(INTRODUCTION),
            dcc.Store(id=ids.SEN2_IMPORT_OPENED, data=True),
            dcc.Interval(id=ids.SEN2_TICKS, interval=TICK_MILLISECONDS, disabled=True),
            html.Div(id=ids.SEN2_JOB, role="status"),
            _form(),
            _fetch(),
            html.Div(id=ids.SEN2_RELEASES),
        ],
        className="page",
    )


def _form() -> html.Section:
    """Return the form that sends files; Dash has no file field, so the browser is given one."""
    field = html.Span(
        className="file-field", **{"data-file-field": "files", "data-accept": ".zip,.csv"}
    )
    words = html.Span("Zip or CSV files", className="field__label")
    hint = "Up to 200 MB together. A release takes about half a minute."
    return html.Section(
        [
            html.H2("Give files"),
            html.Form(
                [
                    html.P(hint, className="field__hint"),
                    html.Label([words, field]),
                    html.P(html.Button("Import", type="submit", className="button")),
                ],
                action="/sen2/import/files",
                method="post",
                encType="multipart/form-data",
            ),
        ]
    )


def _fetch() -> html.Section:
    """Return the button that asks the department's API instead."""
    return html.Section(
        [
            html.H2("Or ask the department"),
            html.P(
                "The data sets that the department offers by its public interface are fetched and "
                "checked in the same way. It may offer fewer than the release holds."
            ),
            html.Form(
                html.Button("Fetch", type="submit", className="button button--second"),
                action="/sen2/import/api",
                method="post",
            ),
        ]
    )


def progress(job: Job | None) -> Any:
    """Return how far the last import has come, or has ended."""
    if job is None:
        return None
    kind, title = STATES[job.state]
    lines = html.Ul([html.Li(line) for line in job.lines])
    begun = datetime.datetime.fromisoformat(job.begun_at)
    by = f"Begun by {job.begun_by}, {moment(begun)}."
    return notice(kind, [lines, html.P(by, className="quiet")], title=title)


def releases(loaded: Sequence[Release], *, illustrative: bool) -> Any:
    """Return the releases that are loaded, the newest first."""
    heading = html.H2("What is loaded")
    if illustrative:
        said = "Nothing real is loaded yet: the pages show invented figures and say so."
        return html.Section([heading, html.P(said, className="empty")])
    real = [one for one in reversed(loaded) if one.id.isdigit()]
    heads = [Head("Release"), Head("Loaded"), Head("Files", numeric=True), Head("In use")]
    rows = [
        [
            f"{one.id}, revision {one.revision}",
            day(one.imported_at[:10]),
            f"{len(one.files)}",
            "Yes" if one.in_use else _use(one),
        ]
        for one in real
    ]
    table: Any = data_table("Releases loaded", heads, rows)
    return html.Section([heading, table, *_problems(real)])


def _use(release: Release) -> html.Form:
    """Return the button that puts an older revision in use again."""
    words = f"Use {release.id}, revision {release.revision}"
    return html.Form(
        html.Button(
            words,
            type="submit",
            name="revision",
            value=f"{release.id} {release.revision}",
            className="button button--quiet",
        ),
        action="/sen2/import/use",
        method="post",
    )


def _problems(loaded: Sequence[Release]) -> list[html.Details]:
    return [
        disclosure(
            f"What was odd in {one.id} ({len(one.problems)})",
            html.Ul([html.Li(problem) for problem in one.problems]),
        )
        for one in loaded
        if one.in_use and one.problems
    ]
