"""Whose word counts for what: authors, types of document and steps of the scales, as data."""

from __future__ import annotations

# How much an author's word counts on a question, where it is more than that of any other adult.
RELEVANCE: dict[str, dict[str, float]] = {
    "audiologist": {"hearing": 7},
    "teacher_of_the_deaf": {"hearing": 5, "slc": 2.5, "self_esteem": 2},
    "optometrist": {"visual": 5},
    "vi_teacher": {"visual": 6, "physical_skills": 1.5, "adl_support": 2},
    "paediatrician": {
        "health": 5,
        "physical_other": 5,
        "asd": 5,
        "psych_other": 5,
        "learning_difficulties": 2.5,
        "hearing": 2.5,
        "visual": 2.5,
        "semh": 2,
        "adl_support": 2,
        "physical_skills": 2,
        "sensory_skills": 1.5,
    },
    "gp": {"health": 2.5, "psych_other": 1.5, "semh": 1.2},
    "camhs_clinician": {
        "semh": 6,
        "psych_other": 6,
        "asd": 4,
        "self_esteem": 3,
        "emotional_literacy": 4,
        "social_interaction": 2,
    },
    "educational_psychologist": {
        "learning_difficulties": 7,
        "problem_solving": 5,
        "english": 4,
        "maths": 4,
        "emotional_literacy": 4,
        "social_interaction": 4,
        "self_esteem": 4,
        "semh": 3.5,
        "psych_other": 2,
        "asd": 2,
        "slc": 2.5,
        "adl_support": 2,
        "physical_skills": 1.5,
        "sensory_skills": 1.5,
    },
    "speech_language_therapist": {"slc": 7, "social_interaction": 3, "asd": 2, "english": 1.5},
    "occupational_therapist": {
        "sensory_skills": 7,
        "physical_skills": 5,
        "adl_support": 6,
        "physical_other": 2,
    },
    "physiotherapist": {"physical_other": 6, "physical_skills": 5, "adl_support": 2.5},
    "specialist_teacher": {"english": 5, "maths": 5, "learning_difficulties": 2, "asd": 1.5},
    "class_teacher": {
        "english": 3,
        "maths": 3,
        "problem_solving": 2,
        "social_interaction": 2,
        "self_esteem": 1.5,
    },
    "school_staff": {
        "english": 2.5,
        "maths": 2.5,
        "problem_solving": 2,
        "social_interaction": 2,
        "semh": 1.5,
        "adl_support": 1.5,
    },
    "college_staff": {"english": 3, "maths": 3, "problem_solving": 2, "social_interaction": 2},
    "senco": {
        "english": 2.5,
        "maths": 2.5,
        "social_interaction": 2,
        "semh": 2,
        "self_esteem": 1.5,
        "adl_support": 1.5,
    },
    "social_worker": {"social_care": 7, "adl_support": 2, "first_language": 2},
    "parent": {"first_language": 4, "adl_support": 1.2, "self_esteem": 1.5, "sensory_skills": 1.5},
    "pupil": {"self_esteem": 2},
}
OTHERS = 1.0

# A log or an e-mail is written in passing; a plan or a panel repeats what others found.
TYPE_WEIGHT: dict[str, float] = {
    "call_log": 0.5,
    "behaviour_log": 0.8,
    "final_plan": 0.8,
    "draft_plan": 0.8,
    "panel_paper": 0.8,
    "provision_plan": 0.6,
    "teacher_email": 0.8,
    "other": 0.7,
}

# The step of a five-step, a four-step and a yes-or-no scale for a severity.
STEPS: dict[int, dict[str, int]] = {
    4: {"none": 0, "mild": 1, "moderate": 2, "severe": 3, "profound": 4},
    3: {"none": 0, "mild": 1, "moderate": 2, "severe": 3, "profound": 3},
    1: {"none": 0, "mild": 1, "moderate": 1, "severe": 1, "profound": 1},
}
