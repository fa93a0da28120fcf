"""The invented people of the demonstration: one for each role, and those they work with.

The panel has two, for a decision takes two of its members. The others hold cases of the invented
authority or were asked for advice on them, so that whoever is named there has a name.
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
    {"username": "coordinator2", "display_name": "Ian Brooks", "role": "co-ordinator"},
    {"username": "coordinator3", "display_name": "Joy Adeyemi", "role": "co-ordinator"},
    {"username": "coordinator4", "display_name": "Karl Stein", "role": "co-ordinator"},
    {"username": "coordinator5", "display_name": "Leila Haddad", "role": "co-ordinator"},
    {"username": "coordinator6", "display_name": "Mark Duffy", "role": "co-ordinator"},
    {"username": "coordinator7", "display_name": "Nina Rossi", "role": "co-ordinator"},
    {"username": "coordinator8", "display_name": "Omar Farouk", "role": "co-ordinator"},
    {"username": "coordinator9", "display_name": "Pia Lindqvist", "role": "co-ordinator"},
    {"username": "specialist2", "display_name": "Dr Quentin Hall", "role": "specialist"},
    {"username": "specialist3", "display_name": "Ruth Mensah", "role": "specialist"},
    {"username": "specialist4", "display_name": "Sian Bevan", "role": "specialist"},
    {"username": "specialist5", "display_name": "Dr Tomasz Zielinski", "role": "specialist"},
    {"username": "specialist6", "display_name": "Uma Krishnan", "role": "specialist"},
)
