"""What a click does: read inputs, load, one analytics call, draw. Five to fifteen lines each."""
