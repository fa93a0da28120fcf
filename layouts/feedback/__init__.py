"""Progress Feedback: what came of the plan, as pupil, family and setting tell it."""
