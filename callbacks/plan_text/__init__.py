"""Lines of plans from the command line, linted."""
