"""The rules that a SEN2 return is held to before it is sent, each with its code and its sentence.

In the manner of the sector's validators of Annex A lists and of SEN2: a rule has a code, a severity
and an action, and names every row it fails on. Ours are not the DfE's own, which run when a return
is loaded there.
"""

from __future__ import annotations

from dataclasses import dataclass

from analytics.sen2_return.checks import (
    Check,
    before,
    dated_while_awaiting,
    decided_late,
    future,
    late_without_reason,
    missing,
    not_a_date,
    not_agreed,
    refused,
    repeated,
    undated,
    undecided,
    unknown,
    unlike,
    unreviewed,
    without,
)
from data.schemas import OLDEST_AGE
from data.schemas.sen2_return import CODES, DATES, MODULES

ERROR, QUERY = "error", "query"
# A UPN is a check letter, an authority, a school and a number: 13 characters.
UPN = r"[A-HJ-NP-RT-Z]\d{11}[\dA-Z]"
URN, UKPRN, POSTCODE = r"\d{6}", r"\d{8}", r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"


@dataclass(frozen=True)
class Rule:
    """Declare one rule: `check` tells the rows of a module it fails on."""

    code: str
    module: str
    field: str
    severity: str
    sentence: str
    action: str
    check: Check


RECORD = "Fill it in."
CORRECT = "Correct the date that is wrong."
P, Q, A, N = "person", "requests", "assessment", "namedplan"
D, V, L, S = "plandetail", "activeplans", "placementdetail", "senneed"
_OWN: tuple[Rule, ...] = (
    Rule("P01", P, "Surname", ERROR, "The surname is missing.", RECORD, missing("Surname")),
    Rule("P02", P, "Forename", ERROR, "The forename is missing.", RECORD, missing("Forename")),
    Rule(
        "P03", P, "PersonBirthDate", ERROR, "The date of birth is missing.", RECORD,
        missing("PersonBirthDate"),
    ),
    Rule(
        "P04", P, "PersonBirthDate", ERROR, "The date of birth is in the future.", CORRECT,
        future("PersonBirthDate"),
    ),
    Rule(
        "P05", P, "PersonBirthDate", ERROR, f"The person is over {OLDEST_AGE} on 31 August.",
        "Check the date of birth, or whether the plan has ceased.",
        lambda one: one.age() > OLDEST_AGE,
    ),
    Rule(
        "P06", P, "PersonBirthDate", QUERY, f"The person is {OLDEST_AGE} on 31 August.",
        "Check that the plan is still in force.", lambda one: one.age() == OLDEST_AGE,
    ),
    Rule("P07", P, "Sex", ERROR, "The sex is missing.", RECORD, missing("Sex")),
    Rule("P08", P, "Ethnicity", ERROR, "The ethnicity is missing.", RECORD, missing("Ethnicity")),
    Rule("P09", P, "PostCode", QUERY, "The postcode is missing.", RECORD, missing("PostCode")),
    Rule(
        "P10", P, "PostCode", QUERY, "The postcode is not in the form of one.", RECORD,
        unlike("PostCode", POSTCODE),
    ),
    Rule(
        "P11", P, "UPN", ERROR,
        "There is no UPN (unique pupil number), learner number, or code why not.", RECORD,
        missing("UPN", "UniqueLearnerNumber", "UPNunknown"),
    ),
    Rule(
        "P12", P, "UPN", ERROR, "The UPN is not in the form of one.", RECORD, unlike("UPN", UPN)
    ),
    Rule(
        "P13", P, "UPN", ERROR, "Several persons have this UPN.",
        "Find whose it is, and whether two records are one person.", repeated("UPN"),
    ),
    Rule(
        "P14", P, "Surname", QUERY, "Several persons have this name and date of birth.",
        "Find out whether two records are one person.",
        repeated("Surname", "Forename", "PersonBirthDate"),
    ),
    Rule(
        "R01", Q, "ReceivedDate", ERROR, "The date of the request is missing.", RECORD,
        missing("ReceivedDate"),
    ),
    Rule(
        "R02", Q, "ReceivedDate", ERROR, "The date of the request is in the future.", CORRECT,
        future("ReceivedDate"),
    ),
    Rule(
        "R03", Q, "RequestSource", ERROR, "Who asked is missing.", RECORD,
        missing("RequestSource"),
    ),
    Rule(
        "R04", Q, "RequestOutcomeDate", ERROR, "The outcome comes before the request.", CORRECT,
        before("RequestOutcomeDate", "ReceivedDate"),
    ),
    Rule(
        "R05", Q, "RequestOutcomeDate", ERROR, "The request has an outcome without a date.",
        RECORD, undated("RequestOutcome", "RequestOutcomeDate"),
    ),
    Rule(
        "R06", Q, "RequestOutcome", ERROR, "The request awaits its outcome and has its date.",
        "Record the outcome, or take the date away.",
        dated_while_awaiting("RequestOutcome", "RequestOutcomeDate"),
    ),
    Rule(
        "R07", Q, "RequestOutcome", QUERY, "No outcome is recorded six weeks after the request.",
        "Record the outcome, or decide.", undecided,
    ),
    Rule(
        "R08", Q, "RequestOutcomeDate", QUERY, "The decision took more than six weeks.",
        "Check both dates.", decided_late,
    ),
    Rule(
        "R09", Q, "ReceivedDate", ERROR, "The request comes before the person's birth.", CORRECT,
        before("ReceivedDate", "PersonBirthDate"),
    ),
    Rule(
        "A01", A, "AssessmentOutcomeDate", ERROR,
        "The outcome of the assessment comes before that of the request.", CORRECT,
        before("AssessmentOutcomeDate", "RequestOutcomeDate"),
    ),
    Rule(
        "A02", A, "AssessmentOutcomeDate", ERROR, "The assessment has an outcome without a date.",
        RECORD, undated("AssessmentOutcome", "AssessmentOutcomeDate"),
    ),
    Rule(
        "A03", A, "AssessmentOutcome", ERROR,
        "The request was refused or awaits its outcome, and there is an assessment.",
        "Correct the outcome of the request.",
        refused,
    ),
    Rule(
        "A04", A, "AssessmentOutcome", ERROR,
        "The assessment awaits its outcome and has its date.",
        "Record the outcome, or take the date away.",
        dated_while_awaiting("AssessmentOutcome", "AssessmentOutcomeDate"),
    ),
    Rule(
        "N01", N, "StartDate", ERROR, "The date the plan started is missing.", RECORD,
        missing("StartDate"),
    ),
    Rule(
        "N02", N, "StartDate", ERROR, "The plan starts before the request.", CORRECT,
        before("StartDate", "ReceivedDate"),
    ),
    Rule(
        "N03", N, "StartDate", ERROR, "The plan starts in the future.", CORRECT,
        future("StartDate"),
    ),
    Rule(
        "N04", N, "CeaseDate", ERROR, "The plan ceased before it started.", CORRECT,
        before("CeaseDate", "StartDate"),
    ),
    Rule(
        "N05", N, "CeaseReason", ERROR, "The plan ceased, and why is missing.", RECORD,
        without("CeaseDate", "CeaseReason"),
    ),
    Rule(
        "N06", N, "CeaseDate", ERROR, "There is a reason why the plan ceased and no date.", RECORD,
        without("CeaseReason", "CeaseDate"),
    ),
    Rule(
        "N07", N, "StartDate", QUERY,
        "The plan took more than 20 weeks, and whether an exception applies is missing.",
        "Record whether one applies.", late_without_reason,
    ),
    Rule(
        "N08", N, "StartDate", ERROR, "There is a plan, and the assessment has not agreed to one.",
        "Correct the outcome of the assessment.", not_agreed,
    ),
    Rule(
        "D01", D, "URN", ERROR, "The plan names no setting: no URN, UKPRN or code.", RECORD,
        missing("URN", "UKPRN", "SENsetting"),
    ),
    Rule(
        "V01", V, "ReviewMeeting", QUERY,
        "The plan is over a year old, and no review meeting is recorded.", RECORD, unreviewed,
    ),
    Rule(
        "V02", V, "LastReview", ERROR, "The last review comes before the plan.", CORRECT,
        before("LastReview", "StartDate"),
    ),
    Rule(
        "L01", L, "URN", ERROR, "The placement has no setting: no URN, UKPRN or code.", RECORD,
        missing("URN", "UKPRN", "SENsetting"),
    ),
    Rule(
        "L02", L, "LeavingDate", ERROR, "The placement ends before it begins.", CORRECT,
        before("LeavingDate", "EntryDate"),
    ),
    Rule(
        "L03", L, "EntryDate", ERROR, "The date the placement began is missing.", RECORD,
        missing("EntryDate"),
    ),
    Rule(
        "L04", L, "URN", ERROR, "The URN is not six digits.", RECORD, unlike("URN", URN)
    ),
    Rule(
        "L05", L, "UKPRN", ERROR, "The UKPRN is not eight digits.", RECORD, unlike("UKPRN", UKPRN)
    ),
    Rule(
        "S01", S, "SENtypeRank", ERROR, "The need has no rank.", RECORD, missing("SENtypeRank")
    ),
)  # fmt: skip


def _of_every_field() -> list[Rule]:
    """Return the rules that every date and every coded field is held to."""
    fields = [(module, name) for module in MODULES.values() for name in module.fields]
    dates = [
        Rule(
            f"X{place:02}", module.id, name, ERROR, f"{name} is not a date.", CORRECT,
            not_a_date(name),
        )
        for place, (module, name) in enumerate((f for f in fields if f[1] in DATES), start=1)
    ]  # fmt: skip
    codes = [
        Rule(
            f"Y{place:02}", module.id, name, ERROR, f"{name} has a code that there is not.",
            f"Use one of {', '.join(CODES[name])}.", unknown(name),
        )
        for place, (module, name) in enumerate((f for f in fields if f[1] in CODES), start=1)
    ]  # fmt: skip
    return [*dates, *codes]


RULES: tuple[Rule, ...] = (*_OWN, *_of_every_field())
