"""Early reviews: the list, one pupil's reasons, decisions, and the training of the model."""
