"""The invented feedback: who was asked and heard, and that its four tables agree."""

import json
from collections import Counter, defaultdict
from datetime import date

import pytest

from data.demo import asked, remarks
from data.demo.authority import DIRECTORY, rows
from data.demo.feedback import KEYS
from data.demo.plans import LINES
from data.schemas import SEVERITY_IDS
from data.schemas.feedback import asked_of

TODAY = date(2028, 2, 29)


@pytest.fixture(scope="module")
def told():
    names = (*KEYS, "pupils", "requests", "assessments")
    return {name: rows(name, today=TODAY) for name in names}


@pytest.fixture(scope="module")
def by_pupil(told):
    return {
        name: {row["pupil_id"]: row for row in told[name]}
        for name in ("pupils", "requests", "assessments")
    }


def test_some_of_those_with_a_plan_were_asked_and_not_all_answered(told, by_pupil):
    asked_pupils = {row["pupil_id"] for row in (*told["feedback_links"], *told["feedback"])}
    assert 780 <= len(asked_pupils) <= 900
    assert 600 <= len({row["pupil_id"] for row in told["feedback"]}) < len(asked_pupils)
    assert {by_pupil["requests"][one]["stage"] for one in asked_pupils} == {"final", "review"}
    assert not asked_pupils & {"EX1", "EX2", "EX4", "EX6"}


def test_all_of_it_lies_in_the_last_two_years_and_after_the_plan(told, by_pupil):
    today = TODAY.isoformat()
    for row in told["feedback_links"]:
        assert by_pupil["requests"][row["pupil_id"]]["final_on"] < row["made_on"] <= today
        assert row["made_on"] < row["expires_on"]
        assert row["answered_on"] is None or row["made_on"] <= row["answered_on"] <= today
    days = [(TODAY - date.fromisoformat(row["given_on"])).days for row in told["feedback"]]
    assert min(days) >= 0
    assert 500 < max(days) < 731


def test_an_answer_by_link_stands_in_its_link_and_no_other_does(told):
    answered = {
        row["link_id"]: row["answered_on"] for row in told["feedback_links"] if row["answered_on"]
    }
    by_link = {
        row["feedback_id"]: row["given_on"] for row in told["feedback"] if row["channel"] == "link"
    }
    assert answered == by_link
    channels = Counter((row["voice"], row["channel"]) for row in told["feedback"])
    assert channels["setting", "bulk"] > 100
    assert channels["parent", "told"] > 10
    assert set(channels) == {
        *((voice, "link") for voice in ("pupil", "parent", "setting")),
        ("setting", "bulk"),
        ("pupil", "told"),
        ("parent", "told"),
    }


def test_outcomes_and_provision_read_as_they_were_asked(told):
    texts = {row["link_id"]: asked_of(json.loads(row["asked"])) for row in told["feedback_links"]}
    rated, given = defaultdict(dict), defaultdict(dict)
    for row in told["attainments"]:
        rated[row["feedback_id"]][row["line_id"]] = row
    for row in told["deliveries"]:
        given[row["feedback_id"]][row["line_id"]] = row
    assert set(given) < set(rated) == {row["feedback_id"] for row in told["feedback"]}
    for code in set(rated) & set(texts):
        outcomes = {one.line_id: one for one in texts[code].outcomes}
        assert set(outcomes) == set(rated[code])
        for line_id, row in rated[code].items():
            one = outcomes[line_id]
            assert (row["outcome"], row["outcome_id"] or "") == (one.text, one.outcome_id)
            assert (row["packages"] or "") == ",".join(one.packages)
        provision = {one.line_id: one for one in texts[code].provision}
        for line_id, row in given[code].items():
            one = provision[line_id]
            assert (row["provision"], row["planned_hours"]) == (one.text, one.planned_hours)


def test_what_was_so_on_the_day_is_the_pupils(told, by_pupil):
    for row in told["feedback"]:
        answers = by_pupil["assessments"][row["pupil_id"]]
        assert row["needs_total"] == sum(answers[question] for question in SEVERITY_IDS)
        assert row["school_id"] == by_pupil["pupils"][row["pupil_id"]]["school_id"]
        assert row["cluster"] is row["age_years"] is None


def test_the_youngest_are_not_asked_themselves(told, by_pupil):
    for row in told["feedback_links"]:
        born = by_pupil["pupils"][row["pupil_id"]]
        years = TODAY.year - born["birth_year"] - (TODAY.month < born["birth_month"])
        assert row["voice"] != "pupil" or years >= 5


def test_families_with_another_first_language_and_the_young_are_heard_less(told, by_pupil):
    shares = defaultdict(list)
    for row in told["feedback_links"]:
        if row["voice"] == "parent" and row["expires_on"] < TODAY.isoformat():
            other = by_pupil["assessments"][row["pupil_id"]]["first_language"]
            shares[other].append(row["answered_on"] is not None)
    assert sum(shares[1]) / len(shares[1]) < sum(shares[0]) / len(shares[0])


def test_remarks_are_varied(told):
    for voice in ("pupil", "parent", "setting"):
        said = [row for row in told["feedback"] if row["voice"] == voice]
        words = {row[name] for row in said for name in ("helps", "change") if row[name]}
        assert len(words) >= 60
        assert len(remarks.HELPS[voice]) == len(set(remarks.HELPS[voice])) == 30
        assert [len(part) for part in remarks.CHANGE[voice]] == [15, 15]


def lines_of(rows, pupil_id, line_id):
    return [row for row in rows if (row["pupil_id"], row["line_id"]) == (pupil_id, line_id)]


def test_ex5_has_three_voices_and_an_outcome_off_track(told):
    newest = [
        row for row in told["attainments"] if (row["pupil_id"], row["line_id"]) == ("EX5", "E-1")
    ]
    since = sorted(newest, key=lambda row: row["given_on"])[-3:]
    assert {row["voice"]: row["score"] for row in since} == {
        "setting": -2,
        "parent": -2,
        "pupil": -1,
    }
    hours = [
        row for row in told["deliveries"] if (row["pupil_id"], row["line_id"]) == ("EX5", "F-1")
    ]
    assert min(row["delivered_hours"] for row in hours) == pytest.approx(0.4)
    waiting = [row for row in told["feedback_links"] if row["pupil_id"] == "EX3"]
    assert [row["voice"] for row in waiting if row["answered_on"] is None] == ["pupil"]


def test_the_examples_rate_the_lines_of_their_kept_plans(told):
    plan = {(pupil, one.line_id): one.reads for pupil, own in LINES.items() for one in own}
    for table, words in (("attainments", "outcome"), ("deliveries", "provision")):
        rows = [row for row in told[table] if row["pupil_id"] in LINES]
        assert rows
        assert all(plan[row["pupil_id"], row["line_id"]] == row[words] for row in rows)


def test_the_files_stay_small():
    assert sum((DIRECTORY / f"{name}.parquet").stat().st_size for name in KEYS) < 150_000


def test_what_was_asked_is_kept_in_few_letters():
    short = asked.shortened([2, 0], ["sp2", "sp6"], [1.5, 2.0])
    assert short == "2,0;sp2=1.5,sp6="
    found = asked_of(json.loads(asked.written_out(short, "P1")))
    assert [one.packages for one in found.outcomes] == [("sp2",), ("sp2",)]
    assert [one.planned_hours for one in found.provision] == [1.5, None]
    assert [one.text for one in found.provision] == [
        "One to one sessions, 1.5 hours a week",
        "Quiet place",
    ]
    assert asked.in_words("sp2", 1) == "One to one sessions, 1 hour a week"
    assert asked.written_out('{"outcomes": [], "provision": []}', "P1").startswith("{")
    assert asked_of(json.loads(asked.written_out("1;", "P1"))).provision == ()
