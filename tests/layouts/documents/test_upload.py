"""The form says what may be sent, and where it goes."""

from __future__ import annotations

from data.schemas.documents import LARGEST_FILE
from layouts import ids
from layouts.documents.upload import ENDINGS, HINT, upload
from tests.tree import walk


def test_the_form_sends_files_to_the_pupils_own_address() -> None:
    props = [props for _, props in walk(upload("EX1"))]
    (form,) = [each for each in props if "action" in each]
    assert (form["action"], form["method"]) == ("/documents/EX1", "post")
    assert form["encType"] == "multipart/form-data"
    assert form["data-largest"] == str(LARGEST_FILE)
    assert form["data-upload"] == ids.DOCUMENTS_PUT_RIGHT
    (field,) = [each for each in props if "data-file-field" in each]
    assert field["data-accept"].split(",") == list(ENDINGS)
    (said,) = [each for each in props if each.get("role") == "log"]
    assert said["aria-label"]


def test_what_may_be_sent_is_said() -> None:
    assert "25 MB" in HINT
    assert all(ending.lstrip(".").lower() in HINT.lower() for ending in ENDINGS if ending != ".txt")
