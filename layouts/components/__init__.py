"""One visual component a module."""
