"""What a callback may reach: the store, the settings, today, and what the authority adopted."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from flask import current_app

from access.policy import NO_PUPIL, allows
from access.principal import Principal
from access.refusals import Refusal
from access.relations import relation_to
from access.settings import Settings
from analytics.allocation import CutOff, allocate_all
from analytics.answers import known
from analytics.case import Adopted, Rights
from analytics.caseload import assessed, caseload, standing
from analytics.clustering import ClusterModel
from analytics.learning.versions import learned_of
from analytics.process.moving import open_moves, with_moves
from analytics.process.transfers import Transfer, transfers_of
from analytics.review_flags.deciding import proposed_review
from data.account_fields import SYSTEM
from data.accounts import Accounts
from data.links import Links
from data.published import read_library
from data.store import Store

EXTENSION = "digital-ehcp"
LIBRARY = Path(__file__).resolve().parent.parent / "data" / "demo" / "library.parquet"
RULE = "no_plan"
# Every case of the library has a plan, so the rule for no plan is not asked.
NEVER = CutOff(highest_score=-1, highest_total=-1)
NOT_PREPARED = (
    "The store has no cluster model yet. An administrator can run: flask --app app prepare"
)


@dataclass(frozen=True)
class House:
    """Hold the settings and the open store of one app."""

    settings: Settings
    store: Store
    accounts: Accounts
    links: Links


def house() -> House:
    """Return the settings and store of the app that serves this request."""
    return current_app.extensions[EXTENSION]


def store() -> Store:
    """Return the open store."""
    return house().store


def today() -> datetime.date:
    """Return the date; the only place a callback learns it."""
    return datetime.datetime.now(datetime.UTC).date()


def new_request_id() -> str:
    """Return a fresh id that makes a repeated save harmless."""
    return secrets.token_hex(16)


def adopted() -> Adopted:
    """Return the newest adopted model, the rule, the library and the catalogue."""
    return _adopted(
        store(),
        *_versions_of("cluster_models", "cut_offs", "packages", "recommendation_versions"),
    )


# Nothing of it changes with the pupils, and every pupil's page needs it.
@lru_cache(maxsize=2)
def _adopted(kept: Store, *_versions_of_tables: int) -> Adopted:
    tables = kept.tables
    versions, rule = _versions(), tables.row("cut_offs", RULE)
    if not versions or rule is None:
        raise Refusal(503, NOT_PREPARED)
    newest = tables.row("cluster_models", versions[0]) or {}
    return Adopted(
        model=_model(**newest),
        cut_off=CutOff.from_row(rule),
        library=_library(**newest),
        catalogue=records(tables.load("packages")),
        learned=learned_of(next(iter(recommendation_versions()), None)),
    )


def _versions_of(*names: str) -> tuple[int, ...]:
    return tuple(store().tables.version(name) for name in names)


def cluster_models() -> list[dict[str, Any]]:
    """Return every adopted cluster model, the one in force first."""
    return [store().tables.row("cluster_models", version) or {} for version in _versions()]


def _versions(table: str = "cluster_models") -> list[str]:
    return sorted(store().tables.load(table)["version"], key=int, reverse=True)


def recommendation_versions() -> list[dict[str, Any]]:
    """Return every adopted version of the recommendations, the one in force first."""
    table = "recommendation_versions"
    return [store().tables.row(table, version) or {} for version in _versions(table)]


@lru_cache(maxsize=8)
def _model(**row: Any) -> ClusterModel:
    # A version never changes once adopted, so reading its JSON once is enough.
    return ClusterModel.from_row(row)


@lru_cache(maxsize=8)
def _library(**row: Any) -> pd.DataFrame:
    """Return the library, each case in the cluster of a model that is nearest to it."""
    library = read_library(LIBRARY)
    nearest = allocate_all(library, model=_model(**row), cut_off=NEVER)["cluster"]
    return library.assign(cluster=nearest)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as plain values, missing ones as None."""
    columns = [[known(value) for value in frame[name].tolist()] for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def display_names() -> dict[str, str]:
    """Return the names that people are shown by, keyed by user name."""
    return {SYSTEM: "Digital EHCP", **house().accounts.display_names()}


def asked_of(username: str) -> frozenset[str]:
    """Return the pupils on whom a specialist was asked for advice."""
    advice = store().tables.load("advice")
    return frozenset(advice.loc[advice["specialist"] == username, "pupil_id"])


def asked_about(pupil_id: str) -> frozenset[str]:
    """Return the specialists who were asked for advice on a pupil."""
    advice = store().tables.load("advice")
    return frozenset(advice.loc[advice["pupil_id"] == pupil_id, "specialist"])


class StoreRelations:
    """Find out from the store how a person stands to a pupil."""

    def relation(self, principal: Principal, pupil_id: str) -> str | None:
        """Return the relation, or None if there is no such pupil."""
        pupil = store().tables.row("pupils", pupil_id)
        if pupil is None:
            return None
        asked = asked_about(pupil_id) if principal.role == "specialist" else frozenset()
        return relation_to(principal, pupil, asked)


def rights(who: Principal, pupil_id: str) -> Rights:
    """Return which parts of a pupil's assessment a person may change."""
    relation = StoreRelations().relation(who, pupil_id) or "other"
    return Rights(
        answers=allows(who.role, "assessment.write", relation),
        panel=allows(who.role, "panel.record", relation),
        exception=allows(who.role, "exception.record", relation),
    )


def may_place(who: Principal, pupil_id: str) -> bool:
    """Tell whether a person may read where a pupil could be placed."""
    return allows(who.role, "placement.read", StoreRelations().relation(who, pupil_id) or "other")


def reads_every_pupil(who: Principal) -> bool:
    """Tell whether a person may open the record of any pupil."""
    return allows(who.role, "pupil.read", "other")


def sees_cases(who: Principal) -> bool:
    """Tell whether a person may see single cases of the library, and small clusters."""
    return allows(who.role, "cases.read", NO_PUPIL)


def rows_of(table: str, pupil_id: str) -> list[dict[str, Any]]:
    """Return the rows of a table that are about one pupil."""
    frame = store().tables.load(table)
    own = frame["pupil_id"] == pupil_id
    return records(frame[own]) if own.any() else []


def every_case() -> pd.DataFrame:
    """Return everybody's caseload."""
    return _every_case(store(), _versions_of("pupils", "requests", "assessments"), today())


# It is the same for everybody until somebody saves, and most saves are of an assessment.
@lru_cache(maxsize=2)
def _every_case(kept: Store, versions: tuple[int, ...], date: datetime.date) -> pd.DataFrame:
    return assessed(_every_standing(kept, versions[:2], date), kept.tables.load("assessments"))


@lru_cache(maxsize=2)
def _every_standing(kept: Store, _versions: tuple[int, ...], date: datetime.date) -> pd.DataFrame:
    # In order of reference, in which each page of the caseload would otherwise be put.
    pupils = kept.tables.load("pupils").sort_index()
    return standing(pupils, kept.tables.load("requests"), today=date)


def cases_of(pupils: pd.DataFrame, date: datetime.date) -> pd.DataFrame:
    """Return the caseload of some pupils."""
    requests, assessments = (store().tables.load(name) for name in ("requests", "assessments"))
    return caseload(pupils, requests, assessments, today=date)


def readable_cases(who: Principal) -> pd.DataFrame:
    """Return the caseload of the pupils a person may read."""
    return every_case() if reads_every_pupil(who) else cases_of(visible_pupils(who), today())


def next_cases(who: Principal) -> pd.DataFrame:
    """Return the same with the moves between phases among what is next."""
    if reads_every_pupil(who):
        versions = _versions_of("pupils", "requests", "schools", "assessments")
        return _every_next(store(), versions, today())
    moves = _open_moves(store(), _versions_of("pupils", "requests", "schools"), today())
    return with_moves(readable_cases(who), moves, today=today())


@lru_cache(maxsize=2)
def _every_next(kept: Store, versions: tuple[int, ...], date: datetime.date) -> pd.DataFrame:
    return assessed(_every_move(kept, versions[:3], date), kept.tables.load("assessments"))


@lru_cache(maxsize=2)
def _every_move(kept: Store, versions: tuple[int, ...], date: datetime.date) -> pd.DataFrame:
    moves = _open_moves(kept, versions, date)
    return with_moves(_every_standing(kept, versions[:2], date), moves, today=date)


@lru_cache(maxsize=2)
def _open_moves(
    kept: Store, _versions: tuple[int, ...], date: datetime.date
) -> dict[str, Transfer]:
    pupils, requests, schools = map(kept.tables.load, ("pupils", "requests", "schools"))
    return open_moves(requests, transfers_of(pupils, schools, today=date))


def proposed_reviews() -> dict[str, datetime.date]:
    """Return by pupil the day proposed for an early review that was not held yet."""
    tables = store().tables
    decisions = records(tables.load("flag_decisions"))
    found = {
        row["pupil_id"]: proposed_review(row, tables.row("requests", row["pupil_id"]) or {})
        for row in decisions
    }
    return {pupil_id: day for pupil_id, day in found.items() if day}


def whose(who: Principal, *, mine: bool) -> str:
    """Return the co-ordinator whose cases are asked for, "" for everybody's."""
    return who.username if mine and who.role == "co-ordinator" else ""


def visible_pupils(who: Principal) -> pd.DataFrame:
    """Return the pupils a person may read, by the policy."""
    pupils = store().tables.load("pupils")
    if reads_every_pupil(who):
        return pupils
    if who.role == "specialist":
        return pupils[pupils["pupil_id"].isin(list(asked_of(who.username)))]
    if who.role == "senco":
        return pupils[(pupils["school_id"] == who.school_id).fillna(value=False)]
    return pupils.iloc[:0]


def school_names() -> dict[str, str]:
    """Return the name of each school by its code."""
    return _school_names(store(), *_versions_of("schools"))


@lru_cache(maxsize=2)
def _school_names(kept: Store, _version: int) -> dict[str, str]:
    schools = kept.tables.load("schools")
    return dict(zip(schools["school_id"], schools["name"], strict=True))


def words(value: object) -> str:
    """Return what was typed without outer spaces; anything but text counts as nothing typed."""
    return value.strip() if isinstance(value, str) else ""


def whole_number(value: object) -> int | None:
    """Return what was typed as a whole number, None for anything else."""
    digits = words(value)
    return int(digits) if digits.isascii() and digits.isdecimal() else None
