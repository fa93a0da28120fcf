"""An example of an authority's template, to begin an own one from."""

from __future__ import annotations

import io
from typing import Any

from data.schemas.plans import SECTIONS
from layouts.plans.paper.sections import heading_of
from layouts.word.styles import dress

FACTS = {
    "Name": "name",
    "Reference": "reference",
    "Born": "born",
    "School or other setting": "school",
    "Primary need": "primary_need",
    "Review due by": "review_due_on",
}


def example_template() -> bytes:
    """Return a template that has a place for every section, as the bytes of a .docx."""
    import docx  # noqa: PLC0415 - only who takes a file home waits for it

    document = docx.Document()
    dress(document, family=False)
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ authority }}\t{{ reference }}"
    section.footer.paragraphs[0].text = "{{ status }}\t{{ drafted_on }}"
    document.core_properties.title = "Education, health and care plan: {{ reference }}"
    document.core_properties.author = "{{ authority }}"
    document.core_properties.comments = ""
    document.add_paragraph("Education, health and care plan of {{ name }}", style="Title")
    _facts(document)
    document.add_paragraph("What is still to be obtained", style="heading 1")
    document.add_paragraph("{{p full_to_obtain }}")
    for name in SECTIONS:
        document.add_paragraph(heading_of(name), style="heading 1")
        document.add_paragraph(f"{{{{p full_{name.lower()} }}}}")
    document.add_paragraph("Sources", style="heading 1")
    document.add_paragraph("{{p full_sources }}")
    document.add_paragraph("Made with Digital EHCP.", style="Plan note")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _facts(document: Any) -> None:
    for words, name in FACTS.items():
        document.add_paragraph(f"{words}: {{{{ {name} }}}}", style="Plan text")
