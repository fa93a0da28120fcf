"""A whole bundle, read: every document, the suggested answers, doubts, summary and people."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analytics.reading.consistency import doubts
from analytics.reading.contradictions import contradictions
from analytics.reading.facts import as_stated, facts_of
from analytics.reading.mentions import mentions_of
from analytics.reading.people import people
from analytics.reading.possible import with_possible
from analytics.reading.scales import suggestions
from analytics.reading.sentences import statements
from analytics.reading.siblings import siblings, without_siblings
from analytics.reading.summary import summary
from data.schemas import AUTHOR_ROLES
from data.schemas.reading import (
    Analyser,
    BundleReading,
    DocumentReading,
    Facts,
    Found,
    Source,
    Statement,
)

# What finds the terms of a dictionary in statements.
FindTerms = Callable[[Sequence[Statement]], tuple[Found, ...]]


def read_bundle(
    sources: Sequence[Source],
    *,
    analyser: Analyser,
    terms: FindTerms | None = None,
    pupil_name: str | None = None,
    date_of_birth: datetime.date | None = None,
    assessment: Mapping[str, int] | None = None,
    said: Mapping[str, Mapping[str, Any]] | None = None,
) -> BundleReading:
    """Return everything that is read from the documents of one pupil.

    `assessment` holds the answers of a person, question by question; without it there are no
    doubts. `said` holds, by document, the facts that a person stated; they count instead of what
    was made out. Documents about another child are read, but count for nothing.
    """
    made_out, outlines, pupil = facts_of(
        sources, pupil_name=pupil_name, date_of_birth=date_of_birth
    )
    facts = as_stated(made_out, sources, said=said or {})
    named = people(list(zip(sources, outlines, strict=True)), authors=_authors(facts))
    relatives = siblings(named, pupil=pupil)
    documents = tuple(
        without_siblings(DocumentReading(source, fact, statements(source, analyser)), relatives)
        for source, fact in zip(sources, facts, strict=True)
    )
    own = [one for paper in documents if paper.facts.about_pupil for one in paper.statements]
    mentions = mentions_of(documents, born=min(pupil.born, default=None))
    suggested = with_possible(suggestions(documents, mentions=mentions), documents)
    return BundleReading(
        documents=documents,
        suggestions=suggested,
        doubts=doubts(documents, suggestions=suggested, assessment=assessment or {}),
        contradictions=contradictions(documents, mentions=mentions),
        summary=summary(documents, suggested),
        terms=terms(own) if terms else (),
        people=named,
        version=analyser.version,
    )


def _authors(facts: Sequence[Facts]) -> dict[str, str]:
    """Return who wrote the documents, each with the role in words."""
    return {
        one.author_name: AUTHOR_ROLES[one.author_role]
        for one in facts
        if one.author_name and one.author_role in AUTHOR_ROLES
    }
