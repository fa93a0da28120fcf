"""Which words documents use, without the names of people and without words that say nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd

from analytics.reading.grounds import is_furniture
from data.schemas.reading import Person, Statement

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST = 3
# After any other mark a sentence, a cell or what is said begins, with a capital whatever it is.
WITHIN = ",;)’'"
COLUMNS = ("word", "n", "share")
CLOUDS: dict[str, str] = {"all": "All words", "positive": "Positive", "negative": "Negative"}
# Words of the language, and those that every document of this kind has.
COMMON = frozenset(
    """
    a able about above according across after again against all almost along already also although
    always am among an and another any are aren't around as at away back be became because become
    been before began being below between both but by came can can't cannot com could couldn't day
    days dear did didn't do does doesn't doing don't done down due during each either else etc even
    ever every few following for from further get gets given gives go goes going got had hadn't has
    hasn't have haven't having he he's her here hers herself him himself his how however if in into
    is isn't it it's its itself just know known less let like made make makes many may me might
    month months more most much must my myself need needs needed never next no nor not now of off
    often on once one only onto or other others our out over own per please put rather re really
    report reported said same say says see seen set several shall she she's should shows since so
    some still such take taken than that that's the their them themselves then there therefore
    these they they're thing things this those three through thus time times to today together too
    two under until up upon us use used uses using usually very was wasn't way we week weeks well
    went were weren't what when where whether which while who whom whose why will with within
    without won't would wouldn't year years yes yet you your
    child children pupil pupils school date name mr mrs miss ms dr sincerely regards thank thanks
    born birth page letter
    january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday first second third
    """.split()  # noqa: SIM905 - 250 words in quotes are harder to read and to change
)


def word_counts(
    statements: Sequence[Statement], *, people: Sequence[Person] = (), polarity: str = "all"
) -> pd.DataFrame:
    """Return how many sentences of a polarity (or all) use each word, the commonest first.

    Columns `word`, `n` and `share` (percent of those sentences). Parts of people's names are left
    out, a plural counts with its singular where both are used, and what is only ever written with
    a capital keeps it.
    """
    chosen = [
        statement for statement in statements if polarity in ("all", statement.reading.polarity)
    ]
    left_out = COMMON | _parts_of_names(people)
    found = Counter(
        word for statement in chosen for word in _words(statement.text, left_out=left_out)
    )
    together, capitals = _singulars(found), _capitals(statements)
    rows = [
        (capitals.get(word, word), number, 100 * number / len(chosen))
        for word, number in sorted(together.items(), key=lambda item: (-item[1], item[0]))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _words(text: str, *, left_out: Iterable[str]) -> set[str]:
    spoken = {
        word.replace("’", "'").removesuffix("'s") for word in WORD.findall(text.lower())
    } - set(left_out)
    return {word for word in spoken if len(word) >= SHORTEST}


def _parts_of_names(people: Sequence[Person]) -> frozenset[str]:
    written = " ".join(form for person in people for form in (person.name, *person.forms))
    return frozenset(word.removesuffix("'s") for word in WORD.findall(written.lower()))


def _singulars(found: Counter[str]) -> Counter[str]:
    together: Counter[str] = Counter()
    for word, number in found.items():
        singular = word.removesuffix("s")
        together[singular if singular in found and singular != word else word] += number
    return together


def _capitals(statements: Iterable[Statement]) -> dict[str, str]:
    """Return the words that sentences never write without a capital, such as Polish, as written."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in statements:
        text = statement.text
        for found in WORD.finditer(text):
            word = re.sub(r"['’]s$", "", found[0])
            titled = text.isupper() or is_furniture(text)
            if word.islower() or not (titled or _begins(text, found.start())):
                forms[word.lower()][word] += 1
    return {
        word: written.most_common(1)[0][0] for word, written in forms.items() if word not in written
    }


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip()[-1:]
    return not (before.isalnum() or (before and before in WITHIN))
