"""A file of results from a school: its template, reading it, and checking it row by row."""
