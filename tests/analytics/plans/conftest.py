"""The demonstration authority as drafts are made from it, built once a session without the web."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.allocation import CutOff, allocate_all
from analytics.case import Adopted, Case, assemble
from analytics.clustering import ClusterModel
from analytics.packages import CATALOGUE
from analytics.plans.draft import draft_plan
from analytics.reading.bundle import read_bundle
from data.demo import authority
from data.documents.kept import source
from data.published import read_library
from data.schemas.plans import Particulars, Plan
from data.schemas.reading import BundleReading

TODAY = datetime.date(2026, 11, 22)
LIBRARY = Path(__file__).resolve().parents[3] / "data" / "demo" / "library.parquet"
SAID = ("type", "author_role", "author_name", "about_pupil")


class Authority:
    """Hold the invented authority's rows, and what it adopted."""

    def __init__(self, rows: dict[str, list[dict[str, Any]]], adopted: Adopted) -> None:
        self.rows, self.adopted = rows, adopted

    def by_pupil(self, table: str) -> dict[str, dict[str, Any]]:
        return {row["pupil_id"]: row for row in self.rows[table]}

    @cache  # noqa: B019 - one authority a session
    def bundle(self, pupil_id: str) -> BundleReading | None:
        texts = {row["document_id"]: row for row in self.rows["document_texts"]}
        rows = [
            {**row, **texts[row["document_id"]]}
            for row in self.rows["documents"]
            if row["pupil_id"] == pupil_id
        ]
        if not rows:
            return None
        said = {row["document_id"]: _said(row) for row in rows}
        return read_bundle([source(row) for row in rows], analyser=_analyser(), said=said)

    def case(self, pupil_id: str, **answers: Any) -> Case:
        assessment = self.by_pupil("assessments")[pupil_id]
        return assemble(
            pupil=self.by_pupil("pupils")[pupil_id],
            request=None,
            school="",
            assessment={**assessment, **answers},
            adopted=self.adopted,
            today=TODAY,
        )

    def draft(
        self, pupil_id: str, *, bundle: BundleReading | None = None, name: str = "", **answers: Any
    ) -> Plan:
        return draft_plan(
            self.case(pupil_id, **answers),
            particulars=Particulars(pupil_id, name=name),
            bundle=bundle or self.bundle(pupil_id),
            advice=[row for row in self.rows["advice"] if row["pupil_id"] == pupil_id],
            library=self.adopted.library,
            today=TODAY,
        )


def _said(row: dict[str, Any]) -> dict[str, Any]:
    said = {name: row[name] for name in SAID if row[name] is not None}
    return {**said, "dated_on": datetime.date.fromisoformat(row["dated_on"])}


@cache
def _analyser() -> Any:
    from analytics.reading.analyser import SendAnalyser
    from data.reading.weights import load_weights
    from data.reading.words import load_words

    return SendAnalyser(words=load_words(), weights=load_weights())


@pytest.fixture(scope="session")
def northmoor() -> Authority:
    library = read_library(LIBRARY)
    model = ClusterModel.from_library(library, library="demo", library_sha256="0" * 64)
    never = CutOff(highest_score=-1, highest_total=-1)
    clusters = allocate_all(library, model=model, cut_off=never)["cluster"]
    rows = {name: authority.rows(name, today=TODAY) for name in authority.TABLE_NAMES}
    adopted = Adopted(model, CutOff(), library.assign(cluster=clusters), CATALOGUE)
    return Authority(rows, adopted)


@pytest.fixture(scope="session")
def library(northmoor: Authority) -> pd.DataFrame:
    return northmoor.adopted.library
