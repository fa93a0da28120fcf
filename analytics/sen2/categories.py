"""The parts of each breakdown, in order, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from data.schemas.indicators import AGE_GROUPS, PLACEMENT_GROUPS
from data.schemas.vocabulary import PRIMARY_NEEDS

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Breakdown:
    """Name a breakdown: its title, the cells' dimension, and its categories in order.

    `otherwise` are the dimensions that older releases have in its place.
    """

    title: str
    dimension: str
    categories: tuple[str, ...]
    detail: tuple[str, ...]
    otherwise: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """Return every category that has a place in the order, or is the sum of others."""
        return frozenset((*self.categories, *self.detail))


def _ages(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(age) for age in range(first, last + 1))


_BANDS: dict[str, tuple[str, ...]] = {
    "under_5": ("under_3", *_ages(3, 4)),
    "5_10": _ages(5, 10),
    "11_15": _ages(11, 15),
    "16_19": _ages(16, 19),
    "20_25": ("20_and_over", *_ages(20, 25), "25_and_over"),
}
BANDS: dict[str, dict[str, tuple[str, ...]]] = {"age": _BANDS, "age_started": _BANDS}
BAND_LABELS: dict[str, str] = {
    id.removeprefix("age_"): f"Aged {words.lower()}" for id, words in AGE_GROUPS.items()
}
# The phase that people of these ages are usually in; nobody's real school is known here.
PHASE_LABELS: dict[str, str] = {
    "under_5": "Early years (under 5)",
    "5_10": "Primary (5 to 10)",
    "11_15": "Secondary (11 to 15)",
    "16_19": "Post-16 (16 to 19)",
    "20_25": "Young adults (20 to 25)",
}
PLACEMENT_TYPES: dict[str, dict[str, str]] = {
    "mainstream": {
        "mainstream_la_maintained": "Mainstream: authority-maintained",
        "mainstream_la_maintained_resourced_provision": (
            "Mainstream: authority-maintained, resourced provision"
        ),
        "mainstream_la_maintained_sen_unit": "Mainstream: authority-maintained, SEN unit",
        "mainstream_academy": "Mainstream: academy",
        "mainstream_academy_resourced_provision": "Mainstream: academy, resourced provision",
        "mainstream_academy_sen_unit": "Mainstream: academy, SEN unit",
        "mainstream_free_school": "Mainstream: free school",
        "mainstream_free_school_resourced_provision": (
            "Mainstream: free school, resourced provision"
        ),
        "mainstream_free_school_sen_unit": "Mainstream: free school, SEN unit",
        "mainstream_independent": "Mainstream: independent",
    },
    "special": {
        "special_la_maintained": "Special: authority-maintained",
        "special_academy_free": "Special: academy or free school",
        "special_non_maintained": "Special: non-maintained",
        "special_independent": "Special: independent",
    },
    "ap": {
        "ap_la_maintained": "Alternative provision: authority-maintained",
        "ap_academy": "Alternative provision: academy",
        "ap_free_school": "Alternative provision: free school",
    },
    "fe": {
        "fe_general": "Further education: general or tertiary college",
        "fe_specialist_post_16": "Further education: specialist post-16",
        "fe_ukrlp": "Further education: other provider",
    },
    "elsewhere": {
        "elsewhere_home_education": "Elsewhere: home education",
        "elsewhere_arranged_by_la": "Elsewhere: arranged by the authority",
        "elsewhere_arranged_by_parents": "Elsewhere: arranged by parents",
        "elsewhere_online": "Elsewhere: online",
        "elsewhere_wales": "Elsewhere: in Wales",
        "elsewhere_other_schools": "Elsewhere: other schools",
        "elsewhere_other_settings": "Elsewhere: other settings",
        "elsewhere_neet": "Elsewhere: not in education or work",
        "elsewhere_neet_notice_to_cease": "Elsewhere: notice to cease given",
        "elsewhere_neet_school_age": "Elsewhere: of school age, not in education",
        "elsewhere_neet_other": "Elsewhere: not in education, other",
    },
    "early_years": {},
    UNKNOWN: {},
}
# Independent special schools are part of special schools, so they stand among the types only.
PLACEMENTS: dict[str, str] = {
    id: PLACEMENT_GROUPS[f"placement_{id}"] for id in PLACEMENT_TYPES if id != UNKNOWN
} | {UNKNOWN: PLACEMENT_GROUPS["placement_unknown"]}
SEXES: dict[str, str] = {"female": "Female", "male": "Male", UNKNOWN: "Not recorded"}
ETHNICITIES: dict[str, str] = {
    "white_white_british": "White British",
    "white_irish": "White Irish",
    "white_traveller_of_irish_heritage": "Traveller of Irish heritage",
    "white_gypsy_roma": "Gypsy or Roma",
    "white_any_other_white_background": "Any other White background",
    "mixed_white_and_black_caribbean": "White and Black Caribbean",
    "mixed_white_and_black_african": "White and Black African",
    "mixed_white_and_asian": "White and Asian",
    "mixed_any_other_mixed_background": "Any other mixed background",
    "asian_indian": "Indian",
    "asian_pakistani": "Pakistani",
    "asian_bangladeshi": "Bangladeshi",
    "asian_chinese": "Chinese",
    "asian_any_other_asian_background": "Any other Asian background",
    "black_black_african": "Black African",
    "black_black_caribbean": "Black Caribbean",
    "black_any_other_black_background": "Any other Black background",
    "any_other_ethnic_group": "Any other ethnic group",
    "unclassified": "Not recorded",
}
YEARS_HELD: dict[str, str] = {
    "under_1": "Under a year",
    "1": "1 year",
    **{str(number): f"{number} years" for number in range(2, 12)},
    "12_and_over": "12 years and over",
}
NEED_LABELS: dict[str, str] = {
    **{code.lower(): words for code, words in PRIMARY_NEEDS.items()},
    UNKNOWN: "Need not recorded",
}
_SINGLE_AGES: dict[str, str] = {
    **{single: f"Aged {single}" for single in chain.from_iterable(_BANDS.values())},
    "under_3": "Aged under 3",
    "20_and_over": "Aged 20 and over",
    "25_and_over": "Aged 25 and over",
    UNKNOWN: "Age not recorded",
}
_TYPES = tuple(
    chain.from_iterable(tuple(types) or (group,) for group, types in PLACEMENT_TYPES.items())
)
_AGE_ORDER = (*_BANDS, UNKNOWN)
_SINGLES = (*chain.from_iterable(_BANDS.values()), UNKNOWN)


def _plain(title: str, dimension: str, names: dict[str, str]) -> Breakdown:
    return Breakdown(title, dimension, tuple(names), tuple(names))


BREAKDOWNS: dict[str, Breakdown] = {
    "age": Breakdown("Age", "age", _AGE_ORDER, _SINGLES, ("age_band",)),
    "phase": Breakdown("Phase", "age", _AGE_ORDER, _AGE_ORDER, ("age_band",)),
    "need": _plain("Primary need", "need", NEED_LABELS),
    "placement": Breakdown("Placement", "placement", tuple(PLACEMENTS), _TYPES),
    "sex": _plain("Sex", "sex", SEXES),
    "ethnicity": _plain("Ethnicity", "ethnicity", ETHNICITIES),
    "years_held": _plain("Years the plan has been held", "years_held", YEARS_HELD),
    "age_started": Breakdown("Age when the plan began", "age_started", _AGE_ORDER, _SINGLES),
}


def labels(by: str) -> dict[str, str]:
    """Return what each category of a breakdown is called."""
    if by == "phase":
        return {**PHASE_LABELS, UNKNOWN: _SINGLE_AGES[UNKNOWN]}
    if by in ("age", "age_started"):
        return {**_SINGLE_AGES, **BAND_LABELS}
    if by == "placement":
        return PLACEMENTS | {
            id: words for of in PLACEMENT_TYPES.values() for id, words in of.items()
        }
    return {"need": NEED_LABELS, "sex": SEXES, "ethnicity": ETHNICITIES}.get(by, YEARS_HELD)
