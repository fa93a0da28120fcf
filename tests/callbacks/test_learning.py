"""Recommendations: proposed, looked at, adopted with a reason, used, and undone."""

from __future__ import annotations

from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from analytics.efficacy.estimates import Estimate
from analytics.efficacy.matching import Comparison
from analytics.learning.amendments import amendments
from callbacks import learning
from callbacks.case import load_case
from callbacks.context import adopted
from callbacks.plans.sources import fresh_draft
from data.journal import Change
from data.schemas.plans import Citation
from tests.plan_lines import line
from tests.tree import words_in

OWN = "F-9"


@pytest.fixture(autouse=True)
def no_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the comparisons out, which take seconds and have tests of their own."""
    monkeypatch.setattr(learning, "comparisons_of", lambda *_: ())


@pytest.fixture
def no_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the demonstration's decisions out, so that a test's own stand alone."""

    def own(lines: Any, **known: Any) -> Any:
        return amendments(lines[lines.index.str.endswith(f":{OWN}")], **known)

    monkeypatch.setattr(learning, "amendments", own)


def decide(house: Any, package_id: str, *, cluster: str, count: int) -> list[str]:
    """Have so many plans of a cluster in which a person took a package's line out."""
    from analytics.plans.rows import row_of

    held = house.store.tables.load("assessments")
    pupils = list(held.loc[(held["cluster"] == cluster).fillna(value=False), "pupil_id"])[:count]
    cited = Citation("package", package_id, "Support package", "Its words.")
    one = line(OWN, section="F", kind="provision", sources=(cited,), origin="edited")
    changes = [
        Change("plan_lines", f"{pupil}:{OWN}", 0, row_of(one, pupil_id=pupil, withdrawn=True))
        for pupil in pupils
    ]
    house.store.journal.append(*changes, actor="coordinator", action="plan.write", request_id="d")
    return pupils


def propose(person: Any, username: str = "administrator", source: str = "new") -> Any:
    return learning.show_proposed(who=person(username), clicks=1, source=source)


def adopt(person: Any, fingerprint: str | None, **given: Any) -> Any:
    asked = {"reason": "Trial of a term.", "source": "new", **given}
    return learning.adopt_version(
        who=person("administrator"), clicks=1, fingerprint=fingerprint, **asked
    )


def test_before_any_version_the_library_alone_recommends(person: Any) -> None:
    shown, options = learning.show_versions(who=person("leader"), opened=True, changed=None)
    assert "No version is adopted" in words_in(shown)
    assert [option["value"] for option in options] == ["new", "library"]
    assert adopted().learned is None


def test_a_version_is_adopted_used_with_its_reason_and_undone(
    no_decisions: None, house: Any, person: Any
) -> None:
    pupils = decide(house, "sp5", cluster="X5", count=15)
    shown, fingerprint, hidden, _ = propose(person)
    words = words_in(shown)
    assert "At least 14 of 87 cases of the library, in X5, would be recommended" in words
    assert "It rests on 15 decisions of people." in words
    assert "0 accepted, 0 changed, 15 rejected" in words
    assert "X5 would lose SP5: Sensory diet: taken out of 15 of 15 drafts." in words
    assert not hidden
    case = load_case(pupils[0])
    assert next(one for one in case.suggestions if one.package_id == "sp5").suggested
    message, sequence = adopt(person, fingerprint)
    assert "Version 1 is in force" in words_in(message)
    assert sequence == house.store.journal.head()
    now = next(one for one in load_case(pupils[0]).suggestions if one.package_id == "sp5")
    assert (now.suggested, now.consider) == (False, True)
    assert "since version 1 of the recommendations: accepted 0 of 15 times" in now.learned
    assert fresh_draft(pupils[0]).lines
    shown, options = learning.show_versions(who=person("leader"), opened=True, changed=sequence)
    assert "Version 1 is in force since" in words_in(shown)
    assert "Trial of a term." in words_in(shown)
    # The same again would change nothing, so there is nothing to adopt.
    assert propose(person)[2]
    shown, fingerprint, hidden, _ = propose(person, source="library")
    assert "goes back to the shares of the library" in words_in(shown)
    adopt(person, fingerprint, source="library", reason="Back.")
    assert adopted().learned is None
    assert load_case(pupils[0]).suggestions == case.suggestions
    _, fingerprint, hidden, _ = propose(person, source="version-1")
    assert not hidden
    adopt(person, fingerprint, source="version-1", reason="Once more.")
    assert adopted().learned.version == "3"
    _, options = learning.show_versions(who=person("leader"), opened=True, changed=None)
    assert [option["value"] for option in options] == ["new", "library", "version-2", "version-1"]


def test_only_an_administrator_may_adopt(no_decisions: None, house: Any, person: Any) -> None:
    decide(house, "sp5", cluster="X5", count=15)
    assert propose(person, "leader")[2]
    assert propose(person, "coordinator")[2]
    assert "c: withheld" in words_in(propose(person, "leader")[0])
    assert "c: withheld" not in words_in(propose(person, "coordinator")[0])


def test_nothing_is_adopted_without_a_reason_or_from_an_old_look(house: Any, person: Any) -> None:
    decide(house, "sp5", cluster="X5", count=15)
    head = house.store.journal.head()
    fingerprint = propose(person)[1]
    assert "is missing" in words_in(adopt(person, fingerprint, reason=" ")[0])
    assert "The records have changed" in words_in(adopt(person, "0" * 64)[0])
    assert "The records have changed" in words_in(adopt(person, fingerprint, source="odd")[0])
    assert house.store.journal.head() == head


def test_an_unknown_choice_is_refused(person: Any) -> None:
    for source in ("version-9", "odd", None):
        shown, fingerprint, hidden, _ = propose(person, source=source)
        assert "Choose what the weights come from." in words_in(shown)
        assert (fingerprint, hidden) == (None, True)


@pytest.mark.parametrize("failure", ["conflict", "full"])
def test_what_cannot_be_saved_is_said(
    house: Any, person: Any, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    from data.journal import Conflict, SaveFailed

    decide(house, "sp5", cluster="X5", count=15)
    fingerprint = propose(person)[1]
    change = Change("recommendation_versions", "1", 0, {})
    raised = Conflict(change, None) if failure == "conflict" else SaveFailed("The disk is full.")

    def refuse(*_: Any, **__: Any) -> None:
        raise raised

    monkeypatch.setattr(house.store.journal, "append", refuse)
    said = words_in(adopt(person, fingerprint)[0])
    assert ("The records have changed" if failure == "conflict" else "The disk is full") in said


def test_what_pupils_reached_weighs_too(person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Comparison("sp3", 40, 40, 40, 40, 0, 0, {}, None, Estimate(0.5, 0.3, 0.7, 40), 0.001)
    asked = []

    def comparisons(_store: Any, _versions: Any, cluster: str, _voice: str) -> tuple[Any, ...]:
        asked.append(cluster)
        return () if cluster else (found,)

    monkeypatch.setattr(learning, "comparisons_of", comparisons)
    words = words_in(propose(person, "coordinator")[0])
    assert sorted(asked) == ["", *sorted(f"X{n}" for n in range(1, 10))]
    assert "SP3: Small group work" in words
    assert "+0.30 to +0.70" in words


def test_every_weight_can_be_downloaded(person: Any) -> None:
    sent = learning.download_weights(who=person("coordinator"), clicks=1, source="new")
    assert sent["filename"] == "recommendation-weights.csv"
    lines = sent["content"].splitlines()
    assert len(lines) == 1 + 9 * 26
    withheld = learning.download_weights(who=person("leader"), clicks=1, source="new")
    assert ",c," in withheld["content"]
    for clicks, source in ((None, "new"), (1, "odd")):
        with pytest.raises(PreventUpdate):
            learning.download_weights(who=person("leader"), clicks=clicks, source=source)


def test_without_a_click_nothing_happens(person: Any) -> None:
    who = person("administrator")
    with pytest.raises(PreventUpdate):
        learning.show_proposed(who=who, clicks=None, source="new")
    with pytest.raises(PreventUpdate):
        learning.adopt_version(who=who, clicks=None, reason="", fingerprint="", source="new")


def test_the_demonstration_has_a_change_worth_a_look(person: Any) -> None:
    words = words_in(propose(person)[0])
    assert "would be recommended something else." in words
    assert "X2 would lose SP8: Liaison distress: taken out of 14 of 18 drafts." in words
    assert "X2 would lose Life skills" not in words
    assert "X3 would gain SP11: PD & health related support: kept in 14 of 14 drafts" in words
