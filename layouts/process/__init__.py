"""The pages of the statutory process: board, forecast, calendar, what changed, one case."""
