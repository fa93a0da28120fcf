"""Ids of the components of Progress Feedback; those of other pages are in `layouts.ids`."""

from __future__ import annotations

# Results of a school, and answers that were told.
RESULTS_OPENED = "results-opened-store"
RESULTS_TEMPLATES = "results-templates-list"
RESULTS_SENT = "results-sent-store"
RESULTS_PREVIEW = "results-preview-body"
RESULTS_ASKED = "results-asked-store"
RESULTS_KEPT = "results-kept-store"
RESULTS_MESSAGE = "results-keep-message"
TOLD_PUPIL = "told-pupil-store"
TOLD_GIVEN = "told-given-store"
TOLD_TYPED = "told-typed-store"
TOLD_BODY = "told-form-body"
TOLD_DRAFT = "told-draft-message"


def of_results(part: str) -> str:
    """Return the id of a control of the form that keeps results."""
    return f"results-{part}"


def of_told(part: str) -> str:
    """Return the id of a control of the form for an answer that was told."""
    return f"told-{part}"


# Value.
VALUE_GIVEN = "value-given-store"
VALUE_KEEP = "value-keep-store"
VALUE_KEPT = "value-kept-store"
VALUE_ERRORS = "value-inputs-errors"
VALUE_LEAD = "value-answer-words"
VALUE_FORM = "value-inputs-form"
VALUE_BODY = "value-figures-body"
VALUE_MESSAGE = "value-keep-message"

# Who is heard.
RESPONSE_VOICE = "response-voice-select"
RESPONSE_LEAD = "response-heard-words"
RESPONSE_BODY = "response-groups-body"


def of_value(name: str) -> str:
    """Return the id of the control that holds one input of the value calculator, or its reason."""
    return f"value-{name.replace('_', '-')}"


# Who was heard, and one pupil.
HEARD_TEXT = "heard-text-filter"
HEARD_SHOW = "heard-show-filter"
HEARD_MINE = "heard-mine-filter"
HEARD_PAGE = "heard-page-select"
HEARD_BODY = "heard-pupils-body"
FEEDBACK_PUPIL = "feedback-pupil-store"
FEEDBACK_PLACE = "feedback-place-store"
FEEDBACK_GIVEN = "feedback-given-store"
FEEDBACK_ASKED = "feedback-asked-store"
FEEDBACK_MESSAGE = "feedback-link-message"
FEEDBACK_BODY = "feedback-pupil-body"


def of_feedback(name: str) -> str:
    """Return the id of a control of the form that asks for feedback."""
    return f"feedback-{name.replace('_', '-')}"


# What works, and what is recommended because of it.
EVIDENCE_ASKED = "evidence-asked-store"
EVIDENCE_BODY = "evidence-asked-body"
EVIDENCE_DOWNLOAD = "evidence-table-download"
EVIDENCE_DIFFERENCES_DOWNLOAD = "evidence-differences-download"
EVIDENCE_BUTTON = "evidence-means-button"
EVIDENCE_DIFFERENCES_BUTTON = "evidence-differences-button"
LEARNING_OPENED = "learning-opened-store"
LEARNING_CHANGED = "learning-changed-store"
LEARNING_FINGERPRINT = "learning-fingerprint-store"
LEARNING_FORCE = "learning-force-body"
LEARNING_SOURCE = "learning-source-select"
LEARNING_SHOW = "learning-show-button"
LEARNING_RESULT = "learning-result-body"
LEARNING_ADOPTION = "learning-adoption-box"
LEARNING_REASON = "learning-reason-text"
LEARNING_ADOPT = "learning-adopt-button"
LEARNING_MESSAGE = "learning-adopt-message"
LEARNING_DOWNLOAD = "learning-weights-download"
LEARNING_BUTTON = "learning-weights-button"

# Early reviews.
EARLY_SHOW = "early-show-select"
EARLY_REASON = "early-reason-select"
EARLY_MINE = "early-mine-box"
EARLY_PAGE = "early-page-select"
EARLY_BODY = "early-list-body"
EARLY_PUPIL = "early-pupil-store"
EARLY_SAVED = "early-saved-store"
EARLY_MESSAGE = "early-save-message"
EARLY_ERRORS = "early-save-errors"
EARLY_DECIDING = "early-deciding-body"
EARLY_REVISION = "early-revision-store"
EARLY_DECISION = "early-decision-select"
EARLY_DATE = "early-date-input"
EARLY_NOTE = "early-note-text"
EARLY_SAVE = "early-save-button"
