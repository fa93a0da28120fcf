"""The statutory process: its limits, the clock of a case, the board, the forecast, what changed."""
