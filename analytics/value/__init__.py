"""What the work is worth: the technical pack's calculator, and the time cases really take."""
