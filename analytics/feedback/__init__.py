"""Feedback: what is asked of people, what they answer, and what the answers say together."""
