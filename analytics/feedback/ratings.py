"""Ratings of outcomes, each with what was so of the pupil on the day of the answer."""

from __future__ import annotations

import pandas as pd

# Said of the whole answer, so kept once with it.
OF_THE_ANSWER = ("cluster", "school_id", "age_years", "needs_total")
OF_THE_RATING = (
    "attainment_id", "feedback_id", "pupil_id", "voice", "given_on", "line_id", "outcome",
    "outcome_id", "area", "packages", "score", "evidence",
)  # fmt: skip
COLUMNS = (*OF_THE_RATING, *OF_THE_ANSWER)


def ratings(attainments: pd.DataFrame, feedback: pd.DataFrame) -> pd.DataFrame:
    """Return one row per attainment with the cluster, school, age and needs of its day.

    Rows keep the order and number of `attainments`; one whose answer is not in `feedback` keeps
    its score and misses the rest.
    """
    answers = feedback.set_index(pd.Index(feedback["feedback_id"], name=None))
    kept = attainments[list(OF_THE_RATING)].reset_index(drop=True)
    said = answers[list(OF_THE_ANSWER)].reindex(kept["feedback_id"]).reset_index(drop=True)
    return pd.concat([kept, said], axis=1)


def packages_of(packages: pd.Series) -> pd.Series:
    """Return the codes of support packages that each text holds, as tuples in its order."""
    return packages.fillna("").map(
        lambda text: tuple(code.strip() for code in text.split(",") if code.strip())
    )
