"""Reads lines of a plan: what a line of provision or an outcome states, and what it leaves open."""
