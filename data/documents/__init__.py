"""Documents of a bundle: which kind of file they are, their text, and the originals as sent."""
