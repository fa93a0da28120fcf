"""The EHCP Generator: a pupil's plan drafted, written, checked, compared and sent."""
