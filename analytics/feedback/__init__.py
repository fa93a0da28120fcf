"""What feedback says of one pupil's progress: attainment, provision, feelings, words."""
