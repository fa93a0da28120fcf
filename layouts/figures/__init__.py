"""A tidy frame in, a plotly figure (a plain dict) out."""
