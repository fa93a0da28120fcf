"""Reading one CSV file of a release into cells: every figure with its area, year and meaning."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import ALL, ENGLAND, LEVELS, LOCAL, NATIONAL, REGIONAL
from data.sen2.mapping import GEOGRAPHY, Counted, FileMap, known_columns, measures, recognise
from data.sen2.symbols import parsed, strange

BETWEEN = "\x1f"
WORDS = "words"
# DfE numbers are three digits; invented authorities have a Z before two. Regions are E12, Inner
# and Outer London E13.
AUTHORITY_CODE = r"(?:\d{3}|Z\d{2})"
KEYS = ("level", "code", "dimension", "category")
TEXTS = ("file", *KEYS, "split", "part", "measure", "symbol")
AREA_COLUMNS = ("level", "code", "name", "region", "region_name", "year")
ACADEMIC_YEAR = "Academic year"


class Refused(ValueError):
    """Refuse a file whole: which file, which row of it (the header is row 1) and why."""

    def __init__(self, file: str, reason: str, *, row: int | None = None) -> None:
        place = f"{file}, row {row:,}" if row else file
        super().__init__(f"{place}: {reason} Nothing was changed.")
        self.file, self.row, self.reason = file, row, reason


class Unknown(Refused):
    """Refuse a file that is none of the releases'."""


def first_row(wrong: pd.Series) -> int:
    """Return the label of the first row that is wrong: its place in the file, from 0."""
    return int(wrong.index[np.flatnonzero(wrong.to_numpy())[0]])


@dataclass(frozen=True)
class FileCells:
    """Hold what one file says: its cells, the areas it names, and what nobody could place."""

    map: FileMap
    cells: pa.Table
    areas: pd.DataFrame
    problems: tuple[str, ...]

    @property
    def release(self) -> str:
        """Return the release it must be of: that of the mapping, or a later one by its years."""
        activity = self.map.counted_at == "activity"
        years = [int(year) + activity for year in self.areas["year"].unique()]
        return max(self.map.release, *map(str, years))


def read_csv(content: bytes, *, name: str) -> FileCells:
    """Return the cells of a CSV file of the DfE's release; raises Refused.

    A column or label that no mapping knows is kept under its own name and reported. A symbol is
    kept as a symbol, its value missing.
    """
    table, twice = _without_doubled(_table(content, _header(content, name), name), name)
    file = _recognised(table, name)
    rows, labels = _labels(table, file)
    keys = _keys(table, file, name, rows=rows, labels=labels)
    _check_once(keys, name)
    known = {"country_name", *GEOGRAPHY, *file.label_columns}
    counted = {
        column: file.counted(column) or _unmapped(column)
        for column in map(str, table.columns)
        if column not in known
    }
    cells, strange = _long(table, keys, counted, file)
    return FileCells(
        map=file,
        cells=cells,
        areas=_areas(table, keys),
        problems=(
            *twice,
            *_unknown_columns(counted, file),
            *_unknown_labels(rows, labels, file),
            *strange,
        ),
    )


def _header(content: bytes, name: str) -> list[str]:
    """Return the names of the columns; raises Unknown if they are of none of the releases."""
    try:
        line = content.split(b"\n", 1)[0].decode("utf-8-sig")
        columns = [column.strip() for column in next(csv.reader([line]), [])]
    except UnicodeDecodeError:
        raise Unknown(name, "It is not text in UTF-8.") from None
    except csv.Error as error:
        raise Unknown(name, f"It cannot be read as a table ({error}).") from None
    if not columns:
        raise Refused(name, "It has no line of headings.")
    known = known_columns()
    columns = [one.casefold() if one.casefold() in known else one for one in columns]
    missing = [column for column in GEOGRAPHY if column not in columns]
    if missing:
        raise Unknown(
            name, f"It has no column {missing[0]}, so it is no file of the DfE's EHC plan release."
        )
    return columns


def _table(content: bytes, columns: list[str], name: str) -> pd.DataFrame:
    """Return every cell as text, columns as `columns` names them, of which some may be alike."""
    places = [str(place) for place in range(len(columns))]
    try:
        table = pv.read_csv(
            io.BytesIO(content),
            # One thread, so that a broken row can be named.
            read_options=pv.ReadOptions(
                use_threads=False, block_size=1 << 26, column_names=places, skip_rows=1
            ),
            convert_options=pv.ConvertOptions(
                column_types=dict.fromkeys(places, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        broken = re.search(r"Row #(\d+)", str(error))
        row = int(broken[1]) if broken else None
        reason = f"It cannot be read as a table ({_first_line(error)})."
        raise Refused(name, reason, row=row) from None
    if not table.num_rows:
        raise Refused(name, "It has no rows.")
    return table.to_pandas().set_axis(columns, axis=1)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", maxsplit=1)[0][:200]


def _recognised(table: pd.DataFrame, name: str) -> FileMap:
    kinds = table["time_identifier"].unique()
    if len(kinds) > 1:
        row = first_row(table["time_identifier"] != kinds[0]) + 2
        raise Refused(name, f"It mixes kinds of year: {kinds[0]} and {kinds[1]}.", row=row)
    file = recognise(table.columns, str(kinds[0]))
    if file is None:
        raise Unknown(
            name, "Its columns are not those of any file of the DfE's EHC plan releases known here."
        )
    return file


def _without_doubled(table: pd.DataFrame, name: str) -> tuple[pd.DataFrame, list[str]]:
    """Leave out a column that stands twice with the same content; refuse one that differs.

    Names are the same however their letters are cased.
    """
    folded = pd.Index([str(column).casefold() for column in table.columns])
    doubled = folded[folded.duplicated()].unique()
    for column in doubled:
        both = table.loc[:, folded == column].to_numpy()
        if not (both == both[:, :1]).all():
            raise Refused(name, f"The column {column} stands twice and differs.")
    problems = [
        f"{name}: the column {column} stands twice, alike; one is used." for column in doubled
    ]
    return table.loc[:, ~folded.duplicated()], problems


def _unmapped(column: str) -> Counted:
    """Return an unknown column under its own name, unless that is the name of something known."""
    taken = column in measures() or column in INDICATORS
    return Counted(f"{column} (not in the mapping)" if taken else column)


def _keys(
    table: pd.DataFrame,
    file: FileMap,
    name: str,
    *,
    rows: np.ndarray,
    labels: list[tuple[str, ...]],
) -> pd.DataFrame:
    level = table["geographic_level"]
    if not level.isin(LEVELS).all():
        row = first_row(~level.isin(LEVELS))
        raise Refused(name, f"{level[row]!r} is no level of area known here.", row=row + 2)
    named = [file.labels.get(label, label) for label in labels]
    return pd.DataFrame(
        {
            "level": level,
            "code": _codes(table, name),
            "dimension": np.array([label[0] for label in named], dtype=object)[rows],
            "category": np.array([label[-1] for label in named], dtype=object)[rows],
            "year": _years(table, file, name),
        }
    )


def _labels(table: pd.DataFrame, file: FileMap) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """Return the number of each row's label, and the labels."""
    if not file.label_columns:
        return np.zeros(len(table), dtype=int), [(ALL, ALL)]
    first, *rest = file.label_columns
    joined = table[first].str.cat(table[rest], sep=BETWEEN)
    rows, different = pd.factorize(joined)
    return rows, [tuple(str(label).split(BETWEEN)) for label in different]


def _codes(table: pd.DataFrame, name: str) -> pd.Series:
    level = table["geographic_level"]
    codes = table["old_la_code"].where(level == LOCAL, table["region_code"])
    codes = codes.mask(level == NATIONAL, ENGLAND)
    wrong = (level == LOCAL) & ~codes.str.fullmatch(AUTHORITY_CODE)
    wrong |= (level == REGIONAL) & ~codes.str.fullmatch(r"E1[23]\d{6}")
    if wrong.any():
        row = first_row(wrong)
        raise Refused(name, f"{codes[row]!r} is no code of an area.", row=row + 2)
    return codes


def _years(table: pd.DataFrame, file: FileMap, name: str) -> pd.Series:
    """Return each row's year: of the January that a school year holds, or the calendar year."""
    period = table["time_period"]
    in_school_years = file.time_identifier == ACADEMIC_YEAR
    fits = period.str.fullmatch(r"20[0-9]{4}" if in_school_years else r"20[0-9]{2}")
    if in_school_years:
        digits = period.where(fits, "200001")
        fits &= (digits.str[2:4].astype(int) + 1) % 100 == digits.str[4:6].astype(int)
    if not fits.all():
        row = first_row(~fits)
        raise Refused(
            name,
            f"The time period {period[row]!r} is no {file.time_identifier.lower()}.",
            row=row + 2,
        )
    return period.str[:4].astype("int16") + np.int16(in_school_years)


def _check_once(keys: pd.DataFrame, name: str) -> None:
    again = keys.duplicated()
    if again.any():
        row = first_row(again)
        what = keys.iloc[row]
        raise Refused(
            name,
            f"{what['code']} in {what['year']}, {what['dimension']} {what['category']}, "
            "stands in an earlier row already.",
            row=row + 2,
        )


def _long(
    table: pd.DataFrame, keys: pd.DataFrame, counted: dict[str, Counted], file: FileMap
) -> tuple[pa.Table, list[str]]:
    """Return a row for each cell, column after column, and the texts that are no known symbol."""
    texts = pd.concat([table[column] for column in counted], ignore_index=True)
    values, symbols = parsed(texts)
    repeated = partial(_tiled, times=len(counted))
    spread: Callable[[str], pa.Array] = lambda name: _spread(  # noqa: E731
        [getattr(one, name) for one in counted.values()], each=len(table)
    )
    is_part = np.repeat([bool(one.split) for one in counted.values()], len(table))
    january_after = np.repeat(
        [one.counted_at == "january_after" for one in counted.values()], len(table)
    )
    columns = {
        "file": _spread([file.name], each=len(texts)),
        **{name: repeated(keys[name]) for name in ("level", "code", "dimension", "category")},
        **{name: spread(name) for name in ("split", "part", "measure")},
    }
    whole = np.tile((keys["dimension"] == ALL).to_numpy(), len(counted)) & is_part
    frame = pa.table(
        {
            **columns,
            "year": np.tile(keys["year"].to_numpy(), len(counted)) + january_after.astype("int16"),
            "value": pa.array(values, from_pandas=True),
            "symbol": symbols.dictionary_encode(),
        }
    )
    # A column of words, such as whether somebody is in post, has no figures and no symbols.
    words = np.repeat([one.counted_at == WORDS for one in counted.values()], len(table))
    return _split_first(frame, whole), strange(symbols.filter(pa.array(~words)), file.name)


def _split_first(cells: pa.Table, whole: np.ndarray) -> pa.Table:
    """Call what the column is split by the dimension, where the row is split by nothing.

    So the same figure has the same key, whether a release prints it as a column or as a row.
    """
    condition = pa.array(whole)
    blank = pa.scalar("")
    moved = {
        "dimension": _either(condition, cells["split"], cells["dimension"]),
        "category": _either(condition, cells["part"], cells["category"]),
        "split": _either(condition, blank, cells["split"]),
        "part": _either(condition, blank, cells["part"]),
    }
    for name, column in moved.items():
        cells = cells.set_column(cells.schema.get_field_index(name), name, column)
    return cells


def _either(
    condition: pa.Array, yes: pa.Scalar | pa.ChunkedArray, no: pa.ChunkedArray
) -> pa.ChunkedArray:
    plain = [one.cast(pa.string()) if one.type != pa.string() else one for one in (yes, no)]
    return pc.if_else(condition, *plain).dictionary_encode()


def _tiled(column: pd.Series, *, times: int) -> pa.DictionaryArray:
    codes, different = pd.factorize(column)
    return pa.DictionaryArray.from_arrays(
        pa.array(np.tile(codes, times).astype("int32")), pa.array(different, pa.string())
    )


def _spread(values: list[str], *, each: int) -> pa.DictionaryArray:
    codes, different = pd.factorize(np.asarray(values, dtype=object))
    return pa.DictionaryArray.from_arrays(
        pa.array(np.repeat(codes, each).astype("int32")), pa.array(different, pa.string())
    )


def _unknown_columns(counted: dict[str, Counted], file: FileMap) -> list[str]:
    unknown = [column for column in counted if file.counted(column) is None]
    found = {column.casefold() for column in counted}
    return [
        *(
            f"{file.name}: the column {column} is not in the mapping of {file.release}."
            for column in unknown
        ),
        *(
            f"{file.name}: the column {column} of the mapping of {file.release} is missing."
            for column in file.columns
            if column not in found
        ),
    ]


def _unknown_labels(rows: np.ndarray, labels: list[tuple[str, ...]], file: FileMap) -> list[str]:
    counts = np.bincount(rows, minlength=len(labels))
    return [
        f"{file.name}: the label {': '.join(label)} ({count:,} rows) is not in the mapping of "
        f"{file.release}."
        for label, count in zip(labels, counts, strict=True)
        if file.label_columns and label not in file.labels
    ]


def _areas(table: pd.DataFrame, keys: pd.DataFrame) -> pd.DataFrame:
    """Return one row per area and year of the file."""
    level = keys["level"]
    name = table["la_name"].where(level == LOCAL, table["region_name"])
    areas = pd.DataFrame(
        {
            "level": level,
            "code": keys["code"],
            "name": name.mask(level == NATIONAL, "England"),
            "region": table["region_code"],
            "region_name": table["region_name"],
            "year": keys["year"],
        }
    )
    return areas.drop_duplicates(["code", "year"])
