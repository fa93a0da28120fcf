"""Supporting Documents: the bundle of one pupil, what was read in it, and where it is written."""
