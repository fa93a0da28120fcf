"""The benchmark of the dictionary: what it makes up and asks of the peer; nothing is timed."""

from __future__ import annotations

from analytics.reading.terms import TermFinder
from benchmarks import terms
from data.reading.terms import load_terms


def test_the_peer_finds_the_same_places() -> None:
    some = load_terms()[::12]
    forms = [form for term in some for form in (term.name, *term.variants)]
    texts = [*terms.sentences(forms, 60), *forms, " ".join(forms), "ot; OT’s s17 S.17"]
    places = TermFinder(some).find(texts)
    assert places == terms.expression(some)(texts)
    assert len(places) > len(forms)


def test_sentences_are_the_same_each_time_and_of_about_a_hundred_characters() -> None:
    made = terms.sentences(["glue ear"], 200)
    assert made == terms.sentences(["glue ear"], 200)
    assert len(set(made)) == 200
    assert all(96 <= len(sentence) < 120 for sentence in made)
