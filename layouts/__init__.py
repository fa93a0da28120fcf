"""What a page looks like: pure functions, values in and components out. Nothing here loads data."""
