"""The callbacks of the statutory process."""
