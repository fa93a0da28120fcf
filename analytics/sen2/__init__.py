<<<<<<< HEAD
"""What published SEN2 figures say about an authority: compared, ranked, in words. Pure."""
=======
"""What the published SEN2 figures mean: indicators, checks, comparisons."""
>>>>>>> main
