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
    post_16: str = ""
    """The words beyond compulsory schooling, where they differ."""
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
        post_16="follow a spoken instruction given on the course, and answer it in words, signs or "
        "symbols",
        slight="say what a speaker meant in a group discussion, and ask when it is not clear",
        start=r"understand|instruction|word|sentence|language|speaks?\b|phrase|vocabulary",
    ),
    Aim(
        "change",
        ("asd",),
        ("managing_change",),
        "move on to the next activity, without leaving the room, when a change of plan has been "
        "shown beforehand",
        gives_way_to="together",
        start=r"\bchang|routine|transition|distress|wait\b|ends early|unexpected|cover teacher",
    ),
    Aim(
        "together",
        ("social_interaction", "asd"),
        ("social_communication", "participation"),
        "start an activity with another pupil and take turns until it is finished",
        post_16="start an activity with another student and take turns until it is finished",
        start=r"turns?\b|friend|play|group|others|conversation|alone at",
    ),
    Aim(
        "literacy",
        ("english",),
        ("literacy",),
        "read and write the words met in lessons and in everyday life without an adult’s help",
        slight="read a text set for the class and write its main points without an adult’s help",
        post_16="read and write the words met at college, at work and in everyday life without an "
        "adult’s help",
        start=r"read|writ|spell|word|letter|sound",
    ),
    Aim(
        "number",
        ("maths",),
        ("numeracy",),
        "count, compare and use numbers in the tasks of a lesson without an adult’s help",
        slight="solve written problems with the number facts taught in class without an adult’s "
        "help",
        post_16="use numbers and money to pay for things without an adult’s help",
        start=r"count|number|table|pound|maths|algebra|add",
    ),
    Aim(
        "tasks",
        ("problem_solving", "learning_difficulties"),
        ("problem_solving", "literacy"),
        "carry out a taught task from start to end, and try another way when a step does not work",
        start=r"task|step|plan|puzzle|reason|tries|learn|solve|instruction",
    ),
    Aim(
        "feelings",
        ("emotional_literacy", "semh"),
        ("emotional_coping", "calm_and_safe"),
        "say or show which feeling it is when upset or worried, and use an agreed way to become "
        "calm",
        start=r"feel|emotion|calm|upset|anxi|worr|episode|incident|distress|safe",
    ),
    Aim(
        "attention",
        ("psych_other",),
        ("participation",),
        "start a task set by an adult and stay with it until it is finished",
        gives_way_to="tasks",
        start=r"attention|task|concentrat|focus|minutes",
    ),
    Aim(
        "confidence",
        ("self_esteem",),
        ("emotional_coping", "participation"),
        "begin a new task when asked, and say afterwards what went well in it",
        gives_way_to="feelings",
        start=r"confiden|esteem|gives up|stupid|clever|\bbad at|broken|tears",
    ),
    Aim(
        "senses",
        ("sensory_skills",),
        ("calm_and_safe", "participation"),
        "use an agreed way to cope with noise, touch, light or movement, and stay in the room",
        gives_way_to="feelings",
        start=r"nois|ears|touch|sensory|sound|label|corridor|canteen",
    ),
    Aim(
        "hearing",
        ("hearing",),
        ("participation", "language"),
        "repeat what was said by a speaker in a lesson, and tell an adult when the hearing "
        "equipment does not work",
        start=r"hear|\baids?\b|sentences|\bdB\b|noise|listen|radio",
    ),
    Aim(
        "sight",
        ("visual",),
        ("participation", "independence"),
        "read the materials of a lesson in the agreed format, and find the way about the building "
        "alone",
        start=r"print|vision|sight|see\b|acuity|read",
    ),
    Aim(
        "movement",
        ("physical_other", "physical_skills"),
        ("independence", "participation"),
        "move about the building, and use hands for the tasks of a lesson, in the agreed way",
        gives_way_to="self_care",
        start=r"walk|metre|hand|stairs|transfer|frame|minute|balance",
    ),
    Aim(
        "self_care",
        ("adl_support",),
        ("life_skills", "independence"),
        "carry out an agreed step of dressing, washing, eating or using the toilet without an "
        "adult’s help",
        post_16="carry out an agreed step of dressing, washing, cooking or travelling without an "
        "adult’s help",
        adulthood="Independent living",
        start=r"dress|wash|toilet|eat|feed|spoon|travel|transfer|chair to",
    ),
    Aim(
        "health",
        ("health",),
        ("independence", "participation"),
        "tell an adult, in an agreed way, when feeling unwell, and carry out an agreed step of the "
        "care that the condition needs",
        adulthood="Health",
        start=r"seizure|pain|medicine|breath|attend|unwell|hospital|tired",
    ),
    Aim(
        "community",
        ("social_care",),
        ("life_skills", "participation"),
        "take part in an activity outside home and school, chosen by the pupil, and show how to "
        "ask a known adult for help there",
        post_16="take part in an activity outside home and college, chosen by the young person, "
        "and show how to ask a known adult for help there",
        adulthood="Community",
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
