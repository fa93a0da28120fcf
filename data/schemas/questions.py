"""The 20 needs questions: their scales, groups and meaning. Nothing here is about any pupil."""

from __future__ import annotations

from dataclasses import dataclass

Scale = tuple[str, ...]

SEVERITY: Scale = ("None", "Specific", "Moderate", "Severe", "Profound or multiple")
SUPPORT: Scale = ("None", "Specific", "Some", "Most", "All")
DEGREE: Scale = ("None", "Mild", "Moderate", "Severe")
ATTAINMENT: Scale = (
    "At expected level",
    "Slightly behind",
    "Moderately behind",
    "Severely behind",
)
YES_NO: Scale = ("No", "Yes")


@dataclass(frozen=True)
class Question:
    """Describe one needs question and the words of its scale, lowest score first."""

    id: str
    label: str
    short: str
    scale: Scale
    group: str
    definition: str

    @property
    def maximum(self) -> int:
        """Return the highest score of the scale."""
        return len(self.scale) - 1

    @property
    def is_severity(self) -> bool:
        """Tell whether the answer grades a need rather than stating a yes or no."""
        return self.scale is not YES_NO

    def words(self, score: int | None) -> str:
        """Return the scale's words for a score, or say that it is not answered."""
        return "Not answered" if score is None else self.scale[score]


# Order, scales and groups: technical pack v0.09, "Data driven derivation of needs
# assessment questions" and the Pupil Assessment Input screen.
QUESTIONS: tuple[Question, ...] = (
    Question(
        "learning_difficulties",
        "Learning difficulties",
        "Learning difficulties",
        SEVERITY,
        "Learning",
        "How far learning across subjects is affected. Specific means one area such as "
        "dyslexia; profound or multiple means complex needs in learning and other areas.",
    ),
    Question(
        "health",
        "Health issues",
        "Health",
        SEVERITY,
        "Health and physical",
        "Medical conditions that affect education, such as epilepsy or a heart condition, "
        "and how much they limit daily life.",
    ),
    Question(
        "hearing",
        "Physical disability: hearing",
        "Hearing",
        SEVERITY,
        "Health and physical",
        "Hearing loss after any aids. Specific means one ear or one range of sound; "
        "profound means speech cannot be heard even with aids.",
    ),
    Question(
        "visual",
        "Physical disability: visual",
        "Vision",
        SEVERITY,
        "Health and physical",
        "Loss of sight after glasses or other correction, from one specific difficulty to "
        "little or no useful vision.",
    ),
    Question(
        "physical_other",
        "Physical disability: other",
        "Other physical disability",
        SEVERITY,
        "Health and physical",
        "Any other physical disability, such as cerebral palsy, and how far it limits "
        "movement, posture or use of the hands.",
    ),
    Question(
        "adl_support",
        "Support needed with activities of daily living",
        "Daily living",
        SUPPORT,
        "Daily living",
        "Activities of daily living are washing, dressing, eating, toileting and moving "
        "about. Count the help needed beyond what is usual at this age.",
    ),
    Question(
        "asd",
        "Psychological diagnosis: autism (ASD)",
        "Autism (ASD)",
        DEGREE,
        "Psychological",
        "Autism spectrum disorder that is diagnosed or under assessment, and how strongly "
        "it affects daily life and learning.",
    ),
    Question(
        "semh",
        "Psychological diagnosis: social, emotional and mental health (SEMH)",
        "Mental health (SEMH)",
        DEGREE,
        "Psychological",
        "Social, emotional and mental health difficulties such as anxiety, low mood, ADHD "
        "or attachment difficulties.",
    ),
    Question(
        "psych_other",
        "Psychological diagnosis: other",
        "Other psychological",
        DEGREE,
        "Psychological",
        "Any other psychological or neurodevelopmental diagnosis not covered above.",
    ),
    Question(
        "emotional_literacy",
        "Emotional literacy",
        "Emotional literacy",
        DEGREE,
        "Challenges",
        "Difficulty in recognising, naming and managing feelings.",
    ),
    Question(
        "social_interaction",
        "Social interaction",
        "Social interaction",
        DEGREE,
        "Challenges",
        "Difficulty in being with others: taking turns, making friends, reading a situation.",
    ),
    Question(
        "self_esteem",
        "Self-esteem",
        "Self-esteem",
        DEGREE,
        "Challenges",
        "Low confidence or a poor view of themselves that holds back learning or taking part.",
    ),
    Question(
        "english",
        "Ability: English",
        "English",
        ATTAINMENT,
        "Abilities",
        "Reading and writing compared with what is expected at this age.",
    ),
    Question(
        "maths",
        "Ability: maths",
        "Maths",
        ATTAINMENT,
        "Abilities",
        "Number and mathematics compared with what is expected at this age.",
    ),
    Question(
        "problem_solving",
        "Ability: problem solving",
        "Problem solving",
        ATTAINMENT,
        "Abilities",
        "Thinking through a task, planning and trying another way, compared with what is "
        "expected at this age.",
    ),
    Question(
        "slc",
        "Ability: speech, language and communication (SLC)",
        "Speech and language (SLC)",
        ATTAINMENT,
        "Abilities",
        "Understanding others and being understood, by speech, sign or other means.",
    ),
    Question(
        "physical_skills",
        "Physical skills",
        "Physical skills",
        ATTAINMENT,
        "Skills",
        "Gross and fine movement skills such as running, balance, using a pencil or cutlery.",
    ),
    Question(
        "sensory_skills",
        "Sensory skills",
        "Sensory skills",
        ATTAINMENT,
        "Skills",
        "Making sense of sounds, touch, light and movement, and coping when there is too "
        "much or too little of them.",
    ),
    Question(
        "first_language",
        "English is not the first language or mother tongue",
        "English not first language",
        YES_NO,
        "Social",
        "Yes if another language is the first language at home. It is not a special "
        "educational need in itself.",
    ),
    Question(
        "social_care",
        "Known to social care",
        "Known to social care",
        YES_NO,
        "Social",
        "Yes if a social worker or family support service is or has been involved.",
    ),
)

QUESTION_IDS: tuple[str, ...] = tuple(question.id for question in QUESTIONS)
QUESTION: dict[str, Question] = {question.id: question for question in QUESTIONS}
SEVERITY_IDS: tuple[str, ...] = tuple(q.id for q in QUESTIONS if q.is_severity)
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(question.group for question in QUESTIONS))

# The cluster table has 21 metrics: the 20 answers and age in years (technical pack).
METRICS: tuple[str, ...] = (*QUESTION_IDS, "age_years")
