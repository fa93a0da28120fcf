"""The SEN2 person-level return: our casework laid out in the DfE's modules.

What the casework does not record stays empty: nothing is guessed to make a row complete.
"""

from __future__ import annotations

import pandas as pd

from analytics.sen2.own import Casework, Return
from data.schemas.sen2_return import AWAITING, BIRTH_MONTH, MODULES, NO, YES

Modules = dict[str, pd.DataFrame]
DAYS = ("requested_on", "decided_on", "final_on", "closed_on", "exception_on")


def modules(casework: Casework, wanted: Return) -> Modules:
    """Return the modules 1 to 5c by their ids, every cell text, an empty one where not recorded.

    Holds everybody with a request received, open or decided in the calendar year, or with a plan
    started, ceased or in force in it or on the day of the census. Rows are of persons, so the whole
    is personal data.
    """
    rows = _rows(casework, wanted)
    assessed = rows[rows["outcome"] == YES]
    planned = rows[rows["final_on"] != ""]
    active = planned[planned["closed_on"] == ""]
    return {
        "person": _person(rows),
        "requests": _requests(rows),
        "assessment": _assessment(assessed),
        "namedplan": _named_plan(planned),
        "plandetail": _framed("plandetail", planned["pupil_id"]),
        "activeplans": _framed("activeplans", active["pupil_id"]),
        # What is held of a school is a code of our own, no URN, so its row says only that it is.
        "placementdetail": _framed(
            "placementdetail", active.loc[active["school_id"] != "", "pupil_id"]
        ),
        "senneed": _needs(active[active["primary_need"] != ""]),
    }


def _rows(casework: Casework, wanted: Return) -> pd.DataFrame:
    """Return one row for each person in the return, as things stood on the day of the census."""
    needs = casework.assessments.reset_index(drop=True)[["pupil_id", "primary_need"]]
    people = casework.pupils.reset_index(drop=True)
    people = people[["pupil_id", "birth_year", "birth_month", "sex", "school_id"]]
    held = casework.requests.reset_index(drop=True)[["pupil_id", "stage", *DAYS]]
    rows = held.merge(people, on="pupil_id").merge(needs, on="pupil_id", how="left")
    texts = ["stage", *DAYS, "sex", "school_id", "primary_need"]
    rows[texts] = rows[texts].astype(object).where(rows[texts].notna(), "")
    last, first = wanted.counted_on.isoformat(), wanted.activity[0].isoformat()
    for day in DAYS:
        # ISO dates stand in order as text; what came after the census is not of this return.
        rows[day] = rows[day].where(rows[day] <= last, "")
    here = (rows["requested_on"] != "") & ((rows["closed_on"] == "") | (rows["closed_on"] >= first))
    rows["outcome"] = AWAITING
    rows.loc[rows["decided_on"] != "", "outcome"] = YES
    rows.loc[(rows["decided_on"] != "") & (rows["stage"] == "not_assessed"), "outcome"] = NO
    # Older plans may have come without the date of the decision to assess.
    rows.loc[rows["final_on"] != "", "outcome"] = YES
    return rows[here].sort_values("pupil_id", ignore_index=True)


def _person(rows: pd.DataFrame) -> pd.DataFrame:
    month = rows["birth_month"].astype(str).str.zfill(2)
    return _framed(
        "person",
        rows["pupil_id"],
        Sex=rows["sex"].replace("U", ""),
        **{BIRTH_MONTH: rows["birth_year"].astype(str) + "-" + month},
    )


def _requests(rows: pd.DataFrame) -> pd.DataFrame:
    return _framed(
        "requests",
        rows["pupil_id"],
        ReceivedDate=rows["requested_on"],
        RequestOutcomeDate=rows["decided_on"],
        RequestOutcome=rows["outcome"],
    )


def _assessment(rows: pd.DataFrame) -> pd.DataFrame:
    outcome = pd.Series(AWAITING, index=rows.index)
    refused = (rows["stage"] == "no_plan") & (rows["closed_on"] != "")
    outcome = outcome.mask(refused, NO).mask(rows["final_on"] != "", YES)
    decided = rows["final_on"].mask(refused, rows["closed_on"])
    return _framed(
        "assessment",
        rows["pupil_id"],
        AssessmentOutcome=outcome,
        AssessmentOutcomeDate=decided,
        # That none applies is nowhere recorded, so a late plan without one is asked about.
        Week20=pd.Series("1", index=rows.index).where(rows["exception_on"] != "", ""),
    )


def _named_plan(rows: pd.DataFrame) -> pd.DataFrame:
    return _framed(
        "namedplan", rows["pupil_id"], StartDate=rows["final_on"], CeaseDate=rows["closed_on"]
    )


def _needs(rows: pd.DataFrame) -> pd.DataFrame:
    rank = pd.Series("1", index=rows.index)
    return _framed("senneed", rows["pupil_id"], SENtype=rows["primary_need"], SENtypeRank=rank)


def _framed(id: str, pupils: pd.Series, **held: pd.Series) -> pd.DataFrame:
    """Return a module: its key and its parent's, which are the pupil's reference, and its fields.

    One process is kept for each pupil, so that a reference is enough for a key.
    """
    module = MODULES[id]
    keys = {module.key: pupils}
    if module.parent:
        keys[MODULES[module.parent].key] = pupils
    columns = {name: held.get(name, "") for name in module.fields}
    frame = pd.DataFrame({**keys, **columns}, index=pupils.index).astype(object)
    return frame.reset_index(drop=True)


def header(*, authority: str, wanted: Return) -> pd.DataFrame:
    """Return the header of the return, one row."""
    told = {
        "Collection": "SEN2",
        "Year": str(wanted.january),
        "ReferenceDate": wanted.census.isoformat(),
        "SourceLevel": "L",
        "LEA": authority,
        "SoftwareCode": "Digital EHCP",
        "Release": "",
        "SerialNo": "1",
        "DateTime": wanted.today.isoformat(),
        "DMO": "",
        "DCO": "",
        "DSCO": "",
    }
    return pd.DataFrame([told])
