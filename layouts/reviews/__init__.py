"""Early reviews: the list, and the decision about one pupil."""
