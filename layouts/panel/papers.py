"""The papers of a meeting, to print: a list of contents and the pack of every pupil."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.panel.agenda import headline
from layouts.panel.pack import Pack, decisions, summary
from layouts.wording import INVENTED


def body(title: str, packs: Sequence[Pack]) -> list[Any]:
    """Return the papers; each pupil starts a page."""
    invented = any(pack.case.pupil.get("invented") for pack in packs)
    return [
        html.H1(title),
        *([html.P(INVENTED)] if invented else []),
        html.P(headline([pack.item for pack in packs])),
        html.Ul([html.Li(pack.pupil_id) for pack in packs]),
        *(html.Section(_paper(pack), className="papers__pupil") for pack in packs),
    ]


def _paper(pack: Pack) -> list[Any]:
    parts = summary(pack, level=2)
    if pack.item.decision:
        told = decisions([pack.item.decision], names=pack.names)
        parts += [html.H3("What has the panel decided here?"), told]
    return parts
