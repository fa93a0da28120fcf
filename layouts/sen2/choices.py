"""The choices of a SEN2 view: native controls whose names are the parts of the address.

A script writes what is chosen into the address and asks for the view again; see 60-clientside.js.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from data.schemas.indicators import GROUPS, INDICATORS
from layouts import ids
from layouts.components.field import field, select
from layouts.components.views import views
from layouts.sen2.address import (
    AGAINST,
    ALIKE,
    ALL_GROUPS,
    BY,
    BY_NAME,
    NEWEST,
    OF,
    SPLITS,
    WITHIN,
    Asked,
    Chosen,
    Known,
)
from layouts.sen2.views import View


def shown(view: View, asked: Asked) -> str:
    """Return which controls and sentences an address shows, whatever is chosen in the controls."""
    names = [name for name in view.fields if _asked(name, view, asked.chosen)]
    parts = [*names, asked.chosen.by, *asked.chosen.others, str(len(asked.problems))]
    return ".".join(parts)


def choices(view: View, asked: Asked, known: Known) -> html.Form:
    """Return the form of a view, as it is chosen."""
    chosen = asked.chosen
    controls = [
        CONTROLS[name](_Place(view, name, chosen, known))
        for name in view.fields
        if _asked(name, view, chosen)
    ]
    return html.Form(
        [html.Div(controls, className="filters"), *_others_chosen(view, chosen, known)],
        id=ids.sen2(view.id, "form"),
        className="sen2-choices",
        **{
            "data-path": view.path,
            "data-shown": shown(view, asked),
            "aria-label": "What is compared",
        },
    )


def view_links(links: list[tuple[str, str]], *, current: str, chosen: Chosen) -> list[Any]:
    """Return links to the views, each carrying on what is chosen; links are (path, words)."""
    query = chosen.query()
    carried = [(f"{path}{query}", words) for path, words in links]
    return views(carried, current=f"{current}{query}", label="Views of SEN2 benchmarking")


def _asked(name: str, view: View, chosen: Chosen) -> bool:
    """Tell whether a choice matters with the others as they are."""
    if name == "model":
        return chosen.against == "neighbours"
    if name == "others":
        return chosen.against == "chosen"
    if view.id == "heatmap" and name in ("group", "year"):
        return chosen.by == "indicator"
    if view.id == "heatmap" and name == "indicator":
        return chosen.by == "year"
    return True


class _Place:
    """Hold what a control is made from."""

    def __init__(self, view: View, name: str, chosen: Chosen, known: Known) -> None:
        self.id = ids.sen2(view.id, name)
        self.view, self.name, self.chosen, self.known = view, name, chosen, known

    def select(self, label: str, options: list[tuple[str, str]], **properties: Any) -> html.Div:
        value = getattr(self.chosen, self.name) or None
        given = {"value": value, **properties}
        return field(label, select(self.id, options, name=self.name, **given))


def _authority(place: _Place) -> html.Div:
    names = sorted(place.known.authorities.items(), key=lambda item: item[1])
    return place.select("Authority", names, placeholder="Choose an authority")


def _model(place: _Place) -> html.Div:
    models = [(model, model_words(model)) for model in place.known.models]
    value = place.chosen.model or (place.known.models or (None,))[0]
    return place.select("Model of neighbours", models, value=value)


def model_words(model: str) -> str:
    """Return the name of a model of statistical neighbours, such as 2025 model."""
    return f"{model[:4]} model"


def _others(place: _Place) -> html.Div:
    names = place.known.authorities.values()
    control = dbc.Input(
        id=place.id,
        name="add",
        type="text",
        value="",
        autocomplete="off",
        list=f"{place.id}-list",
        placeholder="Name of an authority",
    )
    options = [html.Option(value=name) for name in sorted(names)]
    return html.Div([field("Add an authority", control), html.Datalist(options, id=control.list)])


def _year(place: _Place) -> html.Div:
    years = [(year, f"January {year}") for year in place.known.years]
    newest = (NEWEST, "Newest figures")
    return place.select("SEN2 return", [newest, *years], value=place.chosen.year or NEWEST)


def _group(place: _Place) -> html.Div:
    groups = [(ALL_GROUPS, "Headlines"), *((group, group) for group in GROUPS)]
    return place.select("Indicators", groups, value=place.chosen.group or ALL_GROUPS)


def _indicator(place: _Place) -> html.Div:
    options = [(id, INDICATORS[id].label) for id in place.known.indicators]
    return place.select("Indicator", options)


def _within(place: _Place) -> html.Div:
    options = [(ALL_GROUPS, "All of them"), *WITHIN.items()]
    return place.select("Within", options, value=place.chosen.within or ALL_GROUPS)


def _sort(place: _Place) -> html.Div:
    options = [(BY_NAME, "Name"), (ALIKE, "Which are alike")]
    if place.chosen.by == "year":
        options += [(year, year) for year in place.known.years]
    else:
        options += [(id, INDICATORS[id].label) for id in place.known.indicators]
    return place.select("Sort authorities by", options)


def _flagged(place: _Place) -> html.Div:
    return dbc.Checkbox(
        id=place.id,
        name="flagged",
        value=place.chosen.flagged,
        label="Include suspect figures",
    )


def _from(label: str, options: dict[str, str]) -> Callable[[_Place], html.Div]:
    return lambda place: place.select(label, list(options.items()))


CONTROLS: dict[str, Callable[[_Place], Any]] = {
    "authority": _authority,
    "against": _from("Compared with", AGAINST),
    "model": _model,
    "others": _others,
    "year": _year,
    "group": _group,
    "indicator": _indicator,
    "by": _from("Each column is", BY),
    "sort": _sort,
    "split": _from("Broken down by", SPLITS),
    "of": _from("Of", OF),
    "within": _within,
    "flagged": _flagged,
}


def _others_chosen(view: View, chosen: Chosen, known: Known) -> list[Any]:
    if "others" not in view.fields or chosen.against != "chosen":
        return []
    if not chosen.others:
        words = "Add the authorities to compare with, one after another."
        return [html.P(words, className="quiet")]
    items = [
        html.Li([known.authorities[code], " ", _remove(view, chosen, code, known)])
        for code in chosen.others
    ]
    return [html.Ul(items, className="sen2-others", **{"aria-label": "Compared with"})]


def _remove(view: View, chosen: Chosen, code: str, known: Known) -> dcc.Link:
    rest = tuple(other for other in chosen.others if other != code)
    whom = html.Span(f" {known.authorities[code]}", className="visually-hidden")
    return dcc.Link(["Remove", whom], href=view.path + chosen.query(others=rest))
