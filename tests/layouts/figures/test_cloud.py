"""A word cloud: no word touches another."""

from __future__ import annotations

from copy import copy
from typing import Any

import numpy as np
import pandas as pd
from scipy.ndimage import distance_transform_edt

from layouts.figures.cloud import MARGIN, SCALE, lay_out

DARK = 128
# As common as the words of an invented bundle of six papers.
COUNTS = {
    **{"language": 22, "hearing": 10, "assessment": 9, "nursery": 9, "Polish": 9, "speech": 9},
    **{"ear": 8, "English": 8, "autism": 7, "communication": 7, "hand": 7, "morning": 7},
    **{"number": 7, "age": 6, "mother": 6, "picture": 6, "social": 6, "word": 6, "adult": 5},
    **{"attention": 5, "community": 5, "concern": 5, "disorder": 5, "health": 5, "home": 5},
}


def test_no_word_touches_another() -> None:
    cloud = lay_out(pd.DataFrame(COUNTS.items(), columns=["word", "n"]), colour="black")
    words = [ink(cloud, one) for one in cloud.layout_]
    assert len(words) > 20
    for number, one in enumerate(words):
        others = np.logical_or.reduce([*words[:number], *words[number + 1 :]])
        # The margin lies half on each side of a word's box.
        assert distance_transform_edt(~others)[one].min() >= SCALE * MARGIN / 2


def ink(cloud: Any, placed: Any) -> Any:
    """Return where the picture has the ink of one word."""
    alone = copy(cloud)
    alone.layout_ = [placed]
    return np.asarray(alone.to_image().convert("L")) < DARK
