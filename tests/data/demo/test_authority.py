"""The invented authority: every figure it promises, recomputed from the files that ship."""

import math
import re
import sys
from collections import Counter
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.demo import build_authority, bundles, need_ages
from data.demo.authority import DIRECTORY, LEFT_TO_CALLER, TABLE_NAMES, rows
from data.demo.pack import PROFILE_MEANS
from data.documents.passages import unpack
from data.schemas import (
    AGE_BANDS,
    CHECKLIST_TYPES,
    DOCUMENT_TYPES,
    QUESTION_IDS,
    SEVERITY_IDS,
    STAGES,
    TABLES,
)

# A day that the files cannot have been made for, and the one most likely to upset a date.
TODAY = date(2028, 2, 29)
PLAN_STAGES = ("final", "review")
LIVE_STAGES = ("requested", "assessing", "drafting", "consulting", *PLAN_STAGES)
EXAMPLE_IDS = ("EX1", "EX2", "EX3", "EX4", "EX5", "EX6")
STEPS = ("requested_on", "decided_on", "draft_on", "final_on", "closed_on")
SMALL_AGES = (30, 209, 311)
FIRST_NAMES = ("Marlon", "Imogen", "Yusuf", "Zofia", "Callum", "Priya")


@pytest.fixture(scope="module")
def authority():
    """The rows of every table as they stand on TODAY."""
    return {name: rows(name, today=TODAY) for name in TABLE_NAMES}


@pytest.fixture(scope="module")
def people(authority):
    """Each pupil's rows of the three tables with one row per pupil, joined by reference."""
    joined = {row["pupil_id"]: dict(row) for row in authority["pupils"]}
    for name in ("requests", "assessments"):
        assert [row["pupil_id"] for row in authority[name]] == list(joined)
        for row in authority[name]:
            joined[row["pupil_id"]] |= row
    return joined


def age_years(person, *, today=TODAY):
    had_birthday = today.month >= person["birth_month"]
    return today.year - person["birth_year"] - (not had_birthday)


def age_band(person):
    age = age_years(person)
    return next(band for band, (low, high) in AGE_BANDS.items() if low <= age <= high)


def days_ago(person, column):
    return (TODAY - date.fromisoformat(person[column])).days


def in_stage(people, *stages):
    return [person for person in people.values() if person["stage"] in stages]


def nearest(person):
    """The cluster whose published mean is nearest: every weight 1, age 0.2."""

    def distance(cluster):
        steps = [person[question] - PROFILE_MEANS[question][cluster] for question in QUESTION_IDS]
        steps.append(0.2 * (age_years(person) - PROFILE_MEANS["age_years"][cluster]))
        return math.hypot(*steps)

    return min((f"X{number}" for number in range(1, 10)), key=distance)


def meets_no_plan_rule(person):
    severity = [person[question] for question in SEVERITY_IDS]
    return max(severity) <= 1 and sum(severity) <= 6


def is_answered(person):
    return all(person[question] is not None for question in QUESTION_IDS)


# --- the printed table -------------------------------------------------------------------------


def test_printed_table_adds_up_to_its_own_totals():
    assert {need: sum(cells) for need, cells in need_ages.CELLS.items()} == need_ages.NEED_TOTALS
    columns = zip(*need_ages.CELLS.values(), strict=True)
    assert tuple(sum(column) for column in columns) == need_ages.BAND_TOTALS
    assert sum(need_ages.NEED_TOTALS.values()) == sum(need_ages.BAND_TOTALS) == 2052


def test_printed_shares_follow_from_the_cells():
    for need, cells in need_ages.CELLS.items():
        assert round(100 * sum(cells) / 2052) == need_ages.NEED_PCT[need]
        assert tuple(round(100 * cell / 2052, 1) for cell in cells) == need_ages.CELL_PCT[need]
    shares = tuple(round(100 * total / 2052) for total in need_ages.BAND_TOTALS)
    assert shares == need_ages.BAND_PCT


def test_printed_whole_percentages_add_up_to_101_by_rounding():
    assert sum(need_ages.NEED_PCT.values()) == sum(need_ages.BAND_PCT) == 101


def test_printed_eight_groups_hold_55_per_cent():
    eight = [cell for need in ("ASD", "MLD", "SLD", "SLCN") for cell in need_ages.CELLS[need][1:3]]
    assert round(100 * sum(eight) / 2052) == need_ages.EIGHT_GROUPS_PCT


def test_pupils_with_plans_reproduce_every_cell(people):
    found = Counter((p["primary_need"], age_band(p)) for p in in_stage(people, *PLAN_STAGES))
    printed = {
        (need, band): cell
        for need, cells in need_ages.CELLS.items()
        for band, cell in zip(need_ages.BANDS, cells, strict=True)
    }
    assert tuple(AGE_BANDS) == need_ages.BANDS
    assert found == printed
    assert found.total() == need_ages.ALL_PUPILS


# --- every row ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_rows_pass_the_declared_validation_unchanged(authority, name):
    assert authority[name]
    for row in authority[name]:
        assert TABLES[name].validate(row) == row


def test_keys_are_unique_and_refer_to_pupils_and_schools(authority, people):
    for name in TABLE_NAMES:
        keys = [row[TABLES[name].key] for row in authority[name]]
        assert len(keys) == len(set(keys))
    for name in ("advice", "documents"):
        assert {row["pupil_id"] for row in authority[name]} <= set(people)
    schools = {row["school_id"] for row in authority["schools"]}
    assert {person["school_id"] for person in people.values()} <= schools | {None}


def test_everything_is_marked_as_invented(authority):
    for name in ("pupils", "schools"):
        assert all(row["invented"] is True for row in authority[name])
    for name in TABLE_NAMES:
        assert b"invented" in pq.read_schema(DIRECTORY / f"{name}.parquet").metadata[b"note"]


def test_what_depends_on_the_cluster_model_is_left_to_the_caller(authority):
    for row in authority["assessments"]:
        assert all(row[column] is None for column in LEFT_TO_CALLER)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A directory with three pupils of SMALL_AGES in months and one request for advice."""
    directory = tmp_path_factory.mktemp("small")
    stored = [{"pupil_id": f"P{age}", "age_months": age, "invented": True} for age in SMALL_AGES]
    pq.write_table(build_authority.as_stored("pupils", stored), directory / "pupils.parquet")
    asked = {
        "advice_id": "P:s",
        "pupil_id": "P",
        "specialist": "s",
        "asked_on_days_ago": 42,
        "received_on_days_ago": -1,
    }
    pq.write_table(build_authority.as_stored("advice", [asked]), directory / "advice.parquet")
    return directory


@settings(max_examples=50)
@given(today=st.dates(min_value=date(2024, 1, 1), max_value=date(2090, 12, 31)))
def test_rows_say_the_same_ages_and_spans_on_any_day(today, small):
    pupils = rows("pupils", today=today, directory=small)
    assert [age_years(pupil, today=today) for pupil in pupils] == [2, 17, 25]
    (advice,) = rows("advice", today=today, directory=small)
    assert advice["asked_on"] == (today - timedelta(days=42)).isoformat()
    assert advice["received_on"] == (today + timedelta(days=1)).isoformat()


def test_dates_inside_texts_are_said_as_people_write_them(tmp_path):
    stored = {
        "document_id": "P-01",
        "pupil_id": "P",
        "type": "other",
        "title": "Seen {1 days ago}",
        "dated_on_days_ago": 0,
    }
    text = "Due {-1 days ago}, met {60 days ago}, {not a date}"
    texts = [{"document_id": "P-01", "text": f"{bundles.INVENTED}\n\n{text}"}]
    for name, kept in (("documents", [stored]), ("document_texts", texts)):
        pq.write_table(build_authority.as_stored(name, kept), tmp_path / f"{name}.parquet")
    (row,) = rows("documents", today=TODAY, directory=tmp_path)
    assert row["title"] == "Seen 28 February 2028"
    assert row["author_role"] is None
    (told,) = rows("document_texts", today=TODAY, directory=tmp_path)
    said = "Due 1 March 2028, met 31 December 2027, {not a date}"
    assert told["text"] == f"{bundles.INVENTED}\n{said}"
    head, passage = unpack(told["passages"], told["text"])
    assert (head.kind, told["text"][passage.start : passage.end]) == ("header", said)


# --- stages and dates --------------------------------------------------------------------------


def test_stages_occur_in_the_promised_numbers(people):
    assert Counter(person["stage"] for person in people.values()) == {
        "requested": 40,
        "assessing": 52,
        "drafting": 22,
        "consulting": 28,
        "final": 1706,
        "review": 346,
        "not_assessed": 26,
        "no_plan": 12,
        "ceased": 36,
    }
    assert {person["stage"] for person in people.values()} == set(STAGES)


DATES_BY_STAGE = {
    "requested": {"requested_on"},
    "assessing": {"requested_on", "decided_on"},
    "drafting": {"requested_on", "decided_on"},
    "consulting": {"requested_on", "decided_on", "draft_on"},
    "final": {"requested_on", "decided_on", "draft_on", "final_on", "review_due_on"},
    "review": {"requested_on", "decided_on", "draft_on", "final_on", "review_due_on"},
    "not_assessed": {"requested_on", "decided_on", "closed_on"},
    "no_plan": {"requested_on", "decided_on", "closed_on"},
    "ceased": {"requested_on", "decided_on", "draft_on", "final_on", "closed_on"},
}


def test_each_stage_has_its_dates_and_no_others(people):
    columns = (*STEPS, "review_due_on")
    for person in people.values():
        present = {column for column in columns if person[column] is not None}
        assert present == DATES_BY_STAGE[person["stage"]], person["pupil_id"]


def test_dates_are_in_order_and_not_to_come(people):
    for person in people.values():
        dates = [person[step] for step in STEPS if person[step]]
        assert dates == sorted(dates), person["pupil_id"]
        assert dates[-1] <= TODAY.isoformat()


def test_pupils_were_at_least_one_when_assessment_was_requested(people):
    for person in people.values():
        requested = date.fromisoformat(person["requested_on"])
        months = (requested.year - person["birth_year"]) * 12
        assert months + requested.month - person["birth_month"] >= 12, person["pupil_id"]


def test_families_had_15_days_with_the_draft(people):
    for person in people.values():
        if person["final_on"]:
            assert days_ago(person, "draft_on") - days_ago(person, "final_on") >= 15


def test_about_seven_in_ten_plans_were_final_inside_20_weeks(people):
    finished = in_stage(people, *PLAN_STAGES, "ceased")
    days = {
        person["pupil_id"]: days_ago(person, "requested_on") - days_ago(person, "final_on")
        for person in finished
    }
    recent = [days[p["pupil_id"]] for p in finished if days_ago(p, "final_on") < 365]
    assert 250 <= len(recent) <= 340
    for spans in (list(days.values()), recent):
        assert 0.64 <= sum(span <= 140 for span in spans) / len(spans) <= 0.80
    assert {140, 141} <= set(days.values())


def test_most_decisions_came_inside_six_weeks_and_some_did_not(people):
    spans = [
        days_ago(person, "requested_on") - days_ago(person, "decided_on")
        for person in people.values()
        if person["decided_on"]
    ]
    assert 0.88 <= sum(span <= 42 for span in spans) / len(spans) <= 0.96


def test_some_open_cases_are_late_and_some_are_due_today_or_this_week(people):
    limits = {"requested": 42, "assessing": 112, "drafting": 140, "consulting": 140}
    for stage, limit in limits.items():
        waited = [days_ago(person, "requested_on") for person in in_stage(people, stage)]
        assert 2 <= sum(days > limit for days in waited) <= len(waited) // 3
        assert limit in waited
    for stage, limit in (("requested", 42), ("consulting", 140)):
        waited = [days_ago(person, "requested_on") for person in in_stage(people, stage)]
        assert any(limit - 7 <= days < limit for days in waited)
    today = TODAY.isoformat()
    for stage, column in (("requested", STEPS[0]), ("consulting", STEPS[2]), ("final", STEPS[3])):
        assert any(person[column] == today for person in in_stage(people, stage))


def test_reviews_fall_on_an_anniversary_and_are_due_overdue_or_done(people):
    for person in in_stage(people, *PLAN_STAGES):
        final_on, due_in = days_ago(person, "final_on"), -days_ago(person, "review_due_on")
        assert (final_on + due_in) % 365 == 0
        assert final_on + due_in >= 365
        assert due_in <= 365
    due_in = [-days_ago(person, "review_due_on") for person in in_stage(people, "review")]
    assert max(due_in) <= 42
    assert 0 in due_in
    assert any(1 <= days <= 7 for days in due_in)
    assert 60 <= sum(days < 0 for days in due_in) <= 160
    done = [p for p in in_stage(people, "final") if days_ago(p, "final_on") > 365]
    assert min(-days_ago(person, "review_due_on") for person in in_stage(people, "final")) > 42
    assert len(done) > 1000


def test_cases_without_a_plan_closed_when_decided_most_by_16_weeks(people):
    for person in in_stage(people, "not_assessed"):
        assert person["closed_on"] == person["decided_on"]
    spans = [
        days_ago(person, "requested_on") - days_ago(person, "closed_on")
        for person in in_stage(people, "no_plan")
    ]
    assert 0.6 <= sum(span <= 112 for span in spans) / len(spans) < 1


# --- who is who --------------------------------------------------------------------------------


def test_references_are_sequential_and_say_nothing_of_the_stage(people):
    numbers = [int(key[2:]) for key in people if key not in EXAMPLE_IDS]
    assert all(re.fullmatch(r"NM\d{5}", key) for key in people if key not in EXAMPLE_IDS)
    assert sorted(numbers) == list(range(10001, 10001 + len(numbers)))
    by_stage = {
        stage: [
            int(p["pupil_id"][2:]) for p in in_stage(people, stage) if "EX" not in p["pupil_id"]
        ]
        for stage in STAGES
    }
    middle = 10001 + len(numbers) / 2
    for stage, held in by_stage.items():
        assert abs(sum(held) / len(held) - middle) < 4 * 655 / math.sqrt(len(held)), stage


def test_the_demo_co_ordinator_holds_every_example_and_every_stage(people):
    mine = [person for person in people.values() if person["co_ordinator"] == "coordinator"]
    assert set(EXAMPLE_IDS) <= {person["pupil_id"] for person in mine}
    assert {person["stage"] for person in mine} == set(STAGES)
    assert 55 <= sum(person["stage"] in LIVE_STAGES for person in mine) <= 65
    others = Counter(person["co_ordinator"] for person in people.values())
    assert set(others) == {"coordinator", *(f"coordinator{n}" for n in range(2, 10))}


def test_the_demo_senco_has_about_25_pupils_in_a_mainstream_primary(authority, people):
    (school,) = [row for row in authority["schools"] if row["school_id"] == "S001"]
    assert (school["phase"], school["type"]) == ("primary", "mainstream")
    mine = {person["pupil_id"] for person in people.values() if person["school_id"] == "S001"}
    assert 20 <= len(mine) <= 30
    assert {"EX3", "EX4"} <= mine


def test_the_demo_specialist_has_advice_received_due_and_overdue(authority, people):
    mine = [row for row in authority["advice"] if row["specialist"] == "specialist"]
    assert len(mine) == 25
    assert {"EX1", "EX2", "EX4"} <= {row["pupil_id"] for row in mine}
    stages = Counter(people[row["pupil_id"]]["stage"] for row in mine)
    assert stages == {"assessing": 23, "drafting": 1, "consulting": 1}
    waiting = [days_ago(row, "asked_on") for row in mine if row["received_on"] is None]
    assert len(mine) - len(waiting) >= 5
    assert sum(days > 42 for days in waiting) >= 5
    assert sum(days < 42 for days in waiting) >= 5
    assert 42 in waiting


def test_advice_is_asked_after_the_decision_and_answered_before_the_draft(authority, people):
    specialists = {f"specialist{number}" for number in range(2, 7)} | {"specialist"}
    assert {row["specialist"] for row in authority["advice"]} == specialists
    for row in authority["advice"]:
        person = people[row["pupil_id"]]
        assert row["advice_id"] == f"{row['pupil_id']}:{row['specialist']}"
        assert person["decided_on"] <= row["asked_on"] <= TODAY.isoformat()
        if row["received_on"]:
            end = person["draft_on"] or person["closed_on"] or TODAY.isoformat()
            assert row["asked_on"] <= row["received_on"] <= end
    asked = {row["pupil_id"] for row in authority["advice"]}
    for person in in_stage(people, "assessing", "drafting", "consulting", "no_plan"):
        assert person["pupil_id"] in asked


def test_schools_are_of_every_kind_and_hold_their_pupils(authority, people):
    schools = authority["schools"]
    assert 55 <= len(schools) <= 65
    assert len({school["name"] for school in schools}) == len(schools)
    kinds = {school["type"] for school in schools} | {school["phase"] for school in schools}
    assert {"special", "resourced", "college", "mainstream", "nursery", "primary"} <= kinds
    placed = Counter(person["school_id"] for person in people.values())
    for school in schools:
        assert 0 < placed[school["school_id"]] <= school["pupils_on_roll"], school["name"]


def test_placements_suit_age_and_need(authority, people):
    schools = {school["school_id"]: school for school in authority["schools"]}
    special = Counter()
    for person in people.values():
        school = schools.get(person["school_id"])
        if school:
            special[person["primary_need"]] += school["type"] == "special"
            youngest, oldest = PHASE_AGES[school["phase"]]
            assert youngest <= age_years(person) <= oldest, person["pupil_id"]
    needs = Counter(person["primary_need"] for person in people.values())
    share = {need: special[need] / needs[need] for need in need_ages.CELLS}
    assert share["PMLD"] > 0.8
    assert 0.6 < share["SLD"] < 0.85
    assert max(share[need] for need in ("SLCN", "SPLD")) < 0.15
    nowhere = sum(person["school_id"] is None for person in people.values())
    assert 0 < nowhere < 0.04 * len(people)


PHASE_AGES = {
    "nursery": (2, 4),
    "primary": (3, 11),
    "secondary": (11, 19),
    "all_through": (2, 19),
    "post_16": (16, 25),
}


# --- the answers -------------------------------------------------------------------------------


def test_all_nine_clusters_occur_by_the_published_means(people):
    found = Counter(nearest(person) for person in people.values() if is_answered(person))
    assert set(found) == {f"X{number}" for number in range(1, 10)}
    assert min(found.values()) >= 20


def test_mild_needs_are_mostly_where_no_plan_was_made(people):
    mild = Counter(
        person["stage"]
        for person in people.values()
        if is_answered(person) and meets_no_plan_rule(person)
    )
    assert mild["not_assessed"] == 20
    assert mild["no_plan"] == 9
    assert 3 <= mild["requested"] <= 5
    assert mild.total() - mild["not_assessed"] - mild["no_plan"] <= 10
    assert sum(mild[stage] for stage in PLAN_STAGES) == 3


def test_one_in_eight_early_cases_has_unanswered_questions(people):
    early = in_stage(people, "requested", "assessing")
    gaps = [person for person in early if not is_answered(person)]
    assert 0.10 <= len(gaps) / len(early) <= 0.15
    assert all(is_answered(person) for person in people.values() if person not in early)
    empty = [p for p in gaps if all(p[question] is None for question in QUESTION_IDS)]
    assert empty
    assert all((p in empty) == (p["primary_need"] is None) for p in people.values())


NEED_FLOOR = {
    "ASD": ("asd", 2),
    "HI": ("hearing", 2),
    "MLD": ("learning_difficulties", 2),
    "PD": ("physical_other", 2),
    "PMLD": ("learning_difficulties", 4),
    "SEMH": ("semh", 2),
    "SLCN": ("slc", 2),
    "SLD": ("learning_difficulties", 3),
    "SPLD": ("learning_difficulties", 1),
    "VI": ("visual", 2),
}


def test_scores_bear_out_the_primary_need(people):
    for person in people.values():
        if is_answered(person) and not meets_no_plan_rule(person):
            question, least = NEED_FLOOR[person["primary_need"]]
            assert person[question] >= least, person["pupil_id"]


def test_only_answers_above_none_are_noted_and_validated_with_a_dated_source(people):
    for person in people.values():
        for question in QUESTION_IDS:
            note, validated, source = (
                person[f"{question}_{part}"] for part in ("note", "validated", "source")
            )
            if not person[question]:
                assert (note, validated, source) == (None, None, None)
                continue
            assert validated is (source is not None)
            assert source is None or re.fullmatch(
                r"[A-Z][\w' ]+, \d{1,2} [A-Z][a-z]+ \d{4}", source
            )
            assert note is None or (len(note) <= 200 and "{" not in note)


def test_validation_grows_with_the_stage(people):
    share = {}
    for stage in STAGES:
        flags = [
            person[f"{question}_validated"]
            for person in in_stage(people, stage)
            for question in QUESTION_IDS
            if person[question]
        ]
        share[stage] = sum(flags) / len(flags)
    assert share["requested"] < share["assessing"] < share["drafting"] < share["final"]
    assert 0.85 < share["final"] < 0.95


def test_panel_and_final_marks_follow_the_stage(people):
    for person in people.values():
        stage = person["stage"]
        expected = None if stage == "requested" else stage != "not_assessed"
        assert person["panel_approved"] is expected
        assert person["final"] is (stage in (*PLAN_STAGES, "ceased"))
        assert (person["panel_considerations"] is None) == (stage == "requested")
        assert person["final"] or person["final_comments"] is None


# --- the examples ------------------------------------------------------------------------------


def test_ex1_is_the_pupil_of_the_screenshots(people):
    # The plan text and the input form of the pack. Its table of scores on the review screen is
    # dummy data (3 for health beside "No Health") and is not followed.
    ex1 = people["EX1"]
    above_none = {question: ex1[question] for question in QUESTION_IDS if ex1[question] != 0}
    assert above_none == {
        "learning_difficulties": 3,
        "asd": 3,
        "psych_other": 2,
        "emotional_literacy": 3,
        "social_interaction": 3,
        "english": 3,
        "maths": 3,
        "problem_solving": 3,
        "slc": 2,
        "sensory_skills": 2,
        "social_care": 1,
    }
    assert ex1["primary_need"] == "SLD"
    assert age_band(ex1) == "16-19"
    assert ex1["panel_approved"] is True
    assert ex1["final"] is False
    assert nearest(ex1) == "X1"


def test_examples_cover_five_clusters_the_no_plan_rule_and_six_stages(people):
    examples = [people[pupil_id] for pupil_id in EXAMPLE_IDS]
    assert [nearest(person) for person in examples[:5]] == ["X1", "X2", "X3", "X6", "X9"]
    assert [meets_no_plan_rule(person) for person in examples] == [False] * 5 + [True]
    assert len({person["stage"] for person in examples}) == 6


def test_bundles_hold_five_to_nine_documents_of_every_kind(authority):
    held = Counter(row["pupil_id"] for row in authority["documents"])
    assert set(held) == set(EXAMPLE_IDS)
    assert all(5 <= count <= 9 for count in held.values())
    types = {row["type"] for row in authority["documents"]}
    assert types <= set(DOCUMENT_TYPES)
    assert all(types & set(answering) for answering in CHECKLIST_TYPES.values())


def test_documents_say_they_are_invented_and_keep_to_their_length(authority):
    for row in authority["document_texts"]:
        assert row["text"].splitlines()[0] == bundles.INVENTED
        assert 120 <= len(row["text"].split()) <= 400, row["document_id"]
        assert "{" not in row["text"]
    assert all(row["dated_on"] <= TODAY.isoformat() for row in authority["documents"])


def test_each_document_has_its_text_and_passages_that_cover_it(authority):
    texts = {row["document_id"]: row for row in authority["document_texts"]}
    assert list(texts) == [row["document_id"] for row in authority["documents"]]
    for row in texts.values():
        pieces = [row["text"][p.start : p.end] for p in unpack(row["passages"], row["text"])]
        assert "\n".join(pieces) == row["text"]


def test_bundles_have_documents_of_the_process_and_some_older_than_a_year(authority):
    old = {row["pupil_id"] for row in authority["documents"] if days_ago(row, "dated_on") > 365}
    assert {"EX1", "EX2", "EX3", "EX5"} <= old


def test_first_names_stand_only_inside_documents(authority, people):
    for row in authority["documents"]:
        assert not any(name in row["title"] for name in FIRST_NAMES)
    for person in people.values():
        texts = " ".join(value for value in person.values() if isinstance(value, str))
        assert not any(name in texts for name in FIRST_NAMES)


# --- the files ---------------------------------------------------------------------------------


def test_files_are_small():
    assert sum(path.stat().st_size for path in DIRECTORY.glob("*.parquet")) < 1_500_000


def test_building_again_gives_the_files_that_ship(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["build_authority", "--directory", str(tmp_path / "built")])
    build_authority.main()
    built = sorted((tmp_path / "built").iterdir())
    assert [path.name for path in built] == sorted(f"{name}.parquet" for name in TABLE_NAMES)
    for path in built:
        # The tables rather than the bytes, which also carry the version of the writer.
        again: pa.Table = pq.read_table(path)
        assert again.equals(pq.read_table(DIRECTORY / path.name), check_metadata=True), path.name
