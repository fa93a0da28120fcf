"""Reads and writes the trained reader as JSON that a person can read."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from data.schemas.reading import Label, Weights

PATH = Path(__file__).with_name("weights.json")


@lru_cache(maxsize=1)
def load_weights(path: Path = PATH) -> Weights:
    """Return the trained reader that ships, or another one's file."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    tasks = {
        task: tuple(
            Label(name=name, bias=one["bias"], weights=one["weights"])
            for name, one in labels.items()
        )
        for task, labels in kept["tasks"].items()
    }
    return Weights(
        version=kept["version"],
        sentences=kept["sentences"],
        tasks=tasks,
        together=tuple((one, two, three) for one, two, three in kept["together"]),
        area_threshold=kept["area_threshold"],
    )


def write_weights(weights: Weights, path: Path) -> None:
    """Write a trained reader, the signs of each label from the strongest to the weakest."""
    tasks = {
        task: {
            label.name: {
                "bias": label.bias,
                "weights": dict(
                    sorted(label.weights.items(), key=lambda item: (-abs(item[1]), item[0]))
                ),
            }
            for label in labels
        }
        for task, labels in weights.tasks.items()
    }
    kept = {
        "version": weights.version,
        "sentences": weights.sentences,
        "area_threshold": weights.area_threshold,
        "together": weights.together,
        "tasks": tasks,
    }
    path.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
