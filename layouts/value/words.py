"""Money and shares in words."""

from __future__ import annotations

from analytics.value.printed import MILLION, rounded


def money(pounds: float) -> str:
    """Return pounds, from a million on as millions with two decimals."""
    if abs(pounds) >= MILLION:
        return f"£{rounded(pounds / MILLION, 2)}m"
    return f"£{rounded(pounds, 0)}"


def percent(share: float | None) -> str:
    """Return a share with one decimal, a dash where there is none."""
    return "–" if share is None else f"{rounded(share, 1)}%"


def number(value: float, *, decimals: int = 2) -> str:
    """Return a number with thousands separators and no needless decimals."""
    text = rounded(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text
