"""The two screens in Streamlit: a script that runs from top to bottom at every click."""

from __future__ import annotations

import streamlit as st

from benchmarks.peers.screens import Cases, answers_from
from data.schemas import QUESTION_IDS, QUESTIONS, Question


@st.cache_resource
def cases() -> Cases:
    """Open the tables once for all readers."""
    return Cases.from_environment()


def choose() -> None:
    """Open the pupil whose reference was typed."""
    st.session_state.pupil = cases().known(st.session_state.reference)


def follow() -> None:
    """Open the next pupil."""
    st.session_state.pupil = cases().after(st.session_state.pupil)


def save() -> None:
    """Keep the answers of the form."""
    values = {question: st.session_state.get(question) for question in QUESTION_IDS}
    st.session_state.saved = cases().save(st.session_state.pupil, answers_from(values))


def record() -> None:
    """Show the facts and the chart of the pupil."""
    shown = cases().screen(st.session_state.pupil)
    st.title(f"Pupil {shown.pupil_id}", anchor=False)
    st.html(f"<dl>{''.join(f'<dt>{name}</dt><dd>{fact}</dd>' for name, fact in shown.facts)}</dl>")
    st.write(shown.reading)
    st.plotly_chart(shown.figure, theme=None, config={"displayModeBar": False}, key="chart")


def form() -> None:
    """Show the 20 questions; a form sends them together when it is saved."""
    answers = cases().screen(st.session_state.pupil).answers
    with st.form("answers", border=False):
        for question in QUESTIONS:
            ask(question, answers[question.id])
        st.form_submit_button("Save", on_click=save)
    if "saved" in st.session_state:
        st.write(f"Saved as revision {st.session_state.saved}")


def ask(question: Question, answer: int | None) -> None:
    """Show one question with its words."""
    st.radio(
        question.label,
        list(range(len(question.scale))),
        index=answer,
        format_func=question.scale.__getitem__,
        horizontal=True,
        key=question.id,
    )


st.set_page_config(page_title="Pupil")
if "pupil" not in st.session_state:
    st.session_state.pupil = cases().known(st.query_params.get("pupil"))
st.text_input("Pupil reference", key="reference", on_change=choose)
st.button("Next pupil", on_click=follow, key="following")
record()
if st.query_params.get("screen") == "form":
    form()
