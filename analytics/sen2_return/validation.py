"""What is wrong with a SEN2 return: each rule on each row, and what a module asks of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analytics.sen2.own import Return
from analytics.sen2_return.checks import Joined
from analytics.sen2_return.modules import Modules
from analytics.sen2_return.rules import ERROR, RECORD, RULES
from data.schemas.sen2_return import MODULES, Module

EVERY_ROW = "every row"
COLUMNS = ("rule", "severity", "module", "field", "row", "rows", "sentence", "action")
FIRST_RANK = "1"


def validate(modules: Modules, wanted: Return) -> pd.DataFrame:
    """Return what is wrong with the modules of a return, errors first: COLUMNS, one row a row.

    `row` is the key of the row that fails, which is personal data, and `rows` is 1; a rule that
    fails on every row of a module is told once, with the number of them.
    """
    joined = {id: Joined(_joined(modules, MODULES[id]), wanted) for id in MODULES}
    found = [
        row
        for rule in RULES
        for row in _found(
            (rule.code, rule.severity, rule.module, rule.field, rule.sentence, rule.action),
            joined[rule.module].frame,
            rule.check(joined[rule.module]),
        )
    ]
    table = pd.DataFrame([*found, *_across(modules)], columns=list(COLUMNS))
    return table.sort_values(["severity", "rule", "row"], kind="stable", ignore_index=True)


def _joined(modules: Modules, module: Module) -> pd.DataFrame:
    """Return a module with the columns of those it belongs to, up to the person."""
    frame = modules[module.id]
    if module.id == "activeplans":
        frame = _beside(frame, _starts(modules), MODULES["requests"].key)
    while module.parent:
        above = MODULES[module.parent]
        extra = modules[above.id]
        frame = _beside(frame, extra, above.key)
        module = above
    return frame.fillna("")


def _beside(frame: pd.DataFrame, above: pd.DataFrame, key: str) -> pd.DataFrame:
    wanted = [name for name in above if name == key or name not in frame]
    return frame.merge(above[wanted].drop_duplicates(key), on=key, how="left")


def _starts(modules: Modules) -> pd.DataFrame:
    """Return when the plan of each request started: a plan in force is of the request."""
    named, key = MODULES["namedplan"], MODULES["requests"].key
    plans = _beside(modules["namedplan"], modules["assessment"], MODULES[named.parent].key)
    return plans[[key, "StartDate"]].drop_duplicates(key)


Told = tuple[str, str, str, str, str, str]


def _found(told: Told, frame: pd.DataFrame, wrong: pd.Series) -> Iterator[tuple[Any, ...]]:
    code, severity, module, field, sentence, action = told
    keys = frame.loc[wrong, MODULES[module].key].astype(str).tolist()
    is_every = len(keys) > 1 and len(keys) == len(frame)
    for key in [EVERY_ROW] if is_every else keys:
        rows = len(keys) if is_every else 1
        yield code, severity, module, field, key, rows, sentence, action


def _across(modules: Modules) -> Iterator[tuple[Any, ...]]:
    """Return what is wrong with a module because of the rows of another."""
    active, needs = modules["activeplans"], modules["senneed"]
    key = MODULES["activeplans"].key
    first = needs[needs["SENtypeRank"].astype(str).str.strip() == FIRST_RANK][key]
    nowhere = ~active[key].isin(modules["placementdetail"][key])
    needless = ~active[key].isin(first)
    several = needs[key].isin(first[first.duplicated()])
    orphan = ~modules["requests"]["persontableid"].isin(modules["person"]["persontableid"])
    yield from _found(
        _error("S02", "activeplans", "SENtype", "The plan has no primary need."), active, needless
    )
    yield from _found(
        _error("S03", "senneed", "SENtypeRank", "The plan has several primary needs."),
        needs,
        several,
    )
    yield from _found(
        _error("L06", "activeplans", "URN", "The plan has no placement."), active, nowhere
    )
    yield from _found(
        _error("R10", "requests", "persontableid", "The request is of nobody here."),
        modules["requests"],
        orphan,
    )


def _error(code: str, module: str, field: str, sentence: str) -> Told:
    return code, ERROR, module, field, sentence, RECORD


def summary(problems: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows each rule fails on: rule, severity, module, field, sentence, rows."""
    by = ["severity", "rule", "module", "field", "sentence", "action"]
    return problems.groupby(by, sort=True)["rows"].sum().reset_index()
