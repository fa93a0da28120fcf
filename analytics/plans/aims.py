"""The outcomes a draft can propose: what the pupil will do, for which needs, and how it is put.

Each is an act of the pupil that can be seen, without a level: the level to be reached is for those
who know the pupil, and no source gives it. The library's outcomes only have names, so the wording
is ours.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Aim:
    """Hold one outcome: its words after "{name} will", the needs it serves, the library's names."""

    name: str
    questions: tuple[str, ...]
    outcomes: tuple[str, ...]
    """Outcomes of the library, nearest first."""
    text: str
    college: str = ""
    """The words for a student of a college, where they differ."""
    early: str = ""
    """The words for a stage that ends with Reception or before, where they differ."""
    slight: str = ""
    """The words where the need is of the lowest degree, where they differ."""
    adulthood: str = ""
    """The area of preparing for adulthood that it serves."""
    gives_way_to: str = ""
    """The aim that takes over its needs where there would be too many outcomes."""
    start: str = ""
    """Words, as a pattern, of a sentence that says where the pupil starts from."""


AIMS: tuple[Aim, ...] = (
    Aim(
        "understanding",
        ("slc",),
        ("language", "communication"),
        "follow a spoken instruction given in a lesson, and answer it in words, signs or symbols",
        college="follow a spoken instruction given on the course, and answer it in words, signs or "
        "symbols",
        slight="say what a speaker meant in a group discussion, and ask when it is not clear",
        early="follow an instruction given with a gesture or a picture, and answer it with a "
        "word, a sign or a look",
        start=r"understand|instruction|word|sentence|language|speaks?\b|phrase|vocabulary",
    ),
    Aim(
        "change",
        ("asd",),
        ("managing_change",),
        "move on to the next activity, without leaving the room, when a change of plan has been "
        "shown beforehand",
        gives_way_to="together",
        early="move on to the next activity with an adult when a picture of it has been shown",
        start=r"\bchang|routine|transition|distress|wait\b|ends early|unexpected|cover teacher",
    ),
    Aim(
        "together",
        ("social_interaction", "asd"),
        ("social_communication", "participation"),
        "start an activity with another pupil and take turns until it is finished",
        college="start an activity with another student and take turns until it is finished",
        early="play beside another child and take turns in a game with an adult",
        start=r"turns?\b|friend|play|group|others|conversation|alone at",
    ),
    Aim(
        "literacy",
        ("english",),
        ("literacy",),
        "read and write the words met in lessons and in everyday life without an adult’s help",
        slight="read a set text and write its main points without help",
        college="read and write the words met at college, at work and in everyday life without "
        "help",
        early="look at a book with an adult, point to the pictures that are named, and make "
        "marks on paper",
        start=r"read|writ|spell|word|letter|sound",
    ),
    Aim(
        "number",
        ("maths",),
        ("numeracy",),
        "count, compare and use numbers in the tasks of a lesson without an adult’s help",
        slight="solve written problems with the number facts taught, without help",
        college="use numbers and money to pay for things without help",
        early="join in number rhymes, and give the number of objects asked for in play",
        start=r"count|number|table|pound|maths|algebra|add",
    ),
    Aim(
        "tasks",
        ("problem_solving", "learning_difficulties"),
        ("problem_solving", "literacy"),
        "carry out a taught task from start to end, and try another way when a step does not work",
        early="try a toy or puzzle that an adult has shown, and finish it",
        start=r"task|step|plan|puzzle|reason|tries|learn|solve|instruction",
    ),
    Aim(
        "feelings",
        ("emotional_literacy", "semh"),
        ("emotional_coping", "calm_and_safe"),
        "say or show which feeling it is when upset or worried, and use an agreed way to become "
        "calm",
        early="show how it feels to be upset, and become calm with a familiar adult",
        start=r"feel|emotion|calm|upset|anxi|worr|episode|incident|distress|safe",
    ),
    Aim(
        "attention",
        ("psych_other",),
        ("participation",),
        "start a task set by an adult and stay with it until it is finished",
        gives_way_to="tasks",
        college="start a task set by a tutor and stay with it until it is finished",
        early="stay with an activity chosen with an adult until it is finished",
        start=r"attention|task|concentrat|focus|minutes",
    ),
    Aim(
        "confidence",
        ("self_esteem",),
        ("emotional_coping", "participation"),
        "begin a new task when asked, and say afterwards what went well in it",
        gives_way_to="feelings",
        early="try a new activity with a familiar adult close by",
        start=r"confiden|esteem|gives up|stupid|clever|\bbad at|broken|tears",
    ),
    Aim(
        "senses",
        ("sensory_skills",),
        ("calm_and_safe", "participation"),
        "use an agreed way to cope with noise, touch, light or movement, and stay in the room",
        gives_way_to="feelings",
        early="use an agreed way to cope with noise, touch, light or movement, and stay with "
        "the activity",
        start=r"nois|ears|touch|sensory|sound|label|corridor|canteen",
    ),
    Aim(
        "hearing",
        ("hearing",),
        ("participation", "language"),
        "repeat what a speaker said in a lesson, and tell an adult when the hearing "
        "equipment does not work",
        college="repeat what a speaker said on the course, and tell a tutor when the hearing "
        "equipment does not work",
        early="turn to a voice, and show with a word, a sign or a look what was heard",
        start=r"hear|\baids?\b|sentences|\bdB\b|noise|listen|radio",
    ),
    Aim(
        "sight",
        ("visual",),
        ("participation", "independence"),
        "read the materials of a lesson in the agreed format, and find the way about the building "
        "alone",
        college="read the materials of the course in the agreed format, and find the way about "
        "the building alone",
        early="look for, reach for and explore toys and pictures, and find the way round the room",
        start=r"print|vision|sight|see\b|acuity|read",
    ),
    Aim(
        "movement",
        ("physical_other", "physical_skills"),
        ("independence", "participation"),
        "move about the building, and use hands for the tasks of a lesson, in the agreed way",
        gives_way_to="self_care",
        college="move about the building, and use hands for the tasks of the course, in the "
        "agreed way",
        early="move about the room and outdoors, and use hands in play, in the agreed way",
        start=r"walk|metre|hand|stairs|transfer|frame|minute|balance",
    ),
    Aim(
        "self_care",
        ("adl_support",),
        ("life_skills", "independence"),
        "carry out an agreed step of dressing, washing, eating or using the toilet without an "
        "adult’s help",
        adulthood="Independent living",
        college="carry out an agreed step of dressing, washing, cooking or travelling without help",
        early="take part in an agreed step of dressing, washing, eating or using the toilet",
        start=r"dress|wash|toilet|eat|feed|spoon|travel|transfer|chair to",
    ),
    Aim(
        "health",
        ("health",),
        ("independence", "participation"),
        "tell an adult when feeling unwell, and carry out an agreed step of the care needed",
        adulthood="Health",
        college="tell a member of staff when feeling unwell, and carry out an agreed step of the "
        "care needed",
        early="show an adult when feeling unwell, and take part in an agreed step of the care "
        "needed",
        start=r"seizure|pain|medicine|breath|attend|unwell|hospital|tired",
    ),
    Aim(
        "community",
        ("social_care",),
        ("life_skills", "participation"),
        "take part in a chosen activity outside home and school, and ask a known adult there "
        "for help",
        adulthood="Community",
        college="take part in a chosen activity outside home and college, and ask a known person "
        "there for help",
        early="take part in a play activity outside home with a familiar adult",
        start=r"money|stranger|club|phone|out\b|activity|exploit",
    ),
)
AIM = {aim.name: aim for aim in AIMS}
# The areas of preparing for adulthood: Code of Practice 7.38 and 8.10.
ADULTHOOD: dict[str, str] = {
    "Employment": "higher education or employment",
    "Independent living": "independent living",
    "Community": "taking part in the community: friends, relationships and activities",
    "Health": "being as healthy as possible in adult life",
}
