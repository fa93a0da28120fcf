"""What a line of provision or an outcome leaves open, and whether its writer or its source did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from analytics.plans.asked import author
from analytics.plans.pronouns import taken
from analytics.plans.wording import in_third_person
from data.schemas.plans import PROVISION_SECTIONS, Citation, Finding, Line, Lint, Plan
from data.schemas.reading import BundleReading

# What a line says, and what it does not.
SLOTS: dict[str, str] = {
    "what": "what is given",
    "who": "who",
    "frequency": "how often",
    "duration": "for how long",
    "group_size": "in what group size",
    "expertise": "with what training",
    "review": "when it is reviewed",
}
SMART: dict[str, str] = {
    "specific": "what the pupil will do",
    "measurable": "how anybody could tell that it was reached",
    "achievable_in_control": "what those in the plan can bring about",
    "relevant": "what it changes for the pupil",
    "time_bound": "by when",
}
# What each kind of line is called, since what it should say depends on it.
KINDS: dict[str, str] = {
    "direct": "teaching, therapy or care",
    "equipment": "equipment",
    "environment": "a strategy or arrangement",
    "training": "training for adults",
    "monitoring": "a check",
    "care_procedure": "a care procedure",
    "no_provision": "no provision",
}
PROVISION, OUTCOME = "provision", "outcome"


def linting(plan: Plan, bundle: BundleReading | None) -> tuple[Finding, ...]:
    """Return what each line of provision and each outcome leaves open.

    Where the line says truthfully what its document says, the document is vague and its author is
    to be asked: that has the weight `source`. Lines still to be obtained are not looked at.
    """
    authors = _authors(bundle)
    asked = {end for line in plan.lines if line.kind == "to_obtain" for end in line.links}
    return tuple(
        finding
        for line in plan.lines
        if (line.section == "E" and line.kind == OUTCOME)
        or (line.section in PROVISION_SECTIONS and line.kind == PROVISION)
        for finding in _of_line(line, authors, asked=line.line_id in asked)
    )


def _authors(bundle: BundleReading | None) -> Mapping[str, str]:
    if bundle is None:
        return {}
    return {paper.source.document_id: author(paper) for paper in bundle.documents}


def _of_line(line: Line, authors: Mapping[str, str], *, asked: bool) -> Iterator[Finding]:
    lint = _lint(line)
    found = list(_outcome(line, lint) if line.kind == OUTCOME else _provision(line, lint))
    source = _faithful(line, authors)
    if source is None:
        yield from (_asked_for(one) if asked else one for one in found)
        return
    whom = authors.get(source.ref, "the author")
    for one in found:
        sentence = f"{one.sentence} Its source ({source.label}) says no more: ask {whom}."
        yield Finding(one.code, one.section, sentence, one.line_id, "source", one.phrases)


def leaves_open(line: Line) -> bool:
    """Tell whether a line of provision does not say all that one of its kind should.

    That of its review alone is no bar: a plan has a review.
    """
    return bool(set(_lint(line).missing) - {"review"})


def _lint(line: Line) -> Lint:
    return lint_of(line.section, taken(line.text) or line.text)


def _asked_for(finding: Finding) -> Finding:
    sentence = f"{finding.sentence} It is still to be obtained."
    return replace(finding, sentence=sentence, weight="watch")


@lru_cache(maxsize=8_192)
def lint_of(section: str, text: str) -> Lint:
    """Return what a line of a section states, leaves open and asserts vaguely."""
    # Compiling its patterns takes a second, which most processes never need.
    from analytics.plan_text.lint import lint_text  # noqa: PLC0415

    return lint_text(section, text)


def _provision(line: Line, lint: Lint) -> Iterator[Finding]:
    if lint.missing:
        sentence = f"{_says(lint)}{_read_as(lint)}"
        yield Finding("provision_open", line.section, sentence, line.line_id, "problem")
    yield from _vague(line, lint)


def _says(lint: Lint) -> str:
    """Return what a line says and what it does not, e.g. "Says who and how often, not for ..."."""
    stated = [words for slot, words in SLOTS.items() if slot in lint.stated]
    missing = [words for slot, words in SLOTS.items() if slot in lint.missing]
    if not stated:
        return f"Does not say {_listed(missing, 'or')}."
    return f"Says {_listed(stated, 'and')}, not {_listed(missing, 'or')}."


def _read_as(lint: Lint) -> str:
    """Return what kind of line it was read as, and the words that told."""
    if not lint.read_by:
        return ""
    words = _listed([f"“{one}”" for one in lint.read_by], "and")
    return f" Read as {KINDS[lint.kind]} because of {words}."


def _outcome(line: Line, lint: Lint) -> Iterator[Finding]:
    if lint.is_service:
        sentence = "This is provision, not an outcome: say what will be different for the pupil."
        yield Finding("outcome_is_service", line.section, sentence, line.line_id, "problem")
    elif lint.missing:
        missing = [words for slot, words in SMART.items() if slot in lint.missing]
        sentence = f"Does not say {_listed(missing, 'or')}."
        yield Finding("outcome_not_smart", line.section, sentence, line.line_id, "problem")
    yield from _vague(line, lint)


def _vague(line: Line, lint: Lint) -> Iterator[Finding]:
    if lint.vague:
        lower = [phrase.lower() for phrase in lint.vague]
        once = [x for place, x in enumerate(lint.vague) if lower.index(x.lower()) == place]
        quoted = ", ".join(f"“{phrase}”" for phrase in once)
        yield Finding(
            "vague_words",
            line.section,
            f"Leaves open what is promised: {quoted}.",
            line.line_id,
            "watch",
            tuple(lint.vague),
        )


def _faithful(line: Line, authors: Mapping[str, str]) -> Citation | None:
    """Return the document whose words the line is."""
    text = _flat(taken(line.text) or line.text)
    for source in line.sources:
        quote = in_third_person(source.quote, authors.get(source.ref, "me"))
        if source.kind == "document" and text and text in _flat(quote):
            return source
    return None


def _flat(text: str) -> str:
    return " ".join(text.split()).strip(" .;“”").lower()


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
