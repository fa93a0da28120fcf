"""What the published SEN2 figures mean: indicators, checks, comparisons."""
