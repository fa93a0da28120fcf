"""Speed and durability measured against named peers; every script prints a table."""
