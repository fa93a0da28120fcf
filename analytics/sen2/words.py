"""Figures as they stand in a sentence: with their unit, and out of how many."""

from __future__ import annotations

import math

from data.schemas.indicators import INDICATORS, PER

DECIMALS = 1
ABSENT = "not known"
TEENS = range(11, 14)


def shown(value: float, indicator: str) -> str:
    """Return a compared figure with its unit: 31.5%, or 14.2 per 1,000."""
    if math.isnan(value):
        return ABSENT
    if INDICATORS[indicator].compared == "share":
        return f"{_rounded(value)}%"
    return f"{_rounded(value)} per {PER:,}"


def bare(value: float, indicator: str) -> str:
    """Return a compared figure beside the name of its indicator, which says what a rate is per."""
    return shown(value, indicator).removesuffix(f" per {PER:,}")


def _rounded(value: float) -> str:
    """Return a figure to one decimal, a small one to the first digit that says something."""
    if value and abs(value) < 0.5 * 10**-DECIMALS:
        return "under 0.1" if value > 0 else "under 0.1 below 0"
    return f"{value:,.{DECIMALS}f}".replace("-", "−")


def gap(difference: float, indicator: str) -> str:
    """Return a difference in words: 7.5 percentage points more, or 5.1 per 1,000 fewer."""
    if math.isnan(difference):
        return ABSENT
    size = _rounded(abs(difference))
    if float(f"{difference:.{DECIMALS}f}") == 0 and not size.startswith("under"):
        return "the same"
    if INDICATORS[indicator].compared == "share":
        return f"{size} percentage points {'more' if difference > 0 else 'less'}"
    return f"{size} per {PER:,} {'more' if difference > 0 else 'fewer'}"


def counted(numerator: float, denominator: float) -> str:
    """Return what a figure counts: 1,234 of 3,918; empty where it was not published."""
    if math.isnan(numerator) or math.isnan(denominator):
        return ""
    return f"{numerator:,.0f} of {denominator:,.0f}"


def out_of(indicator: str) -> str:
    """Return what a figure is out of, as it stands inside a sentence."""
    name = INDICATORS[indicator].denominator
    return name if name[:3].isupper() else f"{name[:1].lower()}{name[1:]}"


def size(
    own: float, against: float, indicator: str, *, where: str, numerator: float, denominator: float
) -> str:
    """Say how a figure compares, with units and out of how many; `where` as in "in England"."""
    numbers = counted(numerator, denominator)
    of = f" ({numbers} {out_of(indicator)})" if numbers else ""
    other = f"{shown(against, indicator)} {where}"
    return f"{shown(own, indicator)}{of} against {other}: {gap(own - against, indicator)}"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th ..."""
    if number % 100 in TEENS:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
