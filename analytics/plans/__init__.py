"""Plans: drafting them from their sources, and checking what they say."""
