"""The six example pupils EX1 to EX6 of the prototype's pupil list, all invented.

EX1 is the pupil of the technical pack's screenshots, answered as its plan text and input form
read. The table of scores on its "pupil review screen" is not followed: it prints 3 for health,
hearing and vision beside "No Health" and "No PD", and 2 for a yes or no question. EX2 to EX6 are
our own.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Example:
    """Describe one example pupil; a question not in `scores` is answered with the lowest score."""

    pupil_id: str
    stage: str
    need: str
    age_months: int
    sex: str
    school_id: str
    # Days before today, by column of the requests table.
    dates: dict[str, int]
    scores: dict[str, int]
    sources: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    considerations: str | None = None
    comments: str | None = None


EX1 = Example(
    "EX1",
    "drafting",
    "SLD",
    17 * 12 + 5,
    "M",
    "S060",
    dates={"requested_on": 106, "decided_on": 71},
    scores={
        "learning_difficulties": 3,
        "asd": 3,
        "psych_other": 2,
        "emotional_literacy": 3,
        "social_interaction": 3,
        "english": 3,
        "maths": 3,
        "problem_solving": 3,
        "slc": 2,
        "sensory_skills": 2,
        "social_care": 1,
    },
    sources={
        "learning_difficulties": "EP report, {38 days ago}",
        "asd": "Paediatric letter, {52 days ago}",
        "emotional_literacy": "EP report, {38 days ago}",
        "social_interaction": "EP report, {38 days ago}",
        "english": "College report, {88 days ago}",
        "maths": "College report, {88 days ago}",
        "slc": "Speech and language report, {44 days ago}",
        "social_care": "Social care reply, {60 days ago}",
    },
    notes={
        "learning_difficulties": "Learns through objects, photographs and much repetition; new "
        "skills take weeks and do not carry over to another room.",
        "psych_other": "Attention difficulties reported by college. No diagnosis seen yet: ask the "
        "paediatrician what the assessment found.",
        "slc": "College says spoken language is severely behind, the therapist says moderately. "
        "The therapist's score is kept until the two have spoken.",
        "sensory_skills": "Covers ears in the canteen. Not yet checked with occupational therapy.",
    },
    considerations="Panel agreed to assess. Asked for the care arrangements at home and for advice "
    "on preparing for adulthood.",
)

EX2 = Example(
    "EX2",
    "assessing",
    "ASD",
    13 * 12 + 2,
    "F",
    "S035",
    dates={"requested_on": 82, "decided_on": 49},
    scores={
        "asd": 2,
        "semh": 2,
        "emotional_literacy": 2,
        "social_interaction": 2,
        "self_esteem": 2,
        "english": 1,
        "slc": 1,
        "sensory_skills": 1,
    },
    sources={
        "asd": "Diagnostic letter, {203 days ago}",
        "english": "School report, {90 days ago}",
    },
    notes={
        "semh": "Attendance 61% this year. CAMHS saw the pupil two years ago and closed the case; "
        "the family has been referred again.",
        "self_esteem": "From the pupil's own words. Ask the educational psychologist.",
    },
    considerations="Panel agreed to assess. Wants to know what school has tried for attendance.",
)

EX3 = Example(
    "EX3",
    "review",
    "HI",
    9 * 12 + 6,
    "M",
    "S001",
    dates={
        "requested_on": 847,
        "decided_on": 813,
        "draft_on": 737,
        "final_on": 712,
        "review_due_on": -18,
    },
    scores={
        "hearing": 2,
        "slc": 1,
        "english": 1,
        "maths": 1,
        "problem_solving": 1,
        "self_esteem": 1,
        "first_language": 1,
    },
    sources={
        "hearing": "Audiology report, {96 days ago}",
        "slc": "Teacher of the Deaf's report, {40 days ago}",
        "english": "School report, {33 days ago}",
        "maths": "School report, {33 days ago}",
        "first_language": "Letter from parents, {29 days ago}",
    },
    notes={
        "hearing": "Moderate loss in both ears, two hearing aids. The plan still says mild.",
        "self_esteem": "Takes the aids out before football. Mother and school both mention it.",
    },
    considerations="Panel agreed the plan and the Teacher of the Deaf's visits.",
    comments="Final plan issued. Place at the present school agreed by the family.",
)

EX4 = Example(
    "EX4",
    "consulting",
    "SLCN",
    5 * 12 + 3,
    "F",
    "S001",
    dates={"requested_on": 129, "decided_on": 95, "draft_on": 12},
    scores={
        "slc": 3,
        "english": 2,
        "maths": 2,
        "problem_solving": 2,
        "first_language": 1,
    },
    sources={
        "slc": "Speech and language report, {62 days ago}",
        "english": "EP report, {57 days ago}",
        "maths": "EP report, {57 days ago}",
        "problem_solving": "EP report, {57 days ago}",
        "first_language": "Email from parents, {126 days ago}",
    },
    notes={
        "slc": "Developmental language disorder, present in Polish and in English, so it is not "
        "caused by learning a second language.",
        "maths": "Counts objects to five. The difficulty is with the words of number.",
    },
    considerations="Panel agreed a plan. Wanted the therapy in section F, in hours.",
)

EX5 = Example(
    "EX5",
    "final",
    "PD",
    12 * 12 + 8,
    "M",
    "S058",
    dates={
        "requested_on": 2843,
        "decided_on": 2803,
        "draft_on": 2732,
        "final_on": 2709,
        "review_due_on": -211,
    },
    scores={
        "health": 2,
        "physical_other": 3,
        "adl_support": 2,
        "self_esteem": 1,
        "english": 2,
        "maths": 1,
        "problem_solving": 1,
        "slc": 2,
        "physical_skills": 3,
        "sensory_skills": 1,
        "social_care": 1,
    },
    sources={
        "health": "Paediatrician's letter, {181 days ago}",
        "physical_other": "Physiotherapy report, {176 days ago}",
        "adl_support": "Occupational therapy report, {169 days ago}",
        "english": "School report, {174 days ago}",
        "maths": "School report, {174 days ago}",
        "problem_solving": "School report, {174 days ago}",
        "slc": "School report, {174 days ago}",
        "physical_skills": "Physiotherapy report, {176 days ago}",
        "social_care": "Social care reply, {158 days ago}",
    },
    notes={
        "physical_other": "Bilateral cerebral palsy, GMFCS level III. Walks indoors with a frame, "
        "uses a powered chair outdoors.",
        "adl_support": "Last review: now feeds without help, so All became Some.",
        "social_care": "Short breaks only. No social worker.",
    },
    considerations="Panel agreed a special school place and the therapy in section F.",
    comments="Maintained without change at the last annual review.",
)

EX6 = Example(
    "EX6",
    "no_plan",
    "SPLD",
    8 * 12 + 4,
    "F",
    "S007",
    dates={"requested_on": 161, "decided_on": 126, "closed_on": 54},
    scores={"learning_difficulties": 1, "english": 1, "maths": 1, "self_esteem": 1},
    sources={
        "learning_difficulties": "EP report, {84 days ago}",
        "english": "EP report, {84 days ago}",
        "maths": "EP report, {84 days ago}",
    },
    notes={
        "learning_difficulties": "A specific difficulty with reading and spelling. Reasoning is in "
        "the average range.",
        "maths": "Slow with number facts only; methods are sound.",
    },
    considerations="Panel agreed to assess. On the advice received, the needs can be met from what "
    "the school ordinarily provides, so no plan will be issued.",
)

EXAMPLES = {example.pupil_id: example for example in (EX1, EX2, EX3, EX4, EX5, EX6)}
