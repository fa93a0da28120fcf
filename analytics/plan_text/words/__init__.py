"""The words that the linter of plan text knows, list by list."""
