"""The invented people of the demonstration, one for each role that has an account.

The panel has two, for a decision takes two of its members.
"""

from __future__ import annotations

from typing import Any

DEMO_ACCOUNTS: tuple[dict[str, Any], ...] = (
    {"username": "coordinator", "display_name": "Asha Patel", "role": "co-ordinator"},
    {"username": "specialist", "display_name": "Dr Ben Osei", "role": "specialist"},
    {"username": "panel", "display_name": "Carol Whitfield", "role": "panel"},
    {"username": "panel2", "display_name": "Helen Marsh", "role": "panel"},
    {"username": "senco", "display_name": "Dan Murray", "role": "senco", "school_id": "S001"},
    {"username": "analyst", "display_name": "Ewa Kowalska", "role": "analyst"},
    {"username": "leader", "display_name": "Farah Hussain", "role": "leader"},
    {"username": "administrator", "display_name": "Gill Reeves", "role": "administrator"},
)
