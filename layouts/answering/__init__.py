"""The plain pages on which a person answers by their own link; they need no script."""
