"""Serve the Streamlit screens from any ASGI server."""

from __future__ import annotations

import streamlit as st

from benchmarks.peers.compressed import Compressed
from benchmarks.peers.screens import ROOT

app = Compressed(st.App(ROOT / "benchmarks" / "peers" / "streamlit_app.py"))
