"""The dictionary of terms: what ships, and what is wrong with one that is refused."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from data.reading.terms import COLUMNS, KINDS, TERMS, load_terms
from data.schemas import QUESTION_IDS, Invalid

DEFINITION = "Sticky fluid behind the eardrum that dulls hearing for some weeks."
GLUE_EAR = ("glue_ear", "Glue ear", "OME;glue-ears", "medical", DEFINITION, "hearing;slc")
ASTHMA = ("asthma", "Asthma", "", "medical", DEFINITION, "")


def write(folder: Path, *rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> Path:
    path = folder / "terms.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def changed(**cells: str) -> tuple[str, ...]:
    return tuple((dict(zip(COLUMNS, ASTHMA, strict=True)) | cells).values())


def problems(folder: Path, *rows: tuple[str, ...]) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        load_terms(write(folder, *rows))
    return caught.value.problems


def test_terms_are_read_as_they_are_written(tmp_path):
    glue_ear, asthma = load_terms(write(tmp_path, GLUE_EAR, ASTHMA))
    assert glue_ear.variants == ("OME", "glue-ears")
    assert glue_ear.areas == ("hearing", "slc")
    assert (asthma.id, asthma.name, asthma.kind) == ("asthma", "Asthma", "medical")
    assert (asthma.variants, asthma.areas, asthma.definition) == ((), (), DEFINITION)


def test_a_name_may_be_written_with_other_capitals_within_its_term(tmp_path):
    (term,) = load_terms(write(tmp_path, changed(variants="SALT;SaLT;salt")))
    assert term.variants == ("SALT", "SaLT", "salt")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (GLUE_EAR, 'the id "glue_ear" is used twice'),
        (ASTHMA[:5], "it has 5 cells and not 6"),
        ((), "it has 0 cells and not 6"),
        (changed(id="Asthma"), 'the id "Asthma" must be small letters and digits'),
        (changed(kind="illness"), 'the kind "illness" is none of medical, medicine'),
        (changed(areas="health;lungs"), 'the area "lungs" is not the id of a question'),
        (changed(areas="health;"), 'the area "" is not the id of a question'),
        (changed(definition="Too short."), "the definition has 2 words, not 10 to 45"),
        (changed(definition="word " * 46), "the definition has 46 words, not 10 to 45"),
        (changed(name=""), '"" is not a name or variant'),
        (changed(variants="wheeze; cough"), '" cough" is not a name or variant'),
        (changed(variants="wheeze;--"), '"--" is not a name or variant'),
        (changed(variants="Asthma"), 'a name or variant of "Asthma" is written twice'),
        (changed(variants="wheeze;wheeze"), 'a name or variant of "Asthma" is written twice'),
        (changed(variants="ome"), '"ome" is already used by glue_ear'),
        (changed(variants="Glue Ears"), '"Glue Ears" is already used by glue_ear'),
    ],
)
def test_an_error_names_its_line(tmp_path, row, sentence):
    found = problems(tmp_path, GLUE_EAR, row)
    assert list(found) == ["line 3"]
    assert found["line 3"].startswith("Line 3: ")
    assert sentence in found["line 3"]


def test_every_wrong_line_is_told_at_once(tmp_path):
    found = problems(tmp_path, changed(kind="x"), GLUE_EAR, changed(areas="x"))
    assert list(found) == ["line 2", "line 4"]


@pytest.mark.parametrize("text", ["", "id;name\n", "name,id,variants,kind,definition,areas\n"])
def test_a_file_without_the_columns_is_refused(tmp_path, text):
    path = tmp_path / "terms.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid, match="Line 1 must name the columns id, name"):
        load_terms(path)


def test_the_dictionary_that_ships_is_large_and_of_every_kind_and_area():
    terms = load_terms()
    assert len(terms) >= 420
    assert min(Counter(term.kind for term in terms)[kind] for kind in KINDS) >= 30
    areas = Counter(area for term in terms for area in term.areas)
    assert set(areas) == set(QUESTION_IDS)
    definitions = [term.definition for term in terms]
    assert len(set(definitions)) == len(definitions)
    assert all(text[0].isupper() and text.endswith(".") for text in definitions)


def test_the_dictionary_that_ships_has_no_odd_signs():
    assert not set(TERMS.read_text(encoding="utf-8")) & set("\r\t\u00a0\ufffd<>|")
