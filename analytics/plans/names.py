"""Whose names may stand in a plan: the pupil's, and no other before section K."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from data.schemas.reading import Person

HIDDEN = "[name]"
TITLED = re.compile(r"(?i)^(?:dr|mr|mrs|ms|miss|mx|prof|professor|sir|rev)\b")
CHILD = ("child", "pupil", "son", "daughter", "named", "called", "student", "re", "name")


def other_names(people: Sequence[Person], *, called: str) -> tuple[str, ...]:
    """Return the names, as written, of everybody in the documents but the pupil, longest first."""
    pupil = _pupil(people, called=called)
    forms = {form for person in people if person is not pupil for form in person.forms}
    own = set(pupil.forms) if pupil else set()
    return tuple(sorted(forms - own, key=lambda form: (-len(form), form)))


def without(text: str, names: tuple[str, ...]) -> str:
    """Return a text with names hidden."""
    return _pattern(names).sub(HIDDEN, text) if names else text


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")


def _pupil(people: Sequence[Person], *, called: str) -> Person | None:
    """Return the pupil: by the name a person entered, else who is named in most documents."""
    words = {word.lower() for word in re.findall(r"\w+", called)}
    fits = [one for one in people if words & {word.lower() for word in _words(one)}]
    if fits:
        return max(fits, key=_spread)
    likely = [
        one
        for one in people
        if not TITLED.match(one.name) and (one.role is None or one.role in CHILD)
    ]
    best = max(likely, key=_spread, default=None)
    return best if best and len({place[0] for place in best.places}) > 1 else None


def _words(person: Person) -> list[str]:
    return [word for form in person.forms for word in re.findall(r"\w+", form)]


def _spread(person: Person) -> tuple[int, int]:
    return len({place[0] for place in person.places}), len(person.places)
