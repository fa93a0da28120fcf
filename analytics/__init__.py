"""What the numbers mean: pure functions of frames. No input or output, no clock, no environment."""
