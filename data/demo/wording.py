"""The words of the invented records: short notes, sources and panel remarks, never a name."""

# Notes a co-ordinator might write, for the lowest degree of a need and for more.
NOTES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "learning_difficulties": (
        (
            "Learning is on track apart from reading and spelling.",
            "One area only; school has a short daily programme in place.",
        ),
        (
            "Works well below what is usual at this age and needs much repetition.",
            "Learns best with objects and pictures; new skills do not carry over by themselves.",
            "Cognitive scores in the EP report are below the 5th centile.",
        ),
    ),
    "health": (
        (
            "Asthma, inhaler kept in school. Two absences this year.",
            "Eczema; needs cream after swimming.",
        ),
        (
            "Epilepsy, three seizures this term. Care plan agreed with the school nurse.",
            "Under two hospital clinics; misses about a day a fortnight.",
            "Feeds by gastrostomy, trained staff needed at lunch.",
        ),
    ),
    "hearing": (
        ("Loss in one ear. Sits on the left of the class.", "Mild loss, no aids so far."),
        (
            "Wears two hearing aids; the radio aid is not always switched on.",
            "Hears speech only with aids and in quiet.",
        ),
    ),
    "visual": (
        ("Squint treated. Glasses for close work.", "Needs print at 18 point."),
        (
            "Reads enlarged print at 36 point; tires by the afternoon.",
            "Learning to use a long cane with the habilitation worker.",
        ),
    ),
    "physical_other": (
        (
            "Loose joints; hands tire after ten minutes of writing.",
            "Walks unaided, slow on stairs.",
        ),
        (
            "Uses a wheelchair outside the classroom and a standing frame daily.",
            "Physiotherapy programme carried out by two trained adults.",
            "Splints on both ankles, reviewed every three months.",
        ),
    ),
    "adl_support": (
        ("Needs reminding at toilet times.", "Needs help with buttons and laces."),
        (
            "An adult helps with dressing, toileting and cutting food.",
            "Two adults and a hoist for every transfer.",
            "Cannot yet tell that traffic is dangerous.",
        ),
    ),
    "asd": (
        (
            "Traits described by school; on the waiting list for assessment.",
            "Copes well with notice.",
        ),
        (
            "Diagnosed. A change of room or adult leads to an hour out of class.",
            "Talks about trains at length and finds it hard to leave the subject.",
            "Uses a visual timetable and a now-and-next board all day.",
        ),
    ),
    "semh": (
        ("Worries before tests.", "Low mood after a bereavement; seen by the school counsellor."),
        (
            "Two suspensions this year. Attendance is 74%.",
            "CAMHS is involved; the plan is reviewed every six weeks.",
            "Has not been in a full lesson since half term.",
        ),
    ),
    "psych_other": (
        ("Attention drifts after about ten minutes.", "A question about ADHD, not yet answered."),
        (
            "ADHD diagnosed; takes medicine on school days.",
            "Tics get worse when the room is noisy.",
        ),
    ),
    "emotional_literacy": (
        ("Can name happy and sad.", "Needs a prompt to say how a quarrel began."),
        (
            "Goes from calm to distressed without a sign that staff can see.",
            "Cannot yet say what has upset the pupil, even an hour later.",
        ),
    ),
    "social_interaction": (
        ("Plays with one friend.", "Joins in when an adult sets the game up."),
        (
            "Alone at most break times; other children's rules are a puzzle.",
            "Takes turns with an adult but not yet with another child.",
            "Arguments with peers on most days.",
        ),
    ),
    "self_esteem": (
        ("Says work is rubbish before starting.", "Needs praise in private."),
        (
            "Tears up finished work.",
            "Says there is no point in trying; mother reports the same at home.",
        ),
    ),
    "english": (
        ("About six months behind in reading.", "Reads well, spelling is behind."),
        (
            "Reading age about three years below.",
            "Knows 14 letter sounds; writes the first name only.",
            "Text is read aloud by an adult in every lesson.",
        ),
    ),
    "maths": (
        ("Slow with number facts.", "Secure to 50; loses place value beyond."),
        (
            "Counts reliably to ten.",
            "Works two key stages below; uses real coins and objects.",
        ),
    ),
    "problem_solving": (
        ("Needs the first step shown.", "Gives up after one try."),
        (
            "Waits for an adult at each step of a task.",
            "Cannot yet plan a task of three steps, even with pictures.",
        ),
    ),
    "slc": (
        ("Speech is clear; long instructions are lost.", "Some sounds are still unclear."),
        (
            "Understands two key words in a sentence.",
            "Strangers understand about half of what is said.",
            "Uses signs and a communication book; speaks single words.",
        ),
    ),
    "physical_skills": (
        ("Handwriting is slow.", "Falls more often than others on the field."),
        (
            "Cannot yet hold a pencil in a mature grip; uses a tablet for writing.",
            "Climbs stairs with one hand held.",
        ),
    ),
    "sensory_skills": (
        ("Does not like the hand dryer.", "Wears ear defenders in assembly."),
        (
            "Seeks deep pressure; leaves the hall at lunch because of the noise.",
            "Eats five foods, all of one texture.",
        ),
    ),
    "first_language": (
        (
            "Urdu at home. An interpreter came to the meeting.",
            "Polish at home; both parents read it.",
        ),
        (),
    ),
    "social_care": (
        (
            "Early help, closed last year.",
            "Child in need plan; social worker invited.",
            "Looked after.",
        ),
        (),
    ),
}

# Whose word settles an answer.
SOURCES: dict[str, tuple[str, ...]] = {
    "learning_difficulties": ("EP report",),
    "health": ("Paediatric letter", "School nurse's care plan"),
    "hearing": ("Audiology report",),
    "visual": ("Eye clinic letter", "Vision teacher's report"),
    "physical_other": ("Physiotherapy report", "Paediatric letter"),
    "adl_support": ("Occupational therapy report", "SENCO letter"),
    "asd": ("Diagnostic letter", "Paediatric letter"),
    "semh": ("CAMHS letter", "EP report"),
    "psych_other": ("Paediatric letter",),
    "emotional_literacy": ("EP report", "SENCO letter"),
    "social_interaction": ("EP report", "School report"),
    "self_esteem": ("EP report", "Pupil's views"),
    "english": ("School report", "EP report"),
    "maths": ("School report", "EP report"),
    "problem_solving": ("EP report",),
    "slc": ("Speech and language report",),
    "physical_skills": ("Occupational therapy report", "Physiotherapy report"),
    "sensory_skills": ("Occupational therapy report",),
    "first_language": ("Letter from parents", "School record"),
    "social_care": ("Social care reply",),
}
REVIEW_SOURCE = "Annual review papers"

ASSESS = (
    "Panel agreed to assess.",
    "Panel agreed to assess. Needs have lasted despite two cycles of support in school.",
    "Panel agreed to assess and asked for speech and language advice.",
    "Panel agreed to assess. Asked how the school's own funding has been used.",
)
ISSUE = (
    "Panel agreed a plan.",
    "Panel agreed a plan. Support in class to be shown in hours.",
    "Panel agreed a plan and asked that therapy stand in section F.",
    "Panel agreed a plan. Setting to be named after consultation.",
)
PANEL: dict[str, tuple[str, ...]] = {
    "assessing": ASSESS,
    "drafting": ASSESS,
    "consulting": ISSUE,
    "final": ISSUE,
    "review": ISSUE,
    "ceased": ISSUE,
    "not_assessed": (
        "Not agreed. School has not yet used what it ordinarily provides for long enough.",
        "Not agreed. Needs are mild and progress is good; school to review after two terms.",
        "Not agreed. Family told of mediation and of the right to appeal.",
    ),
    "no_plan": (
        "Panel agreed to assess. On the advice, needs can be met without a plan.",
        "Panel agreed to assess. No plan: a support plan in school was agreed with the family.",
    ),
}
FINAL_COMMENTS = (
    "Final plan issued. Setting agreed by the family.",
    "Final plan issued after one change to section F.",
    "Final plan issued. Family asked for a personal budget; not agreed.",
    "Final plan issued. Transport agreed separately.",
)
CEASED_COMMENTS = (
    "Ceased: outcomes met and course finished.",
    "Ceased: moved into work.",
    "Ceased: moved to another authority, which now keeps the plan.",
    "Ceased: reached the end of the school year of the 25th birthday.",
)
