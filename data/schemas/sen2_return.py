"""The modules of the SEN2 person-level return: their fields, keys and codes.

Fields as in the CSV export of the DfE's collection since 2023 (versions 1.2 and 1.3). Check them
against the specification of the year before a return is sent: they change.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.schemas.vocabulary import PRIMARY_NEEDS


@dataclass(frozen=True, kw_only=True)
class Module:
    """Declare one module: its key, the key of the module it belongs to, and its fields.

    `held` are the fields that the casework can fill; the others are exported empty.
    """

    id: str
    number: str
    words: str
    key: str
    parent: str = ""
    fields: tuple[str, ...]
    held: tuple[str, ...]


# Our own column: the return wants the day of birth too, which is not kept.
BIRTH_MONTH = "HeldBirthMonth"
_SETTING = ("URN", "UKPRN", "SENsetting", "SENsettingOther", "PlacementRank")
_UNIT = ("SENunitIndicator", "ResourcedProvisionIndicator")

MODULES: dict[str, Module] = {
    module.id: module
    for module in (
        Module(
            id="person",
            number="1",
            words="Person",
            key="persontableid",
            fields=(
                *("Surname", "Forename", "PersonBirthDate", "Sex", "Ethnicity", "PostCode"),
                *("UPN", "UniqueLearnerNumber", "UPNunknown", BIRTH_MONTH),
            ),
            held=("Sex", BIRTH_MONTH),
        ),
        Module(
            id="requests",
            number="2",
            words="Requests",
            key="requeststableid",
            parent="person",
            fields=(
                *("ReceivedDate", "RequestSource", "RYA", "RequestOutcomeDate", "RequestOutcome"),
                *("RequestMediation", "RequestTribunal", "Exported"),
            ),
            held=("ReceivedDate", "RequestOutcomeDate", "RequestOutcome"),
        ),
        Module(
            id="assessment",
            number="3",
            words="Assessment",
            key="assessmenttableid",
            parent="requests",
            fields=(
                *("AssessmentOutcome", "AssessmentOutcomeDate", "AssessmentMediation"),
                *("AssessmentTribunal", "OtherMediation", "OtherTribunal", "Week20"),
            ),
            held=("AssessmentOutcome", "AssessmentOutcomeDate", "Week20"),
        ),
        Module(
            id="namedplan",
            number="4a",
            words="Named plan",
            key="namedplantableid",
            parent="assessment",
            fields=(
                *("StartDate", "PlanRes", "PlanWBP", "PB", "OA", "DP", "CeaseDate"),
                "CeaseReason",
            ),
            held=("StartDate", "CeaseDate"),
        ),
        Module(
            id="plandetail",
            number="4b",
            words="Plan detail",
            key="plandetailtableid",
            parent="namedplan",
            fields=(*_SETTING, *_UNIT),
            held=(),
        ),
        Module(
            id="activeplans",
            number="5a",
            words="Active plans",
            key="activeplanstableid",
            parent="requests",
            fields=(
                *("TransferLA", "ReviewMeeting", "ReviewOutcome", "LastReview", "ReviewDraft"),
                *("PhaseTransferDueDate", "PhaseTransferFinalDate"),
            ),
            held=(),
        ),
        Module(
            id="placementdetail",
            number="5b",
            words="Placement detail",
            key="placementdetailtableid",
            parent="activeplans",
            fields=(*_SETTING, "EntryDate", "LeavingDate", *_UNIT, "RES", "WBP"),
            held=(),
        ),
        Module(
            id="senneed",
            number="5c",
            words="SEN need",
            key="senneedtableid",
            parent="activeplans",
            fields=("SENtype", "SENtypeRank"),
            held=("SENtype", "SENtypeRank"),
        ),
    )
}

DATES: frozenset[str] = frozenset(
    {
        *("PersonBirthDate", "ReceivedDate", "RequestOutcomeDate", "AssessmentOutcomeDate"),
        *("StartDate", "CeaseDate", "ReviewMeeting", "LastReview", "ReviewDraft"),
        *("PhaseTransferDueDate", "PhaseTransferFinalDate", "EntryDate", "LeavingDate"),
    }
)
YES, NO, AWAITING, WITHDRAWN, OTHER_AUTHORITY, HISTORIC = "Y", "N", "A", "W", "S", "H"
CODES: dict[str, tuple[str, ...]] = {
    "Sex": ("F", "M"),
    "RequestOutcome": (YES, NO, AWAITING, WITHDRAWN, HISTORIC),
    "AssessmentOutcome": (YES, NO, AWAITING, WITHDRAWN, OTHER_AUTHORITY, HISTORIC),
    "Week20": ("0", "1"),
    "CeaseReason": tuple("123456789"),
    "SENsetting": ("OLA", "OPA", "EHE", "EYP", "OTH", "NEET", "NIEC", "NIEO"),
    "ReviewOutcome": ("A", "C", "M"),
    "SENtype": tuple(PRIMARY_NEEDS),
}
