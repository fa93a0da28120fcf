"""Signs that a plan may need an early review, for many pupils at once; a column a sign.

Attainment is in steps of the scale, feelings in steps of theirs, hours as shares of those planned.
Where nothing is known of a sign it is missing. "Now" is the newest answer of each voice since the
review; "usual" is what the same voice said before the review, or failing that before its newest.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.process.limits import AMENDED_AFTER_MEETING_WEEKS
from analytics.process.transfers import school_year, transfers_of
from analytics.review_flags.known import YEAR, Known, days
from data.schemas.feedback import VOICES, feeling_column

# Feelings about the place where one learns, and those that are less about it.
ABOUT = {
    "place": ("school", "friends", "safe"),
    "listened": ("listened",),
    "elsewhere": ("learning", "home"),
}
Signs = dict[str, Any]
# Only these columns: to carry the words of answers along takes twice the time.
COMMON = ("pupil_id", "voice", "given_on")
FELT = tuple(feeling_column(name) for names in ABOUT.values() for name in names)


def signs_of(known: Known) -> pd.DataFrame:
    """Return every sign of every pupil, indexed by reference."""
    ratings, answers, hours = (
        known.dated(frame[[*COMMON, *columns]])
        for frame, columns in (
            (known.attainments, ("line_id", "score")),
            (known.feedback, (*FELT, "needs_total")),
            (known.deliveries, ("line_id", "planned_hours", "delivered_hours")),
        )
    )
    count = len(known.pupil_ids)
    columns: Signs = {
        **_attainment(ratings, count),
        **_gap(ratings, count),
        **_feelings(answers, count, now=known.now),
        **_hours(hours, count),
        **_needs(known, answers),
        **_moves(known),
        **_silence(known, answers),
        "since_review": (known.now - known.reviewed) / YEAR,
    }
    return pd.DataFrame(columns, index=known.pupil_ids)


def per_pupil(values: Any, pupils: Any, count: int) -> np.ndarray:
    """Return the mean of the values of each pupil (or group), missing where there are none."""
    values, pupils = np.asarray(values, dtype=float), np.asarray(pupils, dtype=int)
    known = ~np.isnan(values)
    total = np.bincount(pupils[known], values[known], minlength=count)
    number = np.bincount(pupils[known], minlength=count)
    return np.divide(total, number, out=np.full(count, np.nan), where=number > 0)


def newest(rows: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Return the last row of each group since the review; rows are in order of days."""
    since = rows[rows["since"]]
    return since[~pd.Series(groups(since, *keys), index=since.index).duplicated(keep="last")]


def groups(rows: pd.DataFrame, *keys: str) -> np.ndarray:
    """Return a number for each combination of the keys."""
    number = np.zeros(len(rows), dtype=np.int64)
    for key in keys:
        codes, values = pd.factorize(rows[key])
        number = number * max(len(values), 1) + codes
    return pd.factorize(number)[0]


def with_usual(rows: pd.DataFrame, value: str, *keys: str) -> pd.DataFrame:
    """Return the newest row of each group with `usual`, the mean of the group's earlier ones."""
    coded = rows.assign(group=groups(rows, *keys))
    last = newest(coded, "group")
    size = int(coded["group"].max()) + 1 if len(coded) else 0
    older = coded.drop(index=last.index)
    before = older[~older["since"]]
    usual = per_pupil(before[value], before["group"], size)
    usual = np.where(np.isnan(usual), per_pupil(older[value], older["group"], size), usual)
    return last.assign(usual=usual[last["group"].to_numpy(dtype=int)])


def _attainment(ratings: pd.DataFrame, count: int) -> Signs:
    """Return the level of attainment now, of the worst outcome, and by how much it fell."""
    last = with_usual(ratings, "score", "pupil", "line_id", "voice")
    pupil, now = last["pupil"].to_numpy(dtype=int), last["score"].to_numpy(dtype=float)
    fall = last["usual"].to_numpy(dtype=float) - now
    since = ratings[ratings["since"]]
    found: Signs = {
        "ratings": np.bincount(pupil, minlength=count),
        "level": per_pupil(now, pupil, count),
        "level_since": per_pupil(since["score"], since["pupil"], count),
        "fall": per_pupil(fall, pupil, count),
        "fall_pairs": np.bincount(pupil[~np.isnan(fall)], minlength=count),
        "worst_outcome": extreme(now, last, count, least=True),
    }
    for voice in VOICES:
        own = (last["voice"] == voice).to_numpy(dtype=bool)
        found[f"level_{voice}"] = per_pupil(now[own], pupil[own], count)
        found[f"fall_{voice}"] = per_pupil(fall[own], pupil[own], count)
    return found


def extreme(values: Any, rows: pd.DataFrame, count: int, *, least: bool) -> np.ndarray:
    """Return the lowest or highest of the means of each pupil's lines."""
    lines = groups(rows, "pupil", "line_id")
    size = int(lines.max()) + 1 if len(lines) else 0
    means = per_pupil(values, lines, size)
    owner = np.zeros(size, dtype=int)
    owner[lines] = rows["pupil"].to_numpy(dtype=int)
    found = np.full(count, np.inf)
    np.fmin.at(found, owner, means if least else -means)
    found = np.where(np.isinf(found), np.nan, found)
    return found if least else -found


def _gap(ratings: pd.DataFrame, count: int) -> Signs:
    """Return how far the setting now rates the same outcomes above the parent, and how many."""
    last = newest(ratings, "pupil", "line_id", "voice")
    last = last.assign(line=groups(last, "pupil", "line_id"))
    size = int(last["line"].max()) + 1 if len(last) else 0
    of_voice = {
        voice: per_pupil(part["score"], part["line"], size)
        for voice, part in ((name, last[last["voice"] == name]) for name in ("setting", "parent"))
    }
    apart = of_voice["setting"] - of_voice["parent"]
    owner = np.zeros(size, dtype=int)
    owner[last["line"].to_numpy(dtype=int)] = last["pupil"].to_numpy(dtype=int)
    both = ~np.isnan(apart)
    return {
        "gap": per_pupil(apart, owner, count),
        "gap_outcomes": np.bincount(owner[both], minlength=count),
    }


def _feelings(answers: pd.DataFrame, count: int, *, now: int) -> Signs:
    """Return feelings now and by how much they fell, by voice and what they are about."""
    found: Signs = {}
    for about, names in ABOUT.items():
        columns = [feeling_column(name) for name in names]
        felt = answers.assign(felt=answers[columns].astype(float).mean(axis=1))
        last = with_usual(felt, "felt", "pupil", "voice")
        since = felt[felt["since"]]
        for voice in VOICES:
            own, all_own = last[last["voice"] == voice], since[since["voice"] == voice]
            found[f"{about}_{voice}"] = per_pupil(own["felt"], own["pupil"], count)
            found[f"{about}_since_{voice}"] = per_pupil(all_own["felt"], all_own["pupil"], count)
            fall = own["usual"].astype(float) - own["felt"]
            found[f"{about}_fall_{voice}"] = per_pupil(fall, own["pupil"], count)
            found[f"age_{voice}"] = per_pupil(now - own["day"], own["pupil"], count)
    return found


def _hours(hours: pd.DataFrame, count: int) -> Signs:
    """Return the share of planned hours not given: now and since, in all, and by package."""
    known = hours.dropna(subset=["planned_hours", "delivered_hours"])
    known = known[known["planned_hours"] > 0]
    missed = 1 - known["delivered_hours"].astype(float) / known["planned_hours"].astype(float)
    # Who gives it counts; where only a parent wrote hours down, theirs do.
    known = known.assign(missed=missed)
    last = newest(known, "pupil", "line_id", "voice")
    by_setting = last[last["voice"] == "setting"]
    alone = last[~last["pupil"].isin(by_setting["pupil"])]
    used = pd.concat([by_setting, alone])
    since = known[known["since"]]
    pupil = used["pupil"].to_numpy(dtype=int)
    planned = np.bincount(pupil, used["planned_hours"].to_numpy(dtype=float), minlength=count)
    given = np.bincount(pupil, used["delivered_hours"].to_numpy(dtype=float), minlength=count)
    share = np.divide(given, planned, out=np.full(count, np.nan), where=planned > 0)
    return {
        "not_given": 1 - share,
        "not_given_mean": per_pupil(used["missed"], pupil, count),
        "not_given_worst": extreme(used["missed"], used, count, least=False),
        "not_given_least": extreme(used["missed"], used, count, least=True),
        "not_given_since": per_pupil(since["missed"], since["pupil"], count),
        "not_given_lasting": extreme(since["missed"], since, count, least=False),
    }


def _needs(known: Known, answers: pd.DataFrame) -> Signs:
    """Return by how much the total of needs is above that of the review, and of a year before."""
    count = len(known.pupil_ids)
    told = answers.dropna(subset=["needs_total"])
    first = told[told["since"]].drop_duplicates("pupil", keep="first")
    before = told[~told["since"]].drop_duplicates("pupil", keep="last")
    then = np.full(count, np.nan)
    for part in (first, before):
        then[part["pupil"].to_numpy(dtype=int)] = part["needs_total"].to_numpy(dtype=float)
    least = np.full(count, np.inf)
    np.fmin.at(least, told["pupil"].to_numpy(dtype=int), told["needs_total"].to_numpy(dtype=float))
    today = known.needs.drop_duplicates("pupil_id").set_index("pupil_id")["needs_total"]
    now = today.reindex(known.pupil_ids).to_numpy(dtype=float, na_value=np.nan)
    return {
        "needs_up": now - then,
        "needs_above_least": np.where(np.isinf(least), np.nan, now - least),
    }


def _moves(known: Known) -> Signs:
    """Return whether a move of phase is still to be prepared, and whether its day has passed.

    A move on a condition that is not recorded, as whether a school ends with year 2, counts for
    nothing: no limit of the law is known to run.
    """
    found = transfers_of(known.pupils, known.schools, today=known.today)
    moves = {pupil_id: move for pupil_id, move in found.items() if move.is_certain}
    begins = known.today.replace(year=school_year(known.today), month=9, day=1).toordinal()
    request = known.request
    held, amended = days(request["review_held_on"]), days(request["amended_on"])
    due = np.array(
        [moves[one].deadline.toordinal() if one in moves else 0 for one in known.pupil_ids]
    )
    still = (due > 0) & (amended < begins)
    # The amended plan follows within 12 weeks of the meeting, so a later meeting is too late.
    latest = due - 7 * AMENDED_AFTER_MEETING_WEEKS
    meeting = np.maximum(days(request["review_due_on"]), known.now)
    return {
        "move": still.astype(float),
        "move_held": (still & (held >= begins)).astype(float),
        "move_late": (still & (due < known.now)).astype(float),
        "move_open": (still & (held < begins) & (meeting > latest)).astype(float),
    }


def _silence(known: Known, answers: pd.DataFrame) -> Signs:
    """Return the share of closed requests since the review without an answer, and days unheard."""
    count = len(known.pupil_ids)
    links = known.links.assign(pupil=known.place(known.links), made=days(known.links["made_on"]))
    links = links[links["pupil"] >= 0]
    closed = (days(links["expires_on"]) < known.now) | links["answered_on"].notna().to_numpy()
    asked = links[closed & (links["made"].to_numpy() >= known.reviewed[links["pupil"]])]
    heard = np.zeros(count)
    np.maximum.at(heard, answers["pupil"].to_numpy(dtype=int), answers["day"].to_numpy(dtype=float))
    return {
        "unanswered": per_pupil(asked["answered_on"].isna(), asked["pupil"], count),
        "asked": np.bincount(asked["pupil"], minlength=count),
        "unheard_days": np.where(heard > 0, known.now - heard, np.nan),
    }
