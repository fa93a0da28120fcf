"""People named by an initial without a full stop, and things after an article with a capital."""

from __future__ import annotations

import pytest

from analytics.plans.identity import identity
from analytics.plans.initials import is_person
from tests.analytics.plans.sound import added, line, sound_plan

# By a hand that had not seen the rules; some of the words are on no list that they use.
NAMED = (
    ("A Hughes will visit once each term.", ("A Hughes",)),
    ("J Patel to deliver.", ("J Patel",)),
    ("J Patel to deliver 30 minutes a week.", ("J Patel",)),
    ("Delivered by A Hughes, teacher of the deaf, each half term.", ("A Hughes",)),
    ("Speech therapy with A Hughes, 30 minutes weekly.", ("A Hughes",)),
    ("A Hughes and S Okafor will run the group.", ("A Hughes", "S Okafor")),
    ("A Hughes (SENCO) to review each term.", ("A Hughes",)),
    ("Reviewed by the SENCO, A Hughes.", ("A Hughes",)),
    ("TA support from K Lewandowski, 5 hours a week.", ("K Lewandowski",)),
    ("A Hughes to review the programme each half term.", ("A Hughes",)),
    ("Programme written by A Whitcombe and modelled to staff.", ("A Whitcombe",)),
    ("Advice of A Whitcombe, educational psychologist, is to be followed.", ("A Whitcombe",)),
    ("One visit a term by the occupational therapist (A Whitcombe).", ("A Whitcombe",)),
    ("A Osborne is the link worker.", ("A Osborne",)),
    ("A Nkemelu has trained the staff in the use of the aid.", ("A Nkemelu",)),
    ("A Pritchard, physiotherapist, will see him weekly.", ("A Pritchard",)),
    ("Key adult: A Pritchard.", ("A Pritchard",)),
    ("Contact A Pritchard if the aid fails.", ("A Pritchard",)),
    ("R Singh-Gill will check the equipment each term.", ("R Singh-Gill",)),
    ("M O’Dowd delivers the sessions.", ("M O’Dowd",)),
    ("Ask A Pritchard for the plan.", ("A Pritchard",)),
    ("A Fenwick's programme is followed daily.", ("A Fenwick",)),
    ("A Fenwick agreed to visit monthly.", ("A Fenwick",)),
    ("Sessions led by T Abara.", ("T Abara",)),
    ("A Hughes: 30 minutes weekly.", ("A Hughes",)),
    ("A Hughes - 1 hour per half term.", ("A Hughes",)),
    ("30 minutes weekly, A Hughes.", ("A Hughes",)),
    ("Staff: A Hughes, B Lund, C Marsh.", ("A Hughes", "B Lund", "C Marsh")),
    ("A Hughes/B Lund to deliver.", ("A Hughes", "B Lund")),
    ("I Kowal will deliver the group weekly.", ("I Kowal",)),
    ("D Ferreira to supervise the standing frame.", ("D Ferreira",)),
    ("Supervised by Ms Hughes and A Lund.", ("Ms Hughes", "A Lund")),
    ("A Lund does the hoist transfers with a second adult.", ("A Lund",)),
    ("P Vance attends the meeting.", ("P Vance",)),
    ("The physiotherapist A Lund will visit termly.", ("A Lund",)),
    ("Signed off by A Lund.", ("A Lund",)),
    ("A Lund teaches the group each Monday.", ("A Lund",)),
    ("A Cartwright will attend every review.", ("A Cartwright",)),
    ("A Cartwright to model the strategies to staff.", ("A Cartwright",)),
    ("To be carried out by G Ahmadi each Tuesday.", ("G Ahmadi",)),
    ("A Dunmore, specialist teacher, 6 hours a year.", ("A Dunmore",)),
    ("SaLT (A Dunmore) visits half-termly.", ("A Dunmore",)),
    ("A Dunmore and her assistant run it.", ("A Dunmore",)),
    ("Overseen by A Dunmore.", ("A Dunmore",)),
    ("N Petrov provides 1:1 mentoring.", ("N Petrov",)),
    ("A Petrov provides 1:1 mentoring.", ("A Petrov",)),
    ("L Adeyemi or A Stone will sit with him at lunch.", ("L Adeyemi", "A Stone")),
    ("A Stone sits with him at lunch.", ("A Stone",)),
    ("Her teacher is A Stone.", ("A Stone",)),
    ("OT: A Gallagher.", ("A Gallagher",)),
    ("A Gallagher wrote the programme.", ("A Gallagher",)),
    ("Please ring A Gallagher before visits.", ("A Gallagher",)),
    ("A Gallagher or a colleague will call each term.", ("A Gallagher",)),
    ("School nurse A Gallagher trains staff yearly.", ("A Gallagher",)),
)
THINGS = (
    "A Daily walk.",
    "A Daily sensory circuit.",
    "A Teaching Assistant will support him for 5 hours a week.",
    "A Visual Timetable will be used each day.",
    "A Social Story will be written by the teacher.",
    "A Speech and Language Therapist will visit each term.",
    "A Lego Therapy group will run weekly.",
    "A Talking Mat to be used at each review.",
    "A Makaton signing adult will be present.",
    "B Squared will be used to track progress.",
    "A Level English is planned.",
    "C Pen reader to be supplied.",
    "A Weekly review by the SENCO.",
    "A Forest School session each week.",
    "A Thrive Practitioner will deliver 30 minutes weekly.",
    "A Hearing Support Teacher visits each half term.",
    "A Wobble cushion will be available in every lesson.",
    "A Fidget toy is used.",
    "A Zones Chart will be displayed.",
    "A Radio Aid is supplied and checked daily.",
    "Vitamin D Deficiency is treated.",
    "A Key Adult will meet her each morning.",
    "Plan B Strategies are agreed.",
    "A Chewy is offered.",
    "He uses a T Shirt with tags removed.",
    "A Nurture Group session each day.",
    "A Writing Slope will be supplied.",
    "A Sensory Diet will be reviewed each term.",
    "A Communication Passport is kept up to date.",
    "A Transition Plan is to be written.",
    "A Colour Coded timetable is to be used.",
    "A Movement Break every 20 minutes.",
    "A Multi-sensory phonics programme, 20 minutes daily.",
    "A Calm Corner will be available.",
    "I Like to sit at the front.",
    "A Quiet Space to be provided.",
    "A Home School Book to be filled in daily.",
    "A Precision Teaching programme, 10 minutes daily.",
    "A Structured literacy programme delivered by a teacher.",
    "A Risk Assessment will be written.",
    "A Safe Place to go.",
    "A Pupil Passport is shared with staff.",
    "A Counsellor will see him weekly.",
    "A Qualified Teacher of the Deaf will visit.",
    "A Trained adult to deliver the programme.",
    "A Specialist will review the programme each term.",
    "A Keyworker has a weekly meeting with her.",
    "A Physiotherapist delivers a block of six sessions.",
    "A Numicon set will be used.",
    "A Dycem mat will be supplied.",
    "A Picture Exchange system is used.",
    "A Mentor to meet him weekly.",
    "A Laptop will be provided by the school.",
    "A Buddy will walk with him.",
    "A Toileting Plan and a Care Plan.",
    "Year 5 B Class has a smaller room.",
    "Hepatitis B Vaccine was given.",
    "A Named adult to meet her.",
    "A Bespoke timetable is agreed.",
    "A Hoist and sling will be checked.",
    "Class A and B.",
    "A Psychologist agreed to visit.",
    "A Brain Break after each task.",
    "A Timer will be used.",
    "A Sloping desk is to be supplied.",
    "A Weighted blanket is used for ten minutes.",
    "A Mindfulness session each morning.",
    "A Support Worker attends with him.",
    "A Teacher wrote the programme.",
    "A Dietitian will visit every three months.",
    "A Drawing and Talking session weekly.",
    "A Bear Hunt story is used.",
    "A Nurse trains the staff each year.",
    "A Consistent Adult to greet her.",
    "A Clicker licence is provided.",
    "A Braille Note taker and training.",
    "A Boxall Profile is repeated each term.",
    "A Circle of Friends runs weekly.",
    "A Paediatrician reviews the epilepsy yearly.",
    "Group A or B.",
    "A Chair with arm rests will be provided.",
    "A Sign Language tutor teaches the family.",
    "A Ladder of steps is agreed.",
    "A Tangle toy to hold.",
    "A Phased Return is agreed.",
)
# Nobody can tell these without knowing who works there.
UNKNOWABLE = ("A Cook will visit on Mondays.", "A Walker is checked each term.")


def told(text: str) -> list[str]:
    plan = added(sound_plan(), line("F-9", "provision", text))
    codes = ("other_name", "other_pupil", "staff_name")
    return [one.phrases[0] for one in identity(plan) if one.code in codes]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_a_person_named_without_a_full_stop_is_found(text: str, names: tuple[str, ...]) -> None:
    assert {name for name in names if any(name in one for one in told(text))} == {*names}


@pytest.mark.parametrize("text", (*THINGS, *UNKNOWABLE))
def test_a_thing_after_an_article_is_nobody(text: str) -> None:
    assert told(text) == []


def test_an_initial_with_a_full_stop_needs_no_proof() -> None:
    assert told("A. Cook will visit on Mondays.") == ["A. Cook"]


@pytest.mark.parametrize(
    ("before", "name", "after", "person"),
    [
        ("", "A Oyelaran", " will visit.", True),
        ("", "A Oyelaran", " will be used.", False),
        ("", "A Oyelaran", " is used.", False),
        ("", "A Oyelaran", " chart is used.", False),
        ("", "A Oyelaran", "", True),
        ("J Khan and ", "A Oyelaran", " weekly", True),
        ("Please ring ", "A Oyelaran", " first", True),
        ("", "A Trained", " adult", False),
        ("", "A Demonstration", ".", False),
        ("", "J Oyelaran", " chart", True),
        ("Vitamin ", "D Oyelaran", "", False),
        ("", "C Pen", "", False),
    ],
)
def test_what_follows_and_what_stands_before_decide(
    before: str, name: str, after: str, person: bool
) -> None:
    text = f"{before}{name}{after}"
    assert is_person(text, len(before), len(before) + len(name)) is person
