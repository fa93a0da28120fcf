"""What feedback asks and what its answers say of a pupil's progress."""
