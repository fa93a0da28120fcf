from __future__ import annotations

from pathlib import Path

import pytest

from access import policy
from access.policy import (
    ACTIONS,
    ASKING,
    GRANTS,
    PUPIL_RELATIONS,
    RELATIONS,
    allows,
    checked,
    describe,
    may,
    relations_allowing,
)
from access.principal import ANONYMOUS, VISITOR, Principal
from access.relations import relation_to
from data.schemas import ROLES

ABOUT_PUPIL = [name for name, action in ACTIONS.items() if action.about_pupil]

# Written out a second time, by hand from the specification, so that a slip in the table shows.
MAY = """
co-ordinator  pupil.read        own other
co-ordinator  benchmark.read    own other
co-ordinator  history.read      own other
co-ordinator  documents.read    own other
co-ordinator  documents.upload  own
co-ordinator  documents.correct own
co-ordinator  documents.redact  own
co-ordinator  plan.read         own other
co-ordinator  plan.write        own
co-ordinator  plan.comment      own
co-ordinator  plan.draft        own
co-ordinator  assessment.write  own
co-ordinator  panel.record      own
co-ordinator  assessment.save   own
co-ordinator  exception.record  own
co-ordinator  panel.refer       own
co-ordinator  panel.review      own other
co-ordinator  placement.read    own other
co-ordinator  placement.consult own
co-ordinator  plan.issue        own
specialist    placement.read    asked
panel         panel.review      own asked school other
panel         panel.decide      own asked school other
panel         placement.read    own asked school other
co-ordinator  process.read      own other
co-ordinator  process.record    own
specialist    process.read      asked
panel         process.read      own asked school other
senco         process.read      school
specialist    pupil.read        asked
specialist    benchmark.read    asked
specialist    history.read      asked
specialist    documents.read    asked
specialist    documents.upload  asked
specialist    plan.read         asked
specialist    plan.write        asked
specialist    plan.comment      asked
specialist    assessment.write  asked
specialist    assessment.save   asked
panel         pupil.read        own asked school other
panel         benchmark.read    own asked school other
panel         history.read      own asked school other
panel         documents.read    own asked school other
panel         plan.read         own asked school other
panel         plan.comment      own asked school other
panel         panel.record      own asked school other
panel         assessment.save   own asked school other
senco         pupil.read        school
senco         benchmark.read    school
senco         history.read      school
senco         documents.read    school
senco         documents.upload  school
senco         plan.read         school
senco         plan.comment      school
co-ordinator  feedback.read     own other
specialist    feedback.read     asked
panel         feedback.read     own asked school other
senco         feedback.read     school
co-ordinator  feedback.ask      own
co-ordinator  feedback.record   own
senco         feedback.record   school
co-ordinator  reviews.decide    own
"""

# The rest: who may do what is about no one pupil, in the order of ASKING, + for yes.
COLUMNS = "visitor co-ordinator specialist panel senco family analyst leader administrator"
ABOUT_NOBODY = """
page.read        - + + + + - + + +
panel.read       + + + + + + + + +
sen2.read        + + + + + + + + +
sen2.import      - - - - - - - - +
caseload.read    - + + + + - - - -
pupil.search     - + + + + - - - -
pupil.create     - + - - - - - - -
charts.read      - + + + + - + + +
own_sen2.read    - - - - - - + + +
own_sen2.export  - - - - - - - - +
cases.read       - + + + + - - - -
dual_run.read    - - - - - - + + +
model.derive     - - - - - - + - +
model.adopt      - - - - - - - - +
catalogue.read   - + + + + - + + +
catalogue.write  - - - - - - - - +
rule.read        - + + + + - + + +
rule.write       - - - - - - - - +
panel.meetings   - + - + - - - - -
feedback.send_results - + - - + - - - -
reviews.read     - + + + + - - - -
evidence.read    - + + + + - + + +
evidence.adopt   - - - - - - - - +
value.read       - + + + + - + + +
value.write      - - - - - - - + +
accounts.read    - - - - - - - - +
accounts.write   - - - - - - - - +
password.change  - + + + + - + + +
session.end      - + + + + - + + +
"""


def test_the_table_is_the_specification_s():
    wanted = {
        (role, action, relation)
        for role, action, *relations in map(str.split, MAY.strip().splitlines())
        for relation in relations
    }
    assert {cell for cell in policy.TABLE if cell[1] in ABOUT_PUPIL} == wanted


def test_what_is_about_nobody_is_the_specification_s_too():
    rows = [row.split() for row in ABOUT_NOBODY.strip().splitlines()]
    granted = {
        (role, action, "none")
        for action, *marks in rows
        for role, mark in zip(COLUMNS.split(), marks, strict=True)
        if mark == "+"
    }
    assert COLUMNS.split() == list(ASKING)
    assert {cell for cell in policy.TABLE if cell[1] not in ABOUT_PUPIL} == granted


def test_a_visitor_reads_published_figures_and_nothing_else():
    assert {cell[1:] for cell in policy.TABLE if cell[0] == VISITOR} == {
        ("panel.read", "none"),
        ("sen2.read", "none"),
    }
    assert VISITOR not in ROLES
    assert not any(allows("", action, relation) for action in ACTIONS for relation in RELATIONS)


@pytest.mark.parametrize("role", ["analyst", "leader", "administrator", "family", VISITOR])
def test_these_roles_do_nothing_to_any_pupil(role: str):
    assert not any(
        allows(role, action, relation) for action in ABOUT_PUPIL for relation in RELATIONS
    )
    assert not allows(role, "caseload.read", "none")
    assert not allows(role, "pupil.search", "none")


def test_a_family_has_no_more_than_a_visitor_yet():
    may_do = [action for action in ACTIONS if relations_allowing("family", action)]
    assert may_do == [action for action in ACTIONS if relations_allowing(VISITOR, action)]


def test_only_administrators_change_the_catalogue_and_the_rules():
    for action in ("catalogue.write", "rule.write"):
        assert [role for role in ROLES if allows(role, action, "none")] == ["administrator"]


def test_every_member_of_staff_opens_pages_and_reads_the_catalogue_and_the_rules():
    for action in ("page.read", "catalogue.read", "rule.read", "session.end"):
        assert [role for role in ROLES if not allows(role, action, "none")] == ["family"]


def test_a_page_offers_what_the_role_may_do_to_some_pupil():
    assert may("specialist", "assessment.write")
    assert not may("leader", "pupil.read")


def test_whoever_may_save_may_change_something_and_the_other_way_round():
    changes = ("assessment.write", "panel.record")
    for role in ROLES:
        for relation in PUPIL_RELATIONS:
            may_change = any(allows(role, change, relation) for change in changes)
            assert allows(role, "assessment.save", relation) == may_change


def test_what_nobody_knows_is_refused():
    assert not allows("owner", "pupil.read", "own")
    assert not allows("co-ordinator", "pupil.erase", "own")
    assert not allows("co-ordinator", "pupil.read", "friend")


@pytest.mark.parametrize(
    "grants",
    [
        {**GRANTS, "pupil.read": {"owner": ("own",)}},
        {**GRANTS, "pupil.erase": {"panel": ("own",)}},
        {**GRANTS, "pupil.read": {"panel": ("friend",)}},
        {**GRANTS, "pupil.read": {"panel": ("none",)}},
        {**GRANTS, "page.read": {"panel": ("own",)}},
        {"page.read": {}},
    ],
)
def test_a_table_of_unknown_names_does_not_start(grants: dict):
    with pytest.raises(ValueError, match="policy"):
        checked(grants)


def test_the_document_says_what_the_program_does():
    kept = Path(__file__).parents[2] / "docs" / "access.md"
    assert kept.read_text(encoding="utf-8") == describe(), (
        'Run: python -c "from access.policy import describe; from pathlib import Path; '
        "Path('docs/access.md').write_text(describe(), encoding='utf-8')\""
    )


def person(role: str, username: str = "ann", school_id: str | None = None) -> Principal:
    return Principal(username, "Ann", role, school_id, "1")


PUPIL = {"pupil_id": "P1", "co_ordinator": "ann", "school_id": "S1"}


@pytest.mark.parametrize(
    ("who", "pupil", "asked", "relation"),
    [
        (person("co-ordinator"), PUPIL, (), "own"),
        (person("co-ordinator", "bob"), PUPIL, (), "other"),
        (person("co-ordinator", "bob"), PUPIL, ("bob",), "other"),
        (person("co-ordinator"), {}, (), "other"),
        (person("specialist"), PUPIL, ("ann",), "asked"),
        (person("specialist"), PUPIL, ("bob",), "other"),
        (person("senco", school_id="S1"), PUPIL, (), "school"),
        (person("senco", school_id="S2"), PUPIL, (), "other"),
        (person("senco"), {"school_id": None}, (), "other"),
        (person("panel"), PUPIL, ("ann",), "other"),
        (person("analyst", school_id="S1"), PUPIL, ("ann",), "other"),
        (ANONYMOUS, {"co_ordinator": "", "school_id": None}, (), "other"),
        (person("co-ordinator"), None, ("ann",), None),
    ],
)
def test_a_relation_follows_from_the_role_and_the_record(who, pupil, asked, relation):
    assert relation_to(who, pupil, asked) == relation
    assert relation is None or relation in PUPIL_RELATIONS
