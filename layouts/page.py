"""What a page of the app is: its address, who may open it, what it holds, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """Declare one page; `action` is the policy's name for opening it.

    A page that is one of several views of a tab names itself in `view`, and its tab's address in
    `tab`; one that `carries_choices` shows the links to the other views itself. Addresses below
    those in `also` belong to a tab whose own address does not begin them. One that `draws`
    sends for plotly.js at once.
    """

    id: str
    path: str
    title: str
    action: str
    layout: Callable[..., Any]
    path_template: str | None = None
    listed: bool = True
    view: str = ""
    tab: str = ""
    carries_choices: bool = False
    also: tuple[str, ...] = ()
    draws: bool = True

    def opens(self, pathname: str) -> bool:
        """Tell whether this page is what an address opens."""
        parts = (self.path_template or self.path).strip("/").split("/")
        asked = pathname.strip("/").split("/")
        return len(asked) == len(parts) and all(
            given == part or (part.startswith("<") and given != "")
            for given, part in zip(asked, parts, strict=True)
        )

    def covers(self, pathname: str) -> bool:
        """Tell whether an address belongs to this page, or lies below it."""
        if self.path == "/" and pathname in {"", "/"}:
            return True
        places = (*self.also, *(() if self.path == "/" else (self.path,)))
        return any(pathname == place or pathname.startswith(f"{place}/") for place in places)
