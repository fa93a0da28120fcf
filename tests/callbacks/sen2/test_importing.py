"""Imports are all or nothing, and leave nothing behind that a later one does not clear."""

from __future__ import annotations

import datetime
import errno
import math
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest

from callbacks.sen2 import importing
from callbacks.sen2.importing import Outcome, import_paths, use_revision
from data.database import SaveFailed
from data.folds import alone_in
from data.schemas.sen2 import SUSPECTS
from data.sen2 import catalogue as catalogues
from data.sen2.catalogue import CATALOGUE, read_catalogue
from data.sen2.cells import Refused
from data.sen2.mapping import ILLUSTRATIVE
from data.sen2.published import cells, published
from tests.data.sen2 import releases
from tests.data.sen2.releases import Files, release_2025, requests, rows_of, table, zipped

NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
REQUESTS, RESIDENTIAL = "requests.csv", "residential_settings.csv"


class KilledError(BaseException):
    """Stand for the end of the process, which no code catches."""


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Leave out what waits for the disk, and the checks of figures, which have their own tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("os.fsync", lambda _: None)
        none = pd.DataFrame(columns=list(SUSPECTS))
        patched.setattr(importing, "figure_suspects", lambda *_: none)
        yield


@pytest.fixture(scope="module")
def files() -> Files:
    every = release_2025()
    return {name: every[name] for name in (REQUESTS, RESIDENTIAL)}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("importing")


@pytest.fixture(scope="module")
def release(place: Path, files: Files) -> Path:
    """Give the zip of a release of two files."""
    return zipped(place / "r.zip", releases.contents(files), year="2025")


@pytest.fixture(scope="module")
def changed(place: Path, files: Files) -> Path:
    """Give one of its files, in which Z01 received 1,000 requests more in 2024."""
    rows = [dict(row) for row in files[REQUESTS]]
    for code in ("Z01", releases.NORTH, "E92000001"):
        (row,) = rows_of({REQUESTS: rows}, REQUESTS, code=code, period="2024")
        row["requests_received_in_year"] = str(int(row["requests_received_in_year"]) + 1000)
        releases.with_percentages(REQUESTS, row)
    path = place / "changed.csv"
    path.write_bytes(table(rows))
    return path


@pytest.fixture(scope="module")
def loaded_once(place: Path, release: Path) -> Path:
    load(place / "loaded", release)
    return place / "loaded"


@pytest.fixture(scope="module")
def revised_once(place: Path, loaded_once: Path, changed: Path) -> Path:
    shutil.copytree(loaded_once, place / "revised")
    load(place / "revised", changed)
    return place / "revised"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give a folder into which nothing was imported."""
    return tmp_path / "sen2"


@pytest.fixture
def loaded(store: Path, loaded_once: Path) -> Path:
    """Give a folder into which the release was imported."""
    return Path(shutil.copytree(loaded_once, store))


@pytest.fixture
def revised(store: Path, revised_once: Path) -> Path:
    """Give a folder into which the changed file was imported after the release."""
    return Path(shutil.copytree(revised_once, store))


def load(store: Path, *paths: Path, release: str = "") -> Outcome:
    return import_paths(store, paths, now=NOW, progress=lambda _: None, release=release)


def content(store: Path) -> dict[str, bytes]:
    """Return every file that the catalogue names, and itself, byte for byte."""
    folders = read_catalogue(store).folders
    return {
        str(path.relative_to(store)): path.read_bytes()
        for path in store.rglob("*")
        if path.name == CATALOGUE or path.parent.name in folders
    }


def requests_of(store: Path, code: str, year: int = 2024) -> float:
    figures = published(store).figures.set_index(["indicator", "code", "year"])["value"]
    return float(figures["requests", code, year])


def test_an_import_is_described(store: Path, release: Path) -> None:
    outcome = load(store, release)
    (one,) = outcome.releases
    assert (one.id, one.revision, one.in_use) == ("2025", 1, True)
    assert set(one.files) == {REQUESTS, RESIDENTIAL}
    assert one.imported_at == "2026-11-22T12:00:00+00:00"
    assert one.licence.startswith("Open Government Licence")
    assert outcome.changed
    assert outcome.suspects == 0
    held = published(store)
    assert held.releases == (one,)
    assert not held.illustrative
    assert requests_of(store, "Z05") == requests("Z05", 2024)


def test_the_same_again_changes_nothing(loaded: Path, release: Path) -> None:
    before = content(loaded)
    assert not load(loaded, release).changed
    assert content(loaded) == before


def test_a_changed_file_makes_a_revision_beside_the_first(loaded: Path, changed: Path) -> None:
    residential = cells(loaded, "Z02")
    first = {name: data for name, data in content(loaded).items() if "-r1" in name}
    (one,) = load(loaded, changed).releases
    assert (one.revision, set(one.files)) == (2, {REQUESTS, RESIDENTIAL})
    assert [(r.revision, r.in_use) for r in published(loaded).releases] == [(1, False), (2, True)]
    assert requests_of(loaded, "Z01") == requests("Z01", 2024) + 1000
    assert requests_of(loaded, "Z02") == requests("Z02", 2024)
    assert {name: data for name, data in content(loaded).items() if "-r1" in name} == first
    pd.testing.assert_frame_equal(by_meaning(cells(loaded, "Z02")), by_meaning(residential))


def by_meaning(frame: pd.DataFrame) -> pd.DataFrame:
    text = frame.astype(dict.fromkeys(frame.select_dtypes("category"), str))
    return text.sort_values(list(text.columns), ignore_index=True)


def test_one_can_go_back_and_forward(revised: Path) -> None:
    assert use_revision(revised, "2025", 1)
    assert requests_of(revised, "Z01") == requests("Z01", 2024)
    assert [r.in_use for r in read_catalogue(revised).releases] == [True, False]
    assert use_revision(revised, "2025", 2)
    assert requests_of(revised, "Z01") == requests("Z01", 2024) + 1000


def test_a_revision_that_is_not_there_is_not_used(loaded: Path) -> None:
    before = content(loaded)
    assert not use_revision(loaded, "2025", 7)
    assert not use_revision(loaded, "2019", 1)
    assert content(loaded) == before


def test_files_loaded_before_are_used_again_without_a_new_revision(
    revised: Path, release: Path, changed: Path
) -> None:
    (one,) = load(revised, release).releases
    assert one.revision == 1
    assert requests_of(revised, "Z01") == requests("Z01", 2024)
    (two,) = load(revised, changed).releases
    assert two.revision == 2
    assert len(read_catalogue(revised).releases) == 2


def test_a_single_file_joins_the_revision_in_use(
    revised: Path, tmp_path: Path, files: Files
) -> None:
    use_revision(revised, "2025", 1)
    path = tmp_path / "residential.csv"
    path.write_bytes(table([row | {"res_52": "5"} for row in files[RESIDENTIAL]]))
    (three,) = load(revised, path).releases
    assert three.revision == 3
    assert requests_of(revised, "Z01") == requests("Z01", 2024)
    held = cells(revised, "Z03")
    assert set(held.loc[held["measure"] == "residential_52_weeks", "value"]) == {5.0}


def test_files_are_read_again_where_the_mapping_is_another(
    loaded: Path, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "mapping_checksum", lambda: "another")
    (two,) = load(loaded, release).releases
    assert (two.revision, two.mapping) == (2, "another")
    assert not load(loaded, release).changed


def test_what_is_odd_about_kept_files_stays_told(
    store: Path, tmp_path: Path, files: Files, changed: Path
) -> None:
    odd = {
        REQUESTS: [row | {"new_column": "1"} for row in files[REQUESTS]],
        RESIDENTIAL: [row | {"other_column": "1"} for row in files[RESIDENTIAL]],
    }
    load(store, zipped(tmp_path / "odd.zip", releases.contents(odd), year="2025"))
    (one,) = load(store, changed).releases
    (told,) = one.problems
    assert told.startswith("residential_settings.csv: the column other_column")


def broken_zip(path: Path, files: Files) -> Path:
    whole = zipped(path, releases.contents(files), year="2025").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def duplicate_row(path: Path, files: Files) -> Path:
    path.write_bytes(table([*files[REQUESTS], files[REQUESTS][4]]))
    return path


def mixed_years(path: Path, files: Files) -> Path:
    other = files[REQUESTS][0] | {"time_period": "202324", "time_identifier": "Academic year"}
    path.write_bytes(table([*files[REQUESTS], other]))
    return path


def other_publication(path: Path, files: Files) -> Path:
    path.write_bytes(table([{"time_period": "2024", "schools": "3"}]))
    return path


def gigabyte(path: Path, files: Files) -> Path:
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    return path


@pytest.mark.parametrize(
    ("make", "name", "row"),
    [
        (broken_zip, "broken.zip", None),
        (duplicate_row, "broken.csv", 29),
        (mixed_years, "broken.csv", 29),
        (other_publication, "broken.csv", None),
        (gigabyte, "broken.csv", None),
        (gigabyte, "broken.zip", None),
    ],
)
def test_bad_input_leaves_everything_as_it_was(
    loaded: Path,
    tmp_path: Path,
    changed: Path,
    files: Files,
    make: Callable[[Path, Files], Path],
    name: str,
    row: int | None,
) -> None:
    before, figures = content(loaded), published(loaded)
    # A good file before the bad one must not be kept either.
    with pytest.raises(Refused) as refusal:
        load(loaded, changed, make(tmp_path / name, files))
    assert (refusal.value.file, refusal.value.row) == (name, row)
    assert refusal.value.reason
    assert content(loaded) == before
    assert published(loaded) is figures


def test_bad_input_to_an_empty_store_leaves_it_empty(store: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        load(store, tmp_path / "missing.zip")
    assert not store.exists()


@pytest.mark.parametrize(
    ("step", "call", "is_done"),
    [
        ("write_by_area", 1, True),
        ("write_table", 2, False),
        ("write_table", 6, True),
        ("commit", 1, False),
    ],
)
def test_an_import_that_is_killed_is_as_if_it_had_not_begun(
    loaded: Path,
    changed: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    call: int,
    is_done: bool,
) -> None:
    before, figures = content(loaded), published(loaded)
    calls: list[int] = []
    real = getattr(importing, step)

    def killed(*args: object, **keywords: object) -> object:
        calls.append(1)
        if len(calls) == call and not is_done:
            raise KilledError
        result = real(*args, **keywords)
        if len(calls) == call:
            raise KilledError
        return result

    monkeypatch.setattr(importing, step, killed)
    with pytest.raises(KilledError):
        load(loaded, changed)
    assert content(loaded) == before
    assert published(loaded) is figures


def test_the_next_import_clears_what_one_that_was_killed_left(
    loaded: Path, release: Path, changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KilledError):
            load(loaded, changed)
    assert folders(loaded) == {"release-2025-r1", "release-2025-r2", "state-0001", "state-0002"}
    (loaded / "uploaded-now").mkdir()
    load(loaded, release)
    assert folders(loaded) == {"release-2025-r1", "state-0001", "uploaded-now"}
    load(loaded, changed)
    assert requests_of(loaded, "Z01") == requests("Z01", 2024) + 1000


def folders(store: Path) -> set[str]:
    return {path.name for path in store.iterdir() if path.is_dir()}


def test_a_full_disk_is_told_and_nothing_changes(
    loaded: Path, changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(loaded)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(catalogues, "write_durably", full)
    with pytest.raises(SaveFailed, match=r"\(No space left on device\)\. Nothing was changed"):
        load(loaded, changed)
    assert content(loaded) == before


def test_two_imports_at_once_are_both_in_use(
    loaded: Path, changed: Path, tmp_path: Path, files: Files
) -> None:
    other = tmp_path / "residential.csv"
    other.write_bytes(table([row | {"res_52": "5"} for row in files[RESIDENTIAL]]))
    threads = [Thread(target=load, args=(loaded, path)) for path in (changed, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.revision for one in read_catalogue(loaded).releases] == [1, 2, 3]
    assert requests_of(loaded, "Z01") == requests("Z01", 2024) + 1000
    held = cells(loaded, "Z03")
    assert set(held.loc[held["measure"] == "residential_52_weeks", "value"]) == {5.0}


def test_who_waits_too_long_is_told(
    store: Path, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "WAIT_SECONDS", 0.01)
    with alone_in(store, wait=1), pytest.raises(TimeoutError, match="Another process is writing"):
        load(store, release)
    assert not (store / CATALOGUE).exists()


# Lists of areas.


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(releases.populations())
    return path


def rates(store: Path) -> pd.Series:
    figures = published(store).figures
    rows = figures[figures["indicator"] == "requests_per_1000"]
    return rows.set_index(["code", "year"])["value"]


def test_lists_outlive_later_imports(
    loaded: Path, people: Path, changed: Path, tmp_path: Path
) -> None:
    near = tmp_path / "near.csv"
    near.write_bytes(releases.neighbours())
    assert load(loaded, people, near).lists == ("populations", "neighbours")
    expected = 1000 * requests("Z01", 2024) / 20_000
    assert rates(loaded)["Z01", 2024] == pytest.approx(expected)
    load(loaded, changed)
    use_revision(loaded, "2025", 1)
    assert rates(loaded)["Z01", 2024] == pytest.approx(expected)
    assert len(published(loaded).neighbours) == 18


def test_a_list_alone_changes_the_rates_and_makes_no_revision(loaded: Path, people: Path) -> None:
    assert rates(loaded).isna().all()
    outcome = load(loaded, people)
    assert (outcome.releases, outcome.lists) == ((), ("populations",))
    before = content(loaded)
    assert not load(loaded, people).changed
    assert content(loaded) == before
    people.write_bytes(releases.populations(changed={"Z01": "40000", "Z02": ""}))
    assert load(loaded, people).changed
    assert math.isnan(rates(loaded)["Z02", 2024])
    assert math.isnan(rates(loaded)["E92000001", 2024])
    assert rates(loaded)["Z01", 2024] == pytest.approx(1000 * requests("Z01", 2024) / 40_000)


def test_a_list_may_come_before_any_release(store: Path, people: Path, release: Path) -> None:
    assert load(store, people).lists == ("populations",)
    held = published(store)
    assert (len(held.figures), len(held.suspects), held.releases) == (0, 0, ())
    load(store, release)
    assert rates(store)["Z01", 2024] > 0


def test_a_list_adds_to_the_one_before(loaded: Path, tmp_path: Path, people: Path) -> None:
    load(loaded, people)
    before = rates(loaded)
    one = tmp_path / "one.csv"
    head, first, *_ = releases.populations().decode().splitlines()
    one.write_text(f"{head}\n{first}\n")
    assert not load(loaded, one).changed
    pd.testing.assert_series_equal(rates(loaded), before)


# Releases that are odd.


def test_invented_figures_give_way_to_real_ones(store: Path, release: Path, tmp_path: Path) -> None:
    invented = zipped(tmp_path / "i.zip", {"r.csv": table(release_2025()[REQUESTS])})
    (one,) = load(store, invented, release=ILLUSTRATIVE).releases
    assert "Invented" in one.licence
    assert published(store).illustrative
    load(store, release)
    held = published(store)
    assert not held.illustrative
    assert set(held.figures["release"]) == {"2025"}
    assert not load(store, invented, release=ILLUSTRATIVE).changed
    assert not use_revision(store, ILLUSTRATIVE, 1)
    assert not published(store).illustrative


def test_a_file_without_any_indicator_is_kept(store: Path, tmp_path: Path) -> None:
    file = releases.rows_for("work_based_placements.csv", "All work based placements", "open_wbp")
    path = tmp_path / "w.csv"
    path.write_bytes(table(file))
    load(store, path)
    held = published(store)
    assert held.figures.empty
    found = cells(store, "Z01")
    assert found.loc[found["measure"] == "work_based", "value"].tolist() == [3, 3, 3]


def test_the_table_of_appeals_may_come_alone_or_first(
    store: Path, release: Path, tmp_path: Path
) -> None:
    path = tmp_path / releases.APPEALS
    path.write_bytes(releases.appeals_table(releases.appeal_lines()))
    load(store, path)
    figures = published(store).figures
    assert set(figures["indicator"]) == {"appeals", "appeal_rate_pct"}
    assert figures["name"].notna().all()
    assert set(figures["level"]) == {"National", "Local authority"}
    load(store, release)
    figures = published(store).figures
    assert figures.set_index("code")["region"].drop("E92000001").str.startswith("E12").all()


def test_the_order_of_files_does_not_matter(store: Path, tmp_path: Path) -> None:
    every = releases.release_2022()
    both = {name: every[name] for name in ("sen2_age_caseload.csv", "sen2_estab_caseload.csv")}
    for row in both["sen2_estab_caseload.csv"]:
        row["total_ehc"] = str(int(row["total_ehc"]) + 9)
    figures = []
    for place, names in enumerate((sorted(both), sorted(both, reverse=True))):
        path = zipped(tmp_path / f"{place}.zip", releases.contents({n: both[n] for n in names}))
        load(store / str(place), path)
        rows = published(store / str(place)).figures
        figures.append(rows.sort_values(["indicator", "code", "year"], ignore_index=True))
    pd.testing.assert_frame_equal(*figures)
    plans = figures[0].query("indicator == 'plans' and code == 'Z01' and year == 2022")
    assert plans["value"].tolist() == [releases.plans("Z01", 2022)]
