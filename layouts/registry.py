"""The pages in the order of the control panel: path, title, who may see them, what they hold."""

from __future__ import annotations

from functools import partial

from layouts import (
    benchmark,
    caseload,
    clusters,
    create,
    library,
    models,
    national,
    packages,
    placement,
    review,
)
from layouts.accounts import page as accounts
from layouts.accounts import person as account
from layouts.documents import dual_run
from layouts.documents import page as documents
from layouts.feedback.pages import FEEDBACK_PAGES
from layouts.page import Page
from layouts.panel import agenda, deciding, meetings
from layouts.plans import page as plans
from layouts.process import board, calendar, changes, clock, forecast
from layouts.sen2 import importing, own
from layouts.sen2.page import page
from layouts.sen2.views import VIEWS

PAGES: tuple[Page, ...] = (
    Page(
        "caseload",
        "/",
        "Caseload",
        "caseload.read",
        caseload.layout,
        view="Pupils",
        tab="/",
        also=("/board", "/process"),
        draws=False,
    ),
    *(
        Page(
            name,
            path,
            f"Caseload: {words.lower()}",
            "caseload.read",
            opened,
            listed=False,
            view=words,
            tab="/",
            draws=False,
        )
        for name, path, words, opened in (
            ("board", "/board", "Board", board.layout),
            ("forecast", "/board/forecast", "Forecast", forecast.layout),
            ("calendar", "/board/calendar", "Calendar", calendar.layout),
            ("changes", "/board/changes", "What changed", changes.layout),
        )
    ),
    Page(
        "process",
        "/process/none",
        "Dates and steps",
        "process.read",
        clock.layout,
        path_template="/process/<pupil_id>",
        listed=False,
        tab="/",
        # Links to the rest of the case stand on it; the control panel leads back to the caseload.
        carries_choices=True,
        also=("/process",),
        draws=False,
    ),
    Page("review", "/pupils", "Review Pupil", "pupil.search", review.choose_layout),
    Page(
        "pupil",
        "/pupils/none",
        "Review Pupil",
        "pupil.read",
        review.layout,
        path_template="/pupils/<pupil_id>",
        listed=False,
    ),
    Page(
        "documents",
        "/documents",
        "Supporting Documents",
        "pupil.search",
        documents.choose_layout,
        draws=False,
    ),
    # Dash takes the first template that fits, and the shorter one would fit both.
    Page(
        "documents-part",
        "/documents/none/none",
        "Supporting Documents",
        "documents.read",
        documents.part_layout,
        path_template="/documents/<pupil_id>/<part>",
        listed=False,
        draws=False,
    ),
    Page(
        "documents-pupil",
        "/documents/none",
        "Supporting Documents",
        "documents.read",
        documents.layout,
        path_template="/documents/<pupil_id>",
        listed=False,
        draws=False,
    ),
    Page(
        "generator",
        "/generator",
        "EHCP Generator",
        "pupil.search",
        plans.choose_layout,
        draws=False,
    ),
    Page(
        "generator-part",
        "/generator/none/none",
        "EHCP Generator",
        "plan.read",
        plans.part_layout,
        path_template="/generator/<pupil_id>/<part>",
        listed=False,
        draws=False,
    ),
    Page(
        "generator-pupil",
        "/generator/none",
        "EHCP Generator",
        "plan.read",
        plans.layout,
        path_template="/generator/<pupil_id>",
        listed=False,
        draws=False,
    ),
    Page(
        "charts",
        "/charts",
        "Reference Charts",
        "charts.read",
        clusters.layout,
        view="Clusters",
        tab="/charts",
    ),
    Page(
        "cluster",
        "/charts/clusters",
        "Reference Charts",
        "charts.read",
        clusters.cluster_layout,
        path_template="/charts/clusters/<cluster>",
        listed=False,
    ),
    Page(
        "benchmark",
        "/charts/pupils",
        "Benchmark a pupil",
        "benchmark.read",
        benchmark.choose_layout,
        listed=False,
        view="Benchmark a pupil",
        tab="/charts",
    ),
    Page(
        "benchmark-pupil",
        "/charts/pupils/none",
        "Benchmark a pupil",
        "benchmark.read",
        benchmark.layout,
        path_template="/charts/pupils/<pupil_id>",
        listed=False,
    ),
    Page(
        "library",
        "/charts/library",
        "Reference Charts: the library",
        "charts.read",
        library.layout,
        listed=False,
        view="The library",
        tab="/charts",
    ),
    Page(
        "national",
        "/charts/national",
        "Reference Charts: national figures",
        "charts.read",
        national.layout,
        listed=False,
        view="National figures",
        tab="/charts",
    ),
    Page(
        "models",
        "/charts/models",
        "Reference Charts: new model",
        "model.derive",
        models.layout,
        listed=False,
        view="New model",
        tab="/charts",
    ),
    Page(
        "dual-run",
        "/charts/dual-run",
        "Reference Charts: dual run",
        "dual_run.read",
        dual_run.layout,
        listed=False,
        view="Dual run",
        tab="/charts",
    ),
    Page("panel", "/panel", "Panel", "panel.meetings", meetings.layout, draws=False),
    # As with documents: the longer template first.
    Page(
        "panel-pupil",
        "/panel/none/none",
        "Panel",
        "panel.review",
        deciding.layout,
        path_template="/panel/<meeting_id>/<pupil_id>",
        listed=False,
        draws=False,
    ),
    Page(
        "panel-meeting",
        "/panel/none",
        "Panel",
        "panel.meetings",
        agenda.layout,
        path_template="/panel/<meeting_id>",
        listed=False,
        draws=False,
    ),
    Page(
        "placement",
        "/placement",
        "Placement",
        "placement.read",
        placement.choose_layout,
        draws=False,
    ),
    Page(
        "placement-pupil",
        "/placement/none",
        "Placement",
        "placement.read",
        placement.layout,
        path_template="/placement/<pupil_id>",
        listed=False,
        draws=False,
    ),
    *FEEDBACK_PAGES,
    Page("create", "/create", "Create New Pupil", "pupil.create", create.layout, draws=False),
    Page(
        "packages",
        "/packages",
        "Packages and rule",
        "catalogue.read",
        packages.layout,
        draws=False,
    ),
    Page("accounts", "/accounts", "People", "accounts.read", accounts.layout, draws=False),
    Page(
        "accounts-person",
        "/accounts/none",
        "People",
        "accounts.read",
        account.layout,
        path_template="/accounts/<reference>",
        listed=False,
        draws=False,
    ),
    *(
        Page(
            f"sen2-{view.id}",
            view.path,
            "SEN2" if view.path == "/sen2" else f"SEN2: {view.words}",
            "sen2.read",
            partial(page, view),
            listed=view.path == "/sen2",
            view=view.words,
            tab="/sen2",
            carries_choices=True,
        )
        for view in VIEWS.values()
    ),
    Page(
        "sen2-own",
        "/sen2/own",
        "SEN2: our own figures",
        "own_sen2.read",
        own.layout,
        listed=False,
        view="Our own figures",
        tab="/sen2",
    ),
    Page(
        "sen2-import",
        "/sen2/import",
        "SEN2: load releases",
        "sen2.import",
        importing.layout,
        listed=False,
        view="Load releases",
        tab="/sen2",
    ),
)


def action_of(pathname: str) -> str:
    """Return the action of the page that an address belongs to, page.read where it is none."""
    page = _page_at(pathname)
    return page.action if page else "page.read"


def draws(pathname: str) -> bool:
    """Tell whether the page that an address belongs to has charts."""
    page = _page_at(pathname)
    return page is not None and page.draws


def _page_at(pathname: str) -> Page | None:
    covering = (page for page in PAGES if page.covers(pathname))
    return max(covering, key=lambda one: len(one.path), default=None)
