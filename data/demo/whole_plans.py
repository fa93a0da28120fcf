"""What invented people wrote into amended plans where a draft says "to obtain". All of it invented.

Pupils of the demonstration have no names, so that the words name nobody and have no pronoun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from data.demo.authority import said_day
from data.demo.drawing import drawn

VIEWS: Sequence[tuple[str, str, str]] = (
    (
        'Says: "I like it when people tell me what happens next." Told with pictures to the class '
        "teacher.",
        "The family hopes for friends close to home and a school day without worry.",
        "Wants to stay at the same school with the same friends.",
    ),
    (
        'Says: "I am good at building things. I want to be asked first." Told to the SENCO.',
        "The family is proud of how much can be done alone by now, and hopes for more of it.",
        "Wants to go to the swimming club and, later, to work with animals.",
    ),
    (
        'Says: "Noise makes my head full. I work best at the table by the window."',
        "The family asks that everybody who helps knows what works before the first day.",
        "Wants to do the same lessons as everybody else.",
    ),
    (
        'Chose "music", "outside" and "my bike" from picture cards with a teaching assistant.',
        "The family hopes for a life with choices, and for help in the holidays too.",
        "Wants more time outside and to travel to school with others.",
    ),
    (
        'Says: "I can do it when I have time." Told to a parent, who wrote it down.',
        "The family sees progress since the plan began and wants it kept up.",
        "Wants to read the books that friends read.",
    ),
)
HISTORY = (
    "Lives with family. Support in school began with SEN support in the early years; the plan "
    "followed, and is reviewed every year.",
    "Lives with family. Difficulties were first seen at nursery. The school asked for an "
    "assessment after two cycles of SEN support.",
    "Lives with family and a grandparent. The family asked for an assessment; this is the plan as "
    "amended after a review.",
)
STRENGTHS = (
    "Is kind to younger children and remembers what matters to them.",
    "Works with care on what is of interest, and likes to finish what was begun.",
    "Has a good sense of humour and is liked by adults and other children.",
    "Learns well by watching, and shows others how a thing is done.",
    "Keeps trying where something is hard, once the first step has been shown.",
)
DETAILS: Mapping[str, str] = {
    "slc": "Follows one instruction at a time; longer ones are lost unless shown as well.",
    "asd": "Changes without warning are upsetting, and busy places are avoided.",
    "social_interaction": "Joins in beside others; taking turns needs an adult who begins it.",
    "learning_difficulties": "New ideas need many short repetitions with real things.",
    "english": "Reads and writes below what is expected for the age, and tires of both.",
    "maths": "Counts and calculates with objects; work on paper needs an example beside it.",
    "problem_solving": "Begins tasks that are shown; a task with several steps is left half done.",
    "semh": "Worry shows as leaving the room or as silence, most often before lunch.",
    "psych_other": "Finds it hard to start and to stop, and is helped by a quiet reminder.",
    "emotional_literacy": "Feelings are strong and have few words; they pass with an adult near.",
    "self_esteem": "Gives up before trying where others can see a mistake.",
    "hearing": "Misses speech in noise and from behind, and tires of listening by the afternoon.",
    "visual": "Reads large print near by; the board and the stairs need marking.",
    "physical_other": "Walking far and standing long are tiring; pain is not always told.",
    "physical_skills": "Handwriting, cutlery and buttons take long and are often left to others.",
    "sensory_skills": "Loud sounds and some clothes are hard to bear; movement calms.",
    "adl_support": "Needs reminding and, for some steps, hands-on help to dress and to eat.",
    "health": "Medicine and appointments are part of the week; some school days are missed.",
    "social_care": "The family has had help at home, and everyday breaks make caring possible.",
}
CARE: Mapping[str, tuple[str, str]] = {
    "G": (
        "health",
        "A school nurse reviews the individual healthcare plan with the family and the school for "
        "60 minutes once each term, and trains the adults who carry it out once a year.",
    ),
    "H1": (
        "social_care",
        "A short break of 4 hours every second Saturday with a trained sessional worker, 1:1, "
        "reviewed by the social worker every six months.",
    ),
}
CARE_NONE: Mapping[str, str] = {
    "G": "No health provision is reasonably required.",
    "H1": "No provision under section 2 of the Act is required.",
    "H2": "No other social care provision is reasonably required.",
}
PAYMENT = "No personal budget was asked for, so no direct payment is made."
ADULTHOOD = (
    "A teaching assistant trained by the specialist teacher practises travel, money and cooking "
    "for independence: one session of 60 minutes a week, in a pair, reviewed by the SENCO each "
    "term."
)
TEACHING = (
    "A teaching assistant trained by the specialist teacher works towards the outcomes: 30 minutes "
    "each school day, 1:1, reviewed by the SENCO each half term."
)
ADVISERS = (
    "parents",
    "SENCO",
    "educational psychologist",
    "paediatrician",
    "social worker",
)
UNPLACED = "A school of the type that the pupil attends now."
ASKED_AFTER, GIVEN_AFTER = 3, 24


def section_a(pupil_id: str) -> tuple[tuple[str, str], ...]:
    """Return kinds and words of section A."""
    said, family, goal = VIEWS[drawn(f"views {pupil_id}", of=len(VIEWS))]
    history = HISTORY[drawn(f"history {pupil_id}", of=len(HISTORY))]
    return (("background", history), ("view", said), ("view", family), ("view", goal))


def strength(pupil_id: str) -> str:
    """Return what the pupil can do."""
    return STRENGTHS[drawn(f"strength {pupil_id}", of=len(STRENGTHS))]


def section_k(decided_on: date) -> tuple[str, ...]:
    """Return the advice that was gathered once it was decided to assess."""
    asked = said_day(decided_on + timedelta(days=ASKED_AFTER))
    return tuple(
        f"Advice of the {who}, dated {said_day(decided_on + timedelta(days=GIVEN_AFTER + place))}, "
        f"asked for on {asked}."
        for place, who in enumerate(ADVISERS)
    )
