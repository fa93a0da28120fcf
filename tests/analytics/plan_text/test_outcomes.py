"""The labels for outcomes, each said both ways."""

from __future__ import annotations

import pytest

from analytics.plan_text.lint import lint_text


def missing(text: str) -> tuple[str, ...]:
    return lint_text("E", text).missing


WHOLE = "By July 2027 he will ask for a drink in eight of ten meals."


def test_an_outcome_with_everything() -> None:
    found = lint_text("E", WHOLE)
    assert found.missing == ()
    assert found.stated["time_bound"] == "By July 2027"
    assert found.stated["specific"] == "will ask"
    assert found.stated["measurable"] == "eight"
    assert found.kind == "outcome"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("He will write his name.", False),
        ("Mia to keep her glasses on all day.", False),
        ("Improve communication.", True),
        ("To be happy.", True),
        ("Keep safe.", True),
    ],
)
def test_specific(text: str, lacks: bool) -> None:
    assert ("specific" in missing(text)) is lacks


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("He will spell forty words.", False),
        ("She will read at ninety per cent accuracy.", False),
        ("She will gain a Level 1 award in catering.", False),
        ("He will stay in class for the whole lesson.", False),
        ("He will ask for help.", True),
        ("Aged nine, he will ask for help.", True),
        ("Jo, whose score was seventy-eight in May, will ask for help.", True),
        ("He will catch the number 14 bus at 8.10.", True),
        ("He will ask for help by the end of Year 6.", True),
        ("By July he will no longer be autistic.", True),
        ("Puts hand up, x4 each lesson.", False),
        ("By the time he leaves Year 3 he'll put his coat on nine days in ten.", False),
    ],
)
def test_measurable(text: str, lacks: bool) -> None:
    assert ("measurable" in missing(text)) is lacks


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("He will invite a friend to a game.", False),
        ("He will be invited to two parties.", True),
        ("By 18 she will have paid work.", True),
        ("She will be seen by CAMHS within twelve weeks.", True),
        ("Her mother will be back in work.", True),
        ("His epilepsy will be cured.", True),
        ("By seven she will talk like other children.", True),
    ],
)
def test_achievable_and_within_control(text: str, lacks: bool) -> None:
    assert ("achievable_in_control" in missing(text)) is lacks


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("He will read forty words.", False),
        ("The school's suspensions will fall by a fifth.", True),
        ("Staff will understand his needs.", True),
        ("Other pupils will learn without noise.", True),
        ("Other pupils will stop calling him names.", False),
    ],
)
def test_relevant(text: str, lacks: bool) -> None:
    assert ("relevant" in missing(text)) is lacks


@pytest.mark.parametrize(
    "text",
    [
        "By 3 May 2027 he will swim.",
        "By eighteen he will swim.",
        "He will swim by the end of Year 6.",
        "He will swim by the end of Key Stage 2.",
        "By the next annual review he will swim.",
        "Within six months he will swim.",
        "When he leaves Year 2 he will swim.",
        "By his twelfth birthday he will swim.",
        "He will swim by Christmas.",
        "He will swim by the last day of the summer term.",
        "Swims 20 metres by end of spring term, was 5.",
    ],
)
def test_time_bound(text: str) -> None:
    assert "time_bound" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "He will swim each week.",
        "He will be home by 3.15.",
        "He will hang up his coat by the library.",
        "He will put on his coat by himself.",
        "By using his talker he will ask for a drink.",
        "He will swim further than he did (October 2024).",
        "From 4 September he will swim.",
        "He will eventually swim.",
        "He will play a game through to the end.",
    ],
)
def test_not_time_bound(text: str) -> None:
    assert "time_bound" in missing(text)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("He will access speech and language therapy.", True),
        ("A communication passport will be in place.", True),
        ("Staff will understand his profile.", True),
        ("Parents will have attended a course.", True),
        ("Twelve sessions of physiotherapy will have been delivered.", True),
        ("With weekly therapy, he will be understood in 8 of 10 sentences.", False),
        ("He will attend therapy so that he can be understood.", False),
        ("He will read forty words.", False),
        ("Everyone in the building will know how to respond to him.", True),
        ("Adjustments to the toilets will be finished by September 2026.", True),
        ("There is a clear plan for his move.", True),
        ("Ensure that the radio aid is used.", True),
        ("For the school to have a better understanding of autism.", True),
        ("Marnie will have a communication passport by half-term.", True),
        ("Ben to be placed in a smaller class.", True),
        ("Support will no longer be needed at lunch.", False),
        ("With a visual timetable, Finn will move to the next activity within two minutes.", False),
        ("By the review to be held in Year 9 he will remain in his own bed all night.", False),
        ("His accidents at school will be down to one a month.", False),
        ("The school will hit 95% attendance by July.", False),
        ("Sam will have 3 sessions of SALT.", True),
        ("Sam will see a speech and language therapist every fortnight.", True),
        ("Sam will meet his teacher at the gate and say good morning each day.", False),
        ("Sam will see the teacher's signal and stop within 5 seconds.", False),
        ("Sam will sit through two lessons in a row without leaving his seat.", False),
    ],
)
def test_services_in_disguise(text: str, service: bool) -> None:
    found = lint_text("E", text)
    assert found.is_service is service
    if service:
        assert {"specific", "measurable", "relevant"} <= set(found.missing)
