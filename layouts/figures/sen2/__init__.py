"""Drawings of SEN2 figures: analytics in, plain plotly dicts out."""
