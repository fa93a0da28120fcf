"""The technical pack's table of Ealing's pupils with a plan by need and age band, as printed.

Source: "Producing EHCPs Using AI & Analytics, Technical & Analytics Pack v0.09", 25 March 2019,
page "Top down: Ealing Pupils with EHCP by Primary Needs & Age Band", itself sourced "Ealing Jan17".
Nothing here is computed, so that a test can hold the cells against the printed totals and shares.
"""

from types import MappingProxyType

BANDS = ("Under 5", "5-10", "11-15", "16-19", "20-25")

CELLS = MappingProxyType(
    {
        "ASD": (24, 204, 138, 59, 18),
        "HI": (5, 20, 13, 12, 5),
        "MLD": (33, 156, 166, 84, 21),
        "PD": (5, 60, 39, 24, 7),
        "PMLD": (6, 32, 25, 9, 3),
        "SEMH": (4, 53, 87, 30, 1),
        "SLCN": (25, 204, 93, 33, 3),
        "SLD": (29, 98, 63, 37, 34),
        "SPLD": (4, 12, 32, 12, 2),
        "VI": (4, 15, 5, 3, 1),
    }
)

NEED_TOTALS = MappingProxyType(
    {
        "ASD": 443,
        "HI": 55,
        "MLD": 460,
        "PD": 135,
        "PMLD": 75,
        "SEMH": 175,
        "SLCN": 358,
        "SLD": 261,
        "SPLD": 62,
        "VI": 28,
    }
)
NEED_PCT = MappingProxyType(
    {
        "ASD": 22,
        "HI": 3,
        "MLD": 22,
        "PD": 7,
        "PMLD": 4,
        "SEMH": 9,
        "SLCN": 17,
        "SLD": 13,
        "SPLD": 3,
        "VI": 1,
    }
)
BAND_TOTALS = (139, 854, 661, 303, 95)
BAND_PCT = (7, 42, 32, 15, 5)
ALL_PUPILS = 2052

# The second table of the same page: each cell as a share of all pupils.
CELL_PCT = MappingProxyType(
    {
        "ASD": (1.2, 9.9, 6.7, 2.9, 0.9),
        "HI": (0.2, 1.0, 0.6, 0.6, 0.2),
        "MLD": (1.6, 7.6, 8.1, 4.1, 1.0),
        "PD": (0.2, 2.9, 1.9, 1.2, 0.3),
        "PMLD": (0.3, 1.6, 1.2, 0.4, 0.1),
        "SEMH": (0.2, 2.6, 4.2, 1.5, 0.0),
        "SLCN": (1.2, 9.9, 4.5, 1.6, 0.1),
        "SLD": (1.4, 4.8, 3.1, 1.8, 1.7),
        "SPLD": (0.2, 0.6, 1.6, 0.6, 0.1),
        "VI": (0.2, 0.7, 0.2, 0.1, 0.0),
    }
)

# "55% of all pupils are in 8 groups: 4 needs bands (ASD, Moderate LD, Severe LD & SLC) * 2 age
# bands": read as 5-10 and 11-15, the two largest.
EIGHT_GROUPS_PCT = 55

# Page "National data", new applications in 2017 by age band, in per cent.
NEW_REQUEST_PCT = (23, 46, 23, 6, 2)
