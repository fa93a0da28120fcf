"""The frame round every page: control panel at the left, content at the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import dash
import dash_bootstrap_components as dbc
from dash import dcc, html

from layouts import ids, wording
from layouts.components.views import views
from layouts.page import Page

INDEX = """<!DOCTYPE html>
<html lang="en-GB">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{%title%}</title>
{%favicon%}
<link rel="preload" as="fetch" crossorigin href="/_dash-layout">
<link rel="preload" as="fetch" crossorigin href="/_dash-dependencies">
{%css%}
</head>
<body>
<a class="skip-link" href="#frame-content">Skip to main content</a>
<!--header-->
{%app_entry%}
<div class="scripts">{%config%}{%scripts%}{%renderer%}</div>
</body>
</html>"""

UNUSED = re.compile(r'<script src="[^"]*/(polyfill@|dash_table/)[^"]*"></script>\n?')
PLOTLY = re.compile(r'<script src="([^"]*/00-plotly-cartesian[^"]*)"></script>')
# What dcc.Graph would ask for only once the first chart is there.
GRAPH = '<script async src="/_dash-component-suites/dash/dcc/async-graph.js"></script>'


def scripts(tags: str, *, charts: bool) -> str:
    """Return Dash's script tags without what would keep the page waiting.

    No browser that runs Dash 4 needs its polyfill, which takes 5 to 10% of the time to ready, and
    no page has a table of dash_table. plotly.js comes beside the rest where there are `charts`,
    elsewhere with the first chart (assets/05-plotly.js).
    """
    name = "src" if charts else "data-src"
    tags = PLOTLY.sub(rf'<script id="plotly" async {name}="\1"></script>', UNUSED.sub("", tags))
    return f"{tags}\n{GRAPH}" if charts else tags


def header(*, authority: str, who: str, role: str, demo: bool, holds_cases: bool) -> str:
    """Return the header as HTML: it is served with the page, before any script runs.

    To those who do not hold cases the style sheet shows no choice between theirs and others'.
    """
    banner = f'<p class="banner">{wording.INVENTED}</p>' if demo else ""
    person = _person(who, role) if who else _SIGN_IN
    kind = "" if holds_cases else " header--holds-none"
    return (
        f'<header class="header{kind}"><div class="header__inner">'
        f'<a class="header__brand" href="/">Digital <abbr title="{wording.EHCP}">EHCP</abbr></a>'
        f'<span class="header__authority">{escape(authority)}</span>'
        f"{person}</div>{banner}"
        '<div id="frame-notice" class="frame-notice" role="alert"></div></header>'
    )


_SIGN_IN = (
    '<span class="header__who">Not signed in</span>'
    '<a class="button button--quiet" href="/sign-in">Sign in</a>'
)


def _person(who: str, role: str) -> str:
    return (
        f'<a class="header__who" href="/password">{escape(who)}'
        f'<span class="header__role">{escape(role)}</span>'
        '<span class="visually-hidden">: change your password</span></a>'
        '<form method="post" action="/sign-out"><button class="button button--quiet">Sign out'
        "</button></form>"
    )


def frame() -> html.Div:
    """Return the frame with the control panel and the place where the page goes."""
    return html.Div(
        [
            dcc.Location(id=ids.NAVIGATE, refresh="callback-nav"),
            html.Div(
                [
                    _control_panel(),
                    html.Main(
                        [html.Div(id=ids.VIEWS), dash.page_container],
                        id=ids.CONTENT,
                        tabIndex="-1",
                    ),
                ],
                className="frame",
            ),
        ]
    )


def _control_panel() -> html.Aside:
    return html.Aside(
        [
            html.Nav(
                [
                    html.H2("Action view", className="panel__title"),
                    html.Ul(id=ids.NAVIGATION, className="panel__links"),
                ],
                **{"aria-label": "Main"},
            ),
            _pupil_search(),
            _switches(),
        ],
        className="panel",
        **{"aria-label": "Control panel"},
    )


def _pupil_search() -> html.Div:
    return html.Div(
        [
            html.Label("Find a pupil", htmlFor=ids.PUPIL_SEARCH, className="panel__title"),
            dbc.Input(
                id=ids.PUPIL_SEARCH,
                type="search",
                maxlength=60,
                autocomplete="off",
                placeholder="Reference or school",
            ),
            html.Div(id=ids.PUPIL_RESULTS, className="panel__results", role="status"),
        ],
        id=ids.PUPIL_SEARCH_BOX,
        className="panel__search",
        role="search",
        hidden=True,
    )


def _switches() -> html.Fieldset:
    # Only these two settings are kept in the browser; they say nothing of any pupil.
    kept = {"persistence": True, "persistence_type": "local"}
    return html.Fieldset(
        [
            html.Legend("Show", className="panel__title"),
            dbc.Checkbox(id=ids.INTRODUCTION_SWITCH, label="Introduction", value=True, **kept),
            dbc.Checkbox(id=ids.DEFINITIONS_SWITCH, label="Definitions", value=False, **kept),
        ],
        className="panel__switches",
    )


def navigation(pages: Sequence[Page], *, pathname: str, signed_in: bool = True) -> list[html.Li]:
    """Return the links to the pages a role may open, the present one marked."""
    links = [html.Li(_link(page, current=page.covers(pathname))) for page in pages]
    # The page of signing in is none of Dash's, so a plain link leads to it.
    enter = html.A("Sign in", href="/sign-in", className="panel__link")
    return links if signed_in else [*links, html.Li(enter)]


def _link(page: Page, *, current: bool) -> Any:
    mark = {"aria-current": "page"} if current else {}
    # dcc.Link passes no aria attribute on, so the mark sits on the item inside it.
    return dcc.Link(
        html.Span(page.title, **mark),
        href=page.path,
        className="panel__link panel__link--current" if current else "panel__link",
    )


def views_of(pages: Sequence[Page], *, pathname: str) -> list[Any]:
    """Return the links between the views of the tab that an address belongs to."""
    covering = (page for page in pages if page.tab and page.covers(pathname))
    shown = max(covering, key=_closeness, default=None)
    if shown is None or shown.carries_choices:
        return []
    found = [page for page in pages if page.tab == shown.tab and page.view]
    title = next((page.title for page in found if page.path == shown.tab), found[0].title)
    links = [(page.path, page.view) for page in found]
    return views(links, current=shown.path, label=f"Views of {title}")


def _closeness(page: Page) -> int:
    return len(page.path)


def pupil_results(rows: Sequence[tuple[str, str]], *, total: int, text: str) -> list[Any]:
    """Return links to the pupils found; rows are (reference, school)."""
    if not text:
        return []
    if not rows:
        return [html.P(f"No pupil matches “{text}”.", className="panel__count")]
    shown = f"First {len(rows)} of {total:,} pupils" if total > len(rows) else _pupils(total)
    links = [
        html.Li(dcc.Link([reference, html.Span(school)], href=f"/pupils/{reference}"))
        for reference, school in rows
    ]
    return [html.P(shown, className="panel__count"), html.Ul(links)]


def _pupils(count: int) -> str:
    return "1 pupil" if count == 1 else f"{count} pupils"
