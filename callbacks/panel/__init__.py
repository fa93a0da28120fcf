"""Callbacks of the panel and of placement."""
