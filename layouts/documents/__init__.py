"""Supporting Documents: what a bundle holds, says and leaves open, each claim at its sentence."""
