"""Whether the hours and frequencies of the advice reach the plan, and none comes from nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.plans.advising import advised
from analytics.plans.amounts import Amount, amounts
from analytics.plans.asked import ADVISERS, Asked, advice_of, amounts_in, kinds_of
from analytics.plans.citations import document_label
from analytics.plans.excerpts import Excerpt, current
from analytics.plans.recommendations import areas_named
from analytics.plans.wording import alike, support
from analytics.plans.written import as_written
from data.schemas.plans import PROVISION_SECTIONS, Finding, Line, Plan
from data.schemas.reading import BundleReading

# Weeks of a school year do not divide into terms and months without a rest.
SLACK = 0.02
# Half of their words in common: the same support, where no discipline is named.
SAME_SUPPORT = 0.5
# An assistant may give any support, so two who do need not give the same.
ANYBODYS = frozenset({"assistant"})
# A need that a line is for is not what it gives.
FOR_NEED = re.compile(
    r"(?i)(?:\bfor|\band|,)\s+speech, language and communication(?: (?:needs?|difficulties))?"
)


@dataclass(frozen=True)
class Given:
    """Hold one amount in the plan, or a line of provision without any."""

    line: Line
    amount: Amount | None
    areas: frozenset[str] = frozenset()
    """The needs that the line serves."""

    @property
    def support(self) -> frozenset[str]:
        """Return the kinds of support that the clause names, or else its line."""
        words = self.amount.words if self.amount else ""
        return kinds_of(FOR_NEED.sub(" ", words)) or kinds_of(self.words)

    @property
    def words(self) -> str:
        """Return the words of the line without the need that they are for."""
        return FOR_NEED.sub(" ", self.line.text)


@dataclass(frozen=True)
class Change:
    """Say what became of an amount between the advice and the plan."""

    code: str
    what: str
    weight: str = "problem"


def conservation(plan: Plan, bundle: BundleReading | None) -> tuple[Finding, ...]:
    """Return amounts that were lost, watered down or changed, and those without a source."""
    lines = [
        line
        for section in PROVISION_SECTIONS
        for line in plan.section(section)
        if line.kind == "provision"
    ]
    given = [
        Given(line, one, _areas(line, plan.by_id))
        for line in lines
        for one in amounts(line.text) or (None,)
    ]
    pieces = pieces_of(bundle) if bundle else ()
    recommended = frozenset(one.key for piece in pieces for one in piece)
    asked = advice_of(bundle, recommended) if bundle else ()
    claimed = _claimed(asked, given)
    lost = [found for one in asked if (found := _reaches(one, given, claimed))]
    measured = {(one.statement.document_id, one.statement.start) for one in asked}
    lost += [
        _left_out(piece)
        for piece in pieces
        if not any(one.key in measured for one in piece) and not _is_given(piece, lines)
    ]
    told = {finding.line_id for finding in lost}
    written = tuple(amounts_in(bundle)) if bundle else ()
    added = [
        found
        for one in given
        if one.amount and one.line.line_id not in told and (found := _added(one, written, asked))
    ]
    return (*dict.fromkeys(lost), *added)


def change(asked: Amount, given: Amount) -> Change | None:
    """Return what was changed on the way from advice to plan; None if nothing was."""
    if given.ceiling and not asked.ceiling:
        return Change("amount_capped", "now an upper limit without a floor")
    for one, other, most in (
        (asked.weekly, given.weekly, asked.weekly_most),
        (asked.in_all, given.in_all, asked.in_all),
        (asked.fte, given.fte, asked.fte),
    ):
        if one and other:
            return _compared(one, other, most or one) or _sessions(asked, given)
    return _unmeasured(asked, given) or _grouped(asked, given)


def _compared(asked: float, given: float, most: float) -> Change | None:
    if given < asked * (1 - SLACK):
        return Change("amount_watered_down", f"watered down by {100 * (1 - given / asked):.0f}%")
    if given > most * (1 + SLACK):
        more = 100 * (given / most - 1)
        return Change("amount_changed", f"{more:.0f}% more than the advice", "watch")
    return None


def _sessions(asked: Amount, given: Amount) -> Change | None:
    if asked.minutes is None or given.minutes is None:
        return _grouped(asked, given)
    apart = given.minutes > (asked.most or asked.minutes) or given.minutes < asked.minutes
    rates = abs((asked.a_week or 0) - (given.a_week or 0)) > SLACK
    if apart and rates:
        return Change("amount_changed", "the same time in all, in other sessions", "watch")
    return _grouped(asked, given)


def _unmeasured(asked: Amount, given: Amount) -> Change | None:
    if asked.a_week and given.a_week and given.a_week < asked.a_week * (1 - SLACK):
        share = 100 * (1 - given.a_week / asked.a_week)
        return Change("amount_watered_down", f"{share:.0f}% fewer sessions")
    if asked.total and given.total and given.total < asked.total:
        share = 100 * (1 - given.total / asked.total)
        return Change("amount_watered_down", f"{share:.0f}% fewer sessions")
    in_all = asked.total and given.total
    if (asked.a_week or asked.total) and not given.a_week and not in_all:
        return Change("amount_lost", "how often is lost")
    if asked.minutes and not given.minutes:
        return Change("amount_lost", "the length of a session is lost")
    return None


def _grouped(asked: Amount, given: Amount) -> Change | None:
    if asked.group is None or asked.group == given.group:
        return None
    if given.group is None:
        return Change("group_lost", f"“{asked.setting}” is lost", "watch")
    if given.group > asked.group:
        return Change("group_larger", f"{asked.setting} has become {given.setting}")
    return None


def _claimed(asked: Sequence[Asked], given: Sequence[Given]) -> dict[int, Asked]:
    """Return, by its place, which advice each amount of the plan follows."""
    return {
        place: advice
        for place, one in enumerate(given)
        for advice in reversed(asked)
        if _kept(advice, one) and (advice.is_cited_by(one.line) or _same_support(advice, one))
    }


def _reaches(asked: Asked, given: Sequence[Given], claimed: Mapping[int, Asked]) -> Finding | None:
    places = dict(enumerate(given))
    akin = {
        place: one
        for place, one in places.items()
        if asked.is_cited_by(one.line) or _same_support(asked, one)
    } or {place: one for place, one in places.items() if _same_need(asked, one)}
    if any(_kept(asked, one) for one in akin.values()):
        return None
    free = [one for place, one in akin.items() if place not in claimed]
    if free:
        return _changed(asked, min(free, key=lambda one: _distance(asked, one)))
    for place in akin.keys() & claimed.keys():
        if _disagree(asked, claimed[place]):
            return _differs(asked, claimed[place], akin[place].line)
    sentence = f"{_advice(asked)}; nothing in F, G or H gives it."
    return Finding("amount_lost", "F", sentence, None, "problem")


def pieces_of(bundle: BundleReading) -> tuple[Sequence[Excerpt], ...]:
    """Return the sentences of each piece that those who were asked for advice recommend."""
    return tuple(
        piece
        for paper, _ in current(bundle)
        if paper.facts.author_role in ADVISERS
        for piece in advised(paper, ())
    )


def _is_given(piece: Sequence[Excerpt], lines: Sequence[Line]) -> bool:
    """Tell whether a line was taken from words of advice, or gives the same support."""
    text = " ".join(one.text for one in piece)
    kinds, mine = kinds_of(text), support(text)
    return any(
        _cites(line, piece)
        or bool(kinds & kinds_of(line.text) - ANYBODYS)
        or alike(mine, support(line.text)) >= SAME_SUPPORT
        for line in lines
    )


def _cites(line: Line, piece: Sequence[Excerpt]) -> bool:
    first, last = piece[0].statement, piece[-1].statement
    return any(
        source.kind == "document"
        and source.ref == first.document_id
        and (source.start or 0) < last.end
        and first.start < (source.end or 0)
        for source in line.sources
    )


def _left_out(piece: Sequence[Excerpt]) -> Finding:
    said = _short(" ".join(one.text for one in piece))
    label = document_label(piece[0].facts)
    sentence = f"Advice ({label}): “{said}”; nothing in F, G or H gives it."
    return Finding("advice_lost", "F", sentence, None, "problem")


def _disagree(one: Asked, other: Asked) -> bool:
    """Tell whether two documents speak of one support, and not only of who gives it."""
    apart = one.document.source.document_id != other.document.source.document_id
    return apart and bool(one.support & other.support - ANYBODYS)


def _changed(asked: Asked, given: Given) -> Finding:
    line, short = given.line, _short(given.line.text)
    found = change(asked.amount, given.amount) if given.amount else None
    if given.amount is None or found is None:
        sentence = f"{_advice(asked)}; {line.section}: “{short}” gives no amount."
        return Finding("amount_lost", line.section, sentence, line.line_id, "problem", (short,))
    sentence = f"{_advice(asked)}; {line.section}: {_quoted(given.amount)}, {found.what}."
    words = (given.amount.words,)
    return Finding(found.code, line.section, sentence, line.line_id, found.weight, words)


def _differs(asked: Asked, followed: Asked, line: Line) -> Finding:
    sentence = (
        f"Two pieces of advice differ. {_advice(asked)}; {line.section} follows another: "
        f"{followed.label}: {_quoted(followed.amount)}."
    )
    return Finding("advice_differs", line.section, sentence, line.line_id, "watch")


def _same_support(asked: Asked, given: Given) -> bool:
    mine, theirs = asked.support - ANYBODYS, given.support - ANYBODYS
    if mine and theirs:
        return bool(mine & theirs)
    if asked.support and given.support:
        return bool(asked.support & given.support)
    return alike(support(asked.amount.words), support(given.words)) >= SAME_SUPPORT


def _same_need(asked: Asked, given: Given) -> bool:
    """Tell whether a line that names no kind of support meets the need in words of the advice."""
    named = {*asked.statement.reading.areas, *areas_named(asked.statement.text)}
    if given.support - ANYBODYS or not named & given.areas:
        return False
    return bool(support(asked.amount.words) & support(given.words))


def _areas(line: Line, by_id: Mapping[str, Line]) -> frozenset[str]:
    """Return the needs that a line serves, itself or through an outcome."""
    ends = [by_id[one] for one in line.links if one in by_id]
    further = [by_id[one] for end in ends for one in end.links if one in by_id]
    return frozenset(one.area for one in (line, *ends, *further) if one.area)


def _kept(asked: Asked, given: Given) -> bool:
    return given.amount is not None and change(asked.amount, given.amount) is None


def _distance(asked: Asked, given: Given) -> tuple[float | str, ...]:
    """Return how far a line is from advice: by its words, its sources, then the need it meets."""
    own = asked.document.source.document_id
    shared = asked.support & given.support
    return (
        not asked.is_cited_by(given.line),
        -len(shared) / (len(asked.support) or 1),
        all(source.ref != own for source in given.line.sources),
        not given.areas & {*asked.statement.reading.areas},
        -len(shared) / (len(asked.support | given.support) or 1),
        -alike(support(asked.amount.words), support(given.words)),
        given.line.line_id,
    )


def _added(given: Given, written: Sequence[Asked], advice: Sequence[Asked]) -> Finding | None:
    amount, line = given.amount, given.line
    quoted = [one for source in line.sources for one in amounts(source.quote)]
    if amount is None or any(_equal(amount, one) for one in quoted):
        return None
    equal = [one for one in written if _equal(amount, one.amount)]
    akin = (one for one in equal if _same_support(one, given) or _same_need(one, given))
    elsewhere = next(akin, None)
    if elsewhere:
        where = f"it is in: {elsewhere.label}"
        sentence = f"{_quoted(amount)} is not in the source of this line; {where}."
        weight = "watch"
    else:
        near = [one for one in advice if _same_support(one, given)]
        most = min(near, key=lambda one: _distance(one, given), default=None)
        beside = f" Near it: {_advice(most)}." if most else ""
        sentence, weight = f"No source gives {_quoted(amount)}.{beside}", "problem"
    code = "amount_cited_elsewhere" if elsewhere else "amount_without_source"
    return Finding(code, line.section, sentence, line.line_id, weight, (amount.words,))


def _equal(one: Amount, other: Amount) -> bool:
    if one.weekly is not None and other.weekly is not None and one.ceiling == other.ceiling:
        return abs(one.weekly - other.weekly) <= SLACK * other.weekly
    return one.measured[:-2] == other.measured[:-2]


def _advice(asked: Asked) -> str:
    setting = f", {asked.amount.setting}" if asked.amount.setting else ""
    return f"Advice ({asked.label}): {_quoted(asked.amount)}{setting}"


def _quoted(amount: Amount) -> str:
    return f"“{_short(as_written(amount))}”"


def _short(text: str, longest: int = 80) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
