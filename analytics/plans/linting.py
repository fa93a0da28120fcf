"""What a line of provision or an outcome leaves open, and whether its writer or its source did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec

from analytics.plans.asked import author
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
PROVISION, OUTCOME = "provision", "outcome"


def linting(plan: Plan, bundle: BundleReading | None) -> tuple[Finding, ...]:
    """Return what each line of provision and each outcome leaves open.

    Where the line says truthfully what its document says, the document is vague and its author is
    to be asked: that has the weight `source`. Lines still to be obtained are not looked at.
    """
    authors, lint_text = _authors(bundle), _linter()
    return tuple(
        finding
        for line in plan.lines
        if (line.section == "E" and line.kind == OUTCOME)
        or (line.section in PROVISION_SECTIONS and line.kind == PROVISION)
        for finding in _of_line(line, lint_text(line.section, line.text), authors)
    )


def _linter() -> Callable[[str, str], Lint]:
    if find_spec("analytics.plan_text") is None:
        return lambda section, _: Lint(kind=section, missing=())
    linter: Callable[[str, str], Lint] = import_module("analytics.plan_text.lint").lint_text
    return linter


def _authors(bundle: BundleReading | None) -> Mapping[str, str]:
    if bundle is None:
        return {}
    return {paper.source.document_id: author(paper) for paper in bundle.documents}


def _of_line(line: Line, lint: Lint, authors: Mapping[str, str]) -> Iterator[Finding]:
    found = list(_outcome(line, lint) if line.kind == OUTCOME else _provision(line, lint))
    source = _faithful(line)
    if source is None:
        yield from found
        return
    whom = authors.get(source.ref, "the author")
    for one in found:
        sentence = f"{one.sentence} So does its source ({source.label}): ask {whom}."
        yield Finding(one.code, one.section, sentence, one.line_id, "source", one.phrases)


def _provision(line: Line, lint: Lint) -> Iterator[Finding]:
    if lint.missing:
        sentence = _says(lint)
        yield Finding("provision_open", line.section, sentence, line.line_id, "problem")
    yield from _vague(line, lint)


def _says(lint: Lint) -> str:
    """Return what a line says and what it does not, e.g. "Says who and how often, not for ..."."""
    stated = [words for slot, words in SLOTS.items() if slot in lint.stated]
    missing = [words for slot, words in SLOTS.items() if slot in lint.missing]
    if not stated:
        return f"Does not say {_listed(missing, 'or')}."
    return f"Says {_listed(stated, 'and')}, not {_listed(missing, 'or')}."


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
        quoted = ", ".join(f"“{phrase}”" for phrase in lint.vague)
        yield Finding(
            "vague_words",
            line.section,
            f"Leaves open what is promised: {quoted}.",
            line.line_id,
            "watch",
            tuple(lint.vague),
        )


def _faithful(line: Line) -> Citation | None:
    """Return the document whose words the line is."""
    text = _flat(line.text)
    for source in line.sources:
        if source.kind == "document" and text and text in _flat(source.quote):
            return source
    return None


def _flat(text: str) -> str:
    return " ".join(text.split()).strip(" .;“”").lower()


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
