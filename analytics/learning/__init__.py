"""What co-ordinators did with drafted lines, and what that says for the next recommendations."""
