"""An education, health and care plan: drafted, numbered, checked and compared."""
