"""Which of the 13 support packages a pupil's cluster and answers suggest, and why.

What the packages cost in all is not worked out here: no hours or prices are known until the
authority enters its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.allocation import Allocation, case_ids
from analytics.answers import known, listed, opened, phrase, score_of
from analytics.learning.versions import Learned
from data.schemas import NO_PLAN_CLUSTER, PACKAGE_IDS

# Technical pack v0.09, "Cluster to support packages mapping summary". An absent cluster is an
# empty cell; X10 and sp12 are empty throughout.
MAPPING: dict[str, dict[str, str]] = {
    "sp1": {"X1": "Y", "X5": "Y", "X7": "Y", "X8": "Y", "X9": "Y"},
    "sp2": {
        "X1": "Y",
        "X2": "Y",
        "X3": "Low",
        "X4": "High",
        "X5": "Y",
        "X6": "Low",
        "X7": "Y",
        "X8": "Y",
        "X9": "Y",
    },
    "sp3": {
        "X1": "Y",
        "X2": "Y",
        "X3": "Low",
        "X4": "High",
        "X5": "Y",
        "X6": "Low",
        "X7": "Y",
        "X8": "Y",
        "X9": "Y",
    },
    "sp4": {
        "X1": "Y",
        "X3": "Low",
        "X4": "High",
        "X5": "Y",
        "X6": "Core",
        "X7": "Y",
        "X8": "Y",
    },
    "sp5": {"X1": "Y", "X2": "Y", "X5": "Y", "X8": "Y"},
    "sp6": {"X1": "Y", "X2": "Y", "X8": "Y"},
    "sp7": {"X1": "Y", "X2": "Y"},
    "sp8": {"X1": "Y", "X2": "Y"},
    "sp9": {"X1": "Y", "X2": "Y", "X7": "Y"},
    "sp10": {"X2": "Y", "X9": "Y"},
    "sp11": {"X7": "Y", "X9": "Core"},
    "sp12": {},
    "sp13": {"X7": "Y", "X9": "Y"},
}
STRENGTHS = {"Core": "Core", "High": "High", "Y": "Yes", "Low": "Low"}
LOW = "Low"


@dataclass(frozen=True)
class Trigger:
    """State the answers that call for a package whatever the cluster: any at `least` or above."""

    question_ids: tuple[str, ...]
    least: int


# The pack marks these three rows "Question related" but prints neither the questions nor the
# scores. Moderate (Some, for daily living) and above is our reading.
TRIGGERS: dict[str, Trigger] = {
    "sp11": Trigger(("health", "hearing", "visual", "physical_other"), 2),
    "sp12": Trigger(("social_care",), 1),
    "sp13": Trigger(("adl_support",), 2),
}

# Names as the pack prints them. The pack gives no scope, hours or costs: the scopes are ours in
# plain words, hours and costs stay empty until the authority enters its own.
_NAMES_AND_SCOPES: dict[str, tuple[str, str]] = {
    "sp1": (
        "Special school placement",
        "A place in a special school, or in a special unit of a mainstream school.",
    ),
    "sp2": (
        "One to one sessions",
        "Time with one adult and one pupil, to teach or practise something agreed.",
    ),
    "sp3": ("Small group work", "Teaching or practice with an adult in a small group of pupils."),
    "sp4": (
        "SLC / Picture / Makaton",
        "Help with speech, language and communication (SLC): therapy, picture exchange, or Makaton "
        "signs and symbols.",
    ),
    "sp5": (
        "Sensory diet",
        "Planned activities through the day that help a pupil cope with sound, touch, light and "
        "movement.",
    ),
    "sp6": ("Quiet place", "A calm place to go to, and a way of asking for it."),
    "sp7": (
        "Visual word link activities",
        "Activities that link words with pictures and objects, to build vocabulary and reading.",
    ),
    "sp8": (
        "Liaison distress",
        "A known adult who notices distress early, helps the pupil calm, and keeps in touch with "
        "home.",
    ),
    "sp9": (
        "Social stories / social play / role plays",
        "Stories, play and acting out that show how to be with others and what to expect.",
    ),
    "sp10": (
        "Self care / life skills",
        "Teaching of everyday skills such as dressing, cooking, money and travel.",
    ),
    "sp11": (
        "PD & health related support",
        "Support for a physical disability (PD), sight, hearing or a health condition, such as "
        "therapy, equipment or a care plan.",
    ),
    "sp12": (
        "Social care related support",
        "Support arranged with social care, such as short breaks or a family support worker.",
    ),
    "sp13": (
        "Toileting / activities of daily living support",
        "Help from an adult with toileting, washing, dressing, eating or moving about.",
    ),
}
CATALOGUE: tuple[dict[str, Any], ...] = tuple(
    {
        "package_id": package_id,
        "name": name,
        "scope": scope,
        "hours_weekly": None,
        "unit_cost": None,
        "cost_unit": None,
    }
    for package_id, (name, scope) in _NAMES_AND_SCOPES.items()
)


@dataclass(frozen=True)
class Suggestion:
    """Hold what the cluster, the answers and the library say of one package for one pupil.

    `strength` is the pack's word for the cluster: Core, High, Yes, Low or "". `n_with` of the
    `n_similar` nearest cases had the package, and `n_cluster_with` of the `n_cluster` cases of the
    cluster. Hours are a week; a blank one is not known.
    """

    package_id: str
    name: str
    scope: str
    strength: str
    suggested: bool
    triggered_by: tuple[str, ...]
    why: str
    n_with: int
    n_similar: int
    n_cluster_with: int
    n_cluster: int
    hours_weekly: float | None
    unit_cost: float | None
    cost_unit: str | None
    weight: float | None = None
    """Its weight in the adopted version of the recommendations, None without one."""
    learned: str = ""
    """Why it ranks as it does since that version, "" where it ranks as before."""

    @property
    def consider(self) -> bool:
        """Tell whether the package is worth a thought without being suggested."""
        return not self.suggested and (
            self.strength == LOW or (self.strength != "" and self.learned != "")
        )


def triggered_by(package_id: str, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the questions whose answers call for the package whatever the cluster."""
    trigger = TRIGGERS.get(package_id)
    if trigger is None:
        return ()
    return tuple(q for q in trigger.question_ids if (score_of(answers, q) or 0) >= trigger.least)


def suggest(
    allocation: Allocation | None,
    answers: Mapping[str, Any],
    *,
    library: pd.DataFrame,
    catalogue: pd.DataFrame | Iterable[Mapping[str, Any]] = CATALOGUE,
    learned: Learned | None = None,
) -> tuple[Suggestion, ...]:
    """Return all 13 packages in order, each with its standing for this pupil and the reason.

    The catalogue is the `packages` table or its rows; a package or word missing from it is taken
    from CATALOGUE. Without an allocation only the answers speak. A trigger suggests a package in
    X10 too, where the cluster suggests none. With an adopted version of the recommendations, those
    suggested come first, by weight, and enough decisions of people add or take away a suggestion
    that no answer calls for.
    """
    rows = _catalogue_rows(catalogue)
    cluster = "" if allocation is None else allocation.cluster
    near = () if allocation is None else tuple(case.pupil_id for case in allocation.nearest)
    with_similar, with_members = _counts(library, near=near, cluster=cluster)
    suggestions = []
    for package_id in PACKAGE_IDS:
        word = MAPPING[package_id].get(cluster, "")
        triggers = triggered_by(package_id, answers)
        n_with, n_similar = with_similar[package_id]
        n_cluster_with, n_cluster = with_members[package_id]
        suggestions.append(
            Suggestion(
                **rows[package_id],
                strength=STRENGTHS.get(word, ""),
                suggested=is_suggested(package_id, cluster, triggers=triggers, learned=learned),
                triggered_by=triggers,
                why=_why(cluster, word, triggers, answers),
                n_with=n_with,
                n_similar=n_similar,
                n_cluster_with=n_cluster_with,
                n_cluster=n_cluster,
                weight=learned.weight(cluster, package_id) if learned else None,
                learned=learned.why(cluster, package_id) if learned else "",
            )
        )
    return tuple(suggestions if learned is None else sorted(suggestions, key=_rank))


def is_suggested(
    package_id: str, cluster: str, *, triggers: tuple[str, ...], learned: Learned | None
) -> bool:
    """Tell whether a package is suggested: by an answer, a version of weights, or the cluster."""
    if triggers:
        return True
    now = learned.suggests(cluster, package_id) if learned else None
    return MAPPING[package_id].get(cluster, "") not in ("", LOW) if now is None else now


def _rank(suggestion: Suggestion) -> tuple[bool, float]:
    return not suggestion.suggested, -(suggestion.weight or 0.0)


def _catalogue_rows(
    catalogue: pd.DataFrame | Iterable[Mapping[str, Any]],
) -> dict[str, dict[str, Any]]:
    rows: Iterable[Mapping[Any, Any]]
    if not isinstance(catalogue, pd.DataFrame):
        rows = catalogue
    elif "package_id" in catalogue.columns:
        rows = catalogue.to_dict("records")
    else:
        rows = catalogue.reset_index().to_dict("records")
    own = {row["package_id"]: row for row in rows}
    return {
        default["package_id"]: _filled(own.get(default["package_id"], {}), default)
        for default in CATALOGUE
    }


def _filled(row: Mapping[Any, Any], default: Mapping[str, Any]) -> dict[str, Any]:
    mine = {name: known(row.get(name)) for name in default}
    return {name: default[name] if mine[name] is None else mine[name] for name in default}


Counts = dict[str, tuple[int, int]]


def _counts(library: pd.DataFrame, *, near: tuple[str, ...], cluster: str) -> tuple[Counts, Counts]:
    """Count for each package the nearest cases, and those of the cluster, that had it.

    Beside each count stands how many of them it is known of.
    """
    if library.empty:
        nothing = dict.fromkeys(PACKAGE_IDS, (0, 0))
        return nothing, nothing
    had = library.reindex(columns=[f"package_{package_id}" for package_id in PACKAGE_IDS])
    values = had.to_numpy(dtype="float64", na_value=np.nan)
    return (
        _count(values[np.isin(case_ids(library).to_numpy(dtype=str), near)]),
        _count(values[library["cluster"].to_numpy(dtype=str) == cluster]),
    )


def _count(values: np.ndarray) -> Counts:
    n_with, n_known = (values == 1).sum(axis=0), (~np.isnan(values)).sum(axis=0)
    return {
        package_id: (int(n_with[place]), int(n_known[place]))
        for place, package_id in enumerate(PACKAGE_IDS)
    }


_WORDS_FOR = {
    "Core": "It is core support for cluster {cluster}.",
    "High": "Cluster {cluster} has a high need of it.",
    "Y": "Cluster {cluster} usually has it.",
    "Low": "Cluster {cluster} has a low need of it, so consider it.",
}


def _why(cluster: str, word: str, triggers: tuple[str, ...], answers: Mapping[str, Any]) -> str:
    by_cluster = _WORDS_FOR[word].format(cluster=cluster) if word else _without(cluster)
    if not triggers:
        return by_cluster
    told = listed(tuple(phrase(q, score_of(answers, q) or 0) for q in triggers))
    by_answers = opened(f"{told}, which calls for it whatever the cluster.")
    return f"{by_answers} {by_cluster}" if word or cluster == NO_PLAN_CLUSTER else by_answers


def _without(cluster: str) -> str:
    if not cluster:
        return "No cluster yet, because not every question is answered."
    if cluster == NO_PLAN_CLUSTER:
        return "The rule for no plan applies (X10), and X10 suggests no package."
    return f"Cluster {cluster} does not usually have it."
