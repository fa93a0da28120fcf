"""A plan as it stands on paper: the same headings, lines, tables and numbers in every format."""
