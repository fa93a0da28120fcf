"""The value calculator: what was typed in, figures out; what is kept; the command."""
