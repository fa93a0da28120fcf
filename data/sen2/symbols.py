"""Texts of a release as numbers and symbols: what is no number is never read as one."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pyarrow as pa

from data.schemas.sen2 import BLANK, SYMBOLS

# Python's own float() would also take 1_000, NaN and digits of other scripts.
NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:[eE][+-]?\d{1,2})?%?", re.ASCII)
MOST_STRANGE = 10


def parsed(texts: pd.Series) -> tuple[np.ndarray, pa.Array]:
    """Return the number of each text, missing where it is a symbol, and the symbol or nothing."""
    codes, different = pd.factorize(texts)
    plain = [str(text).strip() for text in different]
    numbers = np.array([_number(text) for text in plain])
    symbols = [
        text or BLANK if np.isnan(number) else ""
        for text, number in zip(plain, numbers, strict=True)
    ]
    return numbers[codes], pa.array(symbols, pa.string()).take(pa.array(codes))


def _number(text: str) -> float:
    if not NUMBER.fullmatch(text):
        return float("nan")
    number = float(text.removesuffix("%").replace(",", ""))
    return number if np.isfinite(number) else float("nan")


def strange(symbols: pa.Array, name: str) -> list[str]:
    """Return a sentence for each text that is no known symbol, the first few of them."""
    counts = {str(one["values"]): one["counts"] for one in symbols.value_counts().to_pylist()}
    found = [
        f"{name}: {count:,} cells say {text[:40]!r}, which is no known symbol."
        for text, count in counts.items()
        if text and text not in SYMBOLS
    ]
    more = len(found) - MOST_STRANGE
    rest = [f"{name}: {more:,} other texts are no known symbols either."] if more > 0 else []
    return found[:MOST_STRANGE] + rest
