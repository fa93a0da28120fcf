"""An education, health and care plan: its editor, and the plan on paper."""
