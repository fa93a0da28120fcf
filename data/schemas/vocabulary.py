"""The field's standard terms: need codes, age bands, clusters, packages, stages and roles."""

from __future__ import annotations

# Primary type of need: codes and names of the DfE's SEN2 return and school census.
PRIMARY_NEEDS: dict[str, str] = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication needs",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "DS": "Down syndrome",
    "OTH": "Other difficulty or disability",
}

# Inclusive whole years. EHC plans run from birth to 25: Children and Families Act 2014, s.83.
AGE_BANDS: dict[str, tuple[int, int]] = {
    "Under 5": (0, 4),
    "5-10": (5, 10),
    "11-15": (11, 15),
    "16-19": (16, 19),
    "20-25": (20, 25),
}
OLDEST_AGE = 25

CLUSTERS: tuple[str, ...] = tuple(f"X{number}" for number in range(1, 10))
NO_PLAN_CLUSTER = "X10"
ALL_CLUSTERS: tuple[str, ...] = (*CLUSTERS, NO_PLAN_CLUSTER)

PACKAGE_IDS: tuple[str, ...] = tuple(f"sp{number}" for number in range(1, 14))

# The statutory process: SEND Regulations 2014, regs 3 to 22.
STAGES: dict[str, str] = {
    "requested": "Request received",
    "assessing": "Needs assessment",
    "drafting": "Draft plan being written",
    "consulting": "Draft plan with family",
    "final": "Final plan issued",
    "review": "Annual review due",
    "not_assessed": "Assessment refused",
    "no_plan": "Assessed, no plan issued",
    "ceased": "Plan ceased",
}

# The stages at which a plan is in force.
PLAN_STAGES: tuple[str, ...] = ("final", "review")

ROLES: dict[str, str] = {
    "co-ordinator": "EHC co-ordinator",
    "specialist": "Specialist",
    "panel": "Panel member",
    "senco": "School SENCO",
    "family": "Parent or pupil",
    "analyst": "Analyst",
    "leader": "Leader",
    "administrator": "Administrator",
}

SEXES: dict[str, str] = {"F": "Female", "M": "Male", "U": "Not recorded"}

PHASES: dict[str, str] = {
    "nursery": "Nursery",
    "primary": "Primary",
    "secondary": "Secondary",
    "all_through": "All-through",
    "post_16": "Post-16",
}
SCHOOL_TYPES: dict[str, str] = {
    "mainstream": "Mainstream",
    "resourced": "Mainstream with resourced provision",
    "special": "Special",
    "college": "Further education",
}

DOCUMENT_KINDS: dict[str, str] = {
    "senco_letter": "SENCO letter",
    "parent_letter": "Letter or email from parents",
    "known_to_service": "Known-to-service letter or reply",
    "school_report": "School report",
    "ep_report": "Educational psychologist's report",
    "checklist": "Checklist",
    "panel_review": "Panel review document",
    "request": "Request for assessment",
    "draft_plan": "Draft plan",
    "final_plan": "Final plan",
    "provision_plan": "Provision plan",
    "specialist_report": "Specialist report",
    "health_report": "Health report",
    "call_log": "Telephone call log",
    "other": "Other",
}
