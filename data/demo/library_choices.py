"""What the demo library invents where the technical pack is silent: ages, needs, spreads, names.

All of it is made up for the library. The published figures it must add up to are in `pack.py`.
"""

# The pack prints only the mean age, which these add up to, and a few words per cluster ("Mainly
# secondary", "Nursery / primary").
AGES = {
    "X1": (3, 4, 4, 4, 4, 6, 6, 7, 8, 9, 11, 12, 15),
    "X2": (6, 7, 7, 8, 8, 8, 8, 9, 11, 12, 12, 12, 12, 13, 13, 14, 16, 16, 16, 16),
    "X3": (4, 4, 5, 6, 8, 9, 10, 13, 14),
    "X4": (3, 3, 4, 4, 4, 6, 7, 8, 9, 11, 11, 16),
    "X5": (3, 3, 4, 4, 4, 4, 5, 6, 7, 7, 8, 8, 8, 9),
    "X6": (3, 3, 4, 4, 4, 4, 4, 6, 6, 7, 7, 7, 7),
    "X7": (4, 4, 5, 7, 7, 7),
    "X8": (4, 4, 4, 5, 6),
    "X9": (4, 12, 20),
}
BAND_TOPS = {"Under 5": 4, "5-10": 10, "11-15": 15, "16-19": 19, "20-25": 25}

# The pack prints the mix over all 95 cases only; the clusters' shares of it follow their profiles.
NEEDS = {
    "X1": {"ASD": 9, "SLD": 4},
    "X2": {"ASD": 16, "SEMH": 3, "SPLD": 1},
    "X3": {"HI": 4, "VI": 1, "SPLD": 1, "MLD": 1, "SLCN": 2},
    "X4": {"MLD": 8, "SLD": 3, "SLCN": 1},
    "X5": {"SLCN": 6, "SLD": 2, "MLD": 3, "SEMH": 2, "PD": 1},
    "X6": {"SLCN": 13},
    "X7": {"PMLD": 1, "SLD": 3, "HI": 1, "PD": 1},
    "X8": {"SLCN": 2, "ASD": 3},
    "X9": {"PD": 3},
}

# The scores a primary need asks for: question, least, most.
NEED_SCORES = {
    "SPLD": (("learning_difficulties", 1, 1), ("age_years", 7, 25)),
    "MLD": (("learning_difficulties", 2, 2),),
    "SLD": (("learning_difficulties", 3, 3),),
    "PMLD": (("learning_difficulties", 4, 4),),
    "SEMH": (("semh", 2, 3), ("asd", 0, 2), ("age_years", 5, 25)),
    "SLCN": (("slc", 2, 3),),
    "HI": (("hearing", 2, 4),),
    "VI": (("visual", 2, 4),),
    "PD": (("physical_other", 1, 4), ("physical_skills", 2, 3)),
    "ASD": (("asd", 2, 3),),
}

# Bags of scores above 0 where a need is rare or a primary need asks for it; each adds up to the
# published total. Every other bag is spread evenly about its mean.
BAGS = {
    "X1": {
        "learning_difficulties": (3, 3, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1),
        "asd": (*[3] * 6, *[2] * 7),
        "semh": (2, 1),
        "adl_support": (2, 1, 1, 1, 1),
    },
    "X2": {
        "asd": (3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1),
        "semh": (2, 2, 2, 1),
        "health": (2, 1, 1, 1),
        "emotional_literacy": (2, 2, 2, *[1] * 17),
        "social_interaction": (*[2] * 17, 1, 1, 1),
        "self_esteem": (2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    },
    "X3": {
        "learning_difficulties": (2, 1, 1, 1),
        "hearing": (3, 2, 2, 2, 1, 1),
        "visual": (2, 1),
        "slc": (2, 2, 1, 1, 1, 1, 1, 1),
    },
    "X4": {
        "learning_difficulties": (3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 1),
        "health": (2, 2, 1, 1),
    },
    "X5": {
        "learning_difficulties": (3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1),
        "semh": (2, 2, 1, 1, 1, 1),
        "health": (2, 1),
        "physical_skills": (2, 2, 1, 1, 1),
        "adl_support": (2, 1, 1, 1, 1),
    },
    "X6": {"slc": (3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2)},
    "X7": {
        "learning_difficulties": (4, 3, 3, 3, 1, 1),
        "health": (4, 3, 2, 2, 2, 1),
        "hearing": (3, 2, 2, 1, 1),
        "adl_support": (4, 3, 3, 2, 2, 2),
        "physical_other": (2,),
        "physical_skills": (3, 2, 2, 2, 1),
    },
    "X8": {"asd": (3, 2, 2, 2, 1), "adl_support": (2, 1)},
    "X9": {"adl_support": (2, 2), "health": (3, 2, 2)},
}

# The correlation wanted inside a cluster; every other pair is held near 0, so that no cluster has a
# long axis along which Ward would rather split it.
COUPLINGS = {
    ("english", "maths"): 0.6,
    ("english", "problem_solving"): 0.6,
    ("maths", "problem_solving"): 0.6,
    ("physical_skills", "physical_other"): 0.6,
    ("physical_skills", "adl_support"): 0.3,
    ("learning_difficulties", "adl_support"): 0.3,
    ("emotional_literacy", "social_interaction"): 0.3,
    ("emotional_literacy", "semh"): 0.3,
    ("self_esteem", "age_years"): 0.4,
    ("slc", "age_years"): -0.3,
    ("english", "age_years"): -0.3,
    ("maths", "age_years"): -0.3,
    ("problem_solving", "age_years"): -0.3,
}

# What each printed word comes to, as a share of the cluster's cases.
WORD_SHARES = {"": 0.0, "Low": 0.3, "Y": 0.65, "High": 0.85, "Core": 1.0}

# The question that makes a case likelier than its neighbours to have the package.
PACKAGE_QUESTIONS = {
    "package_sp1": "learning_difficulties",
    "package_sp2": "english",
    "package_sp3": "social_interaction",
    "package_sp4": "slc",
    "package_sp5": "sensory_skills",
    "package_sp6": "sensory_skills",
    "package_sp7": "problem_solving",
    "package_sp8": "emotional_literacy",
    "package_sp9": "social_interaction",
    "package_sp10": "age_years",
}

# The share of a cluster's cases with an outcome its profile names, with one of the same group as a
# named one, with the boilerplate, and with any other.
NAMED_SHARE, MATE_SHARE, BOILERPLATE_SHARE, OTHER_SHARE = 0.8, 0.5, 0.4, 0.25

# How far the outcomes of one group are chosen together, against 1 for chance.
GROUP_PULL = 1.5

AUTHORITIES = ("Alderbrook", "Merrowshire", "Thornley")
SETTINGS = ("primary", "primary", "secondary", "college", "special")

# Somewhat over seven in ten pupils with a plan are boys (DfE, "Special educational needs in
# England"); here 68 of 95.
MALES = 68
