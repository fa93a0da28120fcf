"""A pupil's bundle as one reader opens it, with what they may do and what was assessed."""

from __future__ import annotations

from typing import Any

from access.policy import allows
from access.principal import Principal
from analytics.age import age_band, age_years
from analytics.reading.checklist import Item, checklist
from callbacks.context import StoreRelations, display_names, may_place, store, today
from callbacks.documents.reading import Row, read_rows, rows_of, version_of
from data.schemas import PRIMARY_NEEDS, STAGES
from data.schemas.reading import BundleReading
from layouts.documents.opened import Kept, May, Opened


def open_bundle(who: Principal, pupil_id: str) -> Opened:
    """Return everything the views of a pupil's bundle show this reader."""
    rows = rows_of(pupil_id)
    saved = store().tables.row("assessments", pupil_id) or {}
    reading = read_rows(rows, assessment=saved)
    return Opened(
        pupil_id=pupil_id,
        reading=reading,
        kept=_kept(pupil_id, rows),
        expected=_expected(pupil_id, reading, saved),
        today=today(),
        assessment=saved,
        revision=int(saved.get("revision") or 0),
        may=may_do(who, pupil_id),
        strip=_strip(pupil_id, saved),
        version=version_of(rows),
    )


def _expected(pupil_id: str, reading: BundleReading, saved: Row) -> tuple[Item, ...]:
    return checklist(
        reading.documents,
        today=today(),
        age_years=_age(pupil_id),
        asked=_asked(pupil_id),
        hearing=bool(saved.get("hearing")),
        vision=bool(saved.get("visual")),
    )


def _asked(pupil_id: str) -> list[str]:
    """Return the roles of those who were asked for advice, each once."""
    advice = store().tables.load("advice")
    roles = advice.loc[advice["pupil_id"] == pupil_id, "role"].dropna()
    return sorted(str(role) for role in roles.unique())


def may_do(who: Principal, pupil_id: str) -> May:
    """Return what a person may do with a pupil's bundle."""
    relation = StoreRelations().relation(who, pupil_id) or "other"
    return May(
        upload=allows(who.role, "documents.upload", relation),
        correct=allows(who.role, "documents.correct", relation),
        redact=allows(who.role, "documents.redact", relation),
        assess=allows(who.role, "assessment.write", relation),
        placement=may_place(who, pupil_id),
    )


def _kept(pupil_id: str, rows: list[Row]) -> dict[str, Kept]:
    names = display_names()
    return {
        row["document_id"]: Kept(
            document_id=row["document_id"],
            title=row["title"],
            revision=int(row["revision"]),
            uploaded_by=names.get(row["uploaded_by"] or "", row["uploaded_by"] or ""),
            uploaded_at=row["uploaded_at"],
            pages=row.get("pages"),
            original=original(pupil_id, row),
        )
        for row in rows
    }


def original(pupil_id: str, row: Row) -> str:
    """Return the address of the file as it was uploaded, empty where none is kept."""
    return f"/documents/{pupil_id}/{row['document_id']}/original" if row.get("sha256") else ""


def _strip(pupil_id: str, saved: Row) -> tuple[tuple[str, Any], ...]:
    request = store().tables.row("requests", pupil_id)
    return (
        ("Cluster", saved.get("cluster") or "Not yet"),
        ("Primary need", PRIMARY_NEEDS.get(saved.get("primary_need") or "", "Not decided")),
        ("Age band", age_band(_age(pupil_id))),
        ("Stage", STAGES[request["stage"]] if request else "Not started"),
    )


def _age(pupil_id: str) -> int:
    pupil = store().tables.row("pupils", pupil_id) or {}
    return age_years(int(pupil["birth_year"]), int(pupil["birth_month"]), today())
