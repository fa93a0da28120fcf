"""The views of the tab Progress Feedback, in their order, and the pages of one pupil."""

from __future__ import annotations

from functools import partial

from layouts import feedback_response
from layouts.evidence import learning
from layouts.evidence import page as evidence
from layouts.feedback import heard, pupil, results, told
from layouts.feedback.address import OPENED_APART
from layouts.page import Page
from layouts.reviews import deciding, early
from layouts.value import page as value

TITLE, TAB = "Progress Feedback", "/feedback"

FEEDBACK_PAGES: tuple[Page, ...] = (
    Page(
        "feedback",
        TAB,
        TITLE,
        "pupil.search",
        heard.layout,
        view="Pupils",
        tab=TAB,
        draws=False,
    ),
    Page(
        "early-reviews",
        f"{TAB}/reviews",
        f"{TITLE}: early reviews",
        "reviews.read",
        early.layout,
        listed=False,
        view="Early reviews",
        tab=TAB,
        draws=False,
    ),
    Page(
        "evidence",
        f"{TAB}/evidence",
        f"{TITLE}: what works",
        "evidence.read",
        evidence.layout,
        listed=False,
        view="What works",
        tab=TAB,
    ),
    Page(
        "learning",
        f"{TAB}/learning",
        f"{TITLE}: recommendations",
        "evidence.read",
        learning.layout,
        listed=False,
        view="Recommendations",
        tab=TAB,
        draws=False,
    ),
    Page(
        "feedback-response",
        f"{TAB}/response",
        f"{TITLE}: who is heard",
        "evidence.read",
        feedback_response.layout,
        listed=False,
        view="Who is heard",
        tab=TAB,
    ),
    Page(
        "feedback-results",
        f"{TAB}/results",
        f"{TITLE}: results of a school",
        "feedback.send_results",
        results.layout,
        listed=False,
        view="Results of a school",
        tab=TAB,
        draws=False,
    ),
    Page(
        "feedback-value",
        f"{TAB}/value",
        f"{TITLE}: value",
        "value.read",
        value.layout,
        listed=False,
        view="Value",
        tab=TAB,
    ),
    Page(
        "feedback-told",
        f"{TAB}/pupils/none/told",
        f"{TITLE}: what was told",
        "feedback.record",
        told.layout,
        path_template=f"{TAB}/pupils/<pupil_id>/told",
        listed=False,
        draws=False,
    ),
    *(
        Page(
            f"feedback-{part}",
            f"{TAB}/pupils/none/{part}",
            TITLE,
            "feedback.read",
            partial(pupil.part_layout, part=part),
            path_template=f"{TAB}/pupils/<pupil_id>/{part}",
            listed=False,
            draws=False,
        )
        for part in OPENED_APART
    ),
    Page(
        "early-review",
        f"{TAB}/pupils/none/review",
        f"{TITLE}: early review",
        "feedback.read",
        deciding.layout,
        path_template=f"{TAB}/pupils/<pupil_id>/review",
        listed=False,
        draws=False,
    ),
    Page(
        "feedback-pupil",
        f"{TAB}/pupils/none",
        TITLE,
        "feedback.read",
        pupil.layout,
        path_template=f"{TAB}/pupils/<pupil_id>",
        listed=False,
        tab=TAB,
        # Its own parts are links enough; the control panel leads back to the views.
        carries_choices=True,
        also=(f"{TAB}/pupils",),
        draws=False,
    ),
)
