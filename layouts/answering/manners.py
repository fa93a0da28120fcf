"""How the form speaks to a child, a young person, a parent or carer, and a school or setting.

A child's words are short: a test holds each sentence to grade 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.schemas.feedback import FEELINGS


@dataclass(frozen=True)
class Manner:
    """Hold every fixed word of the form in one manner of speaking."""

    feelings_heading: str
    feelings_hint: str
    feelings: Mapping[str, str]
    scale: Mapping[int, str]
    goal_heading: str
    goal_label: str
    goal_hint: str
    attainment: Mapping[int, str]
    evidence: str
    evidence_hint: str
    help_heading: str
    help_label: str
    extent: str
    extents: Mapping[str, str]
    words_heading: str
    helps: str
    helps_hint: str
    change: str
    change_hint: str
    unsure: str
    unsaid: str
    withdrawn: str
    reworded: str
    gone: str
    now_otherwise: str
    check_heading: str
    thanks: str


CHILD = Manner(
    feelings_heading="How do you feel?",
    feelings_hint="Pick a face. You can skip this.",
    feelings={
        "school": "How do you feel at school?",
        "learning": "How do you feel when you learn new things?",
        "friends": "How do you feel with your friends?",
        "safe": "How do you feel about being safe?",
        "listened": "Do people listen to you? How does it feel?",
        "home": "How do you feel at home?",
    },
    scale={1: "Very sad", 2: "Sad", 3: "In the middle", 4: "Happy", 5: "Very happy"},
    goal_heading="How is it going?",
    goal_label="Your goal",
    goal_hint="The flag is where you hoped to be. You can skip this.",
    attainment={
        -2: "Far below the flag",
        -1: "A bit below the flag",
        0: "At the flag",
        1: "A bit past the flag",
        2: "Far past the flag",
    },
    evidence="Do you want to say more?",
    evidence_hint="",
    help_heading="Do you get this help?",
    help_label="Your help",
    extent="Do you get this help?",
    extents={"all": "Yes", "part": "Some of it", "none": "No", "unknown": "I do not know"},
    words_heading="What do you think?",
    helps="What helps you?",
    helps_hint="You can write a few words. You can skip this.",
    change="What do you want to change?",
    change_hint="You can write a few words. You can skip this.",
    unsure="I do not know",
    unsaid="I do not want to say",
    withdrawn="Your plan does not have this goal now. You can still tell us about it.",
    reworded="Your plan has new words for this goal. You can still tell us about it.",
    gone="Your plan does not have this goal now. We still keep what you said.",
    now_otherwise="Your plan has new words for this goal. We still keep what you said.",
    check_heading="Is this right?",
    thanks="The people who help you will read it.",
)
YOUNG = replace(
    CHILD,
    feelings_hint="Choose one. You can skip this.",
    feelings={
        "school": "How do you feel about school or college?",
        "learning": "How do you feel about what you learn?",
        "friends": "How do you feel about your friends?",
        "safe": "How do you feel about being safe?",
        "listened": "Do people listen to you? How does it feel?",
        "home": "How do you feel about home and your free time?",
    },
    scale={1: "Very bad", 2: "Bad", 3: "In between", 4: "Good", 5: "Very good"},
    goal_hint="Think of what you hoped for. You can skip this.",
    attainment={
        -2: "Much less than I hoped",
        -1: "Less than I hoped",
        0: "As I hoped",
        1: "More than I hoped",
        2: "Much more than I hoped",
    },
    help_label="Your support",
    help_heading="Do you get this support?",
    extent="Do you get this support?",
    check_heading="Check what you said",
    thanks="The people who work on your plan will read it.",
)
PARENT = Manner(
    feelings_heading="How does your child feel?",
    feelings_hint="As far as you can tell. Leave out what you do not know.",
    feelings=FEELINGS,
    scale={1: "Very unhappy", 2: "Unhappy", 3: "In between", 4: "Happy", 5: "Very happy"},
    goal_heading="How is this goal going?",
    goal_label="Goal in the plan",
    goal_hint="Compare it with what you hoped for by now.",
    attainment={
        -2: "Much less than hoped",
        -1: "Less than hoped",
        0: "As hoped",
        1: "More than hoped",
        2: "Much more than hoped",
    },
    evidence="What have you seen that shows this?",
    evidence_hint="One or two examples are enough.",
    help_heading="Is this help being given?",
    help_label="Help in the plan",
    extent="Is your child getting it?",
    extents={
        "all": "Yes, all of it",
        "part": "Some of it",
        "none": "No",
        "unknown": "I do not know",
    },
    words_heading="In your own words",
    helps="What helps your child?",
    helps_hint="At home, at school or anywhere else.",
    change="What should change?",
    change_hint="Anything that is missing, too much or not working.",
    unsure="I do not know",
    unsaid="I do not know",
    withdrawn="This goal was taken out of the plan after we asked. You can still tell us about it. "
    "We keep your answer with the words above.",
    reworded="The plan has new words for this goal now. You can still tell us about it. "
    "We keep your answer with the words above.",
    gone="This goal was taken out of the plan after we asked. We keep your answer with it.",
    now_otherwise="The plan has new words for this goal. We keep your answer with these.",
    check_heading="Check your answers",
    thanks="The team that looks after the plan will read it before the plan is reviewed.",
)
SETTING = replace(
    PARENT,
    feelings_heading="How does the pupil seem to feel?",
    feelings_hint="From what staff see and what the pupil says. Leave out what is not known.",
    goal_heading="How far is this outcome reached?",
    goal_label="Outcome in the plan",
    goal_hint="Compare it with what was hoped for by now.",
    evidence="What shows this?",
    evidence_hint="An observation, a piece of work or a measure, with its date.",
    help_heading="How much of this provision is given?",
    help_label="Provision in the plan",
    extent="Is it being given?",
    extents={
        "all": "Yes, all of it",
        "part": "Some of it",
        "none": "No",
        "unknown": "Not known",
    },
    helps="What helps the pupil?",
    helps_hint="What works well, and with whom.",
    change="What should change in the plan or its provision?",
    unsure="Not known",
    unsaid="Not known",
    withdrawn="This outcome was taken out of the plan after you were asked. You can still report "
    "on it. Your answer is kept with the words above.",
    reworded="The plan has new words for this outcome now. You can still report on it. "
    "Your answer is kept with the words above.",
)
MANNERS: dict[str, Manner] = {
    "child": CHILD,
    "young": YOUNG,
    "parent": PARENT,
    "setting": SETTING,
}
