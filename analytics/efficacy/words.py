"""What the evidence says, in sentences; and what it cannot say."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.answers import listed
from analytics.efficacy.estimates import Estimate
from analytics.efficacy.matching import FEWEST, Comparison
from analytics.efficacy.movement import Movement
from analytics.efficacy.showing import Shown

CONFOUNDING = (
    "A package given to those in most need looks worse, and one given to those who would have done "
    "well anyway looks better. The matched difference compares pupils who began alike: in the same "
    "cluster, kind of setting and age group, with a similar sum of needs. It cannot see what was "
    "not written down, so it is a reason to look closer, not a proof."
)
PLURALS = {
    "package": "packages",
    "outcome": "outcomes",
    "cluster": "clusters",
    "setting": "settings",
}


def signed(value: float, *, plus: bool = True) -> str:
    """Return a number with two decimals and its sign, a minus as wide as a plus."""
    rounded = f"{abs(value):.2f}"
    if float(rounded) == 0:
        return rounded
    return f"{'−' if value < 0 else '+' if plus else ''}{rounded}"


def pupils_of(count: int) -> str:
    """Return a number of pupils."""
    return "1 pupil" if count == 1 else f"{count:,} pupils"


def interval_of(one: Estimate) -> str:
    """Return the 95% interval in words, or that there is none."""
    if not one.is_bounded:
        return "no interval from so few or so even answers"
    return f"95% interval {signed(one.low)} to {signed(one.high)}"


def lead(whole: Shown) -> str:
    """Say where all of the answers stand."""
    if whole.attainment is None:
        return "These answers are of 1 to 5 pupils, so what they say is withheld."
    if not whole.pupils:
        return "Nobody has yet said how far such an outcome is reached."
    mean = whole.attainment
    said = (
        f"Answers about {pupils_of(whole.pupils)} stand at {signed(mean.value)} on average "
        f"({interval_of(mean)}), where 0 is as hoped."
    )
    if whole.reached is None:
        return said
    return f"{said} {whole.reached.value:.0%} of them are as hoped or better."


def read_rows(rows: Sequence[Shown], *, by: str) -> str:
    """Say how many rows lie clear of 0; none is put above another."""
    known = [row.attainment for row in rows if row.attainment is not None]
    above = sum(one.low > 0 for one in known)
    below = sum(one.high < 0 for one in known)
    said = (
        f"Of {len(rows)} {PLURALS[by]}, the whole interval lies above as hoped for {above} and "
        f"below it for {below}."
    )
    hidden = len(rows) - len(known)
    return f"{said} {hidden} withheld." if hidden else said


def read_comparisons(found: Sequence[Comparison]) -> str:
    """Say of how many packages the matched difference keeps clear of 0."""
    known = [one.matched for one in found if one.matched is not None]
    more, less = sum(one.low > 0 for one in known), sum(one.high < 0 for one in known)
    return (
        f"Pupils who began alike reached more with {more} of {len(found)} packages than without, "
        f"and less with {less}. For {len(known) - more - less} no difference is certain, and "
        f"{len(found) - len(known)} cannot be compared."
    )


def read_comparison(found: Comparison) -> str:
    """Say what one comparison finds, raw and matched."""
    if found.matched is None:
        return (
            f"Fewer than {FEWEST} pupils with the package, or without it, began alike, so no "
            "matched difference is given."
        )
    raw = found.raw
    before = "" if raw is None else f"As they stand, the answers differ by {signed(raw.value)}. "
    return (
        f"{before}Among pupils who began alike, those with the package stand "
        f"{signed(found.matched.value)} steps from those without ({interval_of(found.matched)})"
        f"{_certainty(found.matched)}."
    )


def _certainty(one: Estimate) -> str:
    if one.low > 0:
        return ": higher"
    return ": lower" if one.high < 0 else ": no difference is certain"


def unmatched(found: Comparison) -> str:
    """Say which pupils had no match."""
    if found.matched_with is None or found.alone is None or found.unknown is None:
        return "How many pupils had no match is withheld."
    said = [
        f"Of {pupils_of(found.with_it)} with the package, {found.matched_with:,} were compared "
        f"with {found.matched_without:,} without it who began alike."
    ]
    if found.alone:
        places = listed(tuple(f"{count} in {name}" for name, count in found.alone_by.items()))
        where = f" ({places})" if places else ""
        said.append(f"{found.alone:,} had nobody like them without it{where}.")
    if found.unknown:
        said.append(f"Of {found.unknown:,} the start is not known.")
    return " ".join(said)


def most_moved(added: Sequence[tuple[str, Movement]]) -> str:
    """Say which package's evidence one pupil's answers move most, by how much, and why."""
    known = [(label, one) for label, one in added if one.before.pupils]
    if not known:
        return "So far no answers of other pupils of the cluster can be set beside them."
    label, most = max(known, key=lambda each: abs(each[1].difference))
    packages = f"{len(added)} support packages" if len(added) > 1 else "1 support package"
    ends = (f"{signed(one.value)} ({pupils_of(one.pupils)})" for one in (most.before, most.now))
    return (
        f"They tell of {packages}. Most moves {label}: mean attainment from {' to '.join(ends)}, "
        f"because this pupil's is {signed(most.new_mean)}."
    )


def read_movement(found: Movement | None) -> str:
    """Say what has moved, and what of it is new pupils."""
    if found is None:
        return "Withheld, because it would tell of 1 to 5 pupils."
    if not found.new_answers:
        return "Nothing new has been said."
    if not found.before.pupils:
        return f"All {pupils_of(found.now.pupils)} are new, and stand at {signed(found.now.value)}."
    return (
        f"The mean went from {signed(found.before.value)} ({pupils_of(found.before.pupils)}) to "
        f"{signed(found.now.value)} ({pupils_of(found.now.pupils)}), a difference of "
        f"{signed(found.difference)}. {_parts(found)}"
    )


def _parts(found: Movement) -> str:
    said = []
    if found.new_pupils:
        verb = "makes" if found.new_pupils == 1 else "make"
        said.append(
            f"{pupils_of(found.new_pupils)} heard for the first time, whose mean is "
            f"{signed(found.new_mean)}, {verb} "
            f"{signed(found.by_new)} of it"
        )
    if found.again:
        verb = "makes" if found.again == 1 else "make"
        said.append(f"{pupils_of(found.again)} heard again {verb} {signed(found.by_again)} of it")
    answers = f"{found.new_answers:,} new ratings" if found.new_answers > 1 else "1 new rating"
    return f"It rests on {answers}: {'; '.join(said)}."
