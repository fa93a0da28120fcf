"""What the page What works is asked for, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

PAGE = "/feedback/evidence"
BY: dict[str, str] = {
    "package": "Packages",
    "outcome": "Outcomes",
    "cluster": "Clusters",
    "setting": "Settings",
}
FIRST = "package"


@dataclass(frozen=True)
class Chosen:
    """Hold what is looked at: in what order, one of it, of which cluster, from whose answers."""

    by: str = FIRST
    one: str = ""
    cluster: str = ""
    voice: str = ""

    @property
    def address(self) -> str:
        """Return the address that opens it."""
        given = {name: value for name, value in vars(self).items() if value and value != FIRST}
        return f"{PAGE}?{urlencode(given)}" if given else PAGE

    def at(self, **changes: str) -> str:
        """Return the address of the same with something changed."""
        return replace(self, **changes).address

    @property
    def has_clusters(self) -> bool:
        """Tell whether it can be narrowed to a cluster."""
        return self.by in ("package", "outcome")


def chosen_of(query: Mapping[str, object]) -> Chosen:
    """Return what a query asks for; what is not text, or no order, counts as not given."""
    given = {name: query.get(name) for name in ("by", "one", "cluster", "voice")}
    words = {name: value if isinstance(value, str) else "" for name, value in given.items()}
    chosen = Chosen(**{**words, "by": words["by"] if words["by"] in BY else FIRST})
    return chosen if chosen.has_clusters else replace(chosen, cluster="")
