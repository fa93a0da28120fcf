"""Whose plan may need a review before its day, by which signs, and how surely."""
