"""The checks that are made of a release when it is loaded, by their ids."""

from __future__ import annotations

RULES: dict[str, str] = {
    "negative": "A count below 0.",
    "above_100": "A percentage above 100.",
    "region_total": "An authority with the total of its whole region.",
    "sum": "The areas within do not add up to the total printed.",
    "percentage": "The percentage is not that of its counts.",
    "parts": "The parts do not add up to the whole.",
    "jump": "A change from one year to the next unlike any other authority's.",
    "definition": "The figure does not follow from its published definition.",
    "population": "The same number of people stands for several authorities.",
    "publisher": "The publisher says that the figure is wrong.",
}
