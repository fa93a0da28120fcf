"""Word clouds as PNG: the same words always make the same picture."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd

from layouts.figures import style

WIDTH, HEIGHT = 760, 300
# Twice as many points as pixels of the page, for sharp screens.
SCALE = 2
MOST_WORDS = 60
SEED = 7
COLOURS_KEPT = 32
COLOURS: dict[str, str] = {"all": style.INK, "positive": style.OK, "negative": style.PROBLEM}


def draw_cloud(counts: pd.DataFrame, *, colour: str) -> bytes:
    """Draw the rows of `word_counts` (`word`, `n`), a word as large as it is common."""
    # It brings matplotlib and Pillow, 0.4 s and 40 MB, which only this needs.
    from wordcloud import WordCloud  # noqa: PLC0415

    drawn = WordCloud(
        width=WIDTH,
        height=HEIGHT,
        scale=SCALE,
        max_words=MOST_WORDS,
        prefer_horizontal=1,
        relative_scaling=0.5,
        background_color=style.PAPER,
        color_func=lambda *_, **__: colour,
        random_state=SEED,
    )
    picture: Any = drawn.generate_from_frequencies(
        dict(zip(counts["word"], counts["n"], strict=True))
    ).to_image()
    kept = io.BytesIO()
    picture.quantize(COLOURS_KEPT).save(kept, "PNG", optimize=True)
    return kept.getvalue()
