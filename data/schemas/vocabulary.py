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

# Why a local authority need not keep to the limits of 16 and 20 weeks: SEND Regulations 2014,
# reg 10(4), which reg 13(3) repeats; reg 5(4) has the same for the limit of 6 weeks.
EXCEPTIONS: dict[str, str] = {
    "school_closed": "Advice was asked of a school or college about to close for 4 weeks or more",
    "early_years_closed": "Advice was asked of an early years setting about to close for 4 weeks "
    "or more",
    "circumstances": "Exceptional personal circumstances of the pupil or a parent",
    "away": "The pupil or a parent was away from the area for 4 weeks or more",
}

# A first assessment (regs 3 to 17), or a re-assessment of somebody with a plan (regs 23 to 27).
PROCESS_KINDS: dict[str, str] = {"first": "First assessment", "reassessment": "Re-assessment"}
# What a local authority may decide after a review: SEND Regulations 2014, reg 20(10).
REVIEW_OUTCOMES: dict[str, str] = {
    "keep": "Keep the plan as it is",
    "amend": "Amend the plan",
    "cease": "Cease to maintain the plan",
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

# What a member of staff does here, for whoever chooses a role.
ROLE_WORK: dict[str, str] = {
    "co-ordinator": "Creates pupils, answers the 20 questions, works each case to its plan.",
    "specialist": "Adds notes and validates answers on the pupils they are asked about.",
    "panel": "Reads every case and records the panel's decision.",
    "senco": "Reads the records of the pupils at their own school.",
    "analyst": "Works with figures, never with one pupil's record.",
    "leader": "Sees totals and settings, never one pupil's record.",
    "administrator": "Keeps the accounts, the support packages and the rule for no plan.",
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

# What a document is. From the issue that asked for them; the last three the pack's checklist needs.
DOCUMENT_TYPES: dict[str, str] = {
    "senco_letter": "SENCO letter",
    "teacher_email": "Email from a teacher",
    "parent_email": "Email from parents",
    "parent_letter": "Letter from parents",
    "parent_views": "Parents' views",
    "pupil_views": "Pupil's views",
    "ep_report": "Educational psychologist's report",
    "slt_report": "Speech and language therapy report",
    "ot_report": "Occupational therapy report",
    "physio_report": "Physiotherapy report",
    "paediatric_report": "Paediatric report or letter",
    "camhs_letter": "CAMHS letter",
    "gp_letter": "GP letter",
    "audiology_report": "Audiology report",
    "hi_report": "Hearing impairment report",
    "vi_report": "Vision impairment report",
    "optician_report": "Optician's or orthoptist's report",
    "specialist_teacher_report": "Specialist teacher's report",
    "school_report": "School report",
    "early_years_report": "Early years report",
    "transition_report": "Transition report",
    "annual_review": "Annual review",
    "behaviour_log": "Behaviour log",
    "social_care_report": "Social care report or reply",
    "panel_paper": "Panel paper",
    "draft_plan": "Draft plan",
    "final_plan": "Final plan",
    "provision_plan": "Provision plan",
    "call_log": "Telephone call log",
    "unreadable_scan": "Hardly any readable words",
    "other": "Other",
    "assessment_request": "Request for assessment",
    "checklist": "Checklist",
    "known_to_service": "Known-to-service letter or reply",
}

AUTHOR_ROLES: dict[str, str] = {
    "audiologist": "Audiologist",
    "camhs_clinician": "CAMHS clinician",
    "class_teacher": "Class teacher",
    "college_staff": "College staff",
    "educational_psychologist": "Educational psychologist",
    "gp": "GP",
    "occupational_therapist": "Occupational therapist",
    "optometrist": "Optometrist",
    "paediatrician": "Paediatrician",
    "parent": "Parent or carer",
    "physiotherapist": "Physiotherapist",
    "pupil": "Pupil",
    "school_staff": "School staff",
    "senco": "SENCO",
    "social_worker": "Social worker",
    "specialist_teacher": "Specialist teacher",
    "speech_language_therapist": "Speech and language therapist",
    "teacher_of_the_deaf": "Teacher of the Deaf",
    "vi_teacher": "Teacher of pupils with vision impairment",
    "co_ordinator": "EHC co-ordinator",
    "panel": "SEND panel",
    "other": "Other",
}

# The fifteen kinds of the technical pack, by which a bundle is checked.
CHECKLIST_KINDS: dict[str, str] = {
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

# Which types of document answer for each kind of the checklist; a scan without text for none.
CHECKLIST_TYPES: dict[str, tuple[str, ...]] = {
    "senco_letter": ("senco_letter",),
    "parent_letter": ("parent_letter", "parent_email", "parent_views"),
    "known_to_service": ("known_to_service", "social_care_report"),
    "school_report": (
        "school_report",
        "teacher_email",
        "early_years_report",
        "transition_report",
        "annual_review",
        "behaviour_log",
    ),
    "ep_report": ("ep_report",),
    "checklist": ("checklist",),
    "panel_review": ("panel_paper",),
    "request": ("assessment_request",),
    "draft_plan": ("draft_plan",),
    "final_plan": ("final_plan",),
    "provision_plan": ("provision_plan",),
    "specialist_report": (
        "slt_report",
        "ot_report",
        "physio_report",
        "hi_report",
        "vi_report",
        "specialist_teacher_report",
    ),
    "health_report": (
        "paediatric_report",
        "camhs_letter",
        "gp_letter",
        "audiology_report",
        "optician_report",
    ),
    "call_log": ("call_log",),
    "other": ("other", "pupil_views"),
}
