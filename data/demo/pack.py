"""The figures the technical pack prints about its 95 cases, and the plain words for the columns.

Source of every figure: "Producing EHCPs Using AI & Analytics, Technical & Analytics Pack v0.09",
25 March 2019; the page is named beside each. Nothing here is computed from the library, so that a
test can hold the one against the other.
"""

from types import MappingProxyType

CLUSTERS = ("X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "X9")


def _by_cluster(values: tuple) -> MappingProxyType:
    """Name the values of one printed row by their cluster."""
    return MappingProxyType(dict(zip(CLUSTERS, values, strict=True)))


# Page "Needs clustering suggests 10 groups". X10 (no EHCP) has no case.
CLUSTER_SIZES = _by_cluster((13, 20, 9, 12, 14, 13, 6, 5, 3))

# The 20 needs questions in the order of the prototype's form, with the top of each scale (the
# bottom is 0).
QUESTIONS = MappingProxyType(
    {
        "learning_difficulties": 4,
        "health": 4,
        "hearing": 4,
        "visual": 4,
        "physical_other": 4,
        "adl_support": 4,
        "asd": 3,
        "semh": 3,
        "psych_other": 3,
        "emotional_literacy": 3,
        "social_interaction": 3,
        "self_esteem": 3,
        "english": 3,
        "maths": 3,
        "problem_solving": 3,
        "slc": 3,
        "physical_skills": 3,
        "sensory_skills": 3,
        "first_language": 1,
        "social_care": 1,
    }
)


# The same page: the printed mean of each column in X1 to X9.
_MEANS = {
    "social_interaction": (2.00, 1.85, 0.33, 0.00, 1.93, 0.00, 0.33, 0.00, 0.00),
    "social_care": (0.00, 0.25, 0.33, 0.25, 0.00, 0.00, 0.33, 0.00, 0.00),
    "slc": (2.15, 0.55, 1.11, 2.08, 2.57, 2.46, 2.50, 2.40, 1.67),
    "sensory_skills": (1.46, 0.55, 0.00, 0.08, 0.64, 0.15, 0.17, 1.20, 1.00),
    "self_esteem": (0.00, 0.75, 0.44, 0.00, 0.43, 0.08, 0.00, 0.00, 0.33),
    "semh": (0.23, 0.35, 0.22, 0.08, 0.57, 0.00, 0.00, 0.00, 0.33),
    "psych_other": (0.15, 0.00, 0.00, 0.00, 0.29, 0.00, 0.00, 0.00, 0.00),
    "asd": (2.46, 2.05, 0.00, 0.33, 0.29, 0.00, 0.00, 2.00, 0.00),
    "problem_solving": (2.23, 0.55, 1.00, 2.00, 2.21, 2.00, 2.33, 2.00, 1.67),
    "physical_skills": (0.08, 0.00, 0.44, 0.08, 0.50, 0.08, 1.67, 0.00, 2.33),
    "visual": (0.00, 0.00, 0.33, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00),
    "physical_other": (0.08, 0.10, 0.00, 0.00, 0.07, 0.00, 0.33, 0.00, 3.33),
    "hearing": (0.00, 0.00, 1.22, 0.00, 0.00, 0.00, 1.50, 0.00, 0.00),
    "maths": (2.23, 0.75, 1.11, 2.00, 2.21, 2.00, 2.33, 2.00, 1.67),
    "learning_difficulties": (1.77, 0.05, 0.56, 2.17, 1.50, 0.15, 2.50, 0.20, 0.00),
    "health": (0.08, 0.25, 0.22, 0.50, 0.21, 0.00, 2.33, 0.00, 2.33),
    "first_language": (0.54, 0.15, 0.33, 0.42, 0.64, 0.69, 0.67, 0.80, 0.33),
    "english": (2.23, 0.85, 1.00, 2.00, 2.21, 2.00, 2.33, 2.00, 1.67),
    "emotional_literacy": (1.77, 1.15, 0.00, 0.08, 1.07, 0.00, 0.00, 0.00, 0.00),
    "age_years": (7.15, 11.20, 8.11, 7.17, 5.71, 5.08, 5.67, 4.60, 12.00),
    "adl_support": (0.46, 0.05, 0.00, 0.17, 0.43, 0.15, 2.67, 0.60, 1.33),
}
PROFILE_MEANS = MappingProxyType({column: _by_cluster(means) for column, means in _MEANS.items()})

# Page "Sample overview: bottom up EHCP data set". The printed need shares add up to 99.
AGE_BANDS = MappingProxyType({"Under 5": 31, "5-10": 42, "11-15": 16, "16-19": 5, "20-25": 1})
PRIMARY_NEED_PCT = MappingProxyType(
    {
        "SPLD": 2,
        "MLD": 13,
        "SLD": 13,
        "PMLD": 1,
        "SEMH": 5,
        "SLCN": 25,
        "HI": 5,
        "VI": 1,
        "MSI": 0,
        "PD": 5,
        "ASD": 29,
    }
)

# Page "Cluster to support packages mapping summary": the packages, by the pack's own names.
PACKAGES = MappingProxyType(
    {
        "package_sp1": "Special school placement",
        "package_sp2": "One to one sessions",
        "package_sp3": "Small group work",
        "package_sp4": "SLC / Picture / Makaton",
        "package_sp5": "Sensory diet",
        "package_sp6": "Quiet place",
        "package_sp7": "Visual word link activities",
        "package_sp8": "Liaison distress",
        "package_sp9": "Social stories / social play / role plays",
        "package_sp10": "Self care / life skills",
        "package_sp11": "PD & health related support",
        "package_sp12": "Social care related support",
        "package_sp13": "Toileting / activities of daily living support",
    }
)

# The same page: the printed word in X1 to X9, "" where the cell is empty.
_PACKAGE_CELLS = {
    "package_sp1": ("Y", "", "", "", "Y", "", "Y", "Y", "Y"),
    "package_sp2": ("Y", "Y", "Low", "High", "Y", "Low", "Y", "Y", "Y"),
    "package_sp3": ("Y", "Y", "Low", "High", "Y", "Low", "Y", "Y", "Y"),
    "package_sp4": ("Y", "", "Low", "High", "Y", "Core", "Y", "Y", ""),
    "package_sp5": ("Y", "Y", "", "", "Y", "", "", "Y", ""),
    "package_sp6": ("Y", "Y", "", "", "", "", "", "Y", ""),
    "package_sp7": ("Y", "Y", "", "", "", "", "", "", ""),
    "package_sp8": ("Y", "Y", "", "", "", "", "", "", ""),
    "package_sp9": ("Y", "Y", "", "", "", "", "Y", "", ""),
    "package_sp10": ("", "Y", "", "", "", "", "", "", "Y"),
    "package_sp11": ("", "", "", "", "", "", "Y", "", "Core"),
    "package_sp12": ("", "", "", "", "", "", "", "", ""),
    "package_sp13": ("", "", "", "", "", "", "Y", "", "Y"),
}
PACKAGE_TABLE = MappingProxyType(
    {column: _by_cluster(cells) for column, cells in _PACKAGE_CELLS.items()}
)

# Pages "Cluster X1", "X6" and "X7" say more of special schools than the mapping table does: "High
# special school requirement", "All supplementary support in mainstream school", "All special
# school provision".
SPECIAL_SCHOOL = MappingProxyType({"X1": "High", "X6": "", "X7": "Core"})

# Page "Correlations across outcomes" prints the aspirations in full and names the three groups
# below; the wording of the others is ours.
OUTCOMES = MappingProxyType(
    {
        "outcome_aspirations": (
            "Meet the long term aspirations for learning, good health, relationships and "
            "independence to prepare for adulthood"
        ),
        "outcome_social_communication": "Take turns, share and hold conversations with others",
        "outcome_language": "Understand and use more spoken language",
        "outcome_communication": "Make needs, choices and views known",
        "outcome_participation": "Take part in lessons, play and activities with others",
        "outcome_literacy": "Make progress in reading and writing",
        "outcome_numeracy": "Make progress in number and maths",
        "outcome_problem_solving": "Think through and solve everyday problems",
        "outcome_managing_change": "Manage changes and move between activities",
        "outcome_emotional_coping": "Understand and manage feelings",
        "outcome_calm_and_safe": "Stay calm and safe, and ask for help when distressed",
        "outcome_life_skills": "Learn the life skills needed for daily life and adulthood",
        "outcome_independence": "Do more for themselves in everyday routines",
    }
)
OUTCOME_GROUPS = MappingProxyType(
    {
        "ability to communicate": (
            "outcome_social_communication",
            "outcome_language",
            "outcome_communication",
        ),
        "educational achievement": (
            "outcome_literacy",
            "outcome_numeracy",
            "outcome_problem_solving",
        ),
        "ability to cope": (
            "outcome_managing_change",
            "outcome_emotional_coping",
            "outcome_calm_and_safe",
        ),
    }
)

# Page "Cluster profiles", column "Outcomes summary".
TOP_OUTCOMES = MappingProxyType(
    {
        "X1": ("outcome_managing_change", "outcome_social_communication", "outcome_language"),
        "X2": ("outcome_life_skills", "outcome_participation", "outcome_communication"),
        "X3": ("outcome_aspirations",),
        "X4": ("outcome_language", "outcome_participation"),
        "X5": ("outcome_social_communication", "outcome_participation"),
        "X6": ("outcome_language", "outcome_communication"),
        "X7": ("outcome_aspirations",),
        "X8": ("outcome_social_communication", "outcome_participation"),
        "X9": ("outcome_aspirations",),
    }
)
