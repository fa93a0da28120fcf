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
# Kept free around a word, in pixels of the page: with much less, two words read as one.
MARGIN = 16
COLOURS: dict[str, str] = {"all": style.INK, "positive": style.OK, "negative": style.PROBLEM}


def draw_cloud(counts: pd.DataFrame, *, colour: str) -> bytes:
    """Draw the rows of `word_counts` (`word`, `n`), a word as large as it is common."""
    picture: Any = lay_out(counts, colour=colour).to_image()
    kept = io.BytesIO()
    picture.quantize(COLOURS_KEPT).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def lay_out(counts: pd.DataFrame, *, colour: str) -> Any:
    """Return the cloud with the place and size of each word, not drawn yet."""
    # It brings matplotlib and Pillow, 0.4 s and 40 MB, which only this needs.
    from wordcloud import WordCloud  # noqa: PLC0415

    cloud = WordCloud(
        # Laid out as large as it is drawn: enlarged afterwards, letters grow past their places.
        width=WIDTH * SCALE,
        height=HEIGHT * SCALE,
        max_words=MOST_WORDS,
        prefer_horizontal=1,
        relative_scaling=0.5,
        background_color=style.PAPER,
        color_func=lambda *_, **__: colour,
        random_state=SEED,
        margin=MARGIN * SCALE,
    )
    return cloud.generate_from_frequencies(dict(zip(counts["word"], counts["n"], strict=True)))
