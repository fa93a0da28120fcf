"""Names of people found in invented letters."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.outline import outline
from analytics.reading.people import people
from data.schemas.reading import Person
from tests.analytics.reading.papers import source

LETTER = """ST OSWALD'S PRIMARY SCHOOL
Grace Road, Bramley
Headteacher: Mr T. Wolsten

Re: Kofi ANSAH-REED, DOB 19/06/2021
Case: ANSAH-REED, Kofi
Parent: Josephine Ansah-Reed

Dear Mrs Ansah-Reed

Thank you for bringing Kofi. Kofi's mum Perpetua and his sister Wrenna came, and Dr and Mrs Haake.
Will he play with Grace? He plays with Grace Odell and Will. May I ask Mark's teacher?
The WISC and the Vineland were used. Martha House and St Anne were shut. He likes Lego.
Then Marwick.
Marwick Quill is his friend. Ms A. Tern rang. J.P. Quill wrote. Quill again.

Yours sincerely
Gareth Silvani
Senior Practitioner
"""


def found(text: str) -> dict[str, Person]:
    one = source(text)
    return {person.name: person for person in people([(one, outline(one))])}


def test_people_in_a_letter() -> None:
    names = found(LETTER)
    assert {"ANSAH-REED, Kofi", "Gareth Silvani", "Grace Odell", "Mr T. Wolsten"} <= set(names)
    assert {"Kofi", "Kofi ANSAH-REED"} <= set(names["ANSAH-REED, Kofi"].forms)
    forms = {form for person in names.values() for form in person.forms}
    assert {"Perpetua", "Wrenna", "Will", "Mark"} <= forms
    assert not {"Lego", "Vineland", "Senior Practitioner", "Martha", "WISC", "May"} & forms
    assert names["Perpetua"].role == "mum"


def test_every_place_holds_the_form() -> None:
    for person in found(LETTER).values():
        for _, start, end in person.places:
            assert LETTER[start:end] in person.forms


@given(st.text(max_size=300))
def test_places_never_overlap(text: str) -> None:
    places = sorted((s, e) for person in found(text).values() for _, s, e in person.places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


def test_nobody() -> None:
    assert found("The school is large. No one signed.") == {}
    assert found("Section C. None.\nSections H1, H2. None.\nCHILDREN'S THERAPIES") == {}
    assert found("A. DIAGNOSIS of the eye, Block C.\nSigned: Young People Team") == {}


FORM = """Name: Tomasz (Tomek) Zielny-Grove
Child: Tomek Zielny-Grove
Tomek is four. Tomasz likes trains. His cousin Ada (Marlow) Quill came.
I spoke with his mother, Mrs Agata Zielny-Grove, and with his key person, Dorin Hale.
Elizabeth, known as Betsy, is his sister. Betsy draws. A boy called Otis came, (Rex).
"""
SCHOOL = """Completed by: Joanne Petherwick, nursery SENCO
Miss Petherwick was there. Miss Petherwick laughed. Ms K. Petherwick was not. Dr Zielny-Grove was.
Signed: J Petherwick
"""
AUTHORS = {"Joanne Petherwick": "SENCO"}


def together(*texts: str) -> dict[str, Person]:
    papers = [replace(source(text), document_id=str(at)) for at, text in enumerate(texts)]
    found = people([(one, outline(one)) for one in papers], authors=AUTHORS)
    return {person.name: person for person in found}


def test_the_name_that_is_used_belongs_to_the_first_name() -> None:
    names = together(FORM)
    assert {"Tomasz", "Tomek"} <= set(names["Tomek Zielny-Grove"].forms)
    assert "Tomasz" not in names
    assert set(names["Betsy"].forms) == {"Betsy", "Elizabeth"}


def test_who_somebody_is_stands_before_the_name_in_whole() -> None:
    names = together(FORM)
    assert names["Dorin Hale"].role == "key person"
    assert names["Mrs Agata Zielny-Grove"].role == "mother"
    assert names["Otis"].role is None


def test_an_author_has_a_role_and_is_meant_by_title_or_initial() -> None:
    names = together(FORM, SCHOOL)
    author = names["Joanne Petherwick"]
    assert author.role == "SENCO"
    assert {"Miss Petherwick", "J Petherwick"} <= set(author.forms)
    assert "Ms K. Petherwick" in names
    assert names["Mrs Agata Zielny-Grove"].role == "mother"


def test_a_surname_of_two_people_is_nobody_s() -> None:
    names = together(SCHOOL, "Her daughter Ada Petherwick came. Miss Petherwick waved.")
    assert "Miss Petherwick" in names
