"""Every component id, `<tab>-<noun>-<role>`. Pattern ids are built by the functions here."""

from __future__ import annotations

# Frame of every page. Dash Pages names its own location component.
LOCATION = "_pages_location"
NAVIGATE = "frame-page-open"
NAVIGATION = "frame-pages-links"
PUPIL_SEARCH_BOX = "frame-pupil-search-box"
PUPIL_SEARCH = "frame-pupil-search"
PUPIL_RESULTS = "frame-pupil-results"
INTRODUCTION_SWITCH = "frame-introduction-switch"
DEFINITIONS_SWITCH = "frame-definitions-switch"
CONTENT = "frame-content"
VIEWS = "frame-views-links"

# Caseload.
CASELOAD_TEXT = "caseload-text-filter"
CASELOAD_STAGE = "caseload-stage-filter"
CASELOAD_CLUSTER = "caseload-cluster-filter"
CASELOAD_STATE = "caseload-state-filter"
CASELOAD_MINE = "caseload-mine-filter"
CASELOAD_SORT = "caseload-order-select"
CASELOAD_PAGE = "caseload-page-select"
CASELOAD_TABLE = "caseload-cases-table"

# Board, forecast, calendar, what changed.
BOARD_MINE = "board-mine-filter"
BOARD_BODY = "board-lanes-body"
FORECAST_MINE = "forecast-mine-filter"
FORECAST_BODY = "forecast-cases-body"
CALENDAR_MONTH = "calendar-month-store"
CALENDAR_MINE = "calendar-mine-filter"
CALENDAR_BODY = "calendar-month-body"
CHANGES_MINE = "changes-mine-filter"
CHANGES_REACHED = "changes-reached-store"
CHANGES_SEEN = "changes-seen-button"
CHANGES_MESSAGE = "changes-seen-message"
CHANGES_BODY = "changes-list-body"

# Dates and steps of one pupil.
PROCESS_PUPIL = "process-pupil-store"
PROCESS_SAVED = "process-saved-store"
PROCESS_ADVICE_SAVED = "process-advice-saved-store"
PROCESS_CLOCK = "process-clock-body"
PROCESS_FORM = "process-dates-form"
PROCESS_GIVEN = "process-dates-store"
PROCESS_MESSAGE = "process-dates-message"
PROCESS_ADVICE_FORM = "process-advice-form"
PROCESS_ADVICE_GIVEN = "process-advice-store"
PROCESS_ADVICE_MESSAGE = "process-advice-message"

# Review pupil.
REVIEW_PUPIL = "review-pupil-store"
REVIEW_BODY = "review-pupil-body"
REVIEW_SUMMARY = "review-pupil-summary"
REVIEW_HISTORY = "review-history-body"
REVIEW_NEEDS_DOWNLOAD = "review-needs-download"
REVIEW_NEEDS_BUTTON = "review-needs-button"
EXCEPTION_TOLD = "exception-recorded-words"
EXCEPTION_MESSAGE = "exception-saved-message"
EXCEPTION_REVISION = "exception-revision-store"
EXCEPTION_KIND = "exception-kind-select"
EXCEPTION_DATE = "exception-from-input"
EXCEPTION_SAVE = "exception-save-button"
COMPARE_FROM = "review-revision-from"
COMPARE_TO = "review-revision-to"
COMPARE_TABLE = "review-revision-comparison"

# Pupil assessment input.
ASSESSMENT_REVISION = "assessment-revision-store"
ASSESSMENT_REQUEST = "assessment-request-store"
ASSESSMENT_SECTION = "assessment-form-section"
ASSESSMENT_SAVE = "assessment-save-button"
ASSESSMENT_REST_NONE = "assessment-rest-none-button"
ASSESSMENT_MERGE = "assessment-merge-button"
ASSESSMENT_DISCARD = "assessment-discard-button"
ASSESSMENT_DRAFT = "assessment-draft-status"
ASSESSMENT_MESSAGE = "assessment-save-message"
ASSESSMENT_PROGRESS = "assessment-answers-progress"

# Create new pupil.
CREATE_REFERENCE = "create-pupil-reference"
CREATE_MONTH = "create-birth-month"
CREATE_YEAR = "create-birth-year"
CREATE_SCHOOL = "create-school-select"
CREATE_BUTTON = "create-pupil-button"
CREATE_ERRORS = "create-pupil-errors"

# Packages and the rule for no plan.
PACKAGES_BODY = "packages-catalogue-body"
PACKAGE_CHANGED = "packages-changed-store"
PACKAGE_FORM = "packages-package-form"
PACKAGE_SELECT = "packages-package-select"
PACKAGE_NAME = "packages-package-name"
PACKAGE_SCOPE = "packages-package-scope"
PACKAGE_HOURS = "packages-package-hours"
PACKAGE_COST = "packages-package-cost"
PACKAGE_UNIT = "packages-package-unit"
PACKAGE_REVISION = "packages-revision-store"
PACKAGE_SAVE = "packages-save-button"
PACKAGE_MESSAGE = "packages-save-message"
RULE_CHANGED = "rule-changed-store"
RULE_FORM = "rule-change-form"
RULE_SCORE = "rule-highest-score"
RULE_TOTAL = "rule-highest-total"
RULE_REASON = "rule-reason-text"
RULE_REVISION = "rule-revision-store"
RULE_SAVE = "rule-save-button"
RULE_MESSAGE = "rule-save-message"
RULE_BODY = "rule-cut-off-body"

# Reference Charts: new model.
MODELS_FORCE = "models-force-body"
MODELS_CHANGED = "models-change-store"
MODELS_SOURCE = "models-source-select"
MODELS_COUNT = "models-count-select"
MODELS_DERIVE = "models-derive-button"
MODELS_RESULT = "models-result-body"
MODELS_FINGERPRINT = "models-fingerprint-store"
MODELS_MOVES_BUTTON = "models-moves-button"
MODELS_MOVES_DOWNLOAD = "models-moves-download"
MODELS_ADOPTION = "models-adoption-box"
MODELS_REASON = "models-reason-input"
MODELS_ADOPT = "models-adopt-button"
MODELS_MESSAGE = "models-adopt-message"
# Reference Charts: clusters.
CLUSTERS_OPENED = "clusters-opened-store"
CLUSTERS_BODY = "clusters-all-body"
CLUSTERS_BUTTON = "clusters-all-button"
CLUSTERS_DOWNLOAD = "clusters-all-download"
CLUSTER_NAME = "clusters-name-store"
CLUSTER_BODY = "clusters-one-body"
CLUSTER_DOWNLOAD = "clusters-one-download"
CLUSTER_NEEDS_BUTTON = "clusters-needs-button"
CLUSTER_OUTCOMES_BUTTON = "clusters-outcomes-button"
CLUSTER_MENTIONS_BUTTON = "clusters-mentions-button"
CLUSTER_PACKAGES_BUTTON = "clusters-packages-button"

# Reference Charts: benchmark a pupil.
BENCHMARK_OPENED = "benchmark-choices-store"
BENCHMARK_CHOICES = "benchmark-choices-list"
BENCHMARK_PUPIL = "benchmark-pupil-store"
BENCHMARK_BODY = "benchmark-pupil-body"
BENCHMARK_CLUSTER = "benchmark-cluster-select"
BENCHMARK_WHAT_IF = "benchmark-changes-body"
BENCHMARK_AUTHORITY_PUPIL = "benchmark-authority-store"
BENCHMARK_AUTHORITY = "benchmark-authority-body"
BENCHMARK_DOWNLOAD = "benchmark-table-download"
BENCHMARK_AUTHORITY_DOWNLOAD = "benchmark-authority-download"
BENCHMARK_DISTANCES_BUTTON = "benchmark-distances-button"
BENCHMARK_NEEDS_BUTTON = "benchmark-needs-button"
BENCHMARK_PACKAGES_BUTTON = "benchmark-packages-button"
BENCHMARK_OUTCOMES_BUTTON = "benchmark-outcomes-button"
BENCHMARK_CLUSTERS_BUTTON = "benchmark-clusters-button"
BENCHMARK_SCHOOLS_BUTTON = "benchmark-schools-button"
BENCHMARK_PLANS_BUTTON = "benchmark-plans-button"

# Reference Charts: the library, and national figures.
LIBRARY_DATA = "library-data-select"
LIBRARY_BODY = "library-charts-body"
LIBRARY_AGES_BUTTON = "library-ages-button"
LIBRARY_NEEDS_BUTTON = "library-needs-button"
LIBRARY_OUTCOMES_BUTTON = "library-outcomes-button"
LIBRARY_PACKAGES_BUTTON = "library-packages-button"
LIBRARY_NEED_PAIRS_BUTTON = "library-need-pairs-button"
LIBRARY_OUTCOME_PAIRS_BUTTON = "library-outcome-pairs-button"
LIBRARY_PACKAGE_PAIRS_BUTTON = "library-package-pairs-button"
LIBRARY_DOWNLOAD = "library-charts-download"
LIBRARY_CUT = "library-cut-select"
LIBRARY_TREE = "library-tree-body"
LIBRARY_TREE_BUTTON = "library-tree-button"
LIBRARY_CUTS_BUTTON = "library-cuts-button"
LIBRARY_TREE_DOWNLOAD = "library-tree-download"
NATIONAL_OPENED = "national-opened-store"
NATIONAL_BODY = "national-figures-body"
NATIONAL_ALL_BUTTON = "national-all-button"
NATIONAL_NEW_BUTTON = "national-new-button"
NATIONAL_AREAS_BUTTON = "national-areas-button"
NATIONAL_DOWNLOAD = "national-figures-download"


def sen2(view: str, part: str) -> str:
    """Return the id of a part of a view of SEN2 benchmarking: address, views, choices, body."""
    return f"sen2-{view}-{part}"


def form(column: str) -> str:
    """Return the id of the control that holds one editable column of an assessment."""
    return f"assessment-{column.replace('_', '-')}"


def of_process(column: str) -> str:
    """Return the id of the control that holds one date or choice of a pupil's process."""
    return f"process-{column.replace('_', '-')}"


def weight(group: str) -> str:
    """Return the id of the control for the weight of a group of questions."""
    return f"models-{group.lower().replace(' ', '-')}-weight"


def of_document(code: str, part: str) -> str:
    """Return the id of a control of a document's form: type, role, name, date, about or reason."""
    return f"documents-{code}-{part}"


def of_answer(question: str) -> str:
    """Return the id of the control that holds the answer to accept for a question."""
    return f"documents-{question.replace('_', '-')}-answer"


def of_line(line: str, part: str) -> str:
    """Return the id of a control of a line's form: text, agreed, links, or what it serves."""
    return f"plan-{line}-{part}"


def hint(control: str) -> str:
    """Return the id of the hint of a control."""
    return f"{control}-hint"


def error(control: str) -> str:
    """Return the id of the place for what is wrong with a control."""
    return f"{control}-error"


SEN2_IMPORT_OPENED = "sen2-import-opened-store"
SEN2_TICKS = "sen2-import-interval"
SEN2_JOB = "sen2-import-job"
SEN2_RELEASES = "sen2-import-releases"

# Supporting documents.
DOCUMENTS_OPENED = "documents-opened-store"
DOCUMENTS_CHOICES = "documents-choices-list"
DOCUMENTS_PUPIL = "documents-pupil-store"
DOCUMENTS_PLACE = "documents-place-store"
DOCUMENTS_ACCEPTED = "documents-accepted-store"
DOCUMENTS_CORRECTED = "documents-corrected-store"
DOCUMENTS_SAVED = "documents-saved-store"
DOCUMENTS_BODY = "documents-view-body"
DOCUMENTS_ACCEPT_MESSAGE = "documents-accept-message"
DOCUMENTS_CORRECT_MESSAGE = "documents-correct-message"
DOCUMENTS_PUT_RIGHT = "documents-put-right-store"
DUAL_RUN_OPENED = "dual-run-opened-store"
DUAL_RUN = "dual-run-agreement-body"

# Our own SEN2 figures, and the return.
SEN2_OWN_OPENED = "sen2-own-opened-store"
SEN2_OWN_BODY = "sen2-own-figures-body"
SEN2_OWN_RETURN = "sen2-own-return-box"
SEN2_OWN_JANUARY = "sen2-own-january-select"
SEN2_OWN_CHECK = "sen2-own-check-button"
SEN2_OWN_CHECKS = "sen2-own-checks-body"

# Panel.
PANEL_OPENED = "panel-opened-store"
PANEL_ADDED = "panel-added-store"
PANEL_BODY = "panel-meetings-body"
PANEL_TITLE = "panel-meeting-title"
PANEL_DATE = "panel-meeting-date"
PANEL_CHAIR = "panel-meeting-chair"
PANEL_ADD = "panel-meeting-button"
PANEL_MESSAGE = "panel-meeting-message"
AGENDA_MEETING = "agenda-meeting-store"
AGENDA_CHANGED = "agenda-changed-store"
AGENDA_BODY = "agenda-items-body"
AGENDA_FORM = "agenda-item-form"
AGENDA_PUPIL = "agenda-pupil-select"
AGENDA_ASK = "agenda-ask-select"
AGENDA_NOTE = "agenda-note-text"
AGENDA_ADD = "agenda-item-button"
AGENDA_MESSAGE = "agenda-item-message"
PACK_MEETING = "pack-meeting-store"
PACK_PUPIL = "pack-pupil-store"
PACK_BODY = "pack-pupil-body"
DECISION_ON = "panel-decision-on-store"
DECISION_REVISION = "decision-revision-store"
DECISION_SAVED = "decision-saved-store"
DECISION_OUTCOME = "decision-outcome-select"
DECISION_REASON = "decision-reason-text"
DECISION_RULE = "decision-rule-text"
DECISION_SAVE = "decision-save-button"
DECISION_MESSAGE = "decision-save-message"
DECISION_CONFIRMED = "decision-confirmed-store"
CONFIRM_BUTTON = "decision-confirm-button"
CONFIRM_MESSAGE = "decision-confirm-message"
TAKE_OFF = "agenda-off-button"
TAKE_OFF_MESSAGE = "agenda-off-message"

# Placement.
PLACEMENT_OPENED = "placement-opened-store"
PLACEMENT_CHOICES = "placement-choices-list"
PLACEMENT_PUPIL = "placement-pupil-store"
PLACEMENT_BODY = "placement-pupil-body"
PLACEMENT_CONSULTED = "placement-consulted-store"
PLACEMENT_ANSWERED = "placement-answered-store"
PLACEMENT_NAMED = "placement-named-store"
PLACEMENT_ISSUED = "placement-issued-store"
CONSULT_SCHOOL = "consult-school-select"
CONSULT_PREFERRED = "consult-preferred-select"
CONSULT_DATE = "consult-asked-input"
CONSULT_SAVE = "consult-save-button"
CONSULT_MESSAGE = "consult-save-message"
ANSWER_SCHOOL = "answer-school-select"
ANSWER_ANSWER = "answer-answer-select"
ANSWER_GROUND = "answer-ground-select"
ANSWER_REASONS = "answer-reasons-text"
ANSWER_DATE = "answer-day-input"
ANSWER_SAVE = "answer-save-button"
ANSWER_MESSAGE = "answer-save-message"
NAME_SCHOOL = "placement-school-select"
NAME_GROUND = "placement-ground-select"
NAME_REASON = "placement-reason-text"
NAME_SAVE = "placement-name-button"
NAME_MESSAGE = "placement-name-message"
PLACEMENT_REVISIONS = "placement-revisions-store"
ISSUE_REASON = "placement-early-input"
ISSUE_SURE = "placement-sure-box"
ISSUE_BUTTON = "placement-issue-button"
ISSUE_MESSAGE = "placement-issue-message"

# EHCP Generator.
PLAN_OPENED = "plan-opened-store"
PLAN_CHOICES = "plan-choices-list"
PLAN_PUPIL = "plan-pupil-store"
PLAN_PLACE = "plan-place-store"
PLAN_BODY = "plan-view-body"
PLAN_WRITTEN = "plan-written-store"
PLAN_TYPED = "plan-typed-store"
PLAN_SAID = "plan-said-store"
PLAN_ASKED_DRAFT = "plan-asked-draft-store"
PLAN_SAVED = "plan-saved-store"
PLAN_COMMENTED = "plan-commented-store"
PLAN_DRAFTED = "plan-drafted-store"
PLAN_TOLD = "plan-told-store"
PLAN_DRAFT_TOLD = "plan-draft-told-store"
PLAN_MESSAGE = "plan-save-message"
PLAN_COMMENT_MESSAGE = "plan-comment-message"
PLAN_DRAFT_MESSAGE = "plan-draft-message"
PLAN_EARLIER = "plan-earlier-select"
PLAN_LATER = "plan-later-select"
PLAN_COMPARISON = "plan-comparison-body"

# Progress Feedback: results of a school, and answers that were told.
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


# Progress Feedback: value.
VALUE_GIVEN = "value-given-store"
VALUE_KEEP = "value-keep-store"
VALUE_KEPT = "value-kept-store"
VALUE_ERRORS = "value-inputs-errors"
VALUE_LEAD = "value-answer-words"
VALUE_FORM = "value-inputs-form"
VALUE_BODY = "value-figures-body"
VALUE_MESSAGE = "value-keep-message"

# Progress Feedback: who is heard.
RESPONSE_VOICE = "response-voice-select"
RESPONSE_LEAD = "response-heard-words"
RESPONSE_BODY = "response-groups-body"


def of_value(name: str) -> str:
    """Return the id of the control that holds one input of the value calculator, or its reason."""
    return f"value-{name.replace('_', '-')}"
