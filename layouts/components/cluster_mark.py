"""The name of a cluster beside its colour."""

from __future__ import annotations

from typing import Any

from layouts.components.element import Element, element, link


def cluster_mark(cluster: str, *, href: str = "", words: str = "") -> Element:
    """Return a cluster's name after a square of its colour, as a link where there is an address."""
    square = element(
        "Span",
        className=f"cluster-mark cluster-mark--{cluster.lower()}",
        **{"aria-hidden": "true"},
    )
    name: Any = words or cluster
    return element("Span", [square, link(name, href) if href else name], className="cluster")
