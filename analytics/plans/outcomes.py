"""Section E: outcomes of similar cases made personal, so that every need is served."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analytics.answers import listed
from analytics.cluster_profiles import OUTCOME_PREFIX
from analytics.frequencies import outcome_name
from analytics.learning.versions import Learned
from analytics.plans.aims import ADULTHOOD, AIM, AIMS, Aim
from analytics.plans.citations import library_citation, rule_citation
from analytics.plans.excerpts import Excerpt
from analytics.plans.known import Known, line, need_id
from analytics.plans.quantities import quantities
from data.schemas.plans import Citation, Line

MOST = 10
MOST_CASES, HALF_OF_CASES, FEW_CASES = 0.6, 0.4, 0.2
JOB = re.compile(
    r"(?i)\bjobs?\b|\bwork(?:ing)? (?:in|as|with)\b|\bcareer|\bapprentice|\bchef\b|\bemploy|"
    r"\bplace with\b"
)


def outcome_lines(known: Known) -> list[Line]:
    """Return section E: each outcome, where the pupil starts from, and the level still to agree."""
    ranks = ranks_of(known.library, known.case.compared_cluster or "", known.case.learned)
    chosen = choose(known.needs, ranks)
    lines: list[Line] = []
    used: set[str] = set()
    for aim, needs in chosen.items():
        lines += _outcome(known, AIM[aim], needs, ranks, used)
    if known.stage.for_adulthood:
        lines += _adulthood(known, {AIM[aim].adulthood for aim in chosen})
    return lines


def ranks_of(library: pd.DataFrame, cluster: str, learned: Learned | None) -> dict[str, float]:
    """Return what outcomes are put in order by: weights of an adopted version, else shares."""
    weights = learned.outcomes(cluster, OUTCOME_PREFIX) if learned else {}
    return weights or shares(library, cluster)


def shares(library: pd.DataFrame, cluster: str) -> dict[str, float]:
    """Return for each outcome of the library the share of the cluster's cases that had it."""
    names = [str(name) for name in library.columns if str(name).startswith(OUTCOME_PREFIX)]
    if "cluster" not in library.columns or not names:
        return {}
    members = library.loc[library["cluster"] == cluster, names]
    if members.empty:
        return {}
    means = members.astype("float64").mean()
    return {name.removeprefix(OUTCOME_PREFIX): float(means[name]) for name in names}


def choose(needs: tuple[str, ...], ranks: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
    """Return the outcomes to propose with the needs each serves; every need is served.

    Of the outcomes that serve a need, the one that ranks first: that more of the cluster's cases
    had, or by the adopted weights. Where there would be more than ten, those that can give way do.
    """
    chosen: dict[str, list[str]] = {}
    for need in needs:
        fitting = [aim for aim in AIMS if need in aim.questions]
        best = max(fitting, key=lambda aim: _rank(aim, ranks))
        chosen.setdefault(best.name, []).append(need)
    for aim in reversed(AIMS):
        if len(chosen) > MOST and aim.name in chosen and aim.gives_way_to in chosen:
            chosen[aim.gives_way_to] += chosen.pop(aim.name)
    return {aim.name: tuple(chosen[aim.name]) for aim in AIMS if aim.name in chosen}


def _rank(aim: Aim, ranks: Mapping[str, float]) -> float:
    return max((ranks.get(name, 0.0) for name in aim.outcomes), default=0.0)


def _outcome(
    known: Known,
    aim: Aim,
    needs: tuple[str, ...],
    ranks: Mapping[str, float],
    used: set[str],
) -> list[Line]:
    stage = known.stage
    outcome = line(
        "E",
        "outcome",
        f"{stage.deadline}, {known.called} will {_words(known, aim, needs)}.",
        key=aim.name,
        area=needs[0],
        links=[need_id(need) for need in needs],
        sources=(
            stage.citation,
            *_similar(known, aim, ranks),
            *(known.answer(need) for need in needs),
            *known.naming,
        ),
    )
    starts = _starting_point(known, outcome, aim, used)
    return [outcome, *starts, _measure(known, outcome, needs, starts=bool(starts))]


def _words(known: Known, aim: Aim, needs: tuple[str, ...]) -> str:
    if known.stage.ends_year <= 0 and aim.early:
        return aim.early
    if aim.slight and all(known.score(need) == 1 for need in needs):
        return aim.slight
    return aim.college if known.in_college and aim.college else aim.text


def _similar(known: Known, aim: Aim, ranks: Mapping[str, float]) -> tuple[Citation, ...]:
    """Return which outcome of similar cases it comes from; in words, for groups can be small."""
    cluster = known.case.compared_cluster or ""
    column = f"{OUTCOME_PREFIX}{outcome_of(aim, ranks)}"
    share = shares(known.library, cluster).get(column.removeprefix(OUTCOME_PREFIX))
    if share is None:
        return ()
    learned = known.case.learned.why(cluster, column) if known.case.learned else ""
    return (
        library_citation(
            column,
            label=f"Similar cases: “{outcome_name(column)}”, cluster {cluster}",
            quote=f"{_how_many(share)} of the cases of cluster {cluster} in the library had the "
            f"outcome “{outcome_name(column)}”.{f' {learned}' if learned else ''}",
        ),
    )


def outcome_of(aim: Aim, ranks: Mapping[str, float]) -> str:
    """Return the library's outcome, without its prefix, that an aim stands for."""
    return max(aim.outcomes, key=lambda each: ranks.get(each, 0.0))


def _how_many(share: float) -> str:
    if share >= MOST_CASES:
        return "Most"
    if share >= HALF_OF_CASES:
        return "About half"
    return "A part" if share >= FEW_CASES else "Few or none"


def _starting_point(known: Known, outcome: Line, aim: Aim, used: set[str]) -> list[Line]:
    """Quote what the pupil does now, where a document gives it with a figure."""
    best = max(_measured(known, aim, used), key=lambda each: each[0], default=None)
    if best is None:
        return []
    one = best[1]
    used.add(one.text)
    return [
        line(
            "E",
            "detail",
            f"Starting point: {one.quoted}",
            key=f"{outcome.line_id}-start",
            area=outcome.area,
            links=(outcome.line_id,),
            sources=(one.citation,),
        )
    ]


def _measured(known: Known, aim: Aim, used: set[str]) -> list[tuple[float, Excerpt]]:
    """Return the sentences that give a figure of what the outcome is about, with their worth."""
    words = re.compile(rf"(?i)\b(?:{aim.start})")
    found = []
    for one in known.excerpts:
        if one.reading.assertion != "present" or one.text in used or not words.search(one.text):
            continue
        # A sentence on another need, in the words of this outcome, is worse than none.
        shared = set(one.areas) & set(aim.questions)
        if shared and known.is_of_pupil(one) and (plain := _plainness(one)):
            found.append((max(one.worth(area) for area in shared) * plain, one))
    return found


# "3 of 10" and "20 words" can be measured again in the same way; a score or a centile says less.
COUNTED = re.compile(
    r"(?i)\b\w+ (?:\w+ )?(?:out )?of (?:the )?\d+|\d+%|\d+ (?:\w+ ){0,2}(?:words|sounds|trials|"
    r"minutes|"
    r"metres|emotions)|(?:two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?(?:words|emotions|"
    r"exchanges|episodes|sounds|steps|tries)|counts \w+"
)
NO_START = re.compile(
    r"(?i)£|\b1:1\b|\bprogramme\b|\bnext term\b|\bwill have\b|\bthe team\b|hours? a week|visits?\b|"
    r"sessions? of|\bcost|attended with|\bplan\b|will be|\baged\b|\bwas seen\b|planned|"
    r"\btargets?\b|\bdiagnos|years? ago|assistant|support|medicine|born\b|times a day|joined|"
    r"normal|\btherapy\b|\bblocks? of\b|\bdB\b|audiometr|tympan|\b(?:scales?|battery|"
    r"questionnaire|index|edition|inventory|screener)\b|\bwas (?:used|administered|completed)\b|"
    r"\bI (?:used|gave)\b|"
    r"\beats?\b|\bfoods?\b|\bnappies\b|\bshould\b|recommend"
)
# A test in which the pupil did as well as others is no place to start from.
SCORE = re.compile(r"(?i)\b(?:centile|standard score)")


def _plainness(one: Excerpt) -> float:
    if NO_START.search(one.text) or one.is_row or one.is_title:
        return 0.0
    if SCORE.search(one.text) and one.reading.polarity != "negative":
        return 0.0
    if re.search(r"(?i)\babove (?:her|his|their) age\b", one.text):
        return 0.0
    if COUNTED.search(one.text):
        return 2.0
    return 0.8 if quantities(one.text) else 0.0


def _measure(known: Known, outcome: Line, needs: tuple[str, ...], *, starts: bool) -> Line:
    asked = listed(tuple(dict.fromkeys(known.asked(need) for need in needs)))
    start = "" if starts else f"where {known.called} starts from, "
    return line(
        "E",
        "to_obtain",
        f"To agree with {asked}: {start}the level to be reached, and how and when it is checked.",
        key=f"{outcome.line_id}-measure",
        area=outcome.area,
        links=(outcome.line_id,),
        sources=(rule_citation("outcomes"), *known.naming),
    )


def _adulthood(known: Known, covered: set[str]) -> list[Line]:
    """Ask for an outcome in each area of preparing for adulthood that has none."""
    lines = []
    for area, words in ADULTHOOD.items():
        if area in covered:
            continue
        wish = _goal(known, area)
        text = f"To agree with {known.called} and the family: an outcome for {words}."
        if wish:
            text = f"{text[:-1]}, from the wish “{wish[0].quote}”"
        lines.append(
            line(
                "E",
                "to_obtain",
                text,
                key=f"adulthood-{area.lower().replace(' ', '-')}",
                sources=(rule_citation("adulthood"), *wish, *known.naming),
            )
        )
    return lines


def _goal(known: Known, area: str) -> tuple[Citation, ...]:
    if area != "Employment":
        return ()
    said = [
        one.citation
        for one in known.excerpts
        if one.facts.author_role in ("pupil", "parent") and JOB.search(one.text)
    ]
    return tuple(said[:1])


def served_by(lines: list[Line], need: str) -> tuple[str, ...]:
    """Return the outcomes that serve a need."""
    own = need_id(need)
    return tuple(one.line_id for one in lines if one.kind == "outcome" and own in one.links)
