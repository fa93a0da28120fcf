"""What published SEN2 figures say about an authority: compared, ranked, in words. Pure."""
