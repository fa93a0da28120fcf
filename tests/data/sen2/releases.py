"""Releases of six invented authorities in two regions, in the shapes of 2025 and 2022.

Every total is the sum of what lies within, every percentage that of its counts, and nothing
jumps: what a check finds was planted by the test.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from data.schemas.sen2 import ENGLAND, LOCAL, NATIONAL, REGIONAL
from data.sen2.mapping import mappings

Row = dict[str, str]
Files = dict[str, list[Row]]
Numbers = dict[str, int]

NORTH, SOUTH = "E12000091", "E12000092"
REGIONS = {NORTH: "Invented North", SOUTH: "Invented South"}
# Code, name, region; the first three of the north, the rest of the south.
AUTHORITIES = {
    "Z01": ("Alderham", NORTH),
    "Z02": ("Birchester", NORTH),
    "Z03": ("Cedarby", NORTH),
    "Z04": ("Dunmouth", SOUTH),
    "Z05": ("Elmford", SOUTH),
    "Z06": ("Firwick, County of", SOUTH),
}
JANUARIES = {"202223": 2023, "202324": 2024, "202425": 2025}
YEARS = ("2022", "2023", "2024")
APPEALS = "SEND Tribunals and appeal rate 2022-2024.csv"
NEEDS = ("asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld", "vi")
PLACES = {
    "mainstream_total": 40,
    "special_total": 35,
    "ap_pru_total": 2,
    "fe_total": 10,
    "ed_elsewhere": 8,
    "nm_early_years": 3,
    "placement_unknown": 2,
}
AGES_2025 = {"under 3": 1, "age 3": 2, "age 4": 3, "age 5": 6, "age 8": 22, "age 12": 30}
AGES_2025 |= {"age 16": 20, "age 19": 6, "age 20": 7, "age 25": 3}
BANDS = {
    "Under 5": 6,
    "Age 5 to 10": 28,
    "Age 11 to 15": 30,
    "Age 16 to 19": 26,
    "Age 20 to 25": 10,
}


def plans(code: str, year: int) -> int:
    """Return how many plans an authority has in January of a year."""
    place = list(AUTHORITIES).index(code)
    return (600 + 130 * place) * (100 + 6 * (year - 2020)) // 100


def requests(code: str, year: int) -> int:
    """Return how many requests an authority receives in a year."""
    return plans(code, year) // 4


def split(total: int, weights: Mapping[str, int]) -> Numbers:
    """Return a total in parts by their weights, the rest in the last."""
    parts = {name: total * weight // sum(weights.values()) for name, weight in weights.items()}
    last = list(parts)[-1]
    parts[last] += total - sum(parts.values())
    return parts


def _requests(code: str, year: int) -> Numbers:
    total = requests(code, year)
    return {
        "requests_received_in_year": total,
        "requests_decided_not_to_assess": total // 5,
        "requests_decided_to_assess": total - total // 5,
        "request_outcome_six_weeks": total * 8 // 10,
        "request_outcome_over_6_weeks": total - total * 8 // 10,
    }


def _timeliness(code: str, year: int) -> Numbers:
    total = plans(code, year) // 8
    return {
        "plans_issued_den": total,
        "plans_issued_den_ex": total - 10,
        "plans_issued_within_20_weeks": total // 2,
        "plans_issued_20_weeks_ex": total // 2 - 4,
        "plans_issued_gt_1_year": 6,
        "plans_issued_gt_1_year_ex": 5,
    }


def _reviews(code: str, year: int) -> Numbers:
    total = plans(code, year + 1)
    return {
        "total_ehc_plans": total,
        "review_expected": total * 8 // 10,
        "total_review_meeting": total * 7 // 10,
        "review_meeting_24": total // 2,
        "number_decsion_4weeks": total // 4,
        "number_decision_gt_4weeks": total // 5,
    }


# Numerator and denominator of every percentage that a file prints.
PERCENTAGES = {
    "caseload.csv": {f"{name}_pc": (name, "ehcplans") for name in PLACES},
    "sen_needs_all_plans.csv": {
        f"{need.removeprefix('need_')}_pc": (f"number_{need}", "ehc_plans")
        for need in (*NEEDS, "need_unknown")
    },
    "requests.csv": {
        "request_not_assess_pc": ("requests_decided_not_to_assess", "requests_received_in_year"),
        "request_outcome_six_weeks_pc": ("request_outcome_six_weeks", "requests_received_in_year"),
    },
    "timeliness_20_week.csv": {
        "pc_plans_issued_within_20_weeks": ("plans_issued_within_20_weeks", "plans_issued_den"),
        "PC_plans_issued_20_weeks_ex": ("plans_issued_20_weeks_ex", "plans_issued_den_ex"),
        "pc_plans_issued_gt_1_year": ("plans_issued_gt_1_year", "plans_issued_den"),
        "PC_plans_issued_gt_1_year_ex": ("plans_issued_gt_1_year_ex", "plans_issued_den_ex"),
    },
    "annual_reviews.csv": {"pc_decsion_4weeks": ("number_decsion_4weeks", "decided")},
    "sen2_mi.csv": {
        "AssRefusedEHC_pc": ("AssRefusedEHC", "InreqEHC"),
        "IncExc20weekRate": ("IncExc20weekEHC", "TotIncExcEHC"),
        "NoExc20weekRate": ("NoExc20weekEHC", "TotNoExcEHC"),
    },
}


def release_2025() -> Files:
    """Return the files of a release in the shape of 2025."""
    both = ("breakdown_topic", "breakdown")
    files: Files = {}
    for name, label, numbers in (
        ("caseload.csv", "All EHC plans", _caseload),
        ("sen_needs_all_plans.csv", "All EHC plans", _needs),
        ("personal_budgets.csv", "All personal budgets", _budgets),
        ("residential_settings.csv", "All residential placements", _residential),
    ):
        files[name] = _rows("2025", name, dict.fromkeys(both, label), JANUARIES, numbers)
    for name, label, numbers in (
        ("newplans.csv", "New EHC plans", lambda c, y: {"new_ehc_plans": plans(c, y) // 7}),
        ("requests.csv", "All requests for EHC needs assessments", _requests),
        ("timeliness_20_week.csv", "All EHC plans issued", _timeliness),
        ("annual_reviews.csv", "All annual reviews", _reviews),
        ("ceased_plans.csv", "All ceased EHC plans", _ceased),
    ):
        years = {year: int(year) for year in YEARS}
        files[name] = _rows("2025", name, dict.fromkeys(both, label), years, numbers)
    for age in AGES_2025:
        label = {"breakdown_topic": "Child or young persons age", "breakdown": age}
        files["caseload.csv"] += _rows(
            "2025",
            "caseload.csv",
            label,
            JANUARIES,
            lambda code, year, age=age: {"ehcplans": split(plans(code, year), AGES_2025)[age]},
        )
    return files


def _caseload(code: str, year: int) -> Numbers:
    total = plans(code, year)
    return {"ehcplans": total, "special_independent": total // 12, **split(total, PLACES)}


def _needs(code: str, year: int) -> Numbers:
    total = plans(code, year)
    weights = {f"number_{need}": 1 + place for place, need in enumerate((*NEEDS, "need_unknown"))}
    return {"ehc_plans": total, **split(total, weights)}


def _budgets(code: str, year: int) -> Numbers:
    return {"personal_budget": plans(code, year) // 10}


def _residential(code: str, year: int) -> Numbers:
    total = plans(code, year) // 9
    return {"Res_3851": total // 3, "Res_52": total - total // 3, "Res_tot": total}


def _ceased(code: str, year: int) -> Numbers:
    total = plans(code, year) // 6
    return {"max_age": total // 2, "needs_met": total - total // 2, "total_ceased": total}


def release_2022() -> Files:
    """Return the files of a release in the shape of 2022."""
    januaries, years = {"2021": 2021, "2022": 2022}, {"2020": 2020, "2021": 2021}
    files: Files = {"sen2_age_caseload.csv": [], "sen2_estab_caseload.csv": []}
    files["sen2_age_new_plans.csv"] = []
    for band in ("Total", *BANDS):
        for name, column, when, share in (
            ("sen2_age_caseload.csv", "Total_ehc", januaries, 1),
            ("sen2_age_new_plans.csv", "Total_new_ehc", years, 7),
        ):
            files[name] += _rows(
                "2022", name, {"characteristic_age": band}, when, _in_bands(column, band, share)
            )
    groups = {"Total": "Total", "Special school": "Total", "Mainstream school": "Total"}
    for group, kind in groups.items():
        label = {"establishment_group": group, "establishment_type": kind}
        share = 1 if group == "Total" else 2
        files["sen2_estab_caseload.csv"] += _rows(
            "2022",
            "sen2_estab_caseload.csv",
            label,
            januaries,
            lambda code, year, share=share: {"Total_ehc": plans(code, year) // share},
        )
    files["sen2_mi.csv"] = _rows("2022", "sen2_mi.csv", {}, years, _management)
    return files


def _in_bands(column: str, band: str, share: int) -> Callable[[str, int], Numbers]:
    def numbers(code: str, year: int) -> Numbers:
        total = plans(code, year) // share
        return {column: total if band == "Total" else split(total, BANDS)[band]}

    return numbers


def _management(code: str, year: int) -> Numbers:
    total = requests(code, year)
    return {
        "InreqEHC": total,
        "AssRefusedEHC": total // 5,
        "TotIncExcEHC": total // 2,
        "IncExc20weekEHC": total // 4,
        "TotNoExcEHC": total // 2 - 3,
        "NoExc20weekEHC": total // 4 - 2,
        "PersonalBudgets": plans(code, year + 1) // 10,
    }


def _rows(
    release: str,
    name: str,
    label: Row,
    periods: Mapping[str, int],
    numbers: Callable[[str, int], Numbers],
) -> list[Row]:
    """Return rows of authorities, regions and England, whose counts are sums."""
    file = mappings()[release][name]
    rows = []
    for period, year in periods.items():
        counts = {code: numbers(code, year) for code in AUTHORITIES}
        for geography, inside in _areas():
            row = {"time_period": period, "time_identifier": file.time_identifier}
            row |= geography | label
            summed = {
                column: sum(counts[code][column] for code in inside) for column in counts["Z01"]
            }
            known = {column.casefold(): str(number) for column, number in summed.items()}
            row |= {column: known.get(column, "0") for column in file.columns}
            rows.append(with_percentages(name, row))
    return rows


def with_percentages(name: str, row: Row) -> Row:
    """Return a row whose percentages are those of its counts."""
    lower = {column.casefold(): column for column in row}
    for percentage, (numerator, denominator) in PERCENTAGES.get(name, {}).items():
        total = (
            float(row["number_decsion_4weeks"]) + float(row["number_decision_gt_4weeks"])
            if denominator == "decided"
            else float(row[lower[denominator.casefold()]])
        )
        share = 100 * float(row[lower[numerator.casefold()]]) / total if total else 0.0
        row[lower[percentage.casefold()]] = f"{share:.1f}"
    return row


def _areas() -> list[tuple[Row, list[str]]]:
    blank = dict.fromkeys(
        ("region_code", "region_name", "new_la_code", "old_la_code", "la_name"), ""
    )
    country = {"country_code": ENGLAND, "country_name": "England"}
    areas = [({"geographic_level": NATIONAL, **country, **blank}, list(AUTHORITIES))]
    for region, title in REGIONS.items():
        inside = [code for code, (_, place) in AUTHORITIES.items() if place == region]
        within = blank | {"region_code": region, "region_name": title}
        areas.append(({"geographic_level": REGIONAL, **country, **within}, inside))
    for code, (name, region) in AUTHORITIES.items():
        place = {"region_code": region, "region_name": REGIONS[region], "new_la_code": f"E0{code}"}
        local = {
            "geographic_level": LOCAL,
            **country,
            **place,
            "old_la_code": code,
            "la_name": name,
        }
        areas.append((local, [code]))
    return areas


def rows_of(
    files: Files, name: str, *, code: str = "", period: str = "", label: str = ""
) -> list[Row]:
    """Return the rows of a file that are about an area (a code), a period and a label."""
    return [
        row
        for row in files[name]
        if code in ("", row["old_la_code"] or row["region_code"] or ENGLAND)
        and period in ("", row["time_period"])
        and label in ("", *row.values())
    ]


def table(rows: Iterable[Row], *, encoding: str = "utf-8-sig") -> bytes:
    """Return rows as a CSV file."""
    rows = list(rows)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def appeal_lines() -> list[list[str]]:
    """Return the table of appeals as it is laid out: headings in two lines, notes below."""
    measures = ("Appeals registered4", "Total Appealable Decisions1", "SEND Tribunal Appeal Rate2")
    years = [text for year in YEARS for text in (year, "", "")]
    lines = [
        ["SEND Appeal rate table 1: invented2,3"],
        [""],
        ["Local Authority", "LA code", *years],
    ]
    lines += [["", "", *measures * 3], ["NORTH", *[""] * 10]]
    everything = [appeals(list(AUTHORITIES), int(year)) for year in YEARS]
    for code, (name, _) in AUTHORITIES.items():
        counts = [appeals([code], int(year)) for year in YEARS]
        lines.append([f"{name}5", code, *_printed(counts)])
    lines.append(["England Total4,9", "", *_printed(everything)])
    return [*lines, [], ["Notes: "], ["5. All of it is invented."], ["~ Suppressed "]]


def appeals(codes: list[str], year: int) -> tuple[int, int]:
    """Return appeals and appealable decisions, as note 1 defines them, of authorities."""
    decisions = sum(plans(code, year + 1) + requests(code, year) // 5 + 7 for code in codes)
    return sum(plans(code, year) // 40 for code in codes), decisions


def _printed(counts: list[tuple[int, int]]) -> list[str]:
    return [
        text
        for registered, decisions in counts
        for text in (f"{registered:,}", f"{decisions:,}", f"{100 * registered / decisions:.1f}0%")
    ]


def appeals_table(lines: Iterable[list[str]]) -> bytes:
    """Return lines as the CSV file of appeals."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def populations(*, changed: Mapping[str, str] = {}) -> bytes:
    """Return a list of the authorities with invented numbers of people."""
    numbers = {code: str(20_000 + 1_000 * place) for place, code in enumerate(AUTHORITIES)}
    return table(
        {"old_la_code": code, "la_name": AUTHORITIES[code][0], "population_0_25": number}
        for code, number in (numbers | changed).items()
    )


def neighbours() -> bytes:
    """Return a list of neighbours, each authority's all others but one."""
    return table(
        {
            "old_la_code": code,
            "rank": str(rank),
            "neighbour_old_la_code": other if rank < 4 else "-",
            "closeness": "Close",
            "model": "invented",
        }
        for code in AUTHORITIES
        for rank, other in enumerate((one for one in AUTHORITIES if one != code), start=1)
    )


def contents(files: Files) -> dict[str, bytes]:
    """Return files as the DfE lays them out in a zip."""
    return {f"data/{name}": table(rows) for name, rows in files.items()}


def zipped(path: Path, members: Mapping[str, bytes], *, year: str = "") -> Path:
    """Write a release's zip, with a data guidance if a year is given."""
    guidance = {
        "data-guidance/data-guidance.txt": f"Invented\r\nReporting year {year}\r\n".encode()
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, **(guidance if year else {})}.items():
            archive.writestr(name, content)
    return path


def whole_2025(path: Path, files: Files | None = None) -> Path:
    """Write the release in the shape of 2025, with its table of appeals."""
    members = contents(files or release_2025())
    members[f"supporting-files/{APPEALS}"] = appeals_table(appeal_lines())
    return zipped(path, members, year="2025")


def rows_for(name: str, label: str, column: str) -> list[Row]:
    """Return one file of 2025 in which one column is 3 for every authority and January."""
    labels = {"breakdown_topic": label, "breakdown": label}
    return _rows("2025", name, labels, JANUARIES, lambda _code, _year: {column: 3})
