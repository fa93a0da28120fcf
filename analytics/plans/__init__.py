"""Education, health and care plans: drafted, kept line by line, checked and compared."""
