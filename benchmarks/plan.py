"""How much a run measures, and what it finds of each app."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

PRODUCT = "Digital EHCP"
DASH = "Dash, small screens"
SHINY = "Shiny for Python"
SHINY_WIDGETS = "Shiny for Python, shinywidgets"
STREAMLIT = "Streamlit"
ALONE = "Analytics and save alone"
OURS = (DASH, PRODUCT)
PEERS = (SHINY, SHINY_WIDGETS, STREAMLIT)


@dataclass(frozen=True)
class Plan:
    """Say how much is measured; 0 pupils are as many as the demonstration ships."""

    pupils: int
    seconds: float
    cpu_requests: int
    loads: int
    interactions: int
    own: int
    rate: float = 10.0


FULL = Plan(pupils=5_000, seconds=30.0, cpu_requests=60, loads=5, interactions=40, own=50)
SMALL = Plan(pupils=0, seconds=2.0, cpu_requests=5, loads=1, interactions=3, own=12)


@dataclass
class Measured:
    """Hold what was measured of one app in the browser, in ms and MB; NaN where it was not."""

    name: str
    megabytes: float = math.nan
    ready: float = math.nan
    slow_ready: float = math.nan
    open_ms: list[float] = field(default_factory=list)
    open_cpu: float = math.nan
    save_ms: list[float] = field(default_factory=list)
    save_cpu: float = math.nan
    memory: float = math.nan
    problem: str = ""
