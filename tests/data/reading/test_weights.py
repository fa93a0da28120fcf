"""Trained weights are kept as JSON that a person can read."""

import json
from pathlib import Path

from data.reading.weights import PATH, load_weights, write_weights
from data.schemas import QUESTION_IDS
from data.schemas.reading import ASSERTIONS, POLARITIES, SEVERITIES, Label, Weights

WEIGHTS = Weights(
    version="a reader",
    sentences=3,
    tasks={"polarity": (Label("negative", 0.5, {"weak": 0.2, "area: hearing": -0.7}),)},
    together=(("negative", "present", "not stated"),),
    area_threshold=0.3,
)


def test_weights_are_written_strongest_first_and_read_again(tmp_path: Path) -> None:
    write_weights(WEIGHTS, tmp_path / "w.json")
    assert load_weights.__wrapped__(tmp_path / "w.json") == WEIGHTS
    kept = json.loads((tmp_path / "w.json").read_text())
    assert list(kept["tasks"]["polarity"]["negative"]["weights"]) == ["area: hearing", "weak"]


def test_the_reader_that_ships_knows_every_label() -> None:
    tasks = {
        task: {label.name for label in labels} for task, labels in load_weights().tasks.items()
    }
    assert tasks == {
        "polarity": set(POLARITIES),
        "assertion": set(ASSERTIONS),
        "severity": {*SEVERITIES, "not stated"},
        "areas": set(QUESTION_IDS),
    }
    assert PATH.stat().st_size < 9_000_000
