"""Why a file is not taken, each time with what to do instead."""

from __future__ import annotations

KINDS_READ = ".docx, .pdf, .txt, .rtf, .odt, .eml, .msg or .html"

EMPTY = "This file is empty. Ask the sender for it again."
DAMAGED = "This file is damaged or was cut off on its way. Ask the sender for it again."
PROTECTED = (
    "This {kind} is protected with a password. Ask the sender for a copy without one, and for "
    "the password to be kept out of e-mail."
)
MACROS = (
    "This Word file carries macros, which are programs. Open it where it came from, save it as "
    ".docx and send that."
)
OLD_WORD = "This is a Word file of the old kind (.doc). Open it, save it as .docx and send that."
OLD_OFFICE = "This is a file of an old Office program. Open it, save it as PDF and send that."
WORKBOOK = "This is an Excel workbook. Open it, save it as PDF and send that."
SLIDES = "This is a set of PowerPoint slides. Open it, save it as PDF and send that."
ZIP = "This is a zip of several files. Unpack it and send the documents one by one."
PICTURE = (
    "This is a picture ({kind}), so its words cannot be read. Ask the sender for the document "
    "itself as .docx or PDF."
)
TWO_KINDS = (
    "This file is built to be two kinds of file at once, so it is not opened. Ask the sender for "
    "a plain PDF or .docx."
)
NOT_TEXT = f"This is not a document this page can read. Send it as {KINDS_READ}."
TOO_LARGE_INSIDE = (
    "This file unpacks to far more than a document holds, so it was not opened. Ask the sender "
    "for it as a PDF."
)
ODD_INSIDE = (
    "This file is not put together as {kind}s are, so it was not opened. Ask the sender to save "
    "it again, as .docx or PDF."
)
TOO_SLOW = (
    "This file took too long to read, so it was not taken. Ask the sender for a simpler copy."
)
TOO_BIG_TO_READ = (
    "This file needs more memory than a document may take, so it was not taken. Ask the sender "
    "for a simpler copy."
)
TOO_DEEP = "This file has parts within parts too many times over. Ask for the documents themselves."

UNSUPPORTED, UNREADABLE = 415, 422


class Refused(ValueError):
    """Refuse a file, in one sentence or two that say what to do; `status` is the HTTP answer's."""

    def __init__(self, sentence: str, *, status: int = UNREADABLE) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
