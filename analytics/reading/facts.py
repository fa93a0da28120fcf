"""What each document of a bundle is: type, author, date, and whether it is about the pupil."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from analytics.reading.about import Pupil, about_pupil, pupil_of, subject_of
from analytics.reading.authors import author_name, author_role, settled_role
from analytics.reading.dates import written_on
from analytics.reading.kinds import document_type
from analytics.reading.outline import Outline, outline
from data.schemas.reading import Facts, Source


def facts_of(
    sources: Sequence[Source],
    *,
    pupil_name: str | None = None,
    date_of_birth: datetime.date | None = None,
) -> tuple[list[Facts], list[Outline], Pupil]:
    """Return the facts and the outline of each document, and the pupil they are about."""
    outlines = [outline(source) for source in sources]
    subjects = [subject_of(one) for one in outlines]
    pupil = pupil_of(subjects, name=pupil_name, born=date_of_birth)
    facts = [
        _facts(source, one, about=about_pupil(one, subject=subject, pupil=pupil))
        for source, one, subject in zip(sources, outlines, subjects, strict=True)
    ]
    return facts, outlines, pupil


def as_stated(
    made_out: Sequence[Facts], sources: Sequence[Source], *, said: Mapping[str, Mapping[str, Any]]
) -> list[Facts]:
    """Return the facts with those that a person stated, by document, in place of what was found."""
    return [
        replace(fact, **said.get(source.document_id, {}))
        for source, fact in zip(sources, made_out, strict=True)
    ]


def _facts(source: Source, one: Outline, *, about: tuple[bool, str]) -> Facts:
    role, role_words = author_role(one)
    kind, kind_words = document_type(one, role=role)
    sent = next(
        (value for name, value in source.properties.items() if name.lower() == "date"), None
    )
    day, day_words = written_on(one, sent=sent, kind=kind)
    reasons = {
        "type": kind_words,
        "author_role": role_words,
        "dated_on": day_words,
        "about_pupil": about[1],
    }
    return Facts(
        type=kind,
        author_role=settled_role(role, kind=kind),
        author_name=author_name(one),
        dated_on=day,
        about_pupil=about[0],
        reasons={name: words for name, words in reasons.items() if words},
    )
