"""Build the illustrative SEN2 release: invented authorities that add up to England's real totals.

The rows of England are those the DfE published (`sen2/england/`, Open Government Licence v3.0).
Every other row is invented: England's figures are shared out among invented authorities, so that
authorities add up to regions, regions to England, and parts to their whole, but for a few slips
made on purpose (`sen2_choices.SLIPS`). The build is the same every time.
"""

import argparse
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from data.demo import sen2_choices as choices
from data.demo.build_sen2_rows import (
    AREAS,
    CODE_OF_ENGLAND,
    ENGLAND,
    NEWEST,
    Area,
    Cells,
    among,
    apportion,
    by_topic,
    england,
    in_total,
    noise,
    standing,
)
from data.demo.sen2_choices import REGIONS, SYMBOL
from data.demo.sen2_files import FILES, TRIBUNAL, File

DIRECTORY = Path(__file__).with_name("sen2")
ARCHIVE = "illustrative.zip"
# The date of the build would change the archive's bytes.
STAMP = (2025, 6, 26, 9, 30, 0)
JANUARIES = ("201819", "201920", "202021", "202122", "202223", "202324", "202425")
PLANS_IN_FORCE = ("caseload", "sen_needs_all_plans", "annual_reviews")
NEIGHBOURS = 10
CLOSENESS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")


def main() -> None:
    """Write the release beside this script; with --release, first take England's rows from it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--release", type=Path, help="the DfE's release of 2025, a zip")
    parser.add_argument("--directory", type=Path, default=DIRECTORY)
    options = parser.parse_args()
    if options.release:
        take_england(options.release)
    write(options.directory)


def take_england(release: Path) -> None:
    """Keep the rows of England: every year in total, the newest by the topics that are used."""
    with zipfile.ZipFile(release) as archive:
        for file in FILES:
            head, *rows = _read(archive, f"data/{file.stem}.csv")
            kept = [row for row in rows if row[2] == "National" and _is_used(file, row)]
            _keep(ENGLAND / f"{file.stem}.csv", [head, *kept])
        rows = _read(archive, TRIBUNAL)
        total = next(row for row in rows if row and row[0].startswith("England Total"))
        _keep(ENGLAND / "appeals.csv", [total])


def _read(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def _is_used(file: File, row: Sequence[str]) -> bool:
    return row[10] == row[11] or (row[0] in NEWEST and row[10] in file.topics)


def _keep(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)


def write(directory: Path) -> None:
    """Write the archive, the authorities and their neighbours into a folder."""
    tables = {f"data/{file.stem}.csv": rows_of(file) for file in FILES}
    tables[TRIBUNAL] = tribunal()
    with zipfile.ZipFile(directory / ARCHIVE, "w") as archive:
        for name, rows in tables.items():
            _add(archive, name, _csv(rows))
        _add(archive, "data-guidance/data-guidance.txt", guidance())
    _keep(directory / "authorities.csv", authorities())
    _keep(directory / "neighbours.csv", neighbours())


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.encode("utf-8-sig"), compresslevel=9)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue()


@cache
def population() -> np.ndarray:
    """Return people aged 0 to 25 for each of AREAS, the abolished one as its successors."""
    weights = noise("size", choices.SIZE_SPREAD)
    places = {area.name: area.place for area in AREAS}
    weights[places[choices.OWN_AUTHORITY]] = choices.OWN_SIZE
    weights[places[choices.ABOLISHED]] = 0
    people = apportion(choices.POPULATION, weights)
    first, second = (places[name] for name in choices.SAME_POPULATION)
    people[second] = people[first]
    return people


@cache
def plans(period: str) -> np.ndarray:
    """Return EHC plans of the authorities that stand in a period, by its January."""
    rate = noise("rate", choices.RATE_SPREAD) * noise(f"rate {period}", 0.02)
    return apportion(_published("caseload", period), among(period, population() * rate))


@cache
def flows(stem: str, period: str) -> np.ndarray:
    """Return new plans or requests of a calendar year."""
    rate = noise(stem, 0.22) * noise(f"{stem} {period}", 0.06)
    weights = plans(_january(period)) * among(period, rate)
    return apportion(_published(stem, period), weights)


def _published(stem: str, period: str) -> int:
    head, _ = england(stem)
    return int(_in_all(stem, period)[head[12]])


def _in_all(stem: str, period: str) -> dict[str, str]:
    """Return England's row of a period in all."""
    _, rows = england(stem)
    found = (row for row in rows if row["time_period"] == period)
    return next(row for row in found if row["breakdown_topic"] == row["breakdown"])


def _january(period: str) -> str:
    """Return the January that ends what a period counts."""
    return period if len(period) > 4 else f"{period}{(int(period) + 1) % 100:02}"


def margin(file: File, period: str) -> np.ndarray:
    """Return how many of a file's whole each authority has."""
    head, _ = england(file.stem)
    if file.stem in PLANS_IN_FORCE:
        return plans(_january(period))
    if file.stem in ("newplans", "requests"):
        return flows(file.stem, period)
    base = flows("newplans", period) if file.follows == "new" else plans(_january(period))
    count = _in_all(file.stem, period)[file.whole or head[12]]
    # A whole that is not published, as assessments before 2022: any number will do to lean on.
    wanted = int(base.sum()) if count == SYMBOL else int(count)
    weights = base * among(period, noise(f"{file.stem} whole", file.spread / 3))
    return apportion(wanted, _without(file, period, weights))


def _without(file: File, period: str, weights: np.ndarray) -> np.ndarray:
    """Return the weights with nothing for who did not return."""
    missing = [area.name in silent(file, period) for area in standing(period)]
    return np.where(missing, 0, weights)


def silent(file: File, period: str) -> set[str]:
    """Return who did not return a file in a period."""
    return {
        name
        for (stem, name), periods in choices.NOT_RETURNED.items()
        if stem == file.stem and period in periods
    }


def rows_of(file: File) -> list[list[str]]:
    """Return a file of the release: its head, then England, regions and authorities."""
    # Read anew, because a published column stands twice in annual reviews.
    kept = list(csv.reader(io.StringIO(_text(file.stem))))
    written = [kept[0]]
    for period in sorted({row[0] for row in kept[1:]}):
        rows = [row for row in england(file.stem)[1] if row["time_period"] == period]
        written += [row for row in kept[1:] if row[0] == period]
        total = _in_all(file.stem, period)
        whole = in_total(file, period, margin(file, period), total)
        written += list(_lines(file, kept[0], total, whole, period))
        for topic in file.topics:
            some = [row for row in rows if row["breakdown_topic"] == topic]
            told = by_topic(file, topic, period, whole, some) if some else {}
            for row in some:
                written += list(_lines(file, kept[0], row, told[row["breakdown"]], period))
    return written


def _text(stem: str) -> str:
    return (ENGLAND / f"{stem}.csv").read_text(encoding="utf-8")


def _lines(
    file: File, head: Sequence[str], row: dict[str, str], cells: Cells, period: str
) -> Iterator[list[str]]:
    """Yield a row of England for each region and authority."""
    present, lost = standing(period), silent(file, period)
    for region, name in REGIONS.items():
        members = [i for i, area in enumerate(present) if area.region == region]
        sums = {column: int(counts[members].sum()) for column, counts in cells.items()}
        place = ["Regional", CODE_OF_ENGLAND, "England", region, name, "", "", ""]
        yield _line(file, head, row, sums, place)
    for i, area in enumerate(present):
        own = {} if area.name in lost else {c: int(counts[i]) for c, counts in cells.items()}
        line = _line(file, head, row, own, _place(area))
        yield _slipped(file, head, line, area.name)


def _place(area: Area) -> list[str]:
    ons = f"Z060000{area.place + 1:02}"
    region = [area.region, REGIONS[area.region]]
    return ["Local authority", CODE_OF_ENGLAND, "England", *region, ons, area.code, area.name]


def _line(
    file: File,
    head: Sequence[str],
    row: dict[str, str],
    cells: dict[str, int],
    place: Sequence[str],
) -> list[str]:
    told = {
        column: SYMBOL if row[column] == SYMBOL or column not in cells else str(cells[column])
        for column in head[12:]
    }
    for column, (part, whole) in file.shares.items():
        if row[column] != SYMBOL and part in cells:
            told[column] = _share(cells[part], _whole(file, part, whole, cells))
    keys = [row["time_period"], row["time_identifier"], *place]
    return [*keys, row["breakdown_topic"], row["breakdown"], *(told[c] for c in head[12:])]


def _whole(file: File, part: str, whole: str, cells: dict[str, int]) -> int:
    if whole != "+":
        return cells[whole]
    group = next(names for _, names in file.second if part in names)
    return sum(cells[name] for name in group)


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole, 1):g}" if whole else SYMBOL


def _slipped(file: File, head: Sequence[str], line: list[str], name: str) -> list[str]:
    """Return the line with the slips that are planted in it, in the rows in all only."""
    for slip in choices.SLIPS:
        is_here = (slip.file, slip.name, slip.period) == (file.stem, name, line[0])
        if is_here and line[10] == line[11]:
            place = list(head).index(slip.column)
            line[place] = f"{round(float(line[place]) * slip.factor, slip.decimals):.10g}"
    return line


def tribunal() -> list[list[str]]:
    """Return the table of appeals in the shape that HMCTS and the DfE print it in."""
    total = next(csv.reader(io.StringIO(_text("appeals"))))
    numbers = [int(count.replace(",", "")) for count in total[2:36] if "%" not in count]
    years = [str(2014 + i) for i in range(11)]
    lines: dict[str, list[str]] = {area.name: [area.name, area.code] for area in AREAS}
    for i, year in enumerate(years):
        _appeals_of(year, numbers[2 * i], numbers[2 * i + 1], lines)
    _decisions_in_development(numbers[-1], lines)
    title = [
        "SEND Appeal rate table 1: Appeal rate to the SEND Tribunal, by local authorities in "
        "England 2014-2024 (authorities invented)"
    ]
    heads = ["Appeals registered4", "Total Appealable Decisions1", "SEND Tribunal Appeal Rate2"]
    width = len(total)
    rows = [_wide(title, width), _wide([], width), _wide([], width)]
    top = ["Local Authority", "LA code", *(part for year in years for part in (year, "", ""))]
    last = ["In development: " + words for words in (heads[1] + ",8", heads[2])]
    rows += [_wide(top, width), _wide(["", "", *heads * len(years), *last], width)]
    for region, name in REGIONS.items():
        rows.append(_wide([name.upper()], width))
        rows += [_wide(lines[area.name], width) for area in AREAS if area.region == region]
    notes = [["Notes: "], [".. Not Available"], ["~ Suppressed "]]
    return [*rows, total, _wide([], width), *(_wide(note, width) for note in notes)]


def _wide(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _appeals_of(year: str, appeals: int, decisions: int, lines: dict[str, list[str]]) -> None:
    january = max(_january(year), JANUARIES[0])
    present = standing(january if year >= "2019" else JANUARIES[0])
    base = plans(january)
    rate = among(january, noise("appeals", 0.5) * noise(f"appeals {year}", 0.15))
    judged = _judged(year, decisions, base)
    asked = apportion(appeals, base * rate)
    for area, k, n in zip(present, asked, judged, strict=True):
        lines[area.name] += [f"{k:,}" if k else " - ", f"{n:,}", f"{100 * k / n:.1f}0%"]
    for name in lines.keys() - {area.name for area in present}:
        lines[name] += [" .. ", " .. ", ".."]


def _judged(year: str, decisions: int, base: np.ndarray) -> np.ndarray:
    """Return the decisions that could be appealed: plans, refusals, and what England has more."""
    if year < "2019":
        return apportion(decisions, base)
    file = next(file for file in FILES if file.stem == "requests")
    cells = in_total(file, year, margin(file, year), _in_all(file.stem, year))
    known = base + cells["requests_decided_not_to_assess"]
    return known + apportion(decisions - int(known.sum()), known)


def _decisions_in_development(decisions: int, lines: dict[str, list[str]]) -> None:
    judged = apportion(decisions, plans("202425").astype(float))
    for area, n in zip(standing("202425"), judged, strict=True):
        appeals = int(lines[area.name][-3].replace(",", "").replace(" - ", "0"))
        lines[area.name] += [f"{n:,}", f"{100 * appeals / n:.1f}0%"]


def guidance() -> str:
    """Return the data guidance: what is invented, and the footnotes of each file."""
    parts = [choices.GUIDANCE]
    for file in FILES:
        notes = choices.FOOTNOTES.get(file.stem, ())
        lines = [f"{i}. {note}" for i, note in enumerate(notes, start=1)]
        told = "".join(f"\n{line}" for line in ("Footnotes:", "", *lines)) if notes else ""
        levels = "Geographic levels: Local authority; National; Regional"
        parts.append(f"{file.title}\n\nFilename: {file.stem}.csv\n{levels}\n{told}\n")
    return "\n\n".join(parts)


def authorities() -> list[list[str]]:
    """Return codes, regions, populations and what became of each authority."""
    head = "old_la_code,region_code,region_name,la_name,new_la_code,la_type,lait_region,"
    head += "population_0_25,first_january,last_january,current,successor"
    rows = [head.split(",")]
    codes = {area.name: area.code for area in AREAS}
    for area in AREAS:
        is_gone, is_new = area.name == choices.ABOLISHED, area.name in choices.SUCCESSORS
        rows.append(
            [
                *(area.code, area.region, REGIONS[area.region], area.name, _place(area)[5]),
                *("Invented", REGIONS[area.region]),
                "" if is_gone else str(population()[area.place]),
                "202122" if is_new else JANUARIES[0],
                choices.LAST_JANUARY_BEFORE if is_gone else JANUARIES[-1],
                str(not is_gone),
                "+".join(codes[name] for name in choices.SUCCESSORS) if is_gone else "",
            ]
        )
    return rows


def neighbours() -> list[list[str]]:
    """Return ten neighbours of each authority, by an older and a newer invented model."""
    head = "old_la_code,la_name,rank,neighbour_old_la_code,closeness,model,neighbour_name"
    rows = [head.split(",")]
    shared = [noise(f"likeness {i}", 1.0) for i in range(4)]
    for model, period in choices.MODELS.items():
        own = [noise(f"likeness {model} {i}", 0.6) for i in range(3)]
        rows += _nearest(standing(period), np.log(np.array([*shared, *own])).T, model)
    return rows


def _nearest(present: Sequence[Area], points: np.ndarray, model: str) -> Iterator[list[str]]:
    for area in present:
        others = [other for other in present if other is not area]
        far = [float(((points[o.place] - points[area.place]) ** 2).sum()) for o in others]
        for rank, place in enumerate(np.argsort(far, kind="stable")[:NEIGHBOURS], start=1):
            other, words = others[place], CLOSENESS[min(int(far[place] / 1.5), 4)]
            yield [area.code, area.name, str(rank), other.code, words, model, other.name]


if __name__ == "__main__":
    main()
