"""The authority's template is read within the limits of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.documents.refusals import DAMAGED, Refused
from data.plan_template import LARGEST, MISSING, TOO_LARGE, read_plan_template
from tests.data.documents import hostile, made


def kept(folder: Path, content: bytes) -> Path:
    place = folder / "plan.docx"
    place.write_bytes(content)
    return place


def test_a_template_is_given_as_it_is(tmp_path: Path) -> None:
    content = made.word(made.paragraph("{{ name }}"))
    assert read_plan_template(kept(tmp_path, content)) == content


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path: Path) -> None:
    for place in (tmp_path / "none.docx", tmp_path):
        with pytest.raises(Refused) as raised:
            read_plan_template(place)
        assert raised.value.sentence == MISSING


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(Refused) as raised:
        read_plan_template(kept(tmp_path, b"x" * (LARGEST + 1)))
    assert raised.value.sentence == TOO_LARGE


@pytest.mark.parametrize("content", [b"no zip", made.zipped({"a.txt": "words"})])
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused) as raised:
        read_plan_template(kept(tmp_path, content))
    assert raised.value.sentence == DAMAGED


@pytest.mark.parametrize("name", ["zip bomb", "entity bomb", "external entity"])
def test_bombs_and_entities_are_refused(tmp_path: Path, name: str) -> None:
    _, make, _ = hostile.HOSTILE[name]
    with pytest.raises(Refused):
        read_plan_template(kept(tmp_path, make(1)))
