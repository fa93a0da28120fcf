"""Share England's published figures out among invented authorities, part by part.

Every share is made of whole numbers that add up: a total among authorities, or a table whose row
totals are England's parts and whose column totals are the authorities' own.
"""

import csv
import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from data.demo import sen2_choices as choices
from data.demo.sen2_files import ELSEWHERE, OTHER_SETTINGS, File

ENGLAND = Path(__file__).with_name("sen2") / "england"
SEED = 2025
NEWEST = ("202425", "2024")
# Wobble from year to year, as a share of the spread between authorities.
YEARLY = 0.2
ROUNDS = 12
CODE_OF_ENGLAND = "E92000001"

Cells = dict[str, np.ndarray]
Figures = dict[str, int | None]


@dataclass(frozen=True)
class Area:
    """Hold one invented authority; `place` is where it stands in AREAS."""

    place: int
    code: str
    name: str
    region: str


def _areas() -> tuple[Area, ...]:
    named = [(name, region) for region, names in choices.AUTHORITIES.items() for name in names]
    named.append((choices.ABOLISHED, "E12000009"))
    return tuple(Area(i, f"Z{i + 1:02}", *one) for i, one in enumerate(named))


AREAS = _areas()


def standing(period: str) -> list[Area]:
    """Return the authorities of a period, before or after one was split."""
    last = choices.LAST_JANUARY_BEFORE if len(period) > 4 else choices.LAST_YEAR_BEFORE
    gone = choices.SUCCESSORS if period <= last else (choices.ABOLISHED,)
    return [area for area in AREAS if area.name not in gone]


def noise(label: str, spread: float) -> np.ndarray:
    """Return a factor for each of AREAS, the same for the same label; the middle one is 1."""
    rng = np.random.default_rng([SEED, zlib.crc32(label.encode())])
    return np.exp(spread * rng.standard_normal(len(AREAS)))


def among(period: str, weights: np.ndarray) -> np.ndarray:
    """Return the weights of the authorities of a period; one that was split has both halves'."""
    places = {area.name: area.place for area in AREAS}
    whole = weights.copy()
    whole[places[choices.ABOLISHED]] = sum(weights[places[name]] for name in choices.SUCCESSORS)
    return whole[[area.place for area in standing(period)]]


def apportion(total: int, weights: np.ndarray, most: np.ndarray | None = None) -> np.ndarray:
    """Return whole numbers near the weights that add up to the total, none above `most`."""
    room = np.full(len(weights), total) if most is None else most.astype(int)
    if room.sum() < total:
        raise ValueError(f"{total} do not fit into {room.sum()}.")
    shared, left = np.zeros(len(weights), dtype=int), total
    while left:
        free = np.where(shared < room, np.maximum(weights, 1e-9), 0.0)
        quota = np.minimum(left * free / free.sum(), room - shared)
        step = np.floor(quota).astype(int)
        if not step.any():
            fraction = np.where(free > 0, quota, -1.0)
            step[np.argsort(-fraction, kind="stable")[: min(left, int((free > 0).sum()))]] = 1
        shared, left = shared + step, left - int(step.sum())
    return shared


def table(rows: Sequence[int], columns: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Return a table of whole numbers with these totals, leaning as the factors do.

    The totals of rows and columns must have one sum. Proportional fitting, then rounded row by
    row, the largest last because it takes what rounding leaves.
    """
    sums, aim = np.asarray(rows), factors * np.outer(rows, columns)
    for _ in range(ROUNDS):
        aim = (
            aim * np.divide(sums, aim.sum(axis=1), where=sums > 0, out=np.zeros(len(sums)))[:, None]
        )
        across = aim.sum(axis=0)
        aim = aim * np.divide(columns, across, where=across > 0, out=np.zeros(len(columns)))
    filled, left = np.zeros(aim.shape, dtype=int), columns.astype(int)
    for row in np.argsort(sums, kind="stable"):
        filled[row] = apportion(int(sums[row]), aim[row], left)
        left = left - filled[row]
    return filled


@cache
def england(stem: str) -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns of a file and England's rows as published."""
    text = (ENGLAND / f"{stem}.csv").read_text(encoding="utf-8")
    head, *rows = csv.reader(io.StringIO(text))
    return head, [dict(zip(head, row, strict=True)) for row in rows]


def figures(file: File, row: Mapping[str, str]) -> Figures:
    """Return the counts of a row of England, None for a symbol, what is left over worked out."""
    counts = [name for name in list(row)[12:] if name not in file.shares]
    found: Figures = {
        name: None if row[name] == choices.SYMBOL else int(row[name]) for name in counts
    }
    for rest, (whole, parts) in file.rests.items():
        found[rest] = _known(found, (whole,)) - _known(found, parts)
    return found


def _known(found: Figures, names: Sequence[str]) -> int:
    return sum(found[name] or 0 for name in names)


def tree(file: File, found: Figures) -> dict[str, tuple[str, ...]]:
    """Return what adds up to what in a row, the parts that have a figure and a rest for the others.

    A whole that is less than its parts, as in assessments of 2022, stands by itself.
    """
    adds: dict[str, tuple[str, ...]] = {}
    for whole, parts in _parts(file, found).items():
        known = tuple(part for part in parts if found[part] is not None)
        if found[whole] is not None and found[whole] >= _known(found, known):  # type: ignore[operator]
            found[f"{whole}+"] = _known(found, (whole,)) - _known(found, known)
            adds[whole] = (*known, f"{whole}+")
    return adds


def _parts(file: File, found: Figures) -> dict[str, tuple[str, ...]]:
    """Return the parts of each whole; until 2023 other settings were not counted as elsewhere."""
    moved = OTHER_SETTINGS
    if ELSEWHERE not in file.parts or not found[moved]:
        return file.parts
    left = _known(found, (file.whole,)) - _known(found, file.parts[file.whole])
    if left != found[moved]:
        return file.parts
    inner = tuple(part for part in file.parts[ELSEWHERE] if part != moved)
    return {
        **file.parts,
        ELSEWHERE: inner,
        file.whole: (*file.parts[file.whole], moved),
    }


def in_total(file: File, period: str, margin: np.ndarray, row: Mapping[str, str]) -> Cells:
    """Return each count of a file for the authorities of a period, in all.

    `margin` is how many of the whole each authority has.
    """
    found = figures(file, row)
    adds = tree(file, found)
    inner = {part for parts in adds.values() for part in parts}
    factor = {name: _factor(file, name, period) for name in found}
    leaves = [name for name in inner if name not in adds]
    leaves.sort(key=list(found).index)
    cells: Cells = {}
    if file.whole in adds:
        totals = [found[name] or 0 for name in leaves]
        filled = table(totals, margin, np.array([factor[name] for name in leaves]))
        cells = dict(zip(leaves, filled, strict=True))
    _add_up(cells, file, adds)
    for whole, group in file.second:
        cells |= _split(whole, group, cells, found, factor)
    for name, count in found.items():
        if count is not None and name not in cells and name not in file.parts:
            cells[name] = apportion(count, margin * factor[name])
    for whole, parts in file.parts.items():
        if found[whole] is not None and whole not in cells:
            cells[whole] = _beside(cells, parts, found[whole] or 0)
    return cells


def _beside(cells: Cells, parts: Sequence[str], total: int) -> np.ndarray:
    """Return a whole that England prints as less than its parts: each authority's is so too."""
    added = np.sum([cells[part] for part in parts if part in cells], axis=0)
    return added - apportion(int(added.sum()) - total, added)


def _factor(file: File, name: str, period: str) -> np.ndarray:
    spread = file.spreads.get(name, file.spread)
    label = f"{file.stem} {name}"
    return among(period, noise(label, spread) * noise(f"{label} {period}", YEARLY * spread))


def _add_up(cells: Cells, file: File, adds: Mapping[str, tuple[str, ...]]) -> None:
    for whole, parts in adds.items():
        if all(part in cells for part in parts):
            cells[whole] = np.sum([cells[part] for part in parts], axis=0)
    for whole, parts in file.sums.items():
        cells[whole] = np.sum([cells[part] for part in parts if part in cells], axis=0)


def _split(
    whole: str,
    group: Sequence[str],
    cells: Cells,
    found: Figures,
    factor: Mapping[str, np.ndarray],
) -> Cells:
    """Split a count of each authority once more, as England's is; what is left over stays out."""
    known = [name for name in group if found[name] is not None]
    if whole not in cells or not known:
        return {}
    rest = _known(found, (whole,)) - _known(found, known)
    factors = [*(factor[name] for name in known), np.ones(len(cells[whole]))]
    totals = [*(found[name] or 0 for name in known), rest]
    return dict(zip(known, table(totals, cells[whole], np.array(factors)), strict=False))


def by_topic(
    file: File, topic: str, period: str, whole: Cells, rows: Sequence[Mapping[str, str]]
) -> dict[str, Cells]:
    """Return each count of a file by the parts of a topic, which add up to the authority's own."""
    split = [row["breakdown"] for row in rows if not _is_sum(row["breakdown"])]
    found = {row["breakdown"]: figures(file, row) for row in rows}
    adds = {label: tree(file, found[label]) for label in split}
    told: dict[str, Cells] = {label: {} for label in found}
    wholes = {*next(iter(adds.values())), *file.sums}
    for name in whole:
        if name in wholes:
            continue
        factors = np.array([_factor(file, f"{topic} {label}", period) for label in split])
        totals = [found[label][name] or 0 for label in split]
        # What England's parts leave out, as with a symbol, is left out everywhere.
        if sum(totals) == whole[name].sum():
            filled = table(totals, whole[name], factors)
            for label, counts in zip(split, filled, strict=True):
                told[label][name] = counts
    for label in split:
        _add_up(told[label], file, adds[label])
    for label in found:
        if _is_sum(label):
            group = [told[part] for part in split if part.split(" - ")[0] == label[:-8]]
            told[label] = {name: np.sum([one[name] for one in group], axis=0) for name in group[0]}
    return told


def _is_sum(label: str) -> bool:
    return label.endswith(" - total")
