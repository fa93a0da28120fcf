"""How long it takes to find the dictionary's terms in sentences, beside one regular expression.

`python -m benchmarks.terms [--small]` makes up sentences of some 100 characters, about one term in
each, and prints a table. The peer is asked for fewer sentences, and must find the same places.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence

from analytics.reading.terms import Place, TermFinder, needs_capitals
from benchmarks.report import Aim, number, ratio, table, times
from benchmarks.servers import Others
from data.reading.terms import load_terms
from data.schemas.reading import Term

SENTENCES, SMALL = 1_000_000, 20_000
PEER_SENTENCES, PEER_SMALL = 2_000, 200
RUNS = 5
LENGTH, TERM_SHARE = 96, 0.06
AIM = Aim(2.5, " s")
WORDS = (
    "the a he she they is was in at school class teacher mother reports that often needs help "
    "with reading and writing during lessons home after lunch can play football but finds it hard "
    "to sit still when noise comes from other children friends group work morning Tuesday week "
    "year likes books animals trains drawing “no” doesn’t – £20 café"
)


def sentences(forms: Sequence[str], count: int) -> list[str]:
    """Return made-up sentences: common words, and now and then a form of a term."""
    chance = random.Random(5)
    different = [_sentence(forms, chance) for _ in range(min(count, 50_000))]
    # The words of a text repeat, the sentences do not; but making up a million takes a minute.
    return [f"{chance.choice(different)} {number}" for number in range(count)]


def _sentence(forms: Sequence[str], chance: random.Random) -> str:
    words: list[str] = []
    common = WORDS.split()
    while sum(map(len, words)) + len(words) < LENGTH:
        words.append(chance.choice(forms if chance.random() < TERM_SHARE else common))
    return " ".join(words)


def expression(terms: Iterable[Term]) -> Callable[[Sequence[str]], list[Place]]:
    """Return the peer: one expression of all forms, the longest first."""
    owners: dict[str, str] = {}
    forms: dict[str, str] = {}
    for term in terms:
        for form in (term.name, *term.variants):
            bare = re.sub(r"^[\W_]+|[\W_]+$", "", form)
            forms.setdefault(bare, term.id)
            owners.setdefault(_bare(form), term.id)
    parts = [
        f"(?-i:{re.escape(form)})"
        if needs_capitals(form)
        else re.sub(r"(?:\\?[^\w\\]|_)", r"[\\W_]", re.escape(form))
        for form in sorted(forms, key=len, reverse=True)
    ]
    compiled = re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])", re.IGNORECASE)

    def find(texts: Sequence[str]) -> list[Place]:
        return [
            (text_number, match.start(), match.end(), owners[_bare(match.group())])
            for text_number, text in enumerate(texts)
            for match in compiled.finditer(text)
        ]

    return find


def _bare(form: str) -> str:
    return re.sub(r"[\W_]+", " ", form.lower()).strip()


def taken(find: Callable[[Sequence[str]], list[Place]], texts: Sequence[str], runs: int) -> float:
    """Return the least processor time in seconds that a search takes."""
    seconds = []
    for _ in range(runs):
        before = time.process_time()
        find(texts)
        seconds.append(time.process_time() - before)
    return min(seconds)


def main(argv: Sequence[str] | None = None) -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(prog="benchmarks.terms", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    small = parser.parse_args(argv).small
    count, peer_count = (SMALL, PEER_SMALL) if small else (SENTENCES, PEER_SENTENCES)
    others, terms = Others(), load_terms()
    texts = sentences([form for term in terms for form in (term.name, *term.variants)], count)
    finder, peer = TermFinder(terms), expression(terms)
    few = texts[:peer_count]
    ours = taken(finder.find, texts, RUNS)
    theirs = taken(peer, few, 1) * count / peer_count
    rows = [
        ("Digital EHCP", number(ours, 2), f"{AIM}: {AIM.verdict(ours)}", times(1)),
        (
            f"one expression (from {peer_count:,})",
            number(theirs, 0),
            "",
            times(ratio(theirs, ours)),
        ),
    ]
    print(f"{len(terms)} terms, {count:,} sentences of {sum(map(len, texts)) // count} characters,")
    print(f"{len(finder.find(texts)):,} places, seconds on one processor:\n")
    print(table(("by", "seconds", "aim", "to ours"), rows))
    print(f"\nBoth find the same places: {'yes' if finder.find(few) == peer(few) else 'NO'}.")
    print(f"Other programs took {others.share():.0%} of the processors meanwhile.")


if __name__ == "__main__":
    main()
