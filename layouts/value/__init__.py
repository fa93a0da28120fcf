"""The value calculator as a page: the answer, the form, the figures and the time really taken."""
