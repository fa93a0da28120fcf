"""What a document is, who wrote it and when, over letters as people write them."""

from __future__ import annotations

import datetime
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reading import authors, kinds
from analytics.reading.about import Pupil, pupil_of, subject_of
from analytics.reading.authors import author_name, author_role, settled_role
from analytics.reading.dates import born_on, dates, header_date, written_on
from analytics.reading.facts import facts_of
from analytics.reading.kind_cues import BY_ROLE, DOCUMENT_TYPES, TITLES, USUAL_AUTHOR, WORDING
from analytics.reading.kinds import document_type, is_unreadable
from analytics.reading.outline import outline
from analytics.reading.role_cues import LETTERHEAD, SIGNED, TEXT
from data.schemas.reading import Facts
from data.schemas.vocabulary import AUTHOR_ROLES
from data.schemas.vocabulary import DOCUMENT_TYPES as TYPES_OF_THE_FIELD
from tests.analytics.reading.papers import source

EP = """BRAMLEYSHIRE COUNCIL
Educational Psychology Service

PSYCHOLOGICAL ADVICE

Name: Tariq Mbeki-Olsen        DOB: 11/02/2016
Date of visits: 7 and 14 October 2025
Date of report: 21 October 2025
Author: Dr Ottilie Farrow, Educational Psychologist (HCPC)

Tariq has a moderate difficulty with learning and he was a pleasure to meet in school.
He learns best with pictures and with short instructions that are given one at a time.

O. Farrow
cc: SENCO, parents
"""
MUM = """4 Mill Row, Bramley. 8 November 2025

Dear Mrs Pettigrew

Tariq is nine and he is my son. He cannot get to sleep and he cries about school at night.
He is a lovely boy and his sister adores him, we only want somebody to help him with his reading.

Yours sincerely
Zaynab Mbeki
"""
AUDIOLOGY = """BRAMLEY ROYAL INFIRMARY
Department of Audiology

Clinic date: 22 April 2025
Typed: 24 April 2025

Dear Dr Swann

Re: Tariq Mbeki-Olsen, DOB 11.02.16

Thank you for sending him. His hearing is normal in both ears and he does not need to come again.

Yours sincerely

Gwilym Harker
Senior Paediatric Audiologist
"""
SIBLING = AUDIOLOGY.replace("Tariq Mbeki-Olsen, DOB 11.02.16", "Jonah Mbeki-Olsen, DOB 03.09.13")
LOG = """BRAMLEY SEND TEAM - CONTACT RECORD
Case: MBEKI-OLSEN, Tariq   11/02/2016    Caseworker: Brendan Oduya

06/10/2025 09:40 OUT  Called Mrs Mbeki. Explained the timetable and the twenty weeks to her.
14/10/2025 10:15 IN   School rang. The panel of 2 November 2025 has the papers and will decide.
20/10/2025 16:20 OUT  No answer. Left message with the office about the papers for panel.
"""
EMAIL = """Marguerite

Reading is still on the Year 2 books and he is cross about it. In maths he is a year behind.
He has one friend in my class and they play football at break on most of the days of the week.

Ros

On Mon, 3 Nov 2025 at 08:10, Marguerite Pettigrew wrote:
> Can you give me a paragraph for the panel?
"""


def test_a_report_is_known_by_its_title_and_its_author() -> None:
    one = outline(source(EP))
    role, words = author_role(one)
    assert (role, words) == ("educational_psychologist", "Educational Psycholog")
    assert document_type(one, role=role)[0] == "ep_report"
    assert author_name(one) == "Dr Ottilie Farrow"
    assert written_on(one, sent=None, kind="ep_report")[0] == datetime.date(2025, 10, 21)


def test_facts_of_a_bundle() -> None:
    email = source(EMAIL, file="re.eml", date="Tue, 4 Nov 2025 18:22:41 +0000")
    email.properties["from"] = "Rosalind Quaye <r.quaye@bramleyprimary.example>"
    papers = [source(EP), source(MUM), source(AUDIOLOGY), source(SIBLING), source(LOG), email]
    facts, outlines, pupil = facts_of(papers)
    assert [(f.type, f.author_role, str(f.dated_on), f.about_pupil) for f in facts] == [
        ("ep_report", "educational_psychologist", "2025-10-21", True),
        ("parent_letter", "parent", "2025-11-08", True),
        ("audiology_report", "audiologist", "2025-04-24", True),
        ("audiology_report", "audiologist", "2025-04-24", False),
        ("call_log", "co_ordinator", "2025-10-20", True),
        ("teacher_email", "class_teacher", "2025-11-04", True),
    ]
    assert pupil.first == "tariq"
    assert pupil.born == {datetime.date(2016, 2, 11)}
    assert len(outlines) == 6
    assert facts[0].reasons["dated_on"] == "21 October 2025"
    assert "Pettigrew wrote" not in " ".join(outlines[-1].lines)


def facts(text: str, **properties: str) -> Facts:
    return facts_of([source(text, **properties)])[0][0]


def test_a_parent_is_known_by_a_private_address() -> None:
    found = facts(
        "Hello\n\nHe had a bad night again and I do not know what to do about the mornings.\n"
        "He will not put his shoes on and he hides under the stairs until the bus has gone.\n\nDee",
        **{"from": "Dee <dee@gmail.com>", "to": "x", "subject": "Our boy", "date": "nonsense"},
    )
    assert (found.type, found.author_role, found.dated_on) == ("parent_email", "parent", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "unreadable_scan"),
        ("Ihe chlld lzz qqq xxz tkr " * 9 + "zzt kkr pqx " * 20, "unreadable_scan"),
        (
            "Nothing here would tell anybody what sort of paper this may be. " * 3,
            "other",
        ),
        (
            "SUNNYSIDE NURSERY\n\nPROGRESS REPORT\n\nAva plays happily and she likes the sand and "
            "the water best of all.\nShe has begun to share and she knows three songs by heart now."
            "\n\nSigned: Beth Ode\nKey person",
            "early_years_report",
        ),
        (
            "SEND PANEL\nMinutes of panel meeting\n\nThe panel agreed to issue a plan and asked "
            "for the school to be consulted.\nPanel noted that health had answered late.",
            "panel_paper",
        ),
        (
            "Ada's views. She told them to me on the way round the field and I wrote them down as "
            "they came, leaving nothing out.\n\nit is loud in there. they give me a book with a "
            "dog on the front. maths is all right.",
            "pupil_views",
        ),
        (
            "ADA - what me and Rob want to say\n\nThey asked for a page and here it is. She is up "
            "at six and one of us gets every stitch on her.",
            "parent_views",
        ),
        (
            "HILL ACADEMY - SUSPENSION EXTRACT\n\n11.09 two days for words in a lesson\n24.09 "
            "three days for a fight in the changing room with another boy",
            "behaviour_log",
        ),
    ],
)
def test_types_of_document(text: str, kind: str) -> None:
    assert facts(text).type == kind


def test_a_mother_who_says_who_she_is() -> None:
    found = facts(
        "To the people who will decide\n\n3 May 2026\n\nI am Jolanta, mother of Ada, and my cousin "
        "puts this into English.\nIn the morning I put her shirt on the chair and then the socks."
    )
    assert (found.type, found.author_role) == ("parent_letter", "parent")


def test_letters_without_a_role_are_taken_for_a_parents() -> None:
    found = facts(
        "Dear Sir\n\n" + "She is happy there and we hope that it goes on. " * 5 + "\n\nYours\nBo"
    )
    assert (found.type, found.author_role) == ("parent_letter", "parent")


def test_a_title_among_the_properties_counts() -> None:
    text = (
        "The child was seen in school and at home by me and is well in most ways that matter. " * 2
    )
    assert facts(text, title="Occupational therapy report").type == "ot_report"
    assert is_unreadable(outline(source("a b c")))


def test_who_signs_a_log_matters_little() -> None:
    assert settled_role("class_teacher", kind="behaviour_log") == "school_staff"
    assert settled_role(None, kind="ep_report") == "educational_psychologist"
    assert settled_role("senco", kind="school_report") == "senco"


def test_the_lists_of_cues_agree() -> None:
    assert set(TITLES) | set(WORDING) <= set(DOCUMENT_TYPES)
    assert set(SIGNED) == set(BY_ROLE)
    assert set(LETTERHEAD) | set(TEXT) <= set(BY_ROLE)
    assert set(USUAL_AUTHOR) == set(DOCUMENT_TYPES)


@pytest.mark.parametrize(
    "written",
    [
        "3rd May 2025",
        "03/05/25",
        "3.5.2025",
        "3 May 25",
        "May 3, 2025",
        "2025-05-03",
        "03-May-2025",
    ],
)
def test_forms_of_dates(written: str) -> None:
    (found,) = dates((f"Date: {written}",))
    assert found.day == datetime.date(2025, 5, 3)


def test_months_and_days_alone() -> None:
    assert [d.day.isoformat() for d in dates(("May 2025 and then 4 June", "no date 7 July"))] == [
        "2025-05-01",
        "2025-06-04",
        "2025-07-07",
    ]
    assert list(dates(("on 4 June", "31/02/2025"))) == []


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_a_header_is_read_back(day: datetime.date) -> None:
    moment = datetime.datetime.combine(day, datetime.time(9, 30), datetime.UTC)
    assert header_date(format_datetime(moment)) == day
    assert header_date(f"sent {day.day} {day:%B} {day.year}") == day


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        (
            "Printed: 24/10/2025\n01/09/25 | hit a boy\n02/09/25 | ran",
            "behaviour_log",
            "2025-10-24",
        ),
        ("01/09/25 hit a boy\n12/09/25 ran", "behaviour_log", "2025-09-12"),
        (
            "Clinic\n\nSeen on 3 May 2025\nborn 4 June 2016\nNext review 1 July 2026",
            "x",
            "2025-05-03",
        ),
        (
            "A line\n" * 20 + "He was seen on 4 April 2025 by me.\n" + "A line\n" * 9,
            "x",
            "2025-04-04",
        ),
        (
            "A line\n" * 20 + "Report dated 4 April 2025 was read.\n" + "A line\n" * 9,
            "x",
            "2025-04-04",
        ),
        ("A line\n" * 20 + "4 April 2025", "x", "2025-04-04"),
        (
            "A line\n" * 20 + "It was in April 2025 or so.\n" + "A\n" * 9,
            "x",
            "2025-04-01",
        ),
        ("Review date: 29.01.2025\nHealth assessment 6 December 2024 fine", "x", "2025-01-29"),
        ("A line\n" * 20 + "Review date: 29.01.2025", "x", None),
        ("nothing", "x", None),
        ("DOB 4 June 2016", "behaviour_log", None),
    ],
)
def test_the_day_of_a_document(text: str, kind: str, day: str | None) -> None:
    found, _ = written_on(outline(source(text)), sent=None, kind=kind)
    assert (found.isoformat() if found else None) == day


def test_dates_of_birth() -> None:
    lines = ("Name X  D.O.B. 17th May 2018", "born 2018", "Seen 3 May 2025")
    assert born_on(lines) == (datetime.date(2018, 5, 17),)


def pupil(**given: object) -> Pupil:
    return Pupil(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "about"),
    [
        ("Re: Rafael Osei-Lind, DOB 17/05/2018", True),
        ("Re: Rafael Osei-Lind, DOB 03/11/2015", True),
        ("Re: Rafa Osei-Lind", True),
        ("Re: Rafaela Ossei, DOB 03/11/2015", False),
        ("Case: R. Osei-Lind", True),
        ("Child: OSEI-LIND, Rafael", True),
        ("Name: Osei-Lind Rafael", True),
        ("Pupil: Wanda Kite School", False),
        ("Re: Wanda", False),
        ("Rafael Osei-Lind, born 17.05.2018", True),
        ("Subject: the School", True),
        ("He is well.", True),
        ("Wanda is well. Wanda sings. Wanda runs. Wanda eats.", False),
        ("Wanda is well. Wanda sings. Wanda runs, and Rafael too, with Rafa.", True),
        ("Concerning Rafael Osei-Lind, born on 17 May 2018, of Year 3", True),
        ("Concerning Wanda Kite, born on 17 May 2012, of Year 9", False),
        ("Table of 03/09/2025: WA HC", True),
        ("WA came. WA sat. WA went. WA rang. JO met WA.", True),
        ("Rafae eats with Wanda. Rafae sings with Wanda. Wanda runs.", True),
        ("Subject: Rafae at home", True),
        ("Subject: Wanda at home\n\nWanda is well. Wanda sings. Wanda runs.", False),
    ],
)
def test_about_whom(head: str, about: bool) -> None:
    bundle = [source(f"Re: Rafael Osei-Lind, DOB 17/05/2018\n\nNote {n}.") for n in range(3)]
    found, _, known = facts_of([*bundle, source(f"A CLINIC\n{head}\n\nThat is all.")])
    assert found[-1].about_pupil is about
    assert known.first == "rafael"


def test_a_known_pupil_needs_no_votes() -> None:
    born = datetime.date(2018, 5, 17)
    papers = [source("Re: Wanda Kite, DOB 03/11/2015\n\nShe is well.")]
    found, _, known = facts_of(papers, pupil_name="Rafael Osei-Lind", date_of_birth=born)
    assert known == pupil(first="rafael", last=frozenset({"osei-lind"}), born=frozenset({born}))
    assert not found[0].about_pupil
    teddy = [source("Re: Teddy Kite\n\nHe is well.")]
    assert facts_of(teddy, pupil_name="Theodore Kite")[0][0].about_pupil
    assert not facts_of(teddy, pupil_name="Gideon Kite")[0][0].about_pupil
    assert facts_of(papers, pupil_name="Wanda Kite")[2].born == {datetime.date(2015, 11, 3)}
    assert pupil_of([], name="", born=born) == pupil(born=frozenset({born}))
    assert pupil_of([], name="-", born=None).first == ""
    votes = [subject_of(outline(source("Re: Wanda Kite")))]
    assert pupil_of(votes, name=None, born=born).born == {born}


def test_an_email_about_two_children_is_about_the_one_it_names_most() -> None:
    bundle = [source("Re: Efua Reed, DOB 17/05/2018\n\nNote.")] * 2
    both = source("Efua and Adjoa are twins. Efua talks little. Efua tries hard.")
    both.properties.update({"from": "Ama <ama@x.example>", "subject": "Adjoa Reed"})
    assert facts_of([*bundle, both])[0][-1].about_pupil


def test_names_of_authors() -> None:
    def name(foot: str) -> str | None:
        return author_name(
            outline(source(f"A paper.\n\nBernadette Kite came.\n\nYours sincerely\n{foot}"))
        )

    assert name("B. Kite") == "Bernadette Kite"
    assert name("Q. Kite") == "Q. Kite"
    assert name("Dr Kite, BSc (Hons)") == "Dr Kite"
    assert name("the team") is None


def test_every_type_and_role_has_a_name_in_the_field() -> None:
    roles = {*SIGNED, *LETTERHEAD, *TEXT, *BY_ROLE, *filter(None, USUAL_AUTHOR.values())}
    assert roles <= set(AUTHOR_ROLES)
    assert {*DOCUMENT_TYPES, *TITLES, *WORDING} <= set(TYPES_OF_THE_FIELD)


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "Dear Ann\n\nYours,\nEm\n--\nE. Marsh | Lecturer in Maths | X College",
            "college_staff",
            None,
        ),
        (
            "Dear Sir\n\nI am the SENCO here. He is well.\n\nYours\nQuorra Bexley",
            "senco",
            "Quorra Bexley",
        ),
        (
            "CAMHS\n\nDear Ann\n\nYours\nQuorra Bexley\nSpecialist Nurse",
            "camhs_clinician",
            "Quorra Bexley",
        ),
        (
            "Marsh School\nKey person: Quorra Bexley\n\nHe is well and he plays.",
            "school_staff",
            "Quorra Bexley",
        ),
    ],
)
def test_authors_in_columns_fields_and_their_own_words(
    text: str, role: str, name: str | None
) -> None:
    one = outline(source(text))
    assert author_role(one)[0] == role
    assert name is None or author_name(one) == name


@pytest.mark.parametrize(
    ("address", "role"), [("q.bexley@x.example", "class_teacher"), ("bexq79@x.example", "parent")]
)
def test_an_address_tells_work_from_home(address: str, role: str) -> None:
    mail = source("He is well today.", **{"from": f"Quorra Bexley <{address}>"})
    assert author_role(outline(mail))[0] == role


@pytest.mark.parametrize(
    ("letterhead", "signs_as", "role"),
    [
        ("COMMUNITY CHILD HEALTH", "Community Learning Disability Nurse", "other"),
        ("Children's Eye Clinic", "Consultant Ophthalmologist", "other"),
        ("Children's Eye Clinic", "Orthoptist", "optometrist"),
        ("COMMUNITY CHILD HEALTH", "Consultant Paediatrician", "paediatrician"),
    ],
)
def test_who_signs_counts_for_more_than_the_letterhead(
    letterhead: str, signs_as: str, role: str
) -> None:
    letter = (
        f"{letterhead}\n\nDear all\n\nPip is well.\n\nYours sincerely\n\nAda Quill\n{signs_as}\n"
    )
    assert author_role(outline(source(letter)))[0] == role


def test_a_report_of_a_nursery() -> None:
    papers = [source("Wren Nursery\nEnd of year report\n\n" + "He plays well with others. " * 9)]
    assert facts_of(papers)[0][0].type == "early_years_report"


@pytest.mark.parametrize("compiled", [authors._compiled, kinds._compiled])
def test_a_cue_is_looked_for_in_each_line(compiled: Any) -> None:
    # Kept once compiled, and whichever test comes first may not be measured for coverage.
    assert compiled.__wrapped__("^Dear").findall("To you\nDear all\n Dear") == ["Dear"]


COLLEAGUES = {"from": "Jo Pell <jo@larkfield.example>", "to": "SENDCo <senco@larkfield.example>"}


@pytest.mark.parametrize(
    ("properties", "colleague"),
    [
        (COLLEAGUES, True),
        ({**COLLEAGUES, "to": "send@bramley.example"}, False),
        ({"from": "a@mail.example", "to": "b@mail.example"}, False),
        ({"from": "Jo Pell", "to": "senco@larkfield.example"}, False),
        ({}, False),
    ],
)
def test_colleagues_write_from_one_house(properties: dict[str, str], colleague: bool) -> None:
    one = outline(source("Hi,\nhe had a good week.\nJo", **properties))
    assert one.is_colleague is colleague
    if colleague:
        assert author_role(one)[0] == "class_teacher"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("REVIEW\nPresent: Jo Pell (occupational therapist)\nChair: Ann Wick, SENCO\n", "senco"),
        (
            "OT CLINIC\nSensory Profile (completed by teacher and parents)\n",
            "occupational_therapist",
        ),
        ("SUMMARY\nKey person: Jodie Lark\nSigned J. Lark  Seen by parent: yes", "school_staff"),
        (
            "NOTES\nTympanograms flat.\n1. Speech therapy referral\nHal Vane\nAudiologist",
            "audiologist",
        ),
        ("I'm Ned's mum and he has not slept in his own bed since May.", "parent"),
    ],
)
def test_who_was_there_or_has_seen_it_is_no_author(text: str, role: str | None) -> None:
    assert author_role(outline(source(text)))[0] == role


def test_a_panel_paper_may_be_a_co_ordinators() -> None:
    assert settled_role("co_ordinator", kind="panel_paper") == "co_ordinator"
    assert settled_role("senco", kind="panel_paper") == "panel"


def test_a_date_of_birth_stands_bare_behind_a_name() -> None:
    seen = "Seen 3 March 2026"
    assert born_on(("RE: Ned Vane (04/05/2019)", seen)) == (datetime.date(2019, 5, 4),)
    assert born_on(("Ann Wick 02/03/2026", seen)) == ()
    assert born_on(("He was first seen on 04/05/2019", seen)) == ()
    assert born_on(()) == ()


def test_an_email_that_names_the_pupil_in_its_subject_is_about_them() -> None:
    letters = [source("Re: Efan Moss, DOB 23/01/2020\n\nDear all", file="a.txt")]
    letters.append(
        source(
            "Lorna pushed Lorna. Lorna cried and Lorna went home.",
            file="b.eml",
            **{"from": "a@b.example", "subject": "Efan - as requested"},
        )
    )
    facts, _, _ = facts_of(letters)
    assert [one.about_pupil for one in facts] == [True, True]


def test_thanks_under_the_salutation_close_no_letter() -> None:
    text = (
        "CLINIC\n\nDear Dr Reed\n\nThank you.\nHe is well and eats what he is given.\n"
        + "He sleeps all night now, and he has grown.\n" * 8
        + "\nDr I. Marsh, Consultant Paediatrician\ncc parents"
    )
    assert author_role(outline(source(text)))[0] == "paediatrician"
    letter = outline(source("Dear Ann\n\nThank you for coming.\nMany thanks\nJo Marsh, SENCO"))
    assert "Jo Marsh, SENCO" in letter.signature


def test_an_email_without_addresses_is_a_colleagues_unless_its_words_are_a_parents() -> None:
    head = "From: Bea Ashe\nTo: Hal Corr\nSent: 16 October 2025 16:52\nSubject: week 7\n\n"
    assert author_role(outline(source(f"{head}He bit twice today.")))[0] == "class_teacher"
    assert author_role(outline(source(f"{head}My son bit twice today.")))[0] == "parent"


def test_an_author_stands_behind_by_alone() -> None:
    text = "VISIT NOTE\nDate: 20.10.25    By: Lowri Marsh, Teacher of the Deaf\n\nAids worn."
    assert author_role(outline(source(text)))[0] == "teacher_of_the_deaf"
