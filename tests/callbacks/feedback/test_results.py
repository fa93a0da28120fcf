"""Results of a school: a file comes in, is seen, and is kept once, whole, and by who may."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import threading
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from analytics.results.sheet import LARGEST_FILE, MOST_ROWS
from callbacks.feedback import result_files, results
from data.database import BUSY, SaveFailed
from tests.access.forge import post, well_formed
from tests.callbacks.conftest import SAME_SITE
from tests.callbacks.feedback.plans_of import HEADINGS, file_of, reword, rows_in, save_plan
from tests.conftest import demo_principal
from tests.tree import words_in

Enter = Callable[[Any, str], FlaskClient]
ADDRESS = "/feedback/results/file"
MULTIPART = "multipart/form-data; boundary=b"
GOOD = ("E-talk", "1", "", "3/5/2026")
HOURS = ("F-therapy", "", "0,75", "")


def send(client: FlaskClient, content: bytes, name: str = "results.csv") -> Any:
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--b--\r\n"
    return client.post(ADDRESS, data=body, headers=SAME_SITE, content_type=MULTIPART)


class School:
    """One app with two pupils who have plans: one of the SENCO's school, one who is not."""

    def __init__(self, app: Any, sign_in: Enter) -> None:
        from callbacks.context import store

        self.app = app
        with self.request():
            self.senco, self.ana = demo_principal("senco"), demo_principal("co-ordinator")
            pupils, said = (store().tables.load(name) for name in ("pupils", "feedback"))
            pupils = pupils[~pupils.index.isin(said["pupil_id"])]
            at_school = (pupils["school_id"] == self.senco.school_id).fillna(value=False)
            own = (pupils["co_ordinator"] == self.ana.username).fillna(value=False)
            self.pupil = pupils.index[at_school][0]
            self.anas = pupils.index[own & ~at_school][0]
            self.others = pupils.index[~own & ~at_school][0]
            for pupil_id in (self.pupil, self.anas, self.others):
                save_plan(self.ana, pupil_id)
        self.client = sign_in(app, "senco")

    def request(self) -> Any:
        return self.app.server.test_request_context()

    def send(self, *rows: tuple[str, ...]) -> Any:
        return send(self.client, file_of(*rows))

    def shown(self, who: Any = None) -> Any:
        with self.request():
            return results.show_preview(who=who or self.senco, sent="x", kept=None)

    def form(
        self, who: Any = None, *, what: str = "keep", confirmed: bool = False
    ) -> dict[str, str]:
        """Return what the button of the page that is open sends."""
        with self.request():
            file = result_files.waiting(who or self.senco)
            digest = results.preview_of(who or self.senco, file.content).digest
        tick = {"confirmed": "on"} if confirmed else {}
        return {"what": what, "file": file.sha256, "digest": digest, **tick}

    def keep(self, given: dict[str, str], who: Any = None) -> str:
        with self.request():
            message, _ = results.keep_results(who=who or self.senco, given=given)
        return words_in(message)

    def rows(self, table: str, pupil_id: str = "") -> list[dict[str, Any]]:
        from callbacks.context import store

        with self.request():
            return rows_in(store(), table, pupil_id or self.pupil)


@pytest.fixture
def school(demo_app: Any, sign_in: Enter) -> School:
    return School(demo_app, sign_in)


def test_a_file_is_seen_before_anything_is_kept_and_kept_in_one_append(school: School):
    answer = school.send((school.pupil, *GOOD), (school.pupil, *HOURS))
    assert (answer.status_code, answer.json["state"]) == (200, "added")
    assert answer.json["sentence"] == "Rows: 2 can be kept. Check it below. Nothing is kept yet."
    assert "2 rows can be kept." in words_in(school.shown())
    assert school.rows("feedback") == []
    assert "2 results of 1 pupil kept." in school.keep(school.form())
    dated, undated = school.rows("feedback")
    assert (dated["channel"], dated["voice"], dated["given_on"]) == (
        "bulk",
        "setting",
        "2026-05-03",
    )
    assert dated["said_by"]
    assert dated["actor"] == school.senco.username
    (attained,), (given,) = school.rows("attainments"), school.rows("deliveries")
    assert (attained["score"], attained["outcome"]) == (1, f"{school.pupil} will ask for help.")
    assert (given["delivered_hours"], given["planned_hours"]) == (0.75, 1.0)
    assert given["feedback_id"] == undated["feedback_id"]
    # One append: the entries follow each other and share one request.
    numbers = [row["sequence"] for row in (dated, undated, attained, given)]
    assert max(numbers) - min(numbers) == 3
    assert "Everything in it is kept." in words_in(school.shown())


def test_a_double_click_and_the_same_file_again_keep_nothing_twice(school: School):
    school.send((school.pupil, *GOOD))
    given = school.form()
    assert "1 result of 1 pupil kept" in school.keep(given)
    assert "nothing was kept twice" in school.keep(given)
    answer = school.send((school.pupil, *GOOD))
    assert "1 there already" in answer.json["sentence"]
    assert len(school.rows("attainments")) == 1
    # Another line of the same day is added to the answer that is there.
    school.send((school.pupil, *GOOD), (school.pupil, "E-tidy", "0", "", "3/5/2026"))
    assert "1 result of 1 pupil kept" in school.keep(school.form())
    assert len(school.rows("feedback")) == 1
    assert len(school.rows("attainments")) == 2


def test_a_kept_result_is_corrected_once_a_person_confirms_that(school: School):
    school.send((school.pupil, *GOOD))
    school.keep(school.form())
    correction = (school.pupil, "E-talk", "2", "", "3/5/2026")
    assert "1 need your confirmation" in school.send(correction).json["sentence"]
    assert "This replaces what was kept for this day: More than hoped." in words_in(school.shown())
    assert "1 result" not in school.keep(school.form())
    said = school.keep(school.form(confirmed=True))
    assert "1 of them replaces what was kept before" in said
    (row,) = school.rows("attainments")
    assert (row["score"], row["revision"]) == (2, 2)
    assert len(school.rows("feedback")) == 1
    # Put back, and corrected again: neither is taken for the first time over.
    for score in (1, 2):
        school.send((school.pupil, "E-talk", str(score), "", "3/5/2026"))
        school.keep(school.form(confirmed=True))
        assert school.rows("attainments")[0]["score"] == score
    assert school.rows("attainments")[0]["revision"] == 4


def test_a_result_corrected_meanwhile_by_somebody_else_is_not_overwritten(school: School):
    school.send((school.pupil, *GOOD))
    school.keep(school.form())
    school.send((school.pupil, "E-talk", "2", "", "3/5/2026"))
    seen = school.form(confirmed=True)
    with school.request():
        preview = results.preview_of(school.senco, result_files.waiting(school.senco).content)
        stale = results.changes_of(school.senco, preview.results(confirmed=True))
    school.keep(seen)
    assert "nothing was kept twice" in school.keep(seen)
    assert [(one.table, one.expected_revision) for one in stale] == [("attainments", 1)]
    assert school.rows("attainments")[0]["revision"] == 2


def test_a_row_of_another_school_and_of_nobody_are_told_alike_and_the_first_is_noted(
    school: School,
):
    answer = school.send((school.others, *GOOD), ("NOBODY-1", *GOOD), (school.pupil, *GOOD))
    assert answer.json["state"] == "flagged"
    with school.request():
        content = result_files.waiting(school.senco).content
        theirs, nobody, _ = results.preview_of(school.senco, content).rows
        denied = results.store().activity.of(school.others, limit=5)
    assert theirs.problems == nobody.problems
    assert [(one.actor, one.action, one.outcome) for one in denied] == [
        (school.senco.username, "feedback.record", "denied")
    ]
    assert "1 result" in school.keep(school.form())
    assert school.rows("feedback", school.others) == []


def test_a_co_ordinator_sends_results_of_own_cases_and_of_no_others(
    school: School, demo_app: Any, sign_in: Enter
):
    client = sign_in(demo_app, "co-ordinator")
    send(client, file_of((school.anas, *GOOD), (school.others, *GOOD)))
    assert "1 result of 1 pupil kept" in school.keep(school.form(school.ana), school.ana)
    assert len(school.rows("attainments", school.anas)) == 1
    assert school.rows("attainments", school.others) == []


def test_an_outcome_taken_out_meanwhile_is_kept_only_if_the_person_confirms_it(school: School):
    school.send((school.pupil, "E-tidy", "1", "", ""))
    given = school.form()
    with school.request():
        save_plan(school.ana, school.pupil, without=["E-tidy"])
    assert "Nothing kept yet" in school.keep(given)
    assert "taken out of the plan" in words_in(school.shown())
    assert "Tick the box" in school.keep(school.form())
    assert school.rows("attainments") == []
    assert "1 result" in school.keep(school.form(confirmed=True))
    assert len(school.rows("attainments")) == 1


def test_words_that_the_plan_had_when_the_template_was_made_are_those_that_are_kept(school: School):
    old, new = f"{school.pupil} will ask for help.", "Will put up a hand."
    headings = ("Pupil", "Line", "Outcome", "Score")
    with school.request():
        reword(school.ana, school.pupil, "E-talk", new)
    send(school.client, file_of((school.pupil, "E-talk", old, "1"), headings=headings))
    assert new in words_in(school.shown())
    school.keep(school.form(confirmed=True))
    assert [row["outcome"] for row in school.rows("attainments")] == [old]


def test_a_plan_that_changed_between_preview_and_keeping_keeps_nothing(school: School):
    school.send((school.pupil, *GOOD))
    given = school.form()
    school.send((school.pupil, *GOOD[:1], "2", *GOOD[2:]))
    assert "Nothing kept yet" in school.keep(given)
    assert "Nothing kept yet" in school.keep({**school.form(), "digest": "0"})
    assert school.rows("attainments") == []
    assert "1 result" in school.keep(school.form())


def test_two_people_who_send_at_once_keep_each_result_once(school: School, demo_app: Any):
    """A barrier holds both just before they append: one is kept, the other is told."""
    from callbacks.context import store

    school.send((school.pupil, *GOOD))
    other = type(school.senco)(
        **{**vars(school.senco), "username": "second-senco", "display_name": "Second"}
    )
    with school.request():
        content = result_files.waiting(school.senco).content
        result_files.files().save(other.username, "same.csv", content)
        journal = store().journal
    forms = [(who, school.form(who)) for who in (school.senco, other)]
    barrier, said = threading.Barrier(2, timeout=20), []
    append = journal.append

    def waiting(*changes: Any, **stamp: Any) -> Any:
        barrier.wait()
        return append(*changes, **stamp)

    journal.append = waiting
    try:
        threads = [
            threading.Thread(target=lambda w=who, g=given: said.append(school.keep(g, w)))
            for who, given in forms
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        journal.append = append
    assert sorted("1 result" in words for words in said) == [False, True]
    assert any("Nothing kept yet" in words for words in said)
    assert len(school.rows("attainments")) == 1


def test_what_the_store_refuses_is_told_and_nothing_is_kept(
    school: School, monkeypatch: pytest.MonkeyPatch
):
    school.send((school.pupil, *GOOD))

    def busy(*_: Any, **__: Any) -> None:
        raise SaveFailed(BUSY)

    with school.request():
        monkeypatch.setattr(type(results.store().journal), "append", busy)
    assert BUSY in school.keep(school.form())


def test_a_file_can_be_removed_and_what_was_kept_stays(school: School):
    school.send((school.pupil, *GOOD))
    given = school.form()
    school.keep(given)
    assert "Removed" in school.keep({**given, "what": "drop"})
    assert "No file of yours" in school.keep(given)
    assert "once a file is sent" in words_in(school.shown())
    assert len(school.rows("attainments")) == 1


def test_a_preview_waits_for_its_own_person_only(school: School):
    school.send((school.pupil, *GOOD))
    assert school.pupil not in words_in(school.shown(school.ana))
    assert school.pupil in words_in(school.shown())


def test_a_file_that_can_be_read_no_more_says_so(school: School):
    with school.request():
        result_files.files().save(school.senco.username, "old.csv", "nothing")
    assert "cannot be read" in words_in(school.shown())


REFUSED = (
    (b"", "The file is empty"),
    (b"PK\x03\x04 a workbook", "damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an older one", "Save as"),
    (b"%PDF-1.7\nwords", "neither a workbook nor text"),
    (bytes(range(256)) * 8, "neither a workbook nor text"),
    (b"Name,Score\nA,1\n", "no column headed"),
    (b"hello", "headings of the template"),
    (b"Pupil,Line,Score\n" + b"P1,E-1,0\n" * 100_000, f"more than {MOST_ROWS:,} filled rows"),
    (b'Pupil,Line,Score\nP1,"E-1,0\n', "never closed"),
)


def test_a_workbook_gets_the_preview_and_the_sentences_of_a_csv_file(school: School):
    """Both are sent, row for row the same; dates and figures are cells of the workbook."""
    typed = [
        (school.pupil, "E-talk", 1, None, datetime.date(2026, 5, 3)),
        (school.pupil, "F-therapy", None, 0.75, datetime.date(2026, 5, 3)),
        (school.others, "E-talk", 1, None, None),
        ("NOBODY-1", "E-talk", 1, None, None),
        (school.pupil, "E-talk", 1, None, "soon"),
    ]
    written = [[as_typed(value) for value in row] for row in typed]
    said = []
    for content in (workbook_of(typed, hidden="Old"), file_of(*written)):
        answer = send(school.client, content, "results.xlsx")
        with school.request():
            file = result_files.waiting(school.senco)
            shown = results.preview_of(school.senco, file.content)
        said.append([(one.row.number, one.state, one.told, one.result) for one in shown.rows])
        assert (answer.status_code, answer.json["state"]) == (200, "flagged")
    assert said[0] == said[1]
    assert [state for _, state, _, _ in said[0]] == ["keep", "keep", "wrong", "wrong", "wrong"]
    assert said[0][2][2] == said[0][3][2]


def test_what_of_a_workbook_was_not_read_is_told_then_and_later(school: School):
    content = workbook_of([(school.pupil, *GOOD)], hidden="Old")
    answer = send(school.client, content, f"{'long' * 60}.xlsx")
    told = "sheet “Results”; not read: hidden “Old”"
    assert answer.json["sentence"].endswith(f"Nothing is kept yet. Read: {told}.")
    assert f"({told}), sent" in words_in(school.shown())
    assert "1 result of 1 pupil kept" in school.keep(school.form())


def test_a_workbook_of_too_many_rows_is_refused_as_a_csv_file_is(school: School):
    rows = [("P1", "E-1", 0)] * (MOST_ROWS + 1)
    answer = send(school.client, workbook_of(rows))
    assert answer.status_code == 422
    assert f"more than {MOST_ROWS:,} filled rows" in answer.json["sentence"]


def workbook_of(rows: list[Any], *, hidden: str = "") -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Results"
    for row in (HEADINGS, *rows):
        book.active.append(row)
    if hidden:
        other = book.create_sheet(hidden)
        other.append(HEADINGS)
        other.sheet_state = "hidden"
    book.save(held)
    return held.getvalue()


def as_typed(value: object) -> str:
    if isinstance(value, datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    return "" if value is None else str(value)


def test_a_file_that_is_no_table_of_results_is_refused_in_one_sentence(school: School):
    for content, words in REFUSED:
        answer = send(school.client, content)
        assert (answer.status_code, answer.json["state"]) == (422, "refused")
        assert words in answer.json["sentence"]
    with school.request():
        assert result_files.waiting(school.senco) is None


def test_a_file_beyond_the_limit_is_refused_however_it_is_sent(school: School):
    for size in (LARGEST_FILE + 1, 3 * LARGEST_FILE):
        answer = send(school.client, b"x" * size)
        assert answer.status_code == 413
        assert answer.json["sentence" if size == LARGEST_FILE + 1 else "error"]
    assert school.client.post(ADDRESS, headers=SAME_SITE).status_code == 400


def test_a_busy_store_refuses_a_file_in_words(school: School, monkeypatch: pytest.MonkeyPatch):
    def busy(*_: Any) -> None:
        raise SaveFailed(BUSY)

    monkeypatch.setattr(result_files.ResultFiles, "save", busy)
    answer = school.send((school.pupil, *GOOD))
    assert (answer.status_code, answer.json["sentence"]) == (503, BUSY)


def test_what_spreadsheets_save_is_read_alike(school: School):
    lines = [
        ("Pupil", "Line", "Score", "Evidence"),
        (school.pupil, "E-talk", "1", "Zoë’s café – “yes”"),
    ]
    encodings = ("utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-8")
    for encoding, separator in itertools.product(encodings, ",;\t"):
        text = "\r\n".join(separator.join(cells) for cells in lines)
        assert send(school.client, text.encode(encoding)).status_code == 200
        with school.request():
            content = result_files.waiting(school.senco).content
            (row,) = results.preview_of(school.senco, content).rows
        assert row.result.said == (1, None, "Zoë’s café – “yes”")


def test_the_template_goes_out_filled_comes_back_and_is_kept(school: School):
    """The oracle reads and fills the file with the standard library alone."""
    answer = school.client.get("/feedback/results/template.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = [*csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline=""))]
    rows = [row for row in rows if row["Pupil"] == school.pupil]
    assert [row["Line"] for row in rows] == ["E-talk", "E-tidy", "F-therapy"]
    for row in rows:
        outcome = row["Kind"] == "Outcome"
        row["Attainment (-2 to 2)" if outcome else "Hours given a week"] = (
            "-1" if outcome else "0.5"
        )
    held = io.StringIO(newline="")
    writer = csv.DictWriter(held, [*rows[0]], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    send(school.client, held.getvalue().encode("cp1252"))
    assert "3 results of 1 pupil kept" in school.keep(school.form())
    assert [row["score"] for row in school.rows("attainments")] == [-1, -1]
    assert [row["delivered_hours"] for row in school.rows("deliveries")] == [0.5]


def test_a_template_is_for_one_school_and_never_for_pupils_of_others(
    school: School, demo_app: Any, sign_in: Enter
):
    client = sign_in(demo_app, "co-ordinator")
    every = client.get("/feedback/results/template.csv").text
    assert school.anas in every
    assert school.others not in every
    for code in ("S999", "none", "../x"):
        assert school.others not in client.get(f"/feedback/results/template.csv?school={code}").text
    with school.request():
        shown = words_in(results.show_templates(who=school.senco, opened=True))
        nothing = words_in(results.show_templates(who=demo_principal("panel"), opened=True))
    assert shown.count("Template for") == 1
    assert "No pupil of your cases" in nothing


def test_rows_come_back_with_their_reasons_and_nothing_live(school: School):
    assert school.client.get("/feedback/results/wrong.csv").status_code == 404
    school.send((school.pupil, "E-talk", "=1+1", "", ""), (school.pupil, *GOOD))
    wrong = school.client.get("/feedback/results/wrong.csv").get_data().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(wrong, newline=""))
    assert row["Attainment (-2 to 2)"] == "'=1+1"
    assert "formula" in row["What is wrong"]
    every = school.client.get("/feedback/results/rows.csv").get_data().decode("utf-8-sig")
    assert len([*csv.DictReader(io.StringIO(every, newline=""))]) == 2
    assert school.client.get("/feedback/results/other.csv").status_code == 404


def test_earlier_answers_stand_in_for_a_plan_that_is_not_kept_here(school: School):
    from callbacks.context import store
    from callbacks.feedback.keeping import save_answer
    from callbacks.feedback.reporting import lines_of
    from data.schemas.feedback import Answer, AskedOutcome, Attained

    with school.request():
        others = store().tables.load("feedback")["pupil_id"]
        own = results.recordable(school.ana)
        pupil_id = next(name for name in own if name not in (school.anas, *others))
        asked = AskedOutcome("E-9", "Will read.")
        answer = Answer(pupil_id, "parent", "2026-05-03", "link", attained=(Attained(asked, 1),))
        save_answer(answer, feedback_id="L1", actor="x", action="feedback.record", request_id="r")
        assert [*lines_of([pupil_id])[pupil_id]] == ["E-9"]


def test_only_who_may_send_results_reaches_anything(demo_app: Any, sign_in: Enter):
    for role in ("specialist", "panel", "analyst", "leader", "administrator"):
        client = sign_in(demo_app, role)
        assert send(client, file_of()).status_code == 403
        for name in ("template", "rows", "wrong"):
            assert client.get(f"/feedback/results/{name}.csv").status_code == 403


def test_the_page_is_drawn_by_its_callbacks(demo_app: Any, sign_in: Enter):
    client = sign_in(demo_app, "co-ordinator")
    from layouts.feedback import ids

    for place in (ids.RESULTS_TEMPLATES, ids.RESULTS_PREVIEW):
        body = well_formed(demo_app, f"{place}.children")
        assert post(client, body).status_code == 200
