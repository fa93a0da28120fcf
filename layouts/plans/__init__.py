"""What the EHCP Generator looks like."""
