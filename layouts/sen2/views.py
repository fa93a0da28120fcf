"""The views of SEN2 benchmarking: each answers one question at an address of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class View:
    """Declare one view; `fields` are the choices it offers, in order."""

    id: str
    path: str
    words: str
    heading: str
    fields: tuple[str, ...]


WHOSE = ("authority", "against", "model", "others")
VIEWS: dict[str, View] = {
    view.id: view
    for view in (
        View(
            id="stands",
            path="/sen2",
            words="What stands out",
            heading="What stands out?",
            fields=(*WHOSE, "year"),
        ),
        View(
            id="profile",
            path="/sen2/profile",
            words="Profile",
            heading="How do the headline figures compare?",
            fields=(*WHOSE, "group"),
        ),
        View(
            id="heatmap",
            path="/sen2/heatmap",
            words="Heatmap",
            heading="Where do authorities differ?",
            fields=(*WHOSE, "by", "group", "indicator", "year", "sort"),
        ),
        View(
            id="league",
            path="/sen2/league",
            words="League",
            heading="Who is higher and lower, and how sure is it?",
            fields=(*WHOSE, "indicator", "year", "flagged"),
        ),
        View(
            id="breakdowns",
            path="/sen2/breakdowns",
            words="Breakdowns",
            heading="Whose plans are they?",
            fields=("authority", "split", "of", "within", "year"),
        ),
        View(
            id="map",
            path="/sen2/map",
            words="Map",
            heading="Where in England is it high or low?",
            fields=("authority", "indicator", "year", "flagged"),
        ),
        View(
            id="data",
            path="/sen2/data",
            words="About the data",
            heading="How good are the data?",
            fields=("authority",),
        ),
        View(
            id="report",
            path="/sen2/report",
            words="Report",
            heading="Report on one authority",
            fields=(*WHOSE, "year"),
        ),
    )
}
