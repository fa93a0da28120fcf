"""Section A: history, communication, goals, and what the pupil and the family think."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from analytics.plans.citations import document_label, role_of, rule_citation
from analytics.plans.excerpts import Excerpt
from analytics.plans.known import Known, excerpt_key, line
from data.schemas.plans import Citation, Line
from data.schemas.reading import DocumentReading, Passage

# The four prompts of the prototype's section A; the pupil's views and the family's stay apart.
HISTORY, COMMUNICATION, GOALS = "Brief history", "How best to communicate", "Goals"
PUPIL, FAMILY = "What the pupil says", "What the family and carers think"
MOST = {HISTORY: 4, COMMUNICATION: 4, GOALS: 4, PUPIL: 8, FAMILY: 5}
LONGEST_VIEW = 480

PAST = re.compile(
    r"(?i)\bmoved (?:to|here|house|up)\b|\bborn\b|\bjoined\b|\bhas lived\b|\blives with\b|"
    r"\bsince (?:the age|"
    r"nursery)|\bwhen (?:he|she|they) (?:was|were)\b|\bdiagnos|\bfirst concerns?\b|\byears? ago\b|"
    r"\bmonths ago\b|\bused to\b|\ban easy baby\b|\bweeks gestation|\bas a baby\b|\bfor two years\b"
)
NOT_HISTORY = re.compile(
    r"(?i)\bclinic\b|questionnaire|\bhearing test|referral|\badvice\b|enclosed|our request|"
    r"\bbrother\b|\bsister\b|"
    r"\bI am writing\b|\bcousin|\buncle|\bself-harm|\bmother\b.*\bdepress|\bdB\b|phone|seizure|"
    r"interpreter|\bappointment\b|\bcourse\b|^diagnos\w+\s*:"
)
MEANS = re.compile(
    r"(?i)photograph(?!er)|(?<!the )\bpictures?\b|visual timetable|"
    r"(?<!no )\bsign(?:s|ing|ed)?\b(?! of)|makaton|symbol|(?<!-)\bpoints? (?:to|at)\b(?! how)|"
    r"uses? gesture|interpreter|\bprefers? (?:e-?mail|calls|letters|typing)|\btyping\b|"
    r"\btalking mats?\b|in a quiet room|key words|communication (?:aid|book|board)s?|"
    r"\btalker\b|\bBSL\b|radio aid|"
    r"lip[- ]read|one instruction at a time|shown? (?:him|her|them)|show (?:him|her|them)|"
    r"send letters|languages? at home|speak (?:only )?\w+ at home|large print|braille|"
    r"phrases of|sentences of|yes or no|eye[- ]point"
)
NO_MEANS = re.compile(
    r"(?i)\d%|\bwhen needed\b|\bcupboard\b|\bbattery\b|\bI (?:have )?met\b|\bno sign\b|"
    r"eye contact|\bnamed\b|age-appropriate|\brang\b|\btell you about\b|"
    r"picture (?:similarit|vocabular|naming|hidden|concept|memory)|\bscores?\b|centile|\bjigsaw|"
    r"\bturned it over\b|neurologic|"
    r"\bscales?\b|\bedition\b|\bjoined\b"
)
WISH = re.compile(
    r"(?i)\b(?:I|we)(?:['’]d| would) (?:like|want|love)\b|\b(?:I|we) (?:want|hope|wish)\b|"
    r"\bwould like\b|\bhopes?\b|\bin the "
    r"future\b|\bone day\b|\bjob\b|\bdream|\bgrow(?:s|n)? up\b|\baspir|\bwhat we ask\b|\bwhat we'd "
    r"like\b|\bown flat\b|\bhoped\b"
)
OPINION = re.compile(
    r"(?i)\bwe (?:are|do|don't|want|think|feel|see|tell|hope|like|know|understand|ask)\b|"
    r"\bI (?:want|"
    r"think|worry|am|have to|know)\b|worr|frighten|proud|\bhard\b|\bloves?\b|\bwould like\b|"
    r"\bfunny\b|\bkind\b|\bbrilliant\b|\bhappy\b|good things|\bhelps\b"
)
COURTESY = re.compile(
    r"(?i)thank|\bform\b|sorry it|good things first|\bdear\b|attached|regards|asked for our views|"
    r"what i think|reading\b$|prefers letters|\bknows? this\b|^nobody at school\b|\bwaiting list\b"
)
REQUEST = re.compile(r"(?i)request for an|blood test|^(?:age|child|school|requested)\b")
REPORTED = re.compile(
    r"(?i)(?:\w+['’]s|his|her|their|the (?:child|pupil)['’]s)?\s*(?:own )?(?:views|words)\b"
)
LEAST_VIEW = 4
FUTURE = re.compile(r"(?i)[^?]{0,60}\b(?:future|grow up|one day|job|when (?:I am|you are) older)")
LANGUAGE = "first_language"


def views_lines(known: Known, elsewhere: Collection[str] = ()) -> list[Line]:
    """Return section A; what no source gives is to be obtained from those it is about.

    `elsewhere` holds sentences that another section quotes.
    """
    pupil, goals = _pupil(known), _goals(known)
    own = " ".join(one.text for one in pupil)
    used = {one.text for one in known.excerpts if one.text in own}
    used |= {*elsewhere, *(one.text for one in goals)}
    communication = _pick(known, COMMUNICATION, MEANS, used)
    history = _pick(known, HISTORY, PAST, used, without=NOT_HISTORY)
    family = _family(known, used)
    lines = [_said(HISTORY, one) for one in history]
    lines += [_language(known), *(_said(COMMUNICATION, one) for one in communication)]
    lines += [*pupil, *(_said(GOALS, one) for one in goals)]
    lines += [_said(FAMILY, one) for one in family]
    hoped = [*goals, *(one for one in pupil if one.text.startswith(GOALS))]
    found: dict[str, Sequence[object]] = {
        HISTORY: history,
        COMMUNICATION: communication,
        PUPIL: pupil,
        GOALS: hoped,
    }
    return lines + _gaps(known, {**found, FAMILY: family})


def _said(prompt: str, one: Excerpt) -> Line:
    kind = "background" if prompt in (HISTORY, COMMUNICATION) else "view"
    return line(
        "A",
        kind,
        f"{prompt}: {one.quoted}",
        key=f"{prompt}\n{excerpt_key(one)}",
        sources=(one.citation,),
    )


def _pick(
    known: Known,
    prompt: str,
    pattern: re.Pattern[str],
    used: set[str],
    *,
    without: re.Pattern[str] | None = None,
) -> list[Excerpt]:
    """Return the newest sentences that match, those of one author not all the places."""
    found = [
        one
        for one in known.excerpts
        if pattern.search(one.text)
        and not (without and without.search(one.text))
        and one.text not in used
        and not (prompt == HISTORY and one.reading.assertion in ("family", "uncertain"))
        and not NO_MEANS.search(one.text)
        and not COURTESY.search(one.text)
        and not _is_recommendation(one)
        and not one.is_row
        and not one.is_title
        and known.is_of_pupil(one)
    ]
    family = ("parent", "pupil")
    found.sort(key=lambda one: (one.facts.author_role not in family, -one.recency, one.key))
    chosen = found[: MOST[prompt]]
    used |= {one.text for one in chosen}
    return sorted(chosen, key=lambda one: one.key)


def _is_recommendation(one: Excerpt) -> bool:
    return bool(re.search(r"(?i)recommend|provision|help", one.statement.heading or ""))


def _goals(known: Known) -> list[Excerpt]:
    """Return what the pupil or the family wish for, in their own documents."""
    found = [
        one
        for one in known.excerpts
        if one.facts.author_role in ("pupil", "parent") and WISH.search(one.text)
        if not re.search(
            r"(?i)blood test|not want|don['’]t want|look at|change of school|the good things",
            one.text,
        )
    ]
    return found[: MOST[GOALS]]


def _family(known: Known, used: set[str]) -> list[Excerpt]:
    own = [
        one
        for one in known.excerpts
        if one.facts.author_role == "parent"
        and one.text not in used
        and not COURTESY.search(one.text)
        and not REQUEST.search(one.text)
        and not one.is_title
        and one.reading.assertion != "family"
    ]
    own.sort(key=lambda one: OPINION.search(one.text) is None)
    return sorted(own[: MOST[FAMILY]], key=lambda one: one.key)


def _pupil(known: Known) -> list[Line]:
    """Return the pupil's own words: their document, paragraph by paragraph, or as others quote."""
    own = [paper for paper, _ in known.papers if paper.facts.author_role == "pupil"]
    found = [each for paper in own for each in _paragraphs(known, paper)]
    if not own:
        quoting = [paper for paper, _ in known.papers if paper.facts.author_role != "parent"]
        found = [each for paper in quoting for each in _quoted(known, paper)]
    return [_pupil_line(known, text, source) for text, source in found[: MOST[PUPIL]]]


def _pupil_line(known: Known, text: str, source: Citation) -> Line:
    """Return the pupil's words with who wrote them down."""
    key = f"pupil\n{source.ref}\n{text}"
    prompt = GOALS if FUTURE.match(text) else PUPIL
    roles = {paper.source.document_id: role_of(paper.facts) for paper, _ in known.papers}
    said = f"{prompt}: “{text}” ({roles[source.ref]})"
    return line("A", "view", said, key=key, sources=(source,))


def _paragraphs(known: Known, paper: DocumentReading) -> Iterator[tuple[str, Citation]]:
    for passage in paper.source.passages:
        if passage.kind not in ("paragraph", "bullet", "row") or passage.number < 2:
            continue
        text = known.visible(paper.source.text[passage.start : passage.end])
        if '"' in text or "?" in text or re.search(r"(?i)\bI\b", text):
            yield from _cited(paper, passage, text)


def _quoted(known: Known, paper: DocumentReading) -> Iterator[tuple[str, Citation]]:
    """Give the paragraphs in which somebody reports the pupil's views."""
    for passage in paper.source.passages:
        text = known.visible(paper.source.text[passage.start : passage.end])
        if REPORTED.match(text) and len(text.split()) > LEAST_VIEW:
            yield from _cited(paper, passage, text)


def _cited(paper: DocumentReading, passage: Passage, text: str) -> Iterator[tuple[str, Citation]]:
    if len(text) > LONGEST_VIEW:
        text = text[:LONGEST_VIEW].rsplit(" ", 1)[0] + " …"
    yield (
        text,
        Citation(
            "document",
            paper.source.document_id,
            document_label(paper.facts, passage.page),
            text,
            passage.start,
            passage.end,
        ),
    )


def _language(known: Known) -> Line:
    """Say which language: a fact of communication, never a need (CFA 2014, s.20(4))."""
    answer = known.answer(LANGUAGE)
    score = known.score(LANGUAGE)
    if score is None:
        text = "To obtain from the family: the first language at home, which is not recorded."
        return line("A", "to_obtain", text, key=LANGUAGE, area=LANGUAGE, sources=(answer,))
    is_not = "is not" if score else "is"
    text = f"{COMMUNICATION}: English {is_not} the first language at home."
    return line("A", "background", text, key=LANGUAGE, area=LANGUAGE, sources=(answer,))


def _gaps(known: Known, found: dict[str, Sequence[object]]) -> list[Line]:
    family = "the family"
    setting = f"the {known.setting}"
    asks = {
        HISTORY: f"To obtain from {family}: a brief history.",
        COMMUNICATION: f"To obtain from {family} and {setting}: how best to communicate with "
        f"{known.called}.",
        PUPIL: f"To obtain from {known.called}: views, interests and aspirations, and how they "
        "were asked for.",
        GOALS: f"To obtain from {known.called} and {family}: hopes and goals for the future.",
        FAMILY: f"To obtain from {family}: what the family and carers think.",
    }
    if known.stage.early:
        asks[PUPIL] = (
            f"To obtain from {family} and {setting}: what {known.called} shows of likes, dislikes "
            "and interests, and how this was observed."
        )
        asks[GOALS] = f"To obtain from {family}: hopes and goals for {known.called}."
    return [
        line(
            "A",
            "to_obtain",
            text,
            key=f"gap-{list(asks).index(prompt)}",
            sources=(rule_citation("views"), *known.naming),
        )
        for prompt, text in asks.items()
        if not found[prompt]
    ]
