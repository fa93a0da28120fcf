"""How the files of the DfE's release of 2025 hang together: what adds up to what, out of what.

Columns and labels are those of "Education, health and care plans", reporting year 2025. The
spreads between authorities are chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_MAINSTREAM = (
    *(
        f"mainstream_{kind}{suffix}"
        for kind in ("la_maintained", "academy", "free_school")
        for suffix in ("", "_resourced_provision", "_senunit")
    ),
    "mainstream_independent",
)
_SPECIAL = tuple(
    f"special_{kind}" for kind in ("la_maintained", "academy_free", "independent", "non_maintained")
)
OTHER_SETTINGS = "other_placement_settings"
ELSEWHERE = "ed_elsewhere"
_ELSEWHERE = (
    "elective_home_education",
    "other_arrangements_la",
    "other_arrangements_parents",
    "online_provider",
    "w_settings",
    "other_schools",
    OTHER_SETTINGS,
    "neet",
    "neet_ntci",
    "neet_other",
    "neet_other_csa",
)
_GROUPS = {
    "mainstream_total": _MAINSTREAM,
    "special_total": _SPECIAL,
    "ap_pru_total": ("ap_pru_academy", "ap_pru_free_school", "ap_pru_la_maintained"),
    "fe_total": (
        "general_fe_tertiary_colleges",
        "specialist_post_16_institutions",
        "ukrlp_provider",
    ),
    ELSEWHERE: _ELSEWHERE,
}
_PLACES = (*_GROUPS, "nm_early_years", "placement_unknown", "await_prov_2022", "perm_ex_2022")
_PLACE_SHARES = {
    "mainstream_total_pc": "mainstream_total",
    "special_total_pc": "special_total",
    "AP_PRU_total_pc": "ap_pru_total",
    "fe_total_pc": "fe_total",
    "ed_elsewhere_pc": ELSEWHERE,
    "nm_early_years_pc": "nm_early_years",
    "placement_unknown_pc": "placement_unknown",
}
_NEED_CODES = (
    *("asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld", "vi"),
    "need_unknown",
)
_NEED_SHARES = {f"{code.replace('need_', '')}_pc": f"number_{code}" for code in _NEED_CODES}

TRIBUNAL = "supporting-files/SEND Tribunals and appeal rate 2014-2024.csv"
SEX, ETHNICITY = "Sex", "Ethnicity"
AGE, AGE_STARTED = "Child or young persons age", "Age when plan started"
PLACEMENT = "Type of placement"


@dataclass(frozen=True, kw_only=True)
class File:
    """Say of one file what adds up to what, and what is out of what.

    `whole` is the column that `parts` come down to; `parts` maps a column to those that add up to
    it, inner sums first; what they leave over is made up for, unless `rests` names it. `sums` adds
    up again across the parts; `second` lists further ways to split a column; `shares` maps a
    percentage to its numerator and denominator, + for all of its group of `second`.
    """

    stem: str
    title: str
    whole: str
    follows: str
    topics: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]
    rests: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    sums: dict[str, tuple[str, ...]] = field(default_factory=dict)
    second: tuple[tuple[str, tuple[str, ...]], ...] = ()
    shares: dict[str, tuple[str, str]] = field(default_factory=dict)
    spread: float = 0.25
    spreads: dict[str, float] = field(default_factory=dict)


def _placed(stem: str, total: str, *, title: str, topics: tuple[str, ...], follows: str) -> File:
    return File(
        stem=stem,
        title=title,
        whole=total,
        follows=follows,
        topics=topics,
        parts={**_GROUPS, total: _PLACES},
        shares={share: (part, total) for share, part in _PLACE_SHARES.items()},
        spreads={"placement_unknown": 1.3, "special_independent": 0.4},
    )


def _by_need(stem: str, *, title: str, topics: tuple[str, ...], follows: str) -> File:
    needs = tuple(f"number_{code}" for code in _NEED_CODES)
    return File(
        stem=stem,
        title=title,
        whole="ehc_plans",
        follows=follows,
        topics=topics,
        parts={"ehc_plans": needs},
        shares={share: (part, "ehc_plans") for share, part in _NEED_SHARES.items()},
        spreads={"number_need_unknown": 1.2, "number_oth": 0.6, "number_mld": 0.5},
    )


def _timed(suffix: str) -> tuple[str, str, str]:
    return (
        "plans_issued_20_weeks_ex" if suffix else "plans_issued_within_20_weeks",
        f"plans_issued_gt20weeks_ltYear{suffix}",
        f"plans_issued_gt_1_year{suffix}",
    )


_TIMED_SHARES = {
    "pc_plans_issued_within_20_weeks": _timed("")[0],
    "PC_plans_issued_20_weeks_ex": _timed("_ex")[0],
    "pc_plans_issued_gt20weeks_ltYear": _timed("")[1],
    "PC_plans_issued_gt20weeks_ltYear_ex": _timed("_ex")[1],
    "pc_plans_issued_gt_1_year": _timed("")[2],
    "PC_plans_issued_gt_1_year_ex": _timed("_ex")[2],
}
ISSUED, ISSUED_EX = "plans_issued_den", "plans_issued_den_ex"
# Plans issued whose time is not published: all that took over 20 weeks before 2023.
_UNTIMED, _UNTIMED_EX = "untimed", "untimed_ex"
_PEOPLE = (AGE, SEX, ETHNICITY)
_MEETINGS = "total_review_meeting"

FILES: tuple[File, ...] = (
    _placed(
        "caseload",
        "ehcplans",
        title="Number of education, health and care (EHC) plans as at January each year",
        topics=_PEOPLE,
        follows="plans",
    ),
    _by_need(
        "sen_needs_all_plans",
        title="Number of EHC plans as at January each year, by their primary type of need",
        topics=(AGE, SEX, PLACEMENT),
        follows="plans",
    ),
    _placed(
        "newplans",
        "new_ehc_plans",
        title="Number of new EHC plans during the calendar year",
        topics=(AGE_STARTED, SEX),
        follows="new",
    ),
    _by_need(
        "sen_need_newplans",
        title="Number of new EHC plans during the calendar year, by their primary type of need",
        topics=(AGE, SEX),
        follows="new",
    ),
    File(
        stem="requests",
        title="Number of requests for an EHC needs assessment, and the request outcomes",
        whole="requests_received_in_year",
        follows="requests",
        topics=(AGE, SEX),
        parts={
            "requests_received_in_year": (
                "requests_decided_to_assess",
                "requests_decided_not_to_assess",
                "requests_decision_not_made",
                "requests_withdrawn",
            )
        },
        second=(
            (
                "requests_received_in_year",
                ("request_outcome_six_weeks", "request_outcome_over_6_weeks"),
            ),
            ("requests_received_in_year", ("requests_rya",)),
            (
                "requests_received_in_year",
                (
                    "mediation_related_request",
                    "tribunal_related_request",
                    "tribunal_after_mediation_request",
                ),
            ),
        ),
        shares={
            "request_assess_pc": ("requests_decided_to_assess", "requests_received_in_year"),
            "request_not_assess_pc": (
                "requests_decided_not_to_assess",
                "requests_received_in_year",
            ),
            "request_outstanding_pc": ("requests_decision_not_made", "requests_received_in_year"),
            "request_withdrawn_pc": ("requests_withdrawn", "requests_received_in_year"),
            "request_outcome_six_weeks_pc": ("request_outcome_six_weeks", "+"),
            "request_outcome_over_6_weeks_pc": ("request_outcome_over_6_weeks", "+"),
        },
        spreads={
            "requests_decided_not_to_assess": 0.45,
            "requests_decision_not_made": 0.6,
            "request_outcome_over_6_weeks": 1.1,
        },
    ),
    File(
        stem="assessments",
        title="Number of EHC needs assessments, and the assessment outcomes",
        whole="assess_in_year",
        follows="new",
        topics=(AGE, SEX),
        parts={
            "assess_in_year": (
                "assess_issued",
                "assess_not_issued",
                "assess_not_made",
                "assess_withdrawn",
            )
        },
        second=(
            ("assess_not_issued", ("outcome_decision_within_time", "outcome_decision_over_time")),
            (
                "assess_in_year",
                (
                    "number_assess_mediation",
                    "number_assess_tribunal",
                    "number_asssess_mediation_tribunal",
                    "number_other_mediation",
                    "number_other_tribunal",
                    "number_other_mediation_tribunal",
                ),
            ),
        ),
        shares={
            "assess_issued_pc": ("assess_issued", "assess_in_year"),
            "assess_not_issued_pc": ("assess_not_issued", "assess_in_year"),
            "assess_not_made_pc": ("assess_not_made", "assess_in_year"),
            "assess_withdrawn_pc": ("assess_withdrawn", "assess_in_year"),
            "outcome_decision_within_time_pc": ("outcome_decision_within_time", "+"),
            "outcome_decision_over_time_pc": ("outcome_decision_over_time", "+"),
        },
        spreads={"assess_not_issued": 0.5, "outcome_decision_within_time": 0.7},
    ),
    File(
        stem="timeliness_20_week",
        title="Timeliness - plans issued within the statutory 20 week timeframe",
        whole=ISSUED,
        follows="new",
        topics=(AGE, SEX),
        parts={
            _timed("")[0]: (_timed("_ex")[0],),
            _timed("")[1]: (_timed("_ex")[1],),
            _timed("")[2]: (_timed("_ex")[2],),
            _UNTIMED: (_UNTIMED_EX,),
            ISSUED: (*_timed(""), _UNTIMED),
        },
        rests={_UNTIMED: (ISSUED, _timed("")), _UNTIMED_EX: (ISSUED_EX, _timed("_ex"))},
        sums={ISSUED_EX: (*_timed("_ex"), _UNTIMED_EX)},
        shares={
            share: (part, ISSUED_EX if share.startswith("PC") else ISSUED)
            for share, part in _TIMED_SHARES.items()
        },
        spreads={_timed("_ex")[0]: 0.8, _timed("_ex")[2]: 0.9},
    ),
    File(
        stem="annual_reviews",
        title="Number and outcome of annual reviews of education, health and care plans",
        whole="total_ehc_plans",
        follows="plans",
        topics=(AGE, SEX),
        parts={
            _MEETINGS: ("review_meeting_25", "review_meeting_24", "review_meeting_prior_24"),
            "review_expected": (_MEETINGS, "no_review_meeting"),
            "total_ehc_plans": ("review_expected", "review_not_expected"),
        },
        second=(
            (
                _MEETINGS,
                (
                    "review_decision25",
                    "review_decision24",
                    "review_decision_prior24",
                    "review_decision_not_due",
                    "review_decision_outstanding",
                ),
            ),
            (_MEETINGS, ("outcome_amend", "outcome_cease", "outcome_maintan", "no_outcome")),
            (_MEETINGS, ("number_decsion_4weeks", "number_decision_gt_4weeks")),
        ),
        shares={
            "pc_decsion_4weeks": ("number_decsion_4weeks", "+"),
            "pc_decision_gt_4weeks": ("number_decision_gt_4weeks", "+"),
        },
        spreads={"no_review_meeting": 0.8, "number_decsion_4weeks": 0.5},
    ),
    File(
        stem="ceased_plans",
        title="Number of EHC plans which ceased during the calendar year",
        whole="total_ceased",
        follows="plans",
        topics=("Age plan ceased", SEX),
        parts={
            "total_ceased": (
                *("max_age", "needs_met", "he", "employ", "transfer", "no_engage"),
                *("moved_outside_eng", "deceased", "not_rec", "other"),
            )
        },
        spread=0.35,
    ),
    File(
        stem="personal_budgets",
        title="Number of EHC plans with a personal budget in place",
        whole="",
        follows="plans",
        topics=(AGE, SEX),
        parts={},
        spread=0.7,
    ),
    File(
        stem="residential_settings",
        title="Number of residential placements",
        whole="Res_tot",
        follows="plans",
        topics=(AGE, SEX),
        parts={"Res_tot": ("Res_3851", "Res_52")},
        spread=0.45,
    ),
    File(
        stem="work_based_placements",
        title="Number of work based placements",
        whole="open_wbp",
        follows="plans",
        topics=(SEX,),
        parts={"open_wbp": ("open_supp_intern", "open_apprentice", "open_trainee")},
        spread=0.5,
    ),
)
