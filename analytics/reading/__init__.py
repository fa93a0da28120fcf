"""Reads a bundle: its sentences, what they say, and what follows for the assessment."""
