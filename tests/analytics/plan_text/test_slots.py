"""The labels for plan text, bullet by bullet, each stated and not stated."""

from __future__ import annotations

import pytest

from analytics.plan_text.lint import lint_text

BASE = "Speech and language therapy, 1:1"


def missing(text: str, section: str = "F") -> tuple[str, ...]:
    return lint_text(section, text).missing


@pytest.mark.parametrize(
    "text",
    [
        "Music therapy.",
        "Teaching assistant to cut up food.",
        "Scribing by a teaching assistant.",
        "Colourful Semantics sessions.",
        "Sessions such as Lego-based therapy.",
        "A teaching assistant works with her on tying knots.",
        "Weekly Bobblehat programme with a tutor.",
        "Use of Wordmaze materials twice a week.",
    ],
)
def test_what_is_stated(text: str) -> None:
    assert "what" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fifteen hours a week of teaching assistant support.",
        "Support with language.",
        "Literacy intervention in a small group.",
        "A total of 25 hours of support, suited to her style.",
        "Lunchtime support from staff.",
        "A package of input from a teaching assistant.",
        "Oscar requires strategies and help.",
        "0.5 FTE teaching assistant.",
        "Use of TA sessions.",
    ],
)
def test_what_is_not_stated(text: str) -> None:
    assert "what" in missing(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Phonics every day with a teaching assistant.", "teaching assistant"),
        ("Paired reading with a Year 6 buddy.", "buddy"),
        ("Phonics with a key adult, the school's ELSA, on Mondays.", "ELSA"),
        ("Braille lessons by the Sensory Service.", "Sensory Service"),
        ("Phonics taught by the class teacher.", "class teacher"),
        ("Stretches with the physio.", "physio"),
        ("Feeds by a carer taught by the nurse.", "carer"),
        ("Phonics with the autism outreach worker.", "autism outreach"),
        ("Hearing test by the audiologist.", "audiologist"),
        ("Makaton training for staff by a tutor.", "tutor"),
        ("Phonics with his cousin.", "cousin"),
        ("Paired reading with a reading partner.", "reading partner"),
        (
            "Insulin from a healthcare assistant assessed as competent by the nurse.",
            "healthcare assistant",
        ),
    ],
)
def test_who_is_stated(text: str, words: str) -> None:
    assert lint_text("F", text).stated["who"] == words


@pytest.mark.parametrize(
    "text",
    [
        "Phonics with a key adult.",
        "Phonics with trusted adults and staff.",
        "Speech and language therapy weekly.",
        "Daily exercises drawn up by the physiotherapist.",
        "Reading aloud to whoever is free.",
        "The educational psychologist recommends phonics.",
        "The physiotherapist's programme of stretches.",
        "Phonics delivered by professionals, who will lead it.",
        "Physio twice a week.",
        "Specialist tuition in phonics.",
        "Staff to coach him in phonics.",
        "Makaton training for teaching assistants.",
        "A profile is on the desk whenever there is a supply teacher.",
        "Such phonics as the therapist may from time to time advise.",
        "Art therapy, so his sister gets a rest.",
    ],
)
def test_who_is_not_stated(text: str) -> None:
    assert "who" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Art therapy, 15 hours a week.",
        "Art therapy, 48 nights a year.",
        "Art therapy at 0.5 FTE.",
        "Phonics for two-thirds of the week.",
        "Phonics at 10.15 and 1.30 each school day.",
        "Wall pushes before PE.",
        "Buccal midazolam if a seizure lasts five minutes.",
        "Hoisting at each transfer.",
        "Scribing in every lesson.",
        "Supervision throughout the day.",
        "Ten art therapy sessions between 3 September and 13 December.",
        "Art therapy on alternate Saturdays.",
        "Phonics three times every fortnight.",
        "Phonics every third week.",
        "Phonics in each of 30 school weeks.",
        "Paired reading on school nights.",
        "Hands washed after messy play by a teaching assistant.",
        "Splints worn from 9 until 3.",
        "He is at no time asked to read aloud by the teacher.",
        "Sign the word every time you say it.",
        "A holiday club on eight days of the summer holiday.",
        "The teacher gives the class two minutes to think; the SENCo asks him each term if this "
        "is still a help; in every lesson.",
    ],
)
def test_frequency_is_stated(text: str) -> None:
    assert "frequency" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Regular art therapy.",
        "Ongoing phonics as required.",
        "Three half-hour slots of phonics.",
        "25 hours of phonics.",
        "32.5 hours of scribing.",
        "Phonics, with a weekly review by the SENCo.",
        "Art therapy; whether it still suits is talked over with Leo at the end of every term.",
        "Art therapy once she has settled.",
        "Art therapy if it can be arranged.",
        "Help to join in games.",
        "Art therapy. Last year the therapist came three times each week.",
        "Phonics when staffing allows.",
        "Phonics when needed.",
        "Phonics if he feels that it is needed.",
        "Art therapy, with a weekly planning meeting.",
    ],
)
def test_frequency_is_not_stated(text: str) -> None:
    assert "frequency" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Art therapy, twenty to thirty minutes.",
        "Art therapy for three-quarters of an hour.",
        "Art therapy for an hour and a half.",
        "Art therapy at 0.2 FTE.",
        "Forty-eight nights a year of short breaks.",
        "Art therapy from 1.15 to 2.00.",
        "Art therapy from 10 to 12.",
        "Supervision throughout the school day.",
        "Art therapy of at least 40 minutes.",
        "Phonics, no less than two hours and no more than four hours.",
        "Art therapy for not a minute under half an hour.",
        "Art therapy between 4 and 6 on a Wednesday.",
        "Short breaks on Saturdays, ten till two.",
        "A youth club, 4 to 6 on the last Friday of each month.",
        "Supervision on the bus for the whole trip.",
        "Art therapy: twelve meetings of 40 minutes.",
    ],
)
def test_duration_is_stated(text: str) -> None:
    assert "duration" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Art therapy for six weeks.",
        "Art therapy for up to 3 hours.",
        "Art therapy, a maximum of 40 minutes.",
        "Art therapy, the wait being nineteen weeks and two hours.",
        "Art therapy with 48 hours' notice of changes.",
        "Supervision after an outburst of more than ten minutes.",
    ],
)
def test_duration_is_not_stated(text: str) -> None:
    assert "duration" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Individual art therapy.",
        "Art therapy 1:1.",
        "Art therapy, one to one.",
        "Art therapy, Freya alone.",
        "Art therapy in a pair.",
        "Art therapy in a group of four.",
        "Art therapy in a class of eight.",
        "Art therapy with Omar and Leo.",
        "Short breaks, two carers.",
        "Art therapy in a group of up to 12.",
        "Art therapy in a small group (maximum 4).",
        "Art therapy, one therapist to three children.",
        "Art therapy with two named classmates.",
        "The therapist has Tobi to herself for art therapy.",
        "Art therapy, Aaron and one other boy.",
        "Art therapy with Kofi and a friend.",
        "Lessons in the unit, nine to the room.",
        "Art therapy by himself.",
    ],
)
def test_group_size_is_stated(text: str) -> None:
    assert "group_size" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Art therapy in a small group.",
        "Art therapy in a small class with a high ratio.",
        "Individualised art therapy.",
        "Phonics with a teaching assistant.",
        "Art therapy to meet his individual needs.",
        "Art therapy to teach him to dress by himself.",
    ],
)
def test_group_size_is_not_stated(text: str) -> None:
    assert "group_size" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Phonics by the class teacher.",
        "Phonics by a Teacher of the Deaf.",
        "Art therapy by the occupational therapist.",
        "Short breaks with a social worker.",
        "Phonics by a teaching assistant trained in phonics.",
        "Phonics by a teaching assistant whom the psychologist has trained.",
        "Phonics by a teaching assistant who holds the Elklan Level 3 award.",
        "Phonics by a teaching assistant signed off by the nurse.",
        "Phonics by an Elklan-trained teaching assistant.",
        "Phonics by a Makaton trained teaching assistant.",
    ],
)
def test_expertise_is_stated(text: str) -> None:
    assert "expertise" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Phonics by a teaching assistant.",
        "Phonics by an HLTA.",
        "Counselling by a counsellor.",
        "Phonics by an appropriately trained teaching assistant.",
        "Phonics by a suitably qualified tutor.",
        "Phonics by a competent mentor.",
        "Phonics by a teaching assistant, following the plan that the teacher wrote.",
        "Phonics by a teaching assistant who has no training in it.",
        "Art therapy.",
        "Makaton training for staff.",
        "All staff will be trained in Team Teach by a tutor.",
        "Short breaks at a house registered with Ofsted.",
        "Phonics by the SENCo's assistant.",
        "Art therapy; he is taught in a class of nine.",
        "Phonics by a teaching assistant not yet trained in it.",
        "Phonics by a teaching assistant who is to be trained in it.",
    ],
)
def test_expertise_is_not_stated(text: str) -> None:
    assert "expertise" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Art therapy, reviewed termly.",
        "Phonics; re-tested in June.",
        "Phonics. The list is changed when ten words are read.",
        "Art therapy; targets reset.",
        "Art therapy, looked at again each half term.",
        "Phonics daily. The SENCo looks at his books at the end of each term.",
        "Art therapy with a termly review.",
        "Art therapy, weekly for twelve weeks, then reviewed.",
        "Art therapy for half a term, then review.",
        "Phonics, and revised by the SENCo.",
        "The therapist watches one lesson a term and alters the phonics.",
        "Phonics; when she comes each March they agree which sounds come next.",
        "A standing frame, serviced each year, when its height is reset.",
        "Splints, remade by measure each March.",
        "Phonics; the list is altered as he learns the words.",
        "Insulin from the nurse, who resets the dose each season.",
        "Insulin; the consultant changes the dose after each admission.",
        "Art therapy; each month the therapist picks further targets.",
    ],
)
def test_review_is_stated(text: str) -> None:
    assert "review" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Art therapy. To be reviewed.",
        "Art therapy, regularly monitored.",
        "Art therapy. Last reviewed November 2022.",
        "Phonics by a mentor, Team Teach certificate renewed yearly.",
        "Phonics; on Fridays she scores her own week.",
        "Art therapy, reviewed as needed.",
        "Weekly art therapy, then reviewed.",
        "The teacher will see that he has phonics each day.",
    ],
)
def test_review_is_not_stated(text: str) -> None:
    assert "review" in missing(text)


def test_who_taught_somebody_does_not_deliver() -> None:
    text = "Stretches daily by a teaching assistant taught by the physiotherapist."
    assert lint_text("F", text).stated["who"] == "teaching assistant"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Art therapy weekly.", "direct"),
        ("A laptop.", "equipment"),
        ("Visual timetable.", "environment"),
        ("Staff should use short sentences.", "environment"),
        ("Meet and greet for ten minutes by a mentor.", "direct"),
        ("A movement break for five minutes each hour.", "environment"),
        ("Makaton training for staff.", "training"),
        ("All staff will be trained in Team Teach.", "training"),
        ("The nurse gives a talk to all staff.", "training"),
        ("Hearing test every year.", "monitoring"),
        ("Wheelchair assessment each spring.", "monitoring"),
        ("The therapist observes him. A conversation group with art therapy runs daily.", "direct"),
        ("Insulin before lunch.", "care_procedure"),
        ("Reading age: seven years.", "no_provision"),
        ("Standard score 68 in spelling.", "no_provision"),
        ("Weekly lessons of half an hour on a Perkins brailler.", "direct"),
        ("He has had operations.", "no_provision"),
        ("Parents must give four weeks' notice.", "no_provision"),
        ("None.", "nil_statement"),
        ("Not applicable.", "nil_statement"),
        ("No social care provision is required.", "nil_statement"),
        ("Direct payment: four hours a week of a personal assistant.", "direct"),
        ("Support from someone.", "direct"),
    ],
)
def test_the_kind_of_line(text: str, kind: str) -> None:
    assert lint_text("F", text).kind == kind


def test_what_should_be_stated_depends_on_the_kind() -> None:
    assert missing("A laptop.") == ("who", "frequency", "review")
    assert missing("Reading age: seven years.") == (
        "what",
        "who",
        "frequency",
        "duration",
        "group_size",
        "expertise",
        "review",
    )
    assert missing("None.") == ()


def test_other_sections_have_vague_words_alone() -> None:
    found = lint_text("B", "She has regular headaches and will be seen weekly by staff.")
    assert (found.kind, found.missing, found.vague) == ("", (), ("regular",))
    assert not found.is_service


def test_a_person_of_a_service_who_only_advises_does_not_deliver() -> None:
    assert "who" in missing("The autism outreach teacher has drawn up a plan, which staff follow.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Changed on the bed by two carers at noon each day.", "care_procedure"),
        ("Whenever he is tired, tuition is given.", "direct"),
        ("Whenever he is tired, a rug by the stove.", "environment"),
    ],
)
def test_kind_by_what_is_given(text: str, kind: str) -> None:
    assert lint_text("F", text).kind == kind


def test_a_field_of_a_form_tells_the_review_up_to_the_end_of_the_sentence() -> None:
    found = lint_text("F", "Phonics with a mentor. Impact checked: half termly, with the teacher.")
    assert found.stated["review"] == "Impact checked: half termly, with the teacher"
    assert "expertise" in found.missing
    assert "frequency" in found.missing
