"""Two texts as one, what differs marked with words as well as with a colour."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.plans.comparing import Piece, words_changed
from layouts.components.element import Element, element

TAGS = {"added": "Ins", "removed": "Del"}


def different(before: str, after: str) -> Element:
    """Return what became of one text, word by word."""
    return marked(words_changed(before, after))


def marked(pieces: Sequence[Piece]) -> Element:
    """Return pieces of two texts: what was added underlined, what was removed struck through."""
    return element("Span", [_piece(piece) for piece in pieces], className="differing")


def _piece(piece: Piece) -> Element | str:
    if piece.what == "same":
        return piece.text
    # Screen readers pass over the marks themselves.
    told = element("Span", f"[{piece.what}: ", className="visually-hidden")
    end = element("Span", "]", className="visually-hidden")
    return element(TAGS[piece.what], [told, piece.text, end])
