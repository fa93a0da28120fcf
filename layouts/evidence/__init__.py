"""What works, and what is recommended because of it."""
