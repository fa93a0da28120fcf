"""Finding the terms of the dictionary, against the slow way: every form at every place."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.reading import terms as module
from analytics.reading.terms import TermFinder, found, needs_capitals
from data.reading.terms import load_terms
from data.schemas.reading import Reading, Statement, Term

NEUTRAL = Reading(polarity="neutral", areas=(), assertion="present", severity=None)
FORMS = st.text("aAbBé1 -&", min_size=1, max_size=6)
TEXTS = st.text("aAbBéÉ1 -&?.’łŁ\n\x00", max_size=24)


@cache
def shipped() -> TermFinder:
    return TermFinder(load_terms())


@cache
def shipped_forms() -> list[str]:
    return [form for one in shipped().terms.values() for form in (one.name, *one.variants)]


def term(name: str, *variants: str, id_: str | None = None) -> Term:
    return Term(id_ or name, name, variants, "medical", "Invented for a test.")


def statements(*texts: str) -> list[Statement]:
    return [
        Statement("D1", number, text, 0, len(text), None, None, 1, "paragraph", NEUTRAL)
        for number, text in enumerate(texts, 1)
    ]


def shape(form: str) -> str:
    return "".join(letter.lower() if letter.isalnum() else " " for letter in form)


def trimmed(form: str) -> str:
    while form and not form[0].isalnum():
        form = form[1:]
    while form and not form[-1].isalnum():
        form = form[:-1]
    return form


def is_here(form: str, text: str, start: int, capitals: bool) -> bool:
    end = start + len(form)
    piece = text[start:end]
    if len(piece) < len(form) or (capitals and piece != form):
        return False
    if text[:start][-1:].isalnum() or text[end:][:1].isalnum():
        return False
    return all(
        letter.isalnum() and letter < "Ā" and letter.lower() == wanted.lower()
        if wanted.isalnum()
        else not letter.isalnum()
        for letter, wanted in zip(piece, form, strict=True)
    )


def slow_find(dictionary: list[Term], texts: list[str]) -> list[tuple[int, int, int, str]]:
    owners: dict[str, str] = {}
    forms: list[tuple[str, str]] = []
    for one in dictionary:
        for form in filter(None, map(trimmed, (one.name, *one.variants))):
            if owners.setdefault(shape(form), one.id) == one.id:
                forms.append((form, one.id))
    places = []
    for number, text in enumerate(texts):
        start = 0
        while start < len(text):
            here = [
                (len(form), id_)
                for form, id_ in forms
                if is_here(form, text, start, needs_capitals(form))
            ]
            if here:
                length, id_ = max(here)
                places.append((number, start, start + length, id_))
                start += length
            else:
                start += 1
    return places


@settings(max_examples=60, deadline=None)
@given(
    dictionary=st.lists(st.lists(FORMS, min_size=1, max_size=4), max_size=5),
    texts=st.lists(TEXTS, max_size=6),
)
@example(dictionary=[["a b"], ["b a a"], ["a a"], ["a a a"]], texts=["a b a a a a"])
@example(dictionary=[["aa"], ["AA"]], texts=["AA aa Aa"])
@example(dictionary=[["a b"]], texts=["a", "b", "ałb", "a’b", "a\nb", "ła b", "a bł"])
@example(dictionary=[["k"]], texts=["\N{KELVIN SIGN} k K", "\ud800k"])
def test_it_finds_what_the_slow_way_finds(dictionary, texts):
    terms = [term(name, *rest, id_=str(number)) for number, (name, *rest) in enumerate(dictionary)]
    finder = TermFinder(terms)
    expected = slow_find(terms, texts)
    assert finder.find(texts) == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", 2)
        assert finder.find(texts) == expected


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_places_of_the_shipped_terms_are_in_order_apart_and_say_the_term(data):
    forms = st.sampled_from(shipped_forms())
    words = st.one_of(forms, st.sampled_from(["and", "the", "He has", "– “no”", "é"]))
    joined = st.lists(words, max_size=8).map(" ".join)
    texts = data.draw(st.lists(joined, max_size=4))
    finder = shipped()
    places = finder.find(texts)
    assert places == sorted(places)
    for one, other in pairwise(places):
        assert one[0] < other[0] or one[2] <= other[1]
    for number, start, end, id_ in places:
        known = finder.terms[id_]
        assert shape(texts[number][start:end]) in {
            shape(trimmed(form)) for form in (known.name, *known.variants)
        }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He has autism spectrum disorder (ASD).",
            [("autism", "autism spectrum disorder"), ("autism", "ASD")],
        ),
        (
            "The EPs and the OT met",
            [("educational_psychologist", "EPs"), ("occupational_therapy", "OT")],
        ),
        ("a step, ot, the salt and a pep talk", []),
        (
            "SaLT; S&LT. Salt",
            [("speech_and_language_therapy", "SaLT"), ("speech_and_language_therapy", "S&LT")],
        ),
        ("TONIC–CLONIC seizures", [("tonic_clonic_seizures", "TONIC–CLONIC seizures")]),
        (
            "down’s syndrome, Guillain-Barré syndrome",
            [
                ("down_syndrome", "down’s syndrome"),
                ("guillain_barre_syndrome", "Guillain-Barré syndrome"),
            ],
        ),
        (
            "Section F: 1:1 but not 11.1.1",
            [("section_f", "Section F"), ("one_to_one_support", "1:1")],
        ),
        ("autistically", []),
        (
            "BAS3: VCI 68",
            [("british_ability_scales", "BAS3"), ("verbal_comprehension_index", "VCI")],
        ),
        ("child\nprotection plan", [("child_protection_plan", "child\nprotection plan")]),
        ("", []),
    ],
)
def test_terms_of_the_shipped_dictionary_are_found_where_they_are_written(text, expected):
    places = shipped().find([text])
    assert [(id_, text[start:end]) for _, start, end, id_ in places] == expected


@pytest.mark.parametrize(
    "form", ["OT", "EPs", "SALT", "SaLT", "P4", "S&LT", "M-ABC", "1:1", "DoLS"]
)
def test_short_abbreviations_need_their_capitals(form):
    assert needs_capitals(form)


@pytest.mark.parametrize("form", ["adhd", "Tics", "SENCO", "GMFCS", "s17", "Section F", "dBs"])
def test_words_and_long_abbreviations_do_not(form):
    assert not needs_capitals(form)


def test_a_small_form_beside_a_capital_one_frees_it():
    finder = TermFinder([term("Hyperactivity", "ADHD", "adhd")])
    assert len(finder.find(["ADHD, adhd and Adhd"])) == 3


def test_no_terms_and_no_texts_find_nothing():
    assert TermFinder([]).find(["autism"]) == []
    assert TermFinder([term("autism")]).find([]) == []


def test_a_term_beyond_latin_1_is_refused():
    with pytest.raises(ValueError, match="latin-1"):
        TermFinder([term("Łódź")])


def test_found_counts_a_statement_once_and_puts_the_commonest_first():
    finder = TermFinder([term("glue ear"), term("asthma"), term("Autism", "autistic")])
    said = statements(
        "Asthma, asthma and more asthma.",
        "An autistic boy with autism and asthma.",
        "Nothing here.",
        "Glue ear was ruled out.",
        "Autism.",
    )
    result = found(said, finder)
    assert [(one.term.id, one.count) for one in result] == [
        ("asthma", 2),
        ("Autism", 2),
        ("glue ear", 1),
    ]
    assert [statement.number for statement in result[1].statements] == [2, 5]


def test_found_is_empty_without_statements():
    assert found([], TermFinder([term("asthma")])) == ()
