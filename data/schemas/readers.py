"""Who may read a column, and the limits and reference that several tables share."""

from __future__ import annotations

from data.schemas.columns import Column

CASEWORK = ("co-ordinator", "specialist", "panel", "senco")
EVERYONE = (*CASEWORK, "analyst", "leader", "administrator")
NOTE_LENGTH = 4_000
SOURCE_LENGTH = 200

# A reference from the authority's own pupil database: letters, digits, full stop, hyphen and
# underscore only, so that it can stand in an address without being read as anything else.
REFERENCE_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,31}"


def pupil_reference() -> Column:
    """Declare the pupil's reference, the same in every table that has it."""
    return Column(
        "pupil_id",
        "text",
        "Reference used for the pupil in the authority's own database",
        required=True,
        longest=32,
        pattern=REFERENCE_PATTERN,
        personal=True,
        readers=CASEWORK,
        label="Pupil reference",
    )
