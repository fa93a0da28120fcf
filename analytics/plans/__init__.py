"""What a plan holds: its draft, its numbers, its thread and what is wrong with it."""
