"""How well and how fast sentences of SEND documents are read, beside general readers of feeling.

`python -m benchmarks.reading [--small] [--without-peers]` asks for the labels of the held-back
sentences of data/reading/development, which were used for no list, weight or limit.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analytics.reading.analyser import SendAnalyser
from benchmarks.report import Aim, number, ratio, table, times
from benchmarks.servers import PEERS_PYTHON, ROOT, Others, prepare_peers
from data.reading.weights import load_weights
from data.reading.words import load_words
from data.schemas import QUESTION_IDS
from data.schemas.reading import ASSERTIONS, POLARITIES, Reading

SENTENCES = ROOT / "data" / "reading" / "development" / "sentences"
PAPERS = SENTENCES.with_name("papers")
HELD_BACK = "held-back"
# Three hands that tell of conduct without the usual words; nothing was taught from them either.
CONDUCT = ("sedge", "teasel", "marram")
# Three hands of ordinary papers without tricks; kept for checks as well.
PLAIN = ("orris", "yew", "betony")
RUNS = 5
SMALL = 100
RATE = Aim(20_000, " a second", at_least=True)
Labelled = dict[str, Any]


def held_back() -> list[Labelled]:
    """Return the labelled sentences that are kept for checks."""
    return labelled(SENTENCES / f"{HELD_BACK}.jsonl")


def taught() -> list[Labelled]:
    """Return the labelled sentences that the reader was trained on: made ones, and of papers."""
    kept = (HELD_BACK, *CONDUCT, *PLAIN)
    made = [path for path in sorted(SENTENCES.glob("*.jsonl")) if path.stem not in kept]
    return [one for path in (*made, *sorted(PAPERS.glob("*.jsonl"))) for one in labelled(path)]


def conduct() -> list[Labelled]:
    """Return the labelled sentences of the hands that tell of conduct."""
    return [one for name in CONDUCT for one in labelled(SENTENCES / f"{name}.jsonl")]


def plain() -> list[Labelled]:
    """Return the labelled sentences of the hand that writes as most documents do."""
    return [one for name in PLAIN for one in labelled(SENTENCES / f"{name}.jsonl")]


def labelled(path: Path) -> list[Labelled]:
    """Return the labelled sentences of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def macro_f1(right: Sequence[str], given: Sequence[str], labels: Sequence[str]) -> float:
    """Return the mean of the F1 scores of the labels."""
    from sklearn.metrics import f1_score

    return float(f1_score(right, given, labels=list(labels), average="macro"))


def opposite(right: Sequence[str], given: Sequence[str]) -> float:
    """Return the share of sentences read as the opposite of what they say."""
    sides = {"negative", "positive"}
    return float(np.mean([{one, other} == sides for one, other in zip(right, given, strict=True)]))


def measured(rows: Sequence[Labelled], readings: Sequence[Reading]) -> dict[str, float]:
    """Return the measures of the reader: polarity, opposite, areas and assertion."""
    from sklearn.metrics import f1_score

    polarity = [row["polarity"] for row in rows]
    assertion = [row["assertion"] for row in rows]
    meant, held = [one.polarity for one in readings], [one.assertion for one in readings]
    areas = [[area in row["areas"] for area in QUESTION_IDS] for row in rows]
    named = [[area in one.areas for area in QUESTION_IDS] for one in readings]
    severity = [row["severity"] == one.severity for row, one in zip(rows, readings, strict=True)]
    return {
        "Polarity, macro F1": macro_f1(polarity, meant, POLARITIES),
        "Negative for positive or the reverse": opposite(polarity, meant),
        "Need areas, micro F1": float(f1_score(areas, named, average="micro")),
        "Assertion, right": float(np.mean(np.array(assertion) == np.array(held))),
        "Assertion, macro F1": macro_f1(assertion, held, list(ASSERTIONS)),
        "Severity, right": float(np.mean(severity)),
    }


AIMS = {
    "Polarity, macro F1": Aim(0.75, "", at_least=True),
    "Negative for positive or the reverse": Aim(0.05, ""),
    "Need areas, micro F1": Aim(0.78, "", at_least=True),
    "Assertion, right": Aim(0.87, "", at_least=True),
    "Assertion, macro F1": Aim(0.78, "", at_least=True),
}


def word_counts(rows: Sequence[Labelled], texts: Sequence[str]) -> list[str]:
    """Return the polarity that TF-IDF with logistic regression gives, taught the same rows."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10, max_iter=500),
    )
    model.fit([row["text"] for row in rows], [row["polarity"] for row in rows])
    return list(model.predict(list(texts)))


def general_readers(texts: Sequence[str]) -> dict[str, Any]:
    """Return the answers and seconds of VADER and TextBlob."""
    prepare_peers()
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    done = subprocess.run(
        [str(PEERS_PYTHON), "-m", "benchmarks.peers.sentiment"],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return dict(json.loads(done.stdout))


def seconds(read: Callable[[], object], runs: int) -> float:
    """Return the least processor time that a reading takes."""
    taken = []
    for _ in range(runs):
        before = time.process_time()
        read()
        taken.append(time.process_time() - before)
    return min(taken)


def main(argv: Sequence[str] | None = None) -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(prog="benchmarks.reading", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    parser.add_argument("--without-peers", action="store_true", help="leave VADER and TextBlob out")
    given = parser.parse_args(argv)
    others = Others()
    analyser = SendAnalyser(words=load_words(), weights=load_weights())
    rows = held_back()[: SMALL if given.small else None]
    _print_measures(rows, analyser, "held-back sentences")
    _print_measures(conduct(), analyser, "sentences that tell of conduct")
    _print_measures(plain(), analyser, "sentences of ordinary papers")
    peers = {} if given.small or given.without_peers else general_readers([r["text"] for r in rows])
    _print_polarity(rows, analyser, peers)
    _print_speed(analyser, taught()[: SMALL if given.small else None], peers, len(rows))
    print(f"\nOther programs took {others.share():.0%} of the processors meanwhile.")


def _print_measures(rows: Sequence[Labelled], analyser: SendAnalyser, what: str) -> None:
    found = measured(rows, analyser.read([row["text"] for row in rows], explained=False))
    print(f"\n{len(rows):,} {what}\n")
    lines = [
        (name, number(value, 3), f"{AIMS[name]}", AIMS[name].verdict(value))
        if name in AIMS
        else (name, number(value, 3), "", "")
        for name, value in found.items()
    ]
    print(table(("measure", "found", "aim", ""), lines))


def _print_polarity(
    rows: Sequence[Labelled], analyser: SendAnalyser, peers: dict[str, Any]
) -> None:
    texts, right = [row["text"] for row in rows], [row["polarity"] for row in rows]
    ours = [one.polarity for one in analyser.read(texts, explained=False)]
    answers = {"Digital EHCP": ours, "TF-IDF": word_counts(taught(), texts)}
    for name, label in (("vader", "VADER"), ("textblob", "TextBlob")):
        if peers:
            answers[label] = peers["answers"][name]
    lines = [
        (name, number(macro_f1(right, given, POLARITIES), 3), f"{opposite(right, given):.1%}")
        for name, given in answers.items()
    ]
    print("\nPolarity beside others\n")
    print(table(("reader", "macro F1", "opposite"), lines))


def _print_speed(
    analyser: SendAnalyser, rows: Sequence[Labelled], peers: dict[str, Any], asked: int
) -> None:
    texts = [row["text"] for row in rows]
    analyser.read(texts, explained=False)
    ours = len(texts) / seconds(lambda: analyser.read(texts, explained=False), RUNS)
    marked = len(texts) / seconds(lambda: analyser.read(texts), 1)
    lines = [
        ("Digital EHCP, labels", number(ours, 0), f"{RATE}: {RATE.verdict(ours)}", times(1)),
        ("Digital EHCP, with the words", number(marked, 0), "", times(ratio(marked, ours))),
    ]
    for name, label in (("vader", "VADER, polarity"), ("textblob", "TextBlob, polarity")):
        if peers:
            rate = asked / peers["seconds"][name]
            lines.append((label, number(rate, 0), "", times(ratio(rate, ours))))
    print("\nSentences a second, on one processor\n")
    print(table(("reader", "sentences", "aim", "to ours"), lines))


if __name__ == "__main__":
    main()
