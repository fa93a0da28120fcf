"""Reads the documents of a bundle: sentences, what they say, and what follows for the assessment."""
